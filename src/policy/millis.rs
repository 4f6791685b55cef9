//! A point on, or a stretch of, somebody else's clock.

use std::ops::Add;

/// Milliseconds; as a point in time they count from an origin that only the clock's owner knows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Millis(pub u64);

impl Millis {
    /// What somebody wrote as a number: rounded up, and nothing below zero.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
    pub fn from_number(number: f64) -> Self {
        Self(number.ceil() as u64)
    }

    /// How long it is from `earlier` to here; zero when `earlier` lies ahead.
    #[must_use]
    pub fn since(self, earlier: Self) -> Self {
        Self(self.0.saturating_sub(earlier.0))
    }
}

impl Add for Millis {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}
