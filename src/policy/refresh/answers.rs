//! What the answer to a refresh call means for the session and for those who wait.

use std::mem;

use super::turn::{Flight, Stage, Turn};
use super::waiting::Release;
use super::{Attempt, CookieCall, Effect, LastChange, Late, Machine, Outcome};
use crate::policy::error::Cause;
use crate::policy::millis::Millis;
use crate::policy::token::Grant;

impl<W, U: Clone> Machine<W, U> {
    pub(super) fn refresh_answered(&mut self, now: Millis, attempt: Attempt, outcome: Outcome<U>) {
        if let Turn::Refresh(flight) = &mut self.turn
            && let Stage::Asked { attempt: asked, heard_over } = flight.stage
            && asked == attempt
        {
            let in_vain = flight.session != self.session.began || flight.judged != self.session.epoch;
            let unsure = !heard_over && self.session.has_evidence() && self.late.is_empty();
            if matches!(outcome, Outcome::Over) && unsure && !in_vain {
                flight.doubt(now, self.timeout);
            } else if let Turn::Refresh(flight) = mem::replace(&mut self.turn, Turn::Nobody) {
                self.land(&flight, outcome);
            }
        } else if let Some(index) = self.late.iter().position(|late| late.attempt == attempt) {
            let late = self.late.swap_remove(index);
            if let Outcome::Renewed(grant) = outcome {
                self.late_renewal(&late, grant);
            }
        }
    }

    fn land(&mut self, flight: &Flight, outcome: Outcome<U>) {
        if flight.session != self.session.began {
            if let Outcome::Renewed(_) = outcome {
                self.renewed_for_another_session();
            }
            return;
        }
        match outcome {
            Outcome::Renewed(grant) => self.renew(grant),
            Outcome::Over if self.is_superseded(flight) => self.release(Release::Renewed),
            // What was asked before is not answered: that answer may be the renewal, and this "no" its echo.
            Outcome::Over if !self.late.is_empty() => self.release(Release::Kept(Cause::RefreshUnreachable)),
            Outcome::Over => self.end_session(),
            Outcome::Unreachable => self.give_up(flight, Cause::RefreshUnreachable),
            Outcome::Invalid => self.give_up(flight, Cause::RefreshInvalid),
        }
    }

    /// Whether a newer token came by another way while the refresh was under way.
    fn is_superseded(&self, flight: &Flight) -> bool {
        flight.judged != self.session.epoch && self.session.token.is_some()
    }

    /// The deadline has passed: the callers go their ways, the call itself goes on.
    pub(super) fn stop_waiting(&mut self, flight: &Flight) {
        if let Some(attempt) = flight.asked() {
            self.late.push(Late { attempt, judged: flight.judged, session: flight.session });
        }
        if flight.session == self.session.began {
            self.give_up(flight, Cause::RefreshUnreachable);
        }
    }

    /// There is nothing to ask again once a newer token came by another way, or the session is another one.
    pub(super) fn end_needless_doubt(&mut self) {
        if let Turn::Refresh(flight) = &self.turn
            && flight.asked().is_none()
            && (flight.session != self.session.began || self.is_superseded(flight))
        {
            let concerns_this_session = flight.session == self.session.began;
            self.turn = Turn::Nobody;
            if concerns_this_session {
                self.release(Release::Renewed);
            }
        }
    }

    fn give_up(&mut self, flight: &Flight, cause: Cause) {
        let superseded = self.is_superseded(flight);
        self.release(if superseded { Release::Renewed } else { Release::Kept(cause) });
    }

    fn late_renewal(&mut self, late: &Late, grant: Grant<U>) {
        if late.session != self.session.began {
            self.renewed_for_another_session();
        } else if late.judged == self.session.epoch {
            let sign_in_was_sent = matches!(&self.turn, Turn::Call(loan) if loan.call == CookieCall::SignIn);
            self.renew(grant);
            self.owner_in_doubt |= sign_in_was_sent;
        }
    }

    /// The token is of no use, but the cookie has moved with it.
    fn renewed_for_another_session(&mut self) {
        let is_queued = |wanted| self.callers.iter().any(|(_, call)| *call == wanted);
        match self.last_change {
            LastChange::SignOut if !is_queued(CookieCall::SignOut) => self.effects.push(Effect::SignOutAgain),
            LastChange::SignIn if !is_queued(CookieCall::SignIn) => self.owner_in_doubt = true,
            LastChange::SignOut | LastChange::SignIn | LastChange::TokenSet | LastChange::None => {}
        }
    }
}
