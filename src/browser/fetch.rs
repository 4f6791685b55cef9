//! The transport: the global `fetch`, and what it is given and gives back.

use gloo_net::http::Response;
use js_sys::futures::JsFuture;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, Headers, RequestCredentials, RequestInit, RequestRedirect, Url};

use super::values::base_url;
use crate::policy::replay::Body;
use crate::policy::token::AccessToken;
use crate::ports::{Answer, Attachment, ParsedUrl, Request, Transport};

#[wasm_bindgen]
extern "C" {
    // The global one, not `window.fetch`: workers have no window.
    #[wasm_bindgen(js_name = fetch, catch)]
    pub(super) fn global_fetch(url: &str, init: &RequestInit) -> Result<Promise, JsValue>;

    /// A request's config, on which the session leaves its mark.
    #[derive(Clone)]
    pub type Marked;
    #[wasm_bindgen(method, getter, structural, js_name = _isRetry)]
    fn is_retry(this: &Marked) -> JsValue;
    #[wasm_bindgen(method, setter, structural, js_name = _isRetry)]
    fn set_is_retry(this: &Marked, value: bool);
    #[wasm_bindgen(method, getter, structural, js_name = _retry)]
    fn retry(this: &Marked) -> JsValue;
    #[wasm_bindgen(method, setter, structural, js_name = _retry)]
    fn set_retry(this: &Marked, value: bool);
}

/// `fetch`, and the header in which the session's token travels.
pub struct Fetch {
    pub header: String,
    pub scheme: String,
}

/// A request that is ready to leave. `headers` belongs to it: each attempt writes its token there.
pub struct Outgoing {
    pub url: String,
    pub method: String,
    pub headers: Headers,
    pub credential: Option<String>,
    pub body: OutgoingBody,
    pub credentials: RequestCredentials,
    pub redirect: Option<RequestRedirect>,
    pub keepalive: bool,
    pub signal: Option<AbortSignal>,
    pub takes_part: bool,
    /// The token of the session that this request ends.
    pub farewell: Option<AccessToken>,
    pub marked: Marked,
}

/// Foreign, and never looked into.
pub enum OutgoingBody {
    None,
    Kept(JsValue),
    Made(Function),
    Stream(JsValue),
}

impl Request for Outgoing {
    fn url(&self) -> &str {
        &self.url
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
        self.marked.is_retry().is_truthy() || self.marked.retry().is_truthy()
    }

    fn spend(&self) {
        self.marked.set_is_retry(true);
        self.marked.set_retry(true);
    }

    fn body(&self) -> Body {
        match self.body {
            OutgoingBody::None | OutgoingBody::Kept(_) => Body::Kept,
            OutgoingBody::Made(_) => Body::Made,
            OutgoingBody::Stream(_) => Body::Stream,
        }
    }
}

impl Transport for Fetch {
    type Request = Outgoing;
    type Answer = Response;
    type Failure = JsValue;

    async fn send(&self, request: &Outgoing, attachment: Attachment<'_>) -> Result<Response, JsValue> {
        match attachment {
            Attachment::AsGiven => {}
            Attachment::Token(token) if self.scheme.is_empty() => {
                request.headers.set(&self.header, token.reveal())?;
            }
            Attachment::Token(token) => {
                request.headers.set(&self.header, &[&self.scheme, " ", token.reveal()].concat())?;
            }
            Attachment::Nothing => request.headers.delete(&self.header)?,
        }
        let promise = global_fetch(&request.url, &self.init(request, attachment)?)?;
        JsFuture::from(promise)
            .await
            .map(|response| Response::from(response.unchecked_into::<web_sys::Response>()))
    }

    fn parse(&self, url: &str) -> Option<ParsedUrl> {
        let parsed = match base_url() {
            Some(base) => Url::new_with_base(url, &base),
            None => Url::new(url),
        };
        parsed.ok().map(|parsed| ParsedUrl { origin: parsed.origin(), href: parsed.href() })
    }
}

impl Fetch {
    fn init(&self, request: &Outgoing, attachment: Attachment<'_>) -> Result<RequestInit, JsValue> {
        let init = RequestInit::new();
        init.set_method(&request.method);
        init.set_headers_headers(&request.headers);
        init.set_credentials(request.credentials);
        if let Some(redirect) = request.redirect.or_else(|| self.careful_redirect(attachment)) {
            init.set_redirect(redirect);
        }
        if let Some(signal) = &request.signal {
            init.set_signal(Some(signal));
        }
        if request.keepalive {
            Reflect::set(&init, &"keepalive".into(), &JsValue::TRUE)?;
        }
        match &request.body {
            OutgoingBody::None => {}
            OutgoingBody::Kept(body) => init.set_body(body),
            OutgoingBody::Made(make) => init.set_body(&make.call0(&JsValue::UNDEFINED)?),
            OutgoingBody::Stream(body) => {
                init.set_body(body);
                Reflect::set(&init, &"duplex".into(), &"half".into())?;
            }
        }
        Ok(init)
    }

    /// Browsers drop Authorization on a redirect to another origin (Fetch §4.4), and nothing else: a token in a
    /// header of its own would be delivered.
    fn careful_redirect(&self, attachment: Attachment<'_>) -> Option<RequestRedirect> {
        let travels_openly = !self.header.eq_ignore_ascii_case("Authorization");
        (travels_openly && matches!(attachment, Attachment::Token(_))).then_some(RequestRedirect::Error)
    }
}

impl Answer for Response {
    fn status(&self) -> u16 {
        Self::status(self)
    }

    fn url(&self) -> String {
        Self::url(self)
    }

    fn discard(self) {
        if let Some(body) = Self::body(&self) {
            // Awaited by nobody, but handled: a rejection here is no news to anybody.
            drop(JsFuture::from(body.cancel()));
        }
    }
}
