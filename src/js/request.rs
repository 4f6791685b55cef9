//! Makes a request that can leave out of a merged config.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, Headers, ReadableStream, RequestCredentials, RequestRedirect, Url};

use super::config::{ApiHeaders, Config};
use super::error;
use crate::browser::fetch::{Outgoing, OutgoingBody};
use crate::policy::url::{anchor, join, with_query};

#[wasm_bindgen(module = "/pkg-template/foreign.js")]
extern "C" {
    /// `params` as a query.
    #[wasm_bindgen(catch)]
    fn query(params: &JsValue) -> Result<String, JsValue>;

    /// `data` as `fetch` takes it; the content type goes into `headers`.
    #[wasm_bindgen(catch)]
    fn serialise(data: &JsValue, headers: &ApiHeaders) -> Result<JsValue, JsValue>;

    /// `Headers`; or the name of the one that cannot be sent.
    #[wasm_bindgen(js_name = toHeaders)]
    pub fn to_headers(headers: &JsValue) -> JsValue;
}

/// What a client adds to each request.
pub struct Sending {
    pub page_origin: String,
    /// The header in which the session's token travels.
    pub header: String,
}

/// Base, path and query, as `getUri` shows them.
///
/// # Errors
/// When there is no URL, or its parameters cannot be written.
pub fn uri(config: &Config) -> Result<String, JsValue> {
    let (url, params) = (config.url(), config.params());
    let Some(path) = url.as_string().or_else(|| url.dyn_ref::<Url>().map(Url::href)) else {
        return Err(error::invalid_url("url must be a string or a URL", config, &JsValue::UNDEFINED));
    };
    let joined = join(&config.base_url().as_string().unwrap_or_default(), &path);
    if params.is_undefined() {
        return Ok(joined);
    }
    let query = query(&params)
        .map_err(|thrown| error::refused_option("params", "cannot be written", config, &thrown))?;
    Ok(with_query(joined, &query))
}

/// Serialises and checks everything. `signal` is the one that `fetch` is given.
///
/// # Errors
/// An `ApiError` that says which part of the config cannot be.
pub fn outgoing(
    sending: &Sending,
    config: &Config,
    signal: Option<AbortSignal>,
) -> Result<Outgoing, JsValue> {
    let refuse = |field: &str, complaint: &str, thrown: &JsValue| {
        error::refused_option(field, complaint, config, thrown)
    };
    if let Some((field, complaint)) = config.complaint() {
        return Err(refuse(field, complaint, &JsValue::UNDEFINED));
    }
    let method = config.method().as_string().unwrap_or_default().to_ascii_uppercase();
    let headers = config.sendable_headers();
    let data = if matches!(method.as_str(), "GET" | "HEAD") { JsValue::UNDEFINED } else { config.data() };
    let body = serialise(&data, &headers).map_err(|thrown| refuse("data", "cannot be written", &thrown))?;
    let headers_to_send = match to_headers(&headers).dyn_into::<Headers>() {
        Ok(headers) => headers,
        Err(name) => {
            let field = ["headers.", &name.as_string().unwrap_or_default()].concat();
            return Err(refuse(&field, "cannot be sent", &JsValue::UNDEFINED));
        }
    };
    let sends_cookies = config.with_credentials().is_truthy();
    Ok(Outgoing {
        url: anchor(&sending.page_origin, uri(config)?),
        credential: headers_to_send.get(&sending.header).ok().flatten(),
        method,
        headers: headers_to_send,
        body: classify(body),
        credentials: if sends_cookies { RequestCredentials::Include } else { RequestCredentials::SameOrigin },
        redirect: RequestRedirect::from_js_value(&config.redirect()),
        keepalive: config.keepalive().is_truthy(),
        signal,
        farewell: None,
        takes_part: config.session() != JsValue::FALSE,
        marked: config.clone().unchecked_into(),
    })
}

fn classify(body: JsValue) -> OutgoingBody {
    if body.is_undefined() {
        OutgoingBody::None
    } else if body.is_function() {
        OutgoingBody::Made(body.unchecked_into::<Function>())
    } else if body.is_instance_of::<ReadableStream>() {
        OutgoingBody::Stream(body)
    } else {
        OutgoingBody::Kept(body)
    }
}
