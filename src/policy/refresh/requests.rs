//! What a request tells the machine on its way: that it departs, was accepted, was rejected.

use super::waiting::Hand;
use super::{Epoch, Machine, Pass, Status, Verdict};
use crate::policy::breaker::{Breaker, Route};
use crate::policy::error::Cause;
use crate::policy::millis::Millis;

impl<W, U: Clone> Machine<W, U> {
    pub(super) fn depart(&mut self, waiter: W) {
        if self.session.is_rejected() && self.refresh_is_due() {
            self.hold(waiter, Hand::Request);
        } else {
            self.tell(waiter, Verdict::Go(self.session.pass(false)));
        }
    }

    pub(super) fn accepted(&mut self, carried: Epoch, route: Route) {
        self.breaker.reset(route);
        let session = &mut self.session;
        if session.status == Status::Unknown && carried == session.epoch && session.token.is_some() {
            session.status = Status::Authenticated;
        }
    }

    pub(super) fn rejected(&mut self, waiter: W, carried: Epoch, is_forbidden: bool) {
        let session = &self.session;
        let verdict = if session.is_known_to_be_over() {
            Verdict::Refuse(Cause::SessionOver)
        } else if carried < session.began {
            Verdict::Refuse(Cause::SessionChanged)
        } else if carried < session.epoch && session.token.is_some() && !session.is_rejected() {
            Verdict::Go(session.pass(true))
        } else if is_forbidden {
            Verdict::Stand
        } else {
            self.session.reject();
            match self.cooldown.forbids(self.now) {
                Some(cause) if !self.refresh_is_due() => Verdict::Refuse(cause),
                Some(_) | None => return self.hold(waiter, Hand::Rejection),
            }
        };
        self.tell(waiter, verdict);
    }

    pub(super) fn replay_rejected(&mut self, pass: &Pass, route: Route) {
        if pass.epoch >= self.session.began {
            let until = match pass.prime_ends {
                Millis(0) => self.now + Breaker::USUAL,
                known => known,
            };
            self.breaker.trip(route, until);
        }
    }

    /// Without a token it is not said that this one is to blame.
    pub(super) fn is_forbidden(&self, route: Route) -> bool {
        self.session.token.is_some() && self.breaker.is_open(self.now, route)
    }

    /// Whether there is anything that a success resets.
    #[must_use]
    pub fn is_untroubled(&self) -> bool {
        self.breaker.is_idle()
    }

    fn refresh_is_due(&self) -> bool {
        !self.waiting.is_empty() || self.is_refreshing()
    }

    pub(super) fn traffic_arrived(&mut self) {
        if self.is_refreshing() {
            self.turn.extend(self.now, self.timeout);
        }
    }
}
