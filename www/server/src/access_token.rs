//! The access token: a JWT that says who, in which session, from when to when.

use std::fmt;

use jsonwebtoken::errors::Error;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use crate::clock::UnixMillis;
use crate::secret::Key;
use crate::signing;

/// Both ends are this server: the names only keep its tokens apart from others signed with the same key.
const ISSUER: &str = "evertoken-server";
const AUDIENCE: &str = "evertoken-api";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The account.
    pub sub: String,
    /// The session, that is: the device.
    pub sid: String,
    /// This token.
    pub jti: String,
    pub iat: i64,
    pub exp: i64,
    pub iss: String,
    pub aud: String,
}

impl Claims {
    pub fn new(account: String, session: String, id: String, issued: i64, expires: i64) -> Self {
        Self {
            sub: account,
            sid: session,
            jti: id,
            iat: issued,
            exp: expires,
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
        }
    }
}

pub struct AccessTokens {
    signing: EncodingKey,
    verifying: DecodingKey,
    validation: Validation,
}

impl AccessTokens {
    pub fn new(key: &Key) -> Self {
        signing::install();
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // The crate would ask the operating system; `verify` asks the injected clock.
        validation.validate_exp = false;
        Self {
            signing: EncodingKey::from_secret(key.bytes()),
            verifying: DecodingKey::from_secret(key.bytes()),
            validation,
        }
    }

    pub fn sign(&self, claims: &Claims) -> Result<String, Error> {
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &self.signing)
    }

    /// The claims, if this server signed them and they have not expired.
    pub fn verify(&self, token: &str, now: UnixMillis) -> Option<Claims> {
        let claims = jsonwebtoken::decode::<Claims>(token, &self.verifying, &self.validation).ok()?.claims;
        (now < claims.exp.saturating_mul(1000)).then_some(claims)
    }
}

impl fmt::Debug for AccessTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessTokens([redacted])")
    }
}
