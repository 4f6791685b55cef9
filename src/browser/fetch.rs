//! The transport: the global `fetch`, by `pkg-template/fetch.js`.

use gloo_net::http::Response;
use js_sys::Promise;
use js_sys::futures::JsFuture;
use wasm_bindgen::prelude::*;

use crate::policy::replay::Body;
use crate::policy::scope::Target;
use crate::policy::token::AccessToken;
use crate::ports::{Answer, Attachment, Request, Transport};

#[wasm_bindgen]
extern "C" {
    /// What can be handed to `fetch`, and where it leads: `{ url, init, origin, resource }`.
    #[derive(Clone)]
    #[wasm_bindgen(extends = js_sys::Object)]
    pub type Sendable;
    #[wasm_bindgen(method, getter, structural)]
    fn origin(this: &Sendable) -> String;
    #[wasm_bindgen(method, getter, structural)]
    fn resource(this: &Sendable) -> String;
    #[wasm_bindgen(method, getter, structural)]
    fn init(this: &Sendable) -> Init;
    type Init;
    #[wasm_bindgen(method, getter, structural)]
    fn method(this: &Init) -> String;
}

#[wasm_bindgen(module = "/pkg-template/fetch.js")]
extern "C" {
    /// One attempt, with this in the session's header: `null` is nothing, `undefined` what the caller gave.
    fn attempt(request: &Sendable, header: &str, value: &JsValue) -> Promise;
    #[wasm_bindgen(js_name = isSpent)]
    fn is_spent(request: &Sendable) -> bool;
    fn spend(request: &Sendable, waits: bool);
    fn keep(request: &Sendable);
    fn discard(answer: &web_sys::Response);
}

impl Sendable {
    #[must_use]
    pub fn target(&self) -> Target {
        Target { origin: self.origin(), resource: self.resource() }
    }
}

/// `fetch`, and the header in which the session's token travels.
pub struct Fetch {
    pub header: String,
    pub scheme: String,
}

/// A request that is ready to leave.
pub struct Outgoing {
    pub request: Sendable,
    pub target: Target,
    pub body: Body,
    pub credential: Option<String>,
    pub takes_part: bool,
    /// The token of the session that this request ends.
    pub farewell: Option<AccessToken>,
}

impl Request for Outgoing {
    fn target(&self) -> &Target {
        &self.target
    }

    fn method(&self) -> String {
        self.request.init().method()
    }

    fn takes_part(&self) -> bool {
        self.takes_part
    }

    fn farewell(&self) -> Option<&AccessToken> {
        self.farewell.as_ref()
    }

    fn credential(&self) -> Option<&str> {
        self.credential.as_deref()
    }

    fn is_spent(&self) -> bool {
        is_spent(&self.request)
    }

    fn spend(&self, waits: bool) {
        spend(&self.request, waits);
    }

    fn keep(&self) {
        keep(&self.request);
    }

    fn body(&self) -> Body {
        self.body
    }
}

impl Transport for Fetch {
    type Request = Outgoing;
    type Answer = Response;
    type Failure = JsValue;

    async fn send(&self, request: &Outgoing, attachment: Attachment<'_>) -> Result<Response, JsValue> {
        let value = match attachment {
            Attachment::AsGiven => JsValue::UNDEFINED,
            Attachment::Nothing => JsValue::NULL,
            Attachment::Token(token) => {
                let separator = if self.scheme.is_empty() { "" } else { " " };
                [&self.scheme, separator, token.reveal()].concat().into()
            }
        };
        let answer = JsFuture::from(attempt(&request.request, &self.header, &value)).await?;
        Ok(answer.unchecked_into::<web_sys::Response>().into())
    }
}

impl Answer for Response {
    fn status(&self) -> u16 {
        Self::status(self)
    }

    fn url(&self) -> String {
        Self::url(self)
    }

    fn blames_token(&self) -> bool {
        // `str::contains` would bring the search for texts of any kind, and 3 kB with it.
        const VERDICT: &[u8] = b"invalid_token";
        let challenge = self.headers().get("www-authenticate").unwrap_or_default();
        challenge.as_bytes().windows(VERDICT.len()).any(|part| part == VERDICT)
    }

    fn discard(self) {
        discard(&self.into());
    }
}
