//! How long the auth server is left alone after it could not be asked.

use super::dice::Dice;
use super::error::Cause;
use super::millis::Millis;

/// Failures in a row, and the window that the latest has opened.
#[derive(Clone, Debug, Default)]
pub struct Cooldown {
    failures: u32,
    window: Option<(Millis, Cause)>,
}

impl Cooldown {
    /// The first window closes before a query library tries again, which most do after a second.
    const FIRST_MS: u32 = 1_000;
    /// After a long outage nobody should find the network back and still be turned away for minutes.
    const LONGEST_MS: u32 = 60_000;
    /// `Retry-After` is obeyed as far as a person may be expected to wait: a server that says "tomorrow" would otherwise
    /// have logged everybody out.
    const OBEYED: Millis = Millis(5 * 60_000);

    /// The window is as long as the server has asked for and a random stretch more, of at most a second after the first
    /// failure, two after the second, and so on: a thousand clients that failed together must not come back together.
    pub fn begin(&mut self, now: Millis, cause: Cause, retry_after: Millis, dice: &mut Dice) {
        let most = Self::LONGEST_MS.min(Self::FIRST_MS << self.failures.min(6));
        self.failures = self.failures.saturating_add(1);
        let asked_for = retry_after.min(Self::OBEYED);
        let end = now + asked_for + Millis(dice.up_to(most).into());
        self.window = Some((self.end().max(end), cause));
    }

    /// Why no rejection may start a refresh now.
    #[must_use]
    pub fn forbids(&self, now: Millis) -> Option<Cause> {
        self.window.filter(|(end, _)| now < *end).map(|(_, cause)| cause)
    }

    /// When the window closes, or has closed.
    #[must_use]
    pub fn end(&self) -> Millis {
        self.window.map_or(Millis(0), |(end, _)| end)
    }
}
