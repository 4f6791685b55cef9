//! `session.…` of the constructor's options, decoded and checked.

use std::cell::RefCell;

use js_sys::{Array, JSON, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Headers;

use super::options::Options;
use super::request::to_headers;
use crate::browser::auth_server::{CookieServer, Endpoint};
use crate::browser::fetch::Fetch;
use crate::browser::grant::Paths;
use crate::browser::token_store::WebStore;
use crate::policy::millis::Millis;
use crate::policy::options::{BadOption, Level};
use crate::policy::outcome::OVER_STATUSES;
use crate::policy::scope::Scope;
use crate::policy::url::{anchor, join};
use crate::ports::Transport;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A call of the session: a path joined to `baseURL` (POST), or both. */
export type SessionCall = string | { readonly url: string; readonly method?: Method };

export interface SessionOptions {
  /**
   * Where the access token is kept. Default `'local'` (`localStorage`: survives reloads, shared by tabs); `'session'`
   * (`sessionStorage`); `'memory'`: gone with the page, and the refresh cookie brings the session back.
   */
  storage?: 'local' | 'session' | 'memory';
  /** Storage key; its value is the raw token. Default `'token'`. */
  key?: string;
  /** Request header that carries the token. Default `'Authorization'`. */
  header?: string;
  /** What stands before the token. Default `'Bearer'`; `''` sends the bare token. */
  scheme?: string;
  /** Further origins (`'https://files.example'`) that get the token, beside the `baseURL`'s. Default none. */
  origins?: readonly string[];
  /** The refresh call; `false`: a rejected token stays rejected. */
  refresh?: RefreshOptions | false;
  /** Default `'/login'`. */
  login?: SessionCall;
  /** Default `'/registration'`. */
  registration?: SessionCall;
  /** Default `'/logout'`. */
  logout?: SessionCall;
}

/** The refresh call always goes with `credentials: 'include'`, `keepalive` and `cache: 'no-store'`, and without the token. */
export interface RefreshOptions {
  /** Default `'/refresh'`. */
  url?: string;
  /** Default `'GET'`. */
  method?: Method;
  /** A string as it is, anything else as JSON. Default: none, so that there is no preflight. */
  body?: unknown;
  /** Default: none, so that there is no preflight. */
  headers?: Readonly<Record<string, string>>;
  /** Statuses of a request that start a refresh. Default `[401]`. */
  statuses?: readonly number[];
  /**
   * Statuses of the refresh call that end the session, when heard twice. Default `[400, 401, 403]`; all but 401 count
   * only with a JSON body, and none after a redirect. Anything else keeps session and token.
   */
  overStatuses?: readonly number[];
  /** Dotted path of the token in the answers of refresh, login and registration. Default `'accessToken'`. */
  tokenPath?: string;
  /** Dotted path of the user. Default `'user'`. */
  userPath?: string;
  /** Milliseconds until callers stop waiting for a refresh. The call itself goes on. Default 10,000. */
  timeout?: number;
}
"#;

/// Everything that a session is made of.
pub struct SessionSettings {
    pub store: WebStore,
    pub server: CookieServer,
    pub scope: Scope,
    pub statuses: Vec<u16>,
    pub timeout: Millis,
    pub calls: Calls,
}

/// The session's calls that go through the client.
pub struct Calls {
    pub login: Call,
    pub registration: Call,
    pub logout: Call,
}

/// A URL as configured, and a method.
pub struct Call {
    pub url: String,
    pub method: String,
}

/// What paths are joined to.
pub struct Base {
    pub url: String,
    pub page_origin: String,
}

impl Base {
    fn resolve(&self, path: &str) -> String {
        anchor(&self.page_origin, join(&self.url, path))
    }
}

type Bad = RefCell<Option<BadOption>>;

/// Decodes `session`; the transport learns the header in which the token travels.
pub fn session(object: &JsValue, transport: &mut Fetch, base: &Base, bad: &Bad) -> SessionSettings {
    let options = Options::read(Level::Session, "session.", object, bad);
    if let Some(header) = options.text("header") {
        transport.header = header;
    }
    if let Some(scheme) = options.text("scheme") {
        transport.scheme = scheme;
    }
    let sample = Object::new();
    drop(Reflect::set(&sample, &transport.header.as_str().into(), &transport.scheme.as_str().into()));
    if to_headers(&sample).is_string() {
        options.refuse("header", "and session.scheme cannot be sent");
    }
    let calls = Calls {
        login: call(&options, "login", "/login"),
        registration: call(&options, "registration", "/registration"),
        logout: call(&options, "logout", "/logout"),
    };
    let wanted = options.get("refresh");
    options.expect(
        "refresh",
        &wanted,
        wanted == JsValue::FALSE || wanted.is_object(),
        "must be false or an object",
    );
    let refresh = Options::read(Level::Refresh, "session.refresh.", &wanted, bad);
    let statuses = refresh.statuses("statuses").unwrap_or_else(|| vec![401]);
    let server = server(&refresh, &calls.logout, base);
    SessionSettings {
        store: store(&options),
        scope: scope(&options, &server, &calls, transport, base),
        server,
        statuses: if wanted == JsValue::FALSE { Vec::new() } else { statuses },
        timeout: refresh.millis("timeout").unwrap_or(Millis(10_000)),
        calls,
    }
}

fn call(options: &Options<'_>, name: &str, usual: &str) -> Call {
    let given = options.get(name);
    if given.is_object() {
        let prefix = ["session.", name, "."].concat();
        let options = options.below(Level::Endpoint, &prefix, &given);
        Call {
            url: options.text_or("url", usual),
            method: options.text_or("method", "POST").to_ascii_uppercase(),
        }
    } else {
        Call { url: options.text_or(name, usual), method: "POST".into() }
    }
}

fn server(refresh: &Options<'_>, logout: &Call, base: &Base) -> CookieServer {
    let (headers, body) = extras(refresh);
    CookieServer {
        refresh: Endpoint {
            url: base.resolve(&refresh.text_or("url", "/refresh")),
            method: refresh.text_or("method", "GET").to_ascii_uppercase(),
            headers,
            body,
        },
        sign_out: Endpoint {
            url: base.resolve(&logout.url),
            method: logout.method.clone(),
            headers: None,
            body: None,
        },
        over_statuses: refresh.statuses("overStatuses").unwrap_or_else(|| OVER_STATUSES.into()),
        paths: Paths {
            token: refresh.text_or("tokenPath", "accessToken"),
            user: refresh.text_or("userPath", "user"),
        },
    }
}

fn extras(refresh: &Options<'_>) -> (Option<Headers>, Option<JsString>) {
    let (given, body) = (refresh.get("headers"), refresh.get("body"));
    refresh.expect("headers", &given, given.is_object(), "must be an object");
    let headers = if given.is_object() { given } else { Object::new().into() };
    if body.is_object() {
        drop(Reflect::set(&headers, &"Content-Type".into(), &"application/json".into()));
    }
    let written = to_headers(&headers);
    if written.is_string() {
        refresh.refuse("headers", "cannot be sent");
    }
    let text = body
        .dyn_ref::<JsString>()
        .cloned()
        .or_else(|| JSON::stringify(&body).ok().filter(|text| text.is_string()));
    refresh.expect("body", &body, text.is_some(), "cannot be written as JSON");
    (written.dyn_into().ok(), text.filter(|_| !body.is_undefined()))
}

fn store(options: &Options<'_>) -> WebStore {
    let key = options.text_or("key", "token");
    match options.text_or("storage", "local").as_str() {
        "local" => WebStore::named("localStorage", key),
        "session" => WebStore::named("sessionStorage", key),
        "memory" => WebStore::in_memory(key),
        _ => {
            options.refuse("storage", "is none of local, session, memory");
            WebStore::in_memory(key)
        }
    }
}

fn scope(
    options: &Options<'_>,
    server: &CookieServer,
    calls: &Calls,
    transport: &Fetch,
    base: &Base,
) -> Scope {
    let parsed = |url: String| transport.parse(&url).map_or(url, |parsed| parsed.href);
    // An opaque origin is written "null" and shared by everybody.
    let own = transport.parse(&base.resolve("")).map(|url| url.origin).filter(|origin| origin != "null");
    let mut origins: Vec<String> = own.into_iter().collect();
    for origin in options.list("origins").unwrap_or_default().iter() {
        match origin.as_string().and_then(|text| transport.parse(&text)) {
            Some(url) if url.origin != "null" && url.href.strip_suffix('/') == Some(&url.origin) => {
                origins.push(url.origin);
            }
            Some(_) | None => options.refuse("origins", "must hold origins, such as https://files.example"),
        }
    }
    Scope {
        origins,
        refresh: parsed(server.refresh.url.clone()),
        sign_in: [&calls.login, &calls.registration].map(|call| parsed(base.resolve(&call.url))).into(),
        sign_out: Some(parsed(base.resolve(&calls.logout.url))),
    }
}
