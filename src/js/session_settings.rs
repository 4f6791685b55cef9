//! `session.…` of the constructor's options, decoded and checked.

use js_sys::{Array, JSON, JsString, Object};
use wasm_bindgen::prelude::*;
use web_sys::Headers;

use super::config::entries;
use super::options::Options;
use crate::browser::auth_server::{CookieServer, Endpoint};
use crate::browser::fetch::Fetch;
use crate::browser::grant::Paths;
use crate::browser::token_store::WebStore;
use crate::policy::millis::Millis;
use crate::policy::options::{BadOption, Level, is_header_value};
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

/// Decodes `session`; the transport learns the header in which the token travels.
pub fn session(object: &JsValue, transport: &mut Fetch, base: &Base) -> Result<SessionSettings, BadOption> {
    let options = Options { prefix: "session.", object };
    options.check(Level::Session)?;
    if let Some(header) = options.text("header")? {
        if Headers::new().and_then(|headers| headers.set(&header, "")).is_err() {
            return options.bad("header", "is no header name");
        }
        transport.header = header;
    }
    if let Some(scheme) = options.text("scheme")? {
        if !is_header_value(&scheme) {
            return options.bad("scheme", "is no header value");
        }
        transport.scheme = scheme;
    }
    let calls = Calls {
        login: call(&options, "login", "/login")?,
        registration: call(&options, "registration", "/registration")?,
        logout: call(&options, "logout", "/logout")?,
    };
    let nothing = JsValue::from(Object::new());
    let (refresh, can_refresh) = match options.get("refresh") {
        Some(off) if off == JsValue::FALSE => (nothing, false),
        Some(given) if given.is_object() => (given, true),
        None => (nothing, true),
        Some(_) => return options.bad("refresh", "must be false or an object"),
    };
    let refresh = Options { prefix: "session.refresh.", object: &refresh };
    refresh.check(Level::Refresh)?;
    let statuses = refresh.statuses("statuses")?.unwrap_or_else(|| vec![401]);
    let server = server(&refresh, &calls.logout, base)?;
    Ok(SessionSettings {
        store: store(&options)?,
        scope: scope(&options, &server, &calls, transport, base)?,
        server,
        statuses: if can_refresh { statuses } else { Vec::new() },
        timeout: refresh.millis("timeout")?.unwrap_or(Millis(10_000)),
        calls,
    })
}

fn call(options: &Options<'_>, name: &str, usual: &str) -> Result<Call, BadOption> {
    let post = |url: String| Call { url, method: "POST".into() };
    let Some(given) = options.get(name) else { return Ok(post(usual.into())) };
    if let Some(url) = given.as_string() {
        return Ok(post(url));
    }
    if !given.is_object() {
        return options.bad(name, "must be a path, or an object with url and method");
    }
    let prefix = [options.prefix, name, "."].concat();
    let options = Options { prefix: &prefix, object: &given };
    options.check(Level::Endpoint)?;
    let call = post(options.text("url")?.unwrap_or_else(|| usual.into()));
    Ok(match options.text("method")? {
        Some(method) => Call { method: method.to_ascii_uppercase(), ..call },
        None => call,
    })
}

fn server(refresh: &Options<'_>, logout: &Call, base: &Base) -> Result<CookieServer, BadOption> {
    let path = |name: &str, usual: &str| Ok(refresh.text(name)?.unwrap_or_else(|| usual.into()));
    let mut endpoint = Endpoint {
        url: base.resolve(&path("url", "/refresh")?),
        method: path("method", "GET")?.to_ascii_uppercase(),
        headers: None,
        body: None,
    };
    if let Some(given) = refresh.object("headers")? {
        endpoint.headers = Some(headers(refresh, &given)?);
    }
    if let Some(body) = refresh.get("body") {
        let Some(text) = body.dyn_ref::<JsString>().cloned().or_else(|| JSON::stringify(&body).ok()) else {
            return refresh.bad("body", "cannot be written as JSON");
        };
        if !body.is_string() {
            endpoint.headers = endpoint.headers.or_else(|| Headers::new().ok());
            let says_json =
                endpoint.headers.as_ref().map(|headers| headers.set("Content-Type", "application/json"));
            if !matches!(says_json, Some(Ok(()))) {
                return refresh.bad("headers", "cannot be used");
            }
        }
        endpoint.body = Some(text);
    }
    Ok(CookieServer {
        refresh: endpoint,
        sign_out: Some(Endpoint {
            url: base.resolve(&logout.url),
            method: logout.method.clone(),
            headers: None,
            body: None,
        }),
        over_statuses: refresh.statuses("overStatuses")?.unwrap_or_else(|| OVER_STATUSES.into()),
        paths: Paths { token: path("tokenPath", "accessToken")?, user: path("userPath", "user")? },
    })
}

fn headers(refresh: &Options<'_>, given: &JsValue) -> Result<Headers, BadOption> {
    let Ok(headers) = Headers::new() else { return refresh.bad("headers", "cannot be used") };
    for (name, value) in entries(given) {
        let written = value.as_string().filter(|value| is_header_value(value));
        if written.is_none_or(|value| headers.set(&name, &value).is_err()) {
            return refresh.bad("headers", "must hold header names and strings");
        }
    }
    Ok(headers)
}

fn store(options: &Options<'_>) -> Result<WebStore, BadOption> {
    let key = options.text("key")?.unwrap_or_else(|| "token".into());
    match options.text("storage")?.as_deref() {
        None | Some("local") => Ok(WebStore::named("localStorage", key)),
        Some("session") => Ok(WebStore::named("sessionStorage", key)),
        Some("memory") => Ok(WebStore::in_memory(key)),
        Some(_) => options.bad("storage", "is none of local, session, memory"),
    }
}

fn scope(
    options: &Options<'_>,
    server: &CookieServer,
    calls: &Calls,
    transport: &Fetch,
    base: &Base,
) -> Result<Scope, BadOption> {
    let parsed = |url: &str| transport.parse(url).map_or_else(|| url.into(), |url| url.href);
    // An opaque origin is written "null" and shared by everybody.
    let own = transport.parse(&base.resolve("")).map(|url| url.origin).filter(|origin| origin != "null");
    let mut origins: Vec<String> = own.into_iter().collect();
    for origin in options.list("origins")?.iter().flat_map(Array::iter) {
        let url = origin.as_string().and_then(|text| transport.parse(&text));
        match url {
            Some(url) if url.origin != "null" && url.href == [url.origin.as_str(), "/"].concat() => {
                origins.push(url.origin);
            }
            Some(_) | None => {
                return options.bad("origins", "must hold origins, such as https://files.example");
            }
        }
    }
    Ok(Scope {
        origins,
        refresh: parsed(&server.refresh.url),
        sign_in: [&calls.login, &calls.registration].map(|call| parsed(&base.resolve(&call.url))).into(),
        sign_out: Some(parsed(&base.resolve(&calls.logout.url))),
    })
}
