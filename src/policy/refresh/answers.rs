//! What the answer to a refresh call means for the session and for those who wait.

use super::session::Session;
use super::turn::{Stage, Turn};
use super::{Attempt, Late, Machine, Outcome};
use crate::policy::error::Cause;
use crate::policy::millis::Millis;

impl<W, U: Clone> Machine<W, U> {
    pub(super) fn refresh_answered(&mut self, attempt: Attempt, outcome: Outcome<U>) {
        if matches!(outcome, Outcome::Renewed(_)) && self.sign_in_is_out() {
            self.cookie_strays(); // or not: nobody knows which answer the browser took in last
        }
        if self.turn.stage != Stage::Asked(attempt) {
            return self.late_answer(attempt, outcome);
        }
        self.turn.is_second &= self.turn.judged == self.session.received;
        if matches!(outcome, Outcome::Over) && self.is_in_doubt() {
            self.turn.doubt(self.now, self.dice.up_to(200), self.timeout);
        } else {
            self.land(outcome);
        }
    }

    /// Whether a "no" to this refresh does not count at once. It has to be heard twice, and one that was heard before the
    /// latest token came says nothing of that token's session. Without the lock one tab may have renewed when this one
    /// asked, and another when it asked again: what they were given may not be readable here yet.
    fn is_in_doubt(&self) -> bool {
        let may_be_an_echo = !self.turn.is_second || self.lock.is_lacking();
        let matters = self.is_refreshing() && !self.is_superseded() && self.late.is_empty();
        may_be_an_echo && matters && self.session.has_evidence()
    }

    /// The turn of the refresh is over.
    pub(super) fn land(&mut self, outcome: Outcome<U>) {
        self.turn.stage = Stage::Nobody;
        if self.turn.session != self.session.began {
            if let Outcome::Renewed(_) = outcome {
                self.cookie_strays();
            }
            return;
        }
        match outcome {
            Outcome::Renewed(grant) => self.renew(grant),
            Outcome::Over if self.is_superseded() => self.release(None),
            // What was asked before is not answered: that answer may be the renewal, and this "no" its echo.
            Outcome::Over if !self.late.is_empty() => self.cool_down(Cause::RefreshUnreachable, Millis(0)),
            Outcome::Over => self.end_session(),
            Outcome::Unreachable { retry_after } => self.give_up(Cause::RefreshUnreachable, retry_after),
            Outcome::Invalid => self.give_up(Cause::RefreshInvalid, Millis(0)),
        }
    }

    /// Whether a newer token came by another way while the refresh was under way, and is good as far as is known.
    fn is_superseded(&self) -> bool {
        let Session { received, token, .. } = &self.session;
        self.turn.judged != *received && token.is_some() && !self.session.is_rejected()
    }

    /// The deadline has passed: the callers go their ways, the call itself goes on.
    pub(super) fn stop_waiting(&mut self) {
        let Turn { stage, judged, session, .. } = self.turn;
        if let Stage::Asked(attempt) = stage {
            self.late.push(Late { attempt, judged, session });
        }
        let matters = self.is_refreshing();
        self.turn.stage = Stage::Nobody;
        if matters {
            self.give_up(Cause::RefreshUnreachable, Millis(0));
        }
    }

    /// There is nothing to ask again once a newer token came by another way, or the session is another one. Who
    /// waited was told by what came.
    pub(super) fn end_needless_doubt(&mut self) {
        let is_needed = self.is_refreshing() && !self.is_superseded();
        if self.turn.stage == Stage::Doubt && !is_needed {
            self.turn.stage = Stage::Nobody;
        }
    }

    fn give_up(&mut self, cause: Cause, retry_after: Millis) {
        if self.is_superseded() {
            self.release(None);
        } else {
            self.cool_down(cause, retry_after);
        }
    }

    fn cool_down(&mut self, cause: Cause, retry_after: Millis) {
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
