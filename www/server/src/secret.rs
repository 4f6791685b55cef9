//! Values that must never be printed. What they are used for stands in `access_token`, `refresh_token`, `password`.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use zeroize::Zeroizing;

/// The shortest key that HMAC-SHA-256 is worth anything with (RFC 7518, 3.2).
pub const SHORTEST_KEY_BYTES: usize = 32;

/// A signing key.
#[derive(Clone)]
pub struct Key(Zeroizing<Vec<u8>>);

impl Key {
    /// `None` if the text is too short to be a key.
    pub fn from_text(text: &str) -> Option<Self> {
        (text.len() >= SHORTEST_KEY_BYTES).then(|| Self(Zeroizing::new(text.as_bytes().to_vec())))
    }

    /// A key that lives as long as the process.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = Zeroizing::new(vec![0; SHORTEST_KEY_BYTES]);
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// A password as the user typed it.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Password(Zeroizing<String>);

impl Password {
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// A fresh name of 128 random bits that is safe in a URL, a cookie and a token.
pub fn random_id() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
