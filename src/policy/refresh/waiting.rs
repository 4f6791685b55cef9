//! Who waits for a refresh, and what each is told when the wait ends.

use std::mem;

use super::Machine;
use super::io::{Pass, Status, Verdict};
use crate::policy::error::Cause;

/// Somebody who waits for a refresh.
#[derive(Clone, Debug)]
pub(super) struct Waiting<W> {
    pub waiter: W,
    pub hand: Hand,
}

/// What somebody who waits has in hand.
#[derive(Clone, Copy, Debug)]
pub(super) enum Hand {
    /// A request has its own rejection.
    Rejection,
    /// It has not left yet.
    Request,
    /// The application asked for the refresh.
    Nothing,
}

impl Hand {
    /// Whether the wait ends badly for this reason. A request may leave without a token, but for nobody else; and whoever
    /// asked for a refresh has got more than that when somebody has signed in.
    fn minds(self, cause: Cause) -> bool {
        match self {
            Self::Rejection => true,
            Self::Request => cause == Cause::SessionChanged,
            Self::Nothing => cause != Cause::SessionChanged,
        }
    }
}

impl<W, U: Clone> Machine<W, U> {
    pub(super) fn hold(&mut self, waiter: W, hand: Hand) {
        self.waiting.push(Waiting { waiter, hand });
    }

    /// The wait is over; `cause` is why there is no token of the same session, unless there is.
    pub(super) fn release(&mut self, cause: Option<Cause>) {
        for Waiting { waiter, hand } in mem::take(&mut self.waiting) {
            let verdict = match cause {
                Some(cause) if hand.minds(cause) => Verdict::Refuse(cause),
                Some(_) | None => Verdict::Go(self.session.pass(true)),
            };
            self.tell(waiter, verdict);
        }
    }

    /// What a pass that was given a moment ago is worth now.
    #[must_use]
    pub fn confirm(&self, given: Pass) -> Verdict {
        let session = &self.session;
        if given.epoch >= session.began {
            Verdict::Go(session.pass(given.last_chance))
        } else if session.status == Status::Anonymous {
            Verdict::Refuse(Cause::SessionOver)
        } else {
            Verdict::Refuse(Cause::SessionChanged)
        }
    }
}
