//! Whose turn it is to move the refresh cookie, and until when. One at a time: the refresh, or one login,
//! registration or logout call.

use std::mem;

use super::Machine;
use super::io::{Attempt, Epoch, Outcome, Ticket};
use crate::policy::millis::Millis;

#[derive(Clone, Debug)]
pub(super) enum Turn {
    Nobody,
    Refresh(Flight),
    Call(Loan),
}

/// A refresh that is under way.
#[derive(Clone, Debug)]
pub(super) struct Flight {
    /// The epoch in which the token came that it is to replace.
    pub judged: Epoch,
    /// The session that it was started for.
    pub session: Epoch,
    pub stage: Stage,
    pub deadline: Millis,
    latest_deadline: Millis,
}

#[derive(Clone, Debug)]
pub(super) enum Stage {
    Asked {
        attempt: Attempt,
        heard_over: bool,
    },
    /// "Over" was heard once: another tab may have moved the cookie between our call and the answer, so look
    /// and ask again then.
    Doubt {
        ask_again: Millis,
        /// It was heard twice: there is nothing more to ask.
        is_last: bool,
    },
}

#[derive(Clone, Debug)]
pub(super) struct Loan {
    pub ticket: Ticket,
    pub deadline: Millis,
}

impl Flight {
    /// Behind six busy HTTP/1.1 sockets a refresh was measured to take 6 s on a healthy line, so the deadline
    /// moves as long as the origin answers other requests, but not for ever.
    const LONGEST: Millis = Millis(60_000);

    pub fn start(now: Millis, timeout: Millis, attempt: Attempt, judged: Epoch, session: Epoch) -> Self {
        Self {
            judged,
            session,
            stage: Stage::Asked { attempt, heard_over: false },
            deadline: now + timeout,
            latest_deadline: now + timeout.max(Self::LONGEST),
        }
    }

    pub fn asked(&self) -> Option<Attempt> {
        match self.stage {
            Stage::Asked { attempt, .. } => Some(attempt),
            Stage::Doubt { .. } => None,
        }
    }

    pub fn is_asked(&self, attempt: Attempt) -> bool {
        self.asked() == Some(attempt)
    }

    pub fn has_heard_over(&self) -> bool {
        matches!(self.stage, Stage::Asked { heard_over: true, .. })
    }

    pub fn extend(&mut self, now: Millis, timeout: Millis) {
        self.deadline = (now + timeout).min(self.latest_deadline).max(self.deadline);
    }

    /// Somebody else wants the turn, and waits no longer than this.
    pub fn end_by(&mut self, limit: Millis) {
        self.deadline = self.deadline.min(limit);
        self.latest_deadline = self.latest_deadline.min(limit);
    }

    /// 300 to 500 ms: longer than another tab needs to store what it was given, shorter than people notice.
    /// The `spread`, of at most 200 ms, keeps tabs from asking in step.
    pub fn doubt(&mut self, now: Millis, spread: u32, timeout: Millis, is_last: bool) {
        let ask_again = now + Millis(300 + u64::from(spread));
        self.stage = Stage::Doubt { ask_again, is_last };
        self.deadline = (ask_again + timeout).min(self.latest_deadline).max(self.deadline);
    }

    pub fn may_ask_again(&self, now: Millis) -> bool {
        matches!(self.stage, Stage::Doubt { ask_again, .. } if now >= ask_again)
    }

    pub fn has_looked_once_more(&self, now: Millis) -> bool {
        matches!(self.stage, Stage::Doubt { ask_again, is_last: true } if now >= ask_again)
    }

    pub fn ask_again(&mut self, attempt: Attempt, judged: Epoch) {
        // A "no" that was heard before the latest token came says nothing of that token's session.
        self.stage = Stage::Asked { attempt, heard_over: self.judged == judged };
        self.judged = judged;
    }
}

impl Turn {
    /// When the clock has to be looked at again.
    pub fn alarm(&self) -> Option<Millis> {
        match self {
            Self::Nobody => None,
            Self::Refresh(flight) => Some(match flight.stage {
                Stage::Asked { .. } => flight.deadline,
                Stage::Doubt { ask_again, .. } => ask_again.min(flight.deadline),
            }),
            Self::Call(loan) => Some(loan.deadline),
        }
    }
}

impl<W, U: Clone> Machine<W, U> {
    pub(super) fn woke(&mut self, now: Millis) {
        self.wait_for_lock();
        match mem::replace(&mut self.turn, Turn::Nobody) {
            Turn::Refresh(flight) if flight.has_looked_once_more(now) => {
                self.land(&flight, Outcome::Over);
            }
            Turn::Refresh(flight) if now >= flight.deadline => self.stop_waiting(&flight),
            Turn::Refresh(mut flight) if flight.may_ask_again(now) => {
                let attempt = self.call_refresh();
                flight.ask_again(attempt, self.session.received);
                self.turn = Turn::Refresh(flight);
            }
            Turn::Call(loan) if now >= loan.deadline => {}
            undisturbed @ (Turn::Nobody | Turn::Refresh(_) | Turn::Call(_)) => self.turn = undisturbed,
        }
    }
}
