//! What follows from a refresh that came to nothing (rule 13): for how long rejections are turned away.

use evertoken::policy::error::Cause;
use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{Effect, Machine};

use super::observer::{AskedRefresh, Failure, Heard, Observer};
use super::world::{LONGEST_WINDOW, RETRY_AFTER};

impl Observer {
    /// A newer token came by another way while this one was asked for, and is good as far as is known.
    pub fn is_superseded(&self, asked: &AskedRefresh) -> bool {
        asked.tokens != self.tokens && self.token.is_some() && !self.is_rejected
    }

    /// The refresh for which somebody may have waited was answered, and not with a token.
    pub fn failed(&mut self, now: Millis, asked: &AskedRefresh) {
        let is_awaited = self.before.was_refreshing && self.newest == Some(asked.attempt);
        if is_awaited && !self.is_superseded(asked) {
            self.note_failure(now);
        }
    }

    /// Its deadline has passed.
    pub fn notice_deadline(&mut self, now: Millis, machine: &Machine<u32, u32>, effects: &[Effect<u32>]) {
        let asks_again = self.first_no.is_some();
        let calls = effects.iter().any(|effect| matches!(effect, Effect::CallRefresh(_)));
        let has_ended = if calls { !asks_again } else { !machine.is_refreshing() };
        let newest = self.attempts.iter().find(|asked| Some(asked.attempt) == self.newest).cloned();
        let is_superseded = newest.is_some_and(|asked| self.is_superseded(&asked));
        if self.before.heard == Heard::Woke && self.before.was_refreshing && has_ended && !is_superseded {
            self.note_failure(now);
        }
    }

    fn note_failure(&mut self, now: Millis) {
        let cause = if self.before.heard == Heard::Invalid {
            Cause::RefreshInvalid
        } else {
            Cause::RefreshUnreachable
        };
        let wait = if self.before.heard == Heard::TurnedAway { RETRY_AFTER } else { Millis(0) };
        let before = self.failure.take();
        let asked_for = before.as_ref().map_or(Millis(0), |failure| failure.asked_for).max(now + wait);
        let ends = before.map_or(Millis(0), |failure| failure.ends).max(now + wait + LONGEST_WINDOW);
        self.failure = Some(Failure { cause, asked_for, ends });
    }

    /// Whether a rejection that comes now may hear this at once.
    pub fn is_turned_away(&self, now: Millis, cause: Cause) -> bool {
        self.failure.as_ref().is_some_and(|failure| failure.cause == cause && now < failure.ends)
    }

    /// Whether the server has asked to be left alone, and nobody has a right to ask all the same.
    pub fn must_not_ask(&self, now: Millis) -> bool {
        let is_asked_for = self.waiting.iter().any(|told| told.is_asker);
        let is_told_off = self.failure.as_ref().is_some_and(|failure| now < failure.asked_for);
        is_told_off && !is_asked_for && !self.check_is_owed
    }
}
