//! The constructor's options, decoded and checked.

use std::cell::RefCell;

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use super::config::{Config, merge, own};
use super::options::Options;
use super::session_settings::{Base, SessionSettings, session};
use crate::browser::fetch::Fetch;
use crate::policy::options::{BadOption, Level};
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
    let bad = RefCell::new(None);
    let options = Options::read(Level::Client, "", given, &bad);
    if !given.is_undefined() && !given.is_object() {
        options.refuse("config", "must be an object");
    }
    if let Some((field, complaint)) = own(given).unchecked_ref::<Config>().complaint() {
        options.refuse(field, complaint);
    }
    let mut transport = Fetch { header: "Authorization".into(), scheme: "Bearer".into() };
    let base_url = options.text_or("baseURL", "");
    if is_absolute(&base_url) && transport.parse(&base_url).is_none() {
        options.refuse("baseURL", "is no URL");
    }
    let page_origin = transport.parse("/").map(|page| page.origin).unwrap_or_default();
    let base = Base { url: base_url, page_origin };
    let wanted = options.get("session");
    options.expect(
        "session",
        &wanted,
        wanted == JsValue::FALSE || wanted.is_object(),
        "must be false or an object",
    );
    let session = (wanted != JsValue::FALSE).then(|| session(&wanted, &mut transport, &base, &bad));
    let settings = Settings { defaults: defaults(given), page_origin: base.page_origin, transport, session };
    bad.into_inner().map_or(Ok(settings), Err)
}

/// Detached from what the caller passed in.
fn defaults(given: &JsValue) -> Config {
    let usual = js_sys::Object::new();
    let headers = js_sys::Object::new();
    drop(Reflect::set(&headers, &"Accept".into(), &"application/json, text/plain, */*".into()));
    drop(Reflect::set(&usual, &"headers".into(), &headers));
    let defaults = merge(&usual, given);
    for name in ["session", "method"] {
        drop(Reflect::delete_property(&defaults, &name.into()));
    }
    defaults
}
