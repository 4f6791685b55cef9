//! Reads what a login, a renewal or the store hands over: the token, its claims, the user.

use js_sys::{JSON, JsString, Object, Reflect, global};
use wasm_bindgen::prelude::*;

use super::runtime::wall_clock;
use crate::policy::token::{AccessToken, Claims, Grant, Identity};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = atob, catch)]
    fn decode_base64(text: &str) -> Result<JsString, JsValue>;
    #[wasm_bindgen(js_name = String)]
    fn to_text(value: &JsValue) -> JsString;
}

/// Where in an answer's data the token and the user stand; dotted.
#[derive(Clone)]
pub struct Paths {
    pub token: String,
    pub user: String,
}

impl Paths {
    /// `None` when there is no token at its path. Nothing else is taken from the data, a `refreshToken` least of all.
    #[must_use]
    pub fn read(&self, data: &JsValue) -> Option<(Grant<JsValue>, Claims)> {
        let token = AccessToken::parse(&at(data, &self.token)?.as_string()?)?;
        Some(grant(token, at(data, &self.user).filter(JsValue::is_object)))
    }
}

/// A token that was just received, and whose it is.
#[must_use]
pub fn grant(token: AccessToken, user: Option<JsValue>) -> (Grant<JsValue>, Claims) {
    let claims = claims(&token);
    let user_id = user.as_ref().and_then(|user| identifier(&own(user, "id")?));
    let identity = Identity { user_id, subject: claims.subject.clone() };
    let expires_at = claims.expires_at(Some(wall_clock()));
    (Grant { token, identity, expires_at, user }, claims)
}

/// A token from the store. When it was received is not known.
#[must_use]
pub fn stored(text: &str) -> Option<Grant<JsValue>> {
    let token = AccessToken::parse(text)?;
    let claims = claims(&token);
    let expires_at = claims.expires_at(None);
    Some(Grant {
        token,
        identity: Identity { user_id: None, subject: claims.subject },
        expires_at,
        user: None,
    })
}

/// The payload of a JWT (RFC 7519 §3), unverified: it only tells what to expect.
fn claims(token: &AccessToken) -> Claims {
    let payload = token.reveal().split('.').nth(1).and_then(|payload| {
        let base64: String = payload.chars().map(from_url_alphabet).collect();
        JSON::parse(&String::from(decode_base64(&base64).ok()?)).ok()
    });
    let Some(payload) = payload else { return Claims::default() };
    Claims {
        issued: own(&payload, "iat").and_then(|value| value.as_f64()),
        expires: own(&payload, "exp").and_then(|value| value.as_f64()),
        subject: own(&payload, "sub").and_then(|value| identifier(&value)),
    }
}

fn from_url_alphabet(character: char) -> char {
    match character {
        '-' => '+',
        '_' => '/',
        other => other,
    }
}

/// Numbers and texts name somebody; `7` and `"7"` name the same.
fn identifier(value: &JsValue) -> Option<String> {
    let names_somebody = value.is_string() || value.as_f64().is_some();
    names_somebody.then(|| to_text(value).into())
}

fn at(data: &JsValue, path: &str) -> Option<JsValue> {
    path.split('.').try_fold(data.clone(), |value, name| own(&value, name))
}

/// Only own properties: what a polluted prototype holds was not said by the server.
fn own(value: &JsValue, name: &str) -> Option<JsValue> {
    let is_own = value.is_object() && Object::has_own(value.unchecked_ref::<Object>(), &name.into());
    is_own.then(|| Reflect::get(value, &name.into()).ok()).flatten()
}

/// `localStorage` or `sessionStorage`, where there is one that may be touched.
pub(super) fn storage_named(name: &str) -> Option<JsValue> {
    Reflect::get(&global(), &name.into()).ok().filter(JsValue::is_object)
}
