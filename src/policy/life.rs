//! How old a token gets, by its own words and on the machine's clock, which no user can set and no daylight saving moves.

use super::millis::Millis;
use super::token::Grant;

/// All zero, unless the token says how long it lives and it is known when it was received.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Life {
    whole: Millis,
    ends: Millis,
}

impl Life {
    /// `now` is when the grant was handed over, which may be a while after the token was received.
    #[must_use]
    pub fn of<U>(now: Millis, grant: &Grant<U>) -> Self {
        match (grant.lifetime, grant.age) {
            (Some(whole), Some(age)) => Self { whole, ends: now + whole.since(age) },
            (None, _) | (_, None) => Self::default(),
        }
    }

    /// The last moment in which the token is young: four fifths of its life are over then, of a token that lives for
    /// seconds as well as of one that lives for years.
    #[must_use]
    pub fn prime_ends(&self) -> Millis {
        self.before_end(Millis(u64::MAX))
    }

    /// When to renew the token ahead of its end: so long before it, but never in its youth. With tokens that live 15
    /// seconds a margin of a minute would be a refresh without end, and with tokens that live for less than a second any
    /// margin is.
    #[must_use]
    pub fn renewal(&self, margin: Millis) -> Option<Millis> {
        const SHORTEST: Millis = Millis(1_000);
        (self.whole >= SHORTEST).then(|| self.before_end(margin))
    }

    fn before_end(&self, margin: Millis) -> Millis {
        self.ends.since(margin.min(Millis(self.whole.0 / 5)))
    }
}
