//! The refresh call and the second logout call, straight to `fetch`: they carry the cookie and no token.

use js_sys::Promise;
use js_sys::futures::JsFuture;
use wasm_bindgen::prelude::*;

use super::fetch::Sendable;
use super::grant::Paths;
use crate::policy::millis::Millis;
use crate::policy::outcome::{Answer, classify, says_json};
use crate::policy::refresh::Outcome;
use crate::ports::AuthServer;

#[wasm_bindgen(module = "/pkg-template/fetch.js")]
extern "C" {
    /// With `credentials: 'include'` and `keepalive`.
    #[wasm_bindgen(js_name = callWithCookie)]
    fn call_with_cookie(call: &Sendable) -> Promise;
    /// Resolves with what was `Said`.
    #[wasm_bindgen(js_name = askForRenewal)]
    fn ask_for_renewal(call: &Sendable) -> Promise;
}

#[wasm_bindgen]
extern "C" {
    /// By the server, or by a refresh function of the application's own.
    type Said;
    #[wasm_bindgen(method, getter, structural)]
    fn status(this: &Said) -> u16;
    #[wasm_bindgen(method, getter, structural)]
    fn redirected(this: &Said) -> bool;
    #[wasm_bindgen(method, getter, structural, js_name = contentType)]
    fn content_type(this: &Said) -> Option<String>;
    /// In ms.
    #[wasm_bindgen(method, getter, structural, js_name = retryAfter)]
    fn retry_after(this: &Said) -> Option<f64>;
    #[wasm_bindgen(method, getter, structural, js_name = isJson)]
    fn is_json(this: &Said) -> bool;
    #[wasm_bindgen(method, getter, structural)]
    fn data(this: &Said) -> JsValue;
}

/// Where the auth server is, and how it answers.
pub struct CookieServer {
    pub refresh: Sendable,
    pub can_refresh: bool,
    pub sign_out: Sendable,
    pub over_statuses: Vec<u16>,
    pub paths: Paths,
}

impl AuthServer for CookieServer {
    type User = JsValue;

    fn can_refresh(&self) -> bool {
        self.can_refresh
    }

    async fn refresh(&self) -> Outcome<JsValue> {
        if !self.can_refresh {
            return Outcome::UNREACHABLE;
        }
        match JsFuture::from(ask_for_renewal(&self.refresh)).await {
            Ok(said) => classify(self.understand(&said.unchecked_into()), &self.over_statuses),
            Err(_) => Outcome::UNREACHABLE,
        }
    }

    async fn sign_out(&self) {
        drop(JsFuture::from(call_with_cookie(&self.sign_out)).await);
    }
}

impl CookieServer {
    fn understand(&self, said: &Said) -> Answer<JsValue> {
        Answer {
            status: said.status(),
            redirected: said.redirected(),
            is_json: said.is_json() && said.content_type().is_none_or(|it| says_json(&it)),
            retry_after: said.retry_after().map(Millis::from_number),
            found: self.paths.read(&said.data()),
        }
    }
}
