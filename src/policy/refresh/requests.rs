//! What a request tells the machine on its way: that it departs, was accepted, was rejected.

use super::waiting::Waiting;
use super::{Epoch, Machine, Status, Verdict};
use crate::policy::error::Cause;

impl<W, U: Clone> Machine<W, U> {
    pub(super) fn depart(&mut self, waiter: W) {
        if self.session.is_rejected() && self.refresh_is_due() {
            self.waiting.push(Waiting::Held(waiter));
        } else {
            self.tell(waiter, Verdict::Go(self.session.pass(false)));
        }
    }

    pub(super) fn accepted(&mut self, carried: Epoch) {
        let session = &mut self.session;
        if session.status == Status::Unknown && carried == session.epoch && session.token.is_some() {
            session.status = Status::Authenticated;
        }
    }

    pub(super) fn rejected(&mut self, waiter: W, carried: Epoch) {
        let session = &self.session;
        if session.is_known_to_be_over() {
            self.tell(waiter, Verdict::Refuse(Cause::SessionOver));
        } else if carried < session.began {
            self.tell(waiter, Verdict::Refuse(Cause::SessionChanged));
        } else if carried < session.epoch && session.token.is_some() && !session.is_rejected() {
            let pass = session.pass(true);
            self.tell(waiter, Verdict::Go(pass));
        } else if let Some(cause) = self.cooldown.forbids(self.now).filter(|_| !self.refresh_is_due()) {
            self.session.reject();
            self.tell(waiter, Verdict::Refuse(cause));
        } else {
            self.session.reject();
            self.waiting.push(Waiting::Rejected(waiter));
        }
    }

    fn refresh_is_due(&self) -> bool {
        !self.waiting.is_empty() || self.is_refreshing()
    }
}
