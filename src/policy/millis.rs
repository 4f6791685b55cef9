//! A point on, or a stretch of, somebody else's clock.

use std::ops::Add;

/// Milliseconds; as a point in time they count from an origin that only the clock's owner knows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Millis(pub u64);

impl Millis {
    /// The longest that a number can say: 285,616 years, so that sums never overflow.
    pub const MOST: Self = Self(1 << 53);

    /// What somebody wrote as a number: rounded up, and nothing below zero.
    #[must_use]
    pub fn from_number(number: f64) -> Self {
        Self::from_whole(number.ceil())
    }

    #[must_use]
    pub(super) fn from_seconds(seconds: f64) -> Self {
        Self::from_whole(seconds * 1000.0)
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
    fn from_whole(number: f64) -> Self {
        Self(number as u64).min(Self::MOST)
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
        Self(self.0 + other.0)
    }
}
