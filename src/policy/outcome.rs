//! What an answer to the refresh call amounts to.

use super::millis::Millis;
use super::refresh::Outcome;
use super::token::{Claims, Grant};

/// An answer to the refresh call, as far as it was understood.
#[derive(Clone, Debug)]
pub struct Answer<U> {
    pub status: u16,
    pub redirected: bool,
    /// It says JSON, and it is.
    pub is_json: bool,
    /// What `Retry-After` says.
    pub retry_after: Option<Millis>,
    /// What stands at `refresh.tokenPath` and `refresh.userPath`.
    pub found: Option<(Grant<U>, Claims)>,
}

/// Only an allow-list ends a session. All else keeps it: a captive portal, a proxy's error page and a bad deploy
/// are no word of the auth server.
#[must_use]
pub fn classify<U>(answer: Answer<U>, over_statuses: &[u16]) -> Outcome<U> {
    let Answer { status, redirected, is_json, retry_after, found } = answer;
    if (200..=299).contains(&status) {
        return match found {
            Some((grant, claims)) if claims.are_possible() => Outcome::Renewed(grant),
            Some(_) | None => Outcome::Invalid,
        };
    }
    // Firewalls answer 400 and 403 with pages of their own; an auth server says it in JSON.
    let is_credible = is_json || !matches!(status, 400 | 403);
    if is_credible && !redirected && over_statuses.contains(&status) {
        Outcome::Over
    } else {
        Outcome::Unreachable { retry_after: retry_after.unwrap_or_default() }
    }
}
