//! Reads what a login, a renewal or the store hands over: the token, its claims, the user.

use wasm_bindgen::prelude::*;

use super::runtime::wall_clock;
use super::values::{self, at, user_id};
use crate::policy::millis::Millis;
use crate::policy::token::{AccessToken, Claims, Grant, Identity};

/// Where in an answer's data the token and the user stand; dotted.
pub struct Paths {
    pub token: String,
    pub user: String,
}

impl Paths {
    /// `None` when there is no token at its path. Nothing else is taken from the data, a `refreshToken` least of all.
    #[must_use]
    pub fn read(&self, data: &JsValue) -> Option<(Grant<JsValue>, Claims)> {
        let token = AccessToken::parse(&at(data, &self.token).as_string()?)?;
        Some(grant(token, at(data, &self.user)))
    }
}

/// A token that was just received, and whose it is.
#[must_use]
pub fn grant(token: AccessToken, user: JsValue) -> (Grant<JsValue>, Claims) {
    let user = Some(user).filter(|user| !user.is_undefined() && !user.is_null());
    let claims = claims(&token);
    let user_id = user.as_ref().and_then(user_id);
    let identity = Identity { user_id, subject: claims.subject.clone() };
    let expires_at = claims.expires_at(Some(wall_clock()));
    (Grant { token, identity, expires_at, lifetime: claims.lifetime(), age: Some(Millis(0)), user }, claims)
}

/// A token from the store, and what its mark says of it. The clock may have been set since it was received, and the mark
/// may say anything.
#[must_use]
pub fn stored(token: AccessToken, user: JsValue, received: Option<Millis>) -> Grant<JsValue> {
    let (grant, claims) = grant(token, user);
    let now = wall_clock();
    let oldest = grant.lifetime.unwrap_or_default();
    let age = received.map(|received| now.since(received).min(oldest));
    Grant { age, expires_at: claims.expires_at(age.map(|age| Millis(now.since(age).0))), ..grant }
}

fn claims(token: &AccessToken) -> Claims {
    let said = values::claims(token.reveal());
    Claims { issued: said.issued(), expires: said.expires(), subject: said.subject() }
}
