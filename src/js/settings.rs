//! The constructor's options, decoded and checked.

use js_sys::{Function, Object};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::config::{Config, defaults};
use super::options::Options;
use super::session_settings::{Base, SessionSettings, session};
use crate::browser::fetch::Fetch;
use crate::policy::options::{BadOption, Level};
use crate::policy::settle::ResponseType;
use crate::policy::url::is_absolute;
use crate::ports::Transport;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What `new ApiClient(…)` takes. An unknown or ill-typed option is an `ApiError` with `code: 'ERR_BAD_OPTION'`. */
export interface ClientConfig extends RequestDefaults {
  /** How the session is kept; `false`: this client has none. */
  session?: SessionOptions | false;
}
"#;

/// Everything that a client is made of.
pub struct Settings {
    pub defaults: Config,
    pub page_origin: String,
    pub transport: Fetch,
    pub session: Option<SessionSettings>,
}

/// Decodes what the constructor was given.
pub fn read(given: &JsValue) -> Result<Settings, BadOption> {
    let nothing = JsValue::from(Object::new());
    let object = if given.is_undefined() { &nothing } else { given };
    if !object.is_object() {
        return Err(BadOption { field: "config".into(), complaint: "must be an object" });
    }
    let options = Options { prefix: "", object };
    options.check(Level::Client)?;
    check_request_options(&options)?;
    let base_url = options.text("baseURL")?.unwrap_or_default();
    let mut transport = Fetch { header: "Authorization".into(), scheme: "Bearer".into() };
    if is_absolute(&base_url) && transport.parse(&base_url).is_none() {
        return options.bad("baseURL", "is no URL");
    }
    let page_origin = transport.parse("/").map(|page| page.origin).unwrap_or_default();
    let base = Base { url: base_url, page_origin };
    let session = match options.get("session") {
        Some(off) if off == JsValue::FALSE => None,
        Some(given) if given.is_object() => Some(session(&given, &mut transport, &base)?),
        None => Some(session(&nothing, &mut transport, &base)?),
        Some(_) => return options.bad("session", "must be false or an object"),
    };
    Ok(Settings { defaults: defaults(object), page_origin: base.page_origin, transport, session })
}

/// The options that a client and a call have in common.
pub fn check_request_options(options: &Options<'_>) -> Result<(), BadOption> {
    options.text("baseURL")?;
    options.object("headers")?;
    options.object("params")?;
    options.millis("timeout")?;
    options.flag("withCredentials")?;
    if let Some(name) = options.text("responseType")?
        && ResponseType::parse(&name).is_none()
    {
        return options.bad("responseType", "is none of json, text, blob, arraybuffer, formdata, stream");
    }
    if options
        .get("validateStatus")
        .is_some_and(|accepts| !accepts.is_null() && !accepts.is_instance_of::<Function>())
    {
        return options.bad("validateStatus", "must be a function or null");
    }
    if options.get("signal").is_some_and(|signal| !signal.is_instance_of::<AbortSignal>()) {
        return options.bad("signal", "must be an AbortSignal");
    }
    Ok(())
}
