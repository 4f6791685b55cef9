//! The refresh token: `session.generation.mac`. Only its holder can present it and only this server can make it, yet
//! nothing at rest is usable: the database has no key, and the key has no sessions.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::secret::Key;

/// Far above any real one; what is longer is not worth a MAC.
const LONGEST_TOKEN_BYTES: usize = 200;

/// A token whose MAC was right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefreshToken {
    pub session: String,
    pub generation: i64,
}

pub struct RefreshTokens {
    mac: Hmac<Sha256>,
}

impl RefreshTokens {
    pub fn new(key: &Key) -> Result<Self, hmac::digest::InvalidLength> {
        Ok(Self { mac: Hmac::new_from_slice(key.bytes())? })
    }

    /// The text of a token. The same generation always gives the same text: that is how a lost answer is given again.
    pub fn write(&self, session: &str, generation: i64) -> String {
        let content = format!("{session}.{generation}");
        let mac = self.mac.clone().chain_update(&content).finalize().into_bytes();
        format!("{content}.{}", URL_SAFE_NO_PAD.encode(mac))
    }

    /// `None` unless this server wrote it. The MAC is compared in constant time.
    pub fn read(&self, text: &str) -> Option<RefreshToken> {
        if text.len() > LONGEST_TOKEN_BYTES {
            return None;
        }
        let (content, mac) = text.rsplit_once('.')?;
        let mac = URL_SAFE_NO_PAD.decode(mac).ok()?;
        self.mac.clone().chain_update(content).verify_slice(&mac).ok()?;
        let (session, generation) = content.rsplit_once('.')?;
        Some(RefreshToken { session: session.to_owned(), generation: generation.parse().ok()? })
    }
}

impl fmt::Debug for RefreshTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RefreshTokens([redacted])")
    }
}
