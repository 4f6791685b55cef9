//! Makes a grant of a token that a login, a renewal or the store hands over: its claims, the user.

use wasm_bindgen::prelude::*;

use super::runtime::wall_clock;
use super::values::{self, user_id};
use crate::policy::millis::Millis;
use crate::policy::token::{AccessToken, Claims, Grant, Identity};

/// Of a token that has just come. What is still to come counts as now, so the clock is read once: between two readings it goes on.
pub const JUST_NOW: Option<Millis> = Some(Millis::MOST);

/// A token, whose it is, and when it was `received` by the user's clock. The clock may have been set since, and whoever tells of a
/// time may tell anything.
#[must_use]
pub fn grant(token: AccessToken, user: JsValue, received: Option<Millis>) -> (Grant<JsValue>, Claims) {
    let user = Some(user).filter(|user| !user.is_undefined() && !user.is_null());
    let claims = claims(&token);
    let user_id = user.as_ref().and_then(user_id);
    let identity = Identity { user_id, subject: claims.subject.clone() };
    let (now, lifetime) = (wall_clock(), claims.lifetime());
    let age = received.map(|received| now.since(received).min(lifetime.unwrap_or_default()));
    let expires_at = claims.expires_at(age.map(|age| Millis(now.since(age).0)));
    (Grant { token, identity, expires_at, lifetime, age, user }, claims)
}

fn claims(token: &AccessToken) -> Claims {
    let said = values::claims(token.reveal());
    Claims { issued: said.issued(), expires: said.expires(), subject: said.subject() }
}
