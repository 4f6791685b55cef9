//! What the answer to a refresh call means for the session and for those who wait.

use std::mem;

use super::session::Session;
use super::turn::{Flight, Turn};
use super::{Attempt, Late, Machine, Outcome};
use crate::policy::error::Cause;
use crate::policy::millis::Millis;

impl<W, U: Clone> Machine<W, U> {
    pub(super) fn refresh_answered(&mut self, now: Millis, attempt: Attempt, outcome: Outcome<U>) {
        if matches!(outcome, Outcome::Renewed(_)) && self.sign_in_is_out() {
            self.cookie_strays(); // or not: nobody knows which answer the browser took in last
        }
        match mem::replace(&mut self.turn, Turn::Nobody) {
            Turn::Refresh(mut flight) if flight.is_asked(attempt) => {
                if matches!(outcome, Outcome::Over)
                    && let Some(is_last) = self.doubt(&flight)
                {
                    flight.doubt(now, self.dice.up_to(200), self.timeout, is_last);
                    self.turn = Turn::Refresh(flight);
                } else {
                    self.land(&flight, outcome);
                }
            }
            undisturbed @ (Turn::Nobody | Turn::Refresh(_) | Turn::Call(_)) => {
                self.turn = undisturbed;
                self.late_answer(attempt, outcome);
            }
        }
    }

    /// Whether a "no" to this refresh does not count at once, and whether that is for the last time. It has to be heard
    /// twice, and one that was heard before the latest token came says nothing of that token's session. Without the lock
    /// one tab may have renewed when this one asked, and another when it asked again: what they were given may not be
    /// readable here yet.
    fn doubt(&self, flight: &Flight) -> Option<bool> {
        let matters = flight.session == self.session.began && !self.is_superseded(flight);
        let is_second = flight.has_heard_over() && flight.judged == self.session.received;
        let may_be_an_echo = !is_second || self.lock.is_lacking();
        let is_in_doubt = matters && may_be_an_echo && self.late.is_empty() && self.session.has_evidence();
        is_in_doubt.then_some(is_second)
    }

    pub(super) fn land(&mut self, flight: &Flight, outcome: Outcome<U>) {
        if flight.session != self.session.began {
            if let Outcome::Renewed(_) = outcome {
                self.cookie_strays();
            }
            return;
        }
        match outcome {
            Outcome::Renewed(grant) => self.renew(grant),
            Outcome::Over if self.is_superseded(flight) => self.release(None),
            // What was asked before is not answered: that answer may be the renewal, and this "no" its echo.
            Outcome::Over if !self.late.is_empty() => self.cool_down(Cause::RefreshUnreachable, None),
            Outcome::Over => self.end_session(),
            Outcome::Unreachable { retry_after } => {
                self.give_up(flight, Cause::RefreshUnreachable, retry_after);
            }
            Outcome::Invalid => self.give_up(flight, Cause::RefreshInvalid, None),
        }
    }

    /// Whether a newer token came by another way while the refresh was under way, and is good as far as is known.
    fn is_superseded(&self, flight: &Flight) -> bool {
        let Session { received, token, .. } = &self.session;
        flight.judged != *received && token.is_some() && !self.session.is_rejected()
    }

    /// The deadline has passed: the callers go their ways, the call itself goes on.
    pub(super) fn stop_waiting(&mut self, flight: &Flight) {
        if let Some(attempt) = flight.asked() {
            self.late.push(Late { attempt, judged: flight.judged, session: flight.session });
        }
        if flight.session == self.session.began {
            self.give_up(flight, Cause::RefreshUnreachable, None);
        }
    }

    /// There is nothing to ask again once a newer token came by another way, or the session is another one. Who
    /// waited was told by what came.
    pub(super) fn end_needless_doubt(&mut self) {
        if let Turn::Refresh(flight) = &self.turn
            && flight.asked().is_none()
            && (flight.session != self.session.began || self.is_superseded(flight))
        {
            self.turn = Turn::Nobody;
        }
    }

    fn give_up(&mut self, flight: &Flight, cause: Cause, retry_after: Option<Millis>) {
        if self.is_superseded(flight) {
            self.release(None);
        } else {
            self.cool_down(cause, retry_after);
        }
    }

    fn cool_down(&mut self, cause: Cause, retry_after: Option<Millis>) {
        self.cooldown.begin(self.now, cause, retry_after, &mut self.dice);
        self.release(Some(cause));
    }

    fn late_answer(&mut self, attempt: Attempt, outcome: Outcome<U>) {
        let Some(index) = self.late.iter().position(|late| late.attempt == attempt) else { return };
        let late = self.late.swap_remove(index);
        let Outcome::Renewed(grant) = outcome else { return };
        if late.session != self.session.began {
            self.cookie_strays();
        } else if late.judged == self.session.received {
            self.renew(grant);
        } else if self.session.is_of_another_user(&grant) {
            self.cookie_strays();
        }
    }
}
