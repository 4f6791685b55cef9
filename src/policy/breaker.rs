//! Where fresh tokens are rejected: there a refresh helps nobody.

use super::millis::Millis;

/// Routes (one method on one resource) at which a replay with a fresh token was rejected.
///
/// Counted by time and not by token: two forbidden routes that are polled would else refresh for each other for ever.
#[derive(Clone, Debug, Default)]
pub struct Breaker {
    /// Until when each stays open.
    open: Vec<(String, Millis)>,
}

impl Breaker {
    /// Where the token does not say how long it lives.
    pub const USUAL: Millis = Millis(60_000);
    /// An application polls a handful. Whoever runs through thousands of resources pays for it with refreshes, not with
    /// memory.
    const REMEMBERED: usize = 100;

    pub fn trip(&mut self, route: String, until: Millis) {
        let before = self.reset(&route).unwrap_or_default();
        if self.open.len() == Self::REMEMBERED {
            self.open.clear();
        }
        self.open.push((route, until.max(before)));
    }

    /// Something succeeded there.
    pub fn reset(&mut self, route: &str) -> Option<Millis> {
        let place = self.open.iter().position(|(open, _)| open == route)?;
        Some(self.open.swap_remove(place).1)
    }

    #[must_use]
    pub fn is_open(&self, now: Millis, route: &str) -> bool {
        self.open.iter().any(|(open, until)| open == route && now < *until)
    }

    /// Whether there is anything to reset.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.open.is_empty()
    }
}
