//! Makes a request that can leave out of a merged config.

use js_sys::{Array, JsString, Object};
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, Headers, RequestCredentials, RequestRedirect};

use super::config::{ApiHeaders, Config};
use super::options::Options;
use super::settings::check_request_options;
use super::{body, error, params};
use crate::browser::fetch::Outgoing;
use crate::policy::options::{BadOption, is_header_value};
use crate::policy::url::{anchor, join, with_query};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = String, catch)]
    fn js_to_text(value: &JsValue) -> Result<JsString, JsValue>;
}

/// `String(value)`; `None` for what cannot be written, such as an object without a prototype.
pub fn to_text(value: &JsValue) -> Option<JsString> {
    js_to_text(value).ok()
}

/// Base, path and query, as `getUri` shows them.
///
/// # Errors
/// When there is no URL.
pub fn uri(config: &Config) -> Result<String, JsValue> {
    let url = config.url();
    let Some(path) = url.as_string().or_else(|| url.dyn_ref::<web_sys::Url>().map(web_sys::Url::href)) else {
        let complaint = if url.is_undefined() { "url is missing" } else { "url must be a string or a URL" };
        return Err(error::invalid_url(complaint, config, &JsValue::UNDEFINED));
    };
    let options = Options { prefix: "", object: config };
    let base = options.text("baseURL").map_err(|bad| error::bad_option(&bad, config))?.unwrap_or_default();
    Ok(with_query(join(&base, &path), &params::query(&config.params())))
}

/// What a client adds to each request.
pub struct Sending {
    pub page_origin: String,
    /// The header in which the session's token travels.
    pub header: String,
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
    let options = Options { prefix: "", object: config };
    let bad = |bad| error::bad_option(&bad, config);
    check_request_options(&options).map_err(bad)?;
    let with_credentials = options.flag("withCredentials").map_err(bad)?.unwrap_or(false);
    let method = config.method().as_string().unwrap_or_default().to_ascii_uppercase();
    let headers = ApiHeaders::new(&config.headers());
    let body = body::serialise(&config.data(), &method, &headers)
        .map_err(|thrown| error::refused_option("data", "cannot be written", config, &thrown))?;
    let written = write_headers(&headers, config)?;
    Ok(Outgoing {
        url: anchor(&sending.page_origin, uri(config)?),
        credential: headers.get(&sending.header).as_string(),
        method,
        headers: written,
        body,
        credentials: if with_credentials {
            RequestCredentials::Include
        } else {
            RequestCredentials::SameOrigin
        },
        redirect: redirect(&options).map_err(bad)?,
        keepalive: options.flag("keepalive").map_err(bad)?.unwrap_or(false),
        signal,
        farewell: None,
        takes_part: config.session() != JsValue::FALSE,
        marked: config.clone().unchecked_into(),
    })
}

fn write_headers(headers: &ApiHeaders, config: &JsValue) -> Result<Headers, JsValue> {
    let written = Headers::new()?;
    for entry in Object::entries(headers).iter() {
        let entry: Array = entry.unchecked_into();
        let (name, value) = (String::from(JsString::from(entry.get(0))), entry.get(1));
        if value.is_undefined() || value.is_null() || value == JsValue::FALSE {
            continue;
        }
        let text = to_text(&value).map(String::from).filter(|text| is_header_value(text));
        let Some(text) = text else {
            let field = ["headers.", &name].concat();
            return Err(error::refused_option(&field, "cannot be sent", config, &JsValue::UNDEFINED));
        };
        written.append(&name, &text).map_err(|_| {
            error::refused_option(
                &["headers.", &name].concat(),
                "cannot be sent",
                config,
                &JsValue::UNDEFINED,
            )
        })?;
    }
    Ok(written)
}

fn redirect(options: &Options<'_>) -> Result<Option<RequestRedirect>, BadOption> {
    match options.text("redirect")?.as_deref() {
        None => Ok(None),
        Some("follow") => Ok(Some(RequestRedirect::Follow)),
        Some("error") => Ok(Some(RequestRedirect::Error)),
        Some("manual") => Ok(Some(RequestRedirect::Manual)),
        Some(_) => options.bad("redirect", "is none of follow, error, manual"),
    }
}
