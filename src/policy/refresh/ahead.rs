//! Renewing a token ahead of its end (rule 27). The path by way of a rejection is always there, and outranks the clock.

use super::Machine;
use crate::policy::millis::Millis;

impl<W, U: Clone> Machine<W, U> {
    /// When somebody has to be told, or the turn or the wait for it ends.
    #[must_use]
    pub fn deadline(&self) -> Option<Millis> {
        self.turn.alarm().or_else(|| self.lock.alarm())
    }

    /// When the token is to be renewed, if nothing happens before: a failure is left its time.
    #[must_use]
    pub fn renewal(&self) -> Option<Millis> {
        let due = self.session.life.renewal(self.ahead?)?;
        Some(due.max(self.cooldown.end()))
    }

    pub(super) fn renewal_is_due(&self) -> bool {
        self.renewal().is_some_and(|due| self.now >= due)
    }
}
