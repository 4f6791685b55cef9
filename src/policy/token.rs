//! The access token and what came with it: whose it is and how long it lives.

use std::fmt;
use std::rc::Rc;

use super::fingerprint::fingerprint;
use super::millis::Millis;

/// An access token. Prints as `[redacted]`; the text has to be asked for by name.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct AccessToken(Rc<String>);

impl AccessToken {
    /// `None` for text that cannot be a token: empty, longer than any header may be, with a character that does
    /// not fit in a header value (RFC 9110 §5.5), or what JavaScript makes of a missing one. What storage and
    /// servers hand us is untrusted input.
    #[must_use]
    pub fn parse(text: impl Into<String>) -> Option<Self> {
        let text = text.into();
        const LONGEST: usize = 64 * 1024;
        let fits =
            !text.is_empty() && text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_graphic());
        (fits && !matches!(&*text, "null" | "undefined")).then(|| Self(Rc::new(text)))
    }

    /// The token itself, for the header and the store.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Tells tokens apart and gives none away: 32 bits of FNV-1a.
    #[must_use]
    pub fn fingerprint(&self) -> u32 {
        fingerprint(&self.0)
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}

/// What the token says of itself, where it is a JWT that does (RFC 7519 §4.1); garbage means none of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claims {
    /// `iat`, in seconds since 1970 on the server's clock.
    pub issued: Option<f64>,
    /// `exp`, in seconds since 1970 on the server's clock.
    pub expires: Option<f64>,
    /// `sub`.
    pub subject: Option<String>,
}

impl Claims {
    /// A token that ends before it begins is none. `exp` is never held against the client's clock: that one may
    /// be a day off.
    #[must_use]
    pub fn are_possible(&self) -> bool {
        match (self.issued, self.expires) {
            (Some(issued), Some(expires)) => expires > issued,
            (None, _) | (_, None) => true,
        }
    }

    /// How long the token lives: by the server's clock alone, so that the client's may be as wrong as it likes.
    #[must_use]
    pub fn lifetime(&self) -> Option<Millis> {
        let lifetime = self.expires? - self.issued?;
        (lifetime.is_finite() && lifetime > 0.0).then(|| Millis::from_seconds(lifetime))
    }

    /// When the token expires on the client's wall clock: its lifetime counted from its receipt, else what
    /// `exp` says.
    #[must_use]
    pub fn expires_at(&self, received: Option<Millis>) -> Option<Millis> {
        let expires = self.expires.filter(|seconds| seconds.is_finite() && *seconds > 0.0)?;
        Some(match (received, self.issued) {
            (Some(received), Some(issued)) => received + Millis::from_seconds(expires - issued),
            (None, _) | (_, None) => Millis::from_seconds(expires),
        })
    }
}

/// Whose session it is, as far as is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Identity {
    /// `user.id` of the answer, as a string.
    pub user_id: Option<String>,
    /// `sub` of the token.
    pub subject: Option<String>,
}

impl Identity {
    /// Like is compared with like; where only one side is known it is taken for the same user.
    #[must_use]
    pub fn contradicts(&self, other: &Self) -> bool {
        let differ =
            |one: &Option<String>, two: &Option<String>| one.is_some() && two.is_some() && one != two;
        differ(&self.user_id, &other.user_id) || differ(&self.subject, &other.subject)
    }

    pub(crate) fn learn(&mut self, newer: Self) {
        if newer.user_id.is_some() {
            self.user_id = newer.user_id;
        }
        if newer.subject.is_some() {
            self.subject = newer.subject;
        }
    }
}

/// What a login, a renewal or the store hands over. `U` is the application's user object, which stays foreign.
#[derive(Clone, Debug)]
pub struct Grant<U> {
    pub token: AccessToken,
    pub identity: Identity,
    /// On the client's wall clock, in ms since 1970.
    pub expires_at: Option<Millis>,
    /// How long the token lives, by its own words.
    pub lifetime: Option<Millis>,
    /// How long ago it was received; `None` for one that was found, and nobody knows since when it lay there.
    pub age: Option<Millis>,
    pub user: Option<U>,
}
