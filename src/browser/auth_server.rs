//! The refresh call and the second logout call, straight to `fetch`: they carry the cookie and no token.

use gloo_net::http::Response;
use js_sys::futures::JsFuture;
use js_sys::{JSON, JsString, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Headers, RequestCache, RequestCredentials, RequestInit};

use super::fetch::global_fetch;
use super::grant::Paths;
use crate::policy::outcome::{Answer, classify, says_json};
use crate::policy::refresh::Outcome;
use crate::ports::AuthServer;

/// Where the auth server is, and how it answers.
pub struct CookieServer {
    pub refresh: Endpoint,
    pub sign_out: Endpoint,
    pub over_statuses: Vec<u16>,
    pub paths: Paths,
}

/// One call of it.
#[derive(Clone)]
pub struct Endpoint {
    pub url: String,
    pub method: String,
    pub headers: Option<Headers>,
    pub body: Option<JsString>,
}

impl AuthServer for CookieServer {
    type User = JsValue;

    async fn refresh(&self) -> Outcome<JsValue> {
        match self.call_refresh().await {
            Ok(response) => self.judge(response).await,
            Err(_) => Outcome::Unreachable,
        }
    }

    async fn sign_out(&self) {
        drop(self.sign_out.call(true).await);
    }
}

impl CookieServer {
    /// All keepalive bodies in flight share 64 KiB (Fetch §4.6), and a body too much fails at once.
    async fn call_refresh(&self) -> Result<Response, JsValue> {
        match self.refresh.call(true).await {
            Err(_) if self.refresh.body.is_some() => self.refresh.call(false).await,
            answer => answer,
        }
    }

    async fn judge(&self, response: Response) -> Outcome<JsValue> {
        let (status, redirected) = (response.status(), response.redirected());
        let content_type = response.headers().get("content-type").unwrap_or_default();
        let text = match web_sys::Response::from(response).text() {
            Ok(text) => JsFuture::from(text).await.ok(),
            Err(_) => None,
        };
        let Some(text) = text else { return Outcome::Unreachable };
        let data = JSON::parse(&text.as_string().unwrap_or_default()).ok();
        let answer = Answer {
            status,
            redirected,
            is_json: data.is_some() && says_json(&content_type),
            found: data.and_then(|data| self.paths.read(&data)),
        };
        classify(answer, &self.over_statuses)
    }
}

impl Endpoint {
    /// `keepalive` lets the call outlive the page: without it a reload during a refresh loses the rotated cookie, in
    /// Chromium and Firefox 3 times out of 3.
    async fn call(&self, keepalive: bool) -> Result<Response, JsValue> {
        let init = RequestInit::new();
        init.set_method(&self.method);
        init.set_credentials(RequestCredentials::Include);
        init.set_cache(RequestCache::NoStore);
        if let Some(headers) = &self.headers {
            init.set_headers_headers(headers);
        }
        if let Some(body) = &self.body {
            init.set_body(body);
        }
        if keepalive {
            Reflect::set(&init, &"keepalive".into(), &JsValue::TRUE)?;
        }
        let response = JsFuture::from(global_fetch(&self.url, &init)?).await?;
        Ok(response.unchecked_into::<web_sys::Response>().into())
    }
}
