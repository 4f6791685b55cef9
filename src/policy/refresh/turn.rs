//! Whose turn it is to move the refresh cookie, and until when. One at a time: the refresh, or one login,
//! registration or logout call.

use super::Machine;
use super::io::{Attempt, Epoch, Outcome, Ticket};
use crate::policy::millis::Millis;

#[derive(Clone, Debug)]
pub(super) struct Turn {
    pub stage: Stage,
    /// The epoch in which the token came that the refresh is to replace.
    pub judged: Epoch,
    /// The session that the refresh was started for.
    pub session: Epoch,
    /// This token's session is asked for the second time, or in doubt for the second time: there is nothing more to ask
    /// after that.
    pub is_second: bool,
    ask_again: Millis,
    deadline: Millis,
    latest_deadline: Millis,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stage {
    Nobody,
    Call(Ticket),
    /// A refresh is under way.
    Asked(Attempt),
    /// "Over" was heard: another tab may have moved the cookie between our call and the answer, so look and ask again
    /// then.
    Doubt,
}

impl Turn {
    /// Behind six busy HTTP/1.1 sockets a refresh was measured to take 6 s on a healthy line, so the deadline
    /// moves as long as the origin answers other requests, but not for ever.
    const LONGEST: Millis = Millis(60_000);

    pub fn nobodys() -> Self {
        Self {
            stage: Stage::Nobody,
            judged: Epoch(0),
            session: Epoch(0),
            is_second: false,
            ask_again: Millis(0),
            deadline: Millis(0),
            latest_deadline: Millis(0),
        }
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
    pub fn doubt(&mut self, now: Millis, spread: u32, timeout: Millis) {
        self.stage = Stage::Doubt;
        self.ask_again = now + Millis(300 + u64::from(spread));
        self.extend(self.ask_again, timeout);
    }

    fn ask_again(&mut self, attempt: Attempt, judged: Epoch) {
        self.stage = Stage::Asked(attempt);
        // A "no" that was heard before the latest token came says nothing of that token's session.
        self.is_second = self.judged == judged;
        self.judged = judged;
    }

    /// When the clock has to be looked at again.
    pub fn alarm(&self) -> Option<Millis> {
        match self.stage {
            Stage::Nobody => None,
            Stage::Call(_) | Stage::Asked(_) => Some(self.deadline),
            Stage::Doubt => Some(self.ask_again.min(self.deadline)),
        }
    }
}

impl<W, U: Clone> Machine<W, U> {
    pub(super) fn begin_turn(&mut self, stage: Stage, since: Millis) {
        self.turn = Turn {
            stage,
            judged: self.session.received,
            session: self.session.began,
            is_second: false,
            deadline: since + self.timeout,
            latest_deadline: since + self.timeout.max(Turn::LONGEST),
            ..self.turn
        };
    }

    pub(super) fn woke(&mut self) {
        self.wait_for_lock();
        let is_time_to_ask = self.turn.stage == Stage::Doubt && self.now >= self.turn.ask_again;
        if is_time_to_ask && self.turn.is_second {
            self.land(Outcome::Over);
        } else if self.now >= self.turn.deadline {
            self.stop_waiting();
        } else if is_time_to_ask {
            let attempt = self.call_refresh();
            self.turn.ask_again(attempt, self.session.received);
        }
    }
}
