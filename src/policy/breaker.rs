//! Where fresh tokens are rejected: there a refresh helps nobody.

use super::fingerprint::fingerprint;
use super::millis::Millis;

/// One method on one resource, told apart from others by its fingerprint. Should two ever look alike, one is left alone in vain
/// for as long as the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Route(u32);

impl From<&str> for Route {
    fn from(text: &str) -> Self {
        Self(fingerprint(text))
    }
}

/// Routes at which a replay with a fresh token was rejected.
///
/// Counted by time and not by token: two forbidden routes that are polled would else refresh for each other for ever.
#[derive(Clone, Debug, Default)]
pub struct Breaker {
    /// And until when each stays open.
    open: Vec<(Route, Millis)>,
}

impl Breaker {
    /// Where the token does not say how long it lives.
    pub const USUAL: Millis = Millis(60_000);
    /// An application polls a handful. Whoever runs through thousands of resources pays for it with refreshes, not with
    /// memory.
    const REMEMBERED: usize = 100;

    pub fn trip(&mut self, route: Route, until: Millis) {
        if let Some((_, before)) = self.open.iter_mut().find(|(open, _)| *open == route) {
            *before = until.max(*before);
            return;
        }
        if self.open.len() == Self::REMEMBERED {
            self.open.clear();
        }
        self.open.push((route, until));
    }

    /// Something succeeded there.
    pub fn reset(&mut self, route: Route) {
        if let Some(place) = self.open.iter().position(|(open, _)| *open == route) {
            self.open.swap_remove(place);
        }
    }

    #[must_use]
    pub fn is_open(&self, now: Millis, route: Route) -> bool {
        self.open.iter().any(|(open, until)| *open == route && now < *until)
    }

    /// Whether there is anything to reset.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.open.is_empty()
    }
}
