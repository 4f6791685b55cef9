//! The refresh call and the second logout call, straight to `fetch`: they carry the cookie and no token.

use gloo_net::http::Response;
use js_sys::Promise;
use js_sys::futures::JsFuture;
use wasm_bindgen::prelude::*;

use super::fetch::Sendable;
use super::grant::Paths;
use super::values::parse_json;
use crate::policy::millis::Millis;
use crate::policy::outcome::{Answer, classify, says_json};
use crate::policy::refresh::Outcome;
use crate::ports::AuthServer;

#[wasm_bindgen(module = "/pkg-template/fetch.js")]
extern "C" {
    /// With `credentials: 'include'` and `keepalive`.
    #[wasm_bindgen(js_name = callWithCookie)]
    fn call_with_cookie(call: &Sendable) -> Promise;
    /// In ms.
    #[wasm_bindgen(js_name = retryAfter)]
    fn retry_after(answer: &web_sys::Response) -> Option<f64>;
}

#[wasm_bindgen]
extern "C" {
    /// What a refresh function of the application's own came to.
    type Said;
    #[wasm_bindgen(method, getter, structural)]
    fn status(this: &Said) -> u16;
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
        match self.answer().await {
            Ok(answer) => classify(answer, &self.over_statuses),
            Err(_) => Outcome::UNREACHABLE,
        }
    }

    async fn sign_out(&self) {
        drop(JsFuture::from(call_with_cookie(&self.sign_out)).await);
    }
}

impl CookieServer {
    async fn answer(&self) -> Result<Answer<JsValue>, JsValue> {
        let response = JsFuture::from(call_with_cookie(&self.refresh)).await?;
        let response = match response.dyn_into::<web_sys::Response>() {
            Ok(response) => response,
            Err(said) => return Ok(self.custom(&said.unchecked_into())),
        };
        let retry_after = retry_after(&response).map(Millis::from_number);
        let response = Response::from(response);
        let (status, redirected) = (response.status(), response.redirected());
        let content_type = response.headers().get("content-type").unwrap_or_default();
        let text = JsFuture::from(web_sys::Response::from(response).text()?).await?;
        let data = parse_json(&text, &JsValue::UNDEFINED);
        let is_json = !data.is_undefined() && says_json(&content_type);
        Ok(Answer { status, redirected, is_json, retry_after, found: self.paths.read(&data) })
    }

    fn custom(&self, said: &Said) -> Answer<JsValue> {
        Answer {
            status: said.status(),
            redirected: false,
            is_json: said.is_json(),
            retry_after: None,
            found: self.paths.read(&said.data()),
        }
    }
}
