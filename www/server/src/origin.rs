//! Who may call from a browser: the CORS rules, and the guard before the calls that act on the cookie alone.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use tower_http::cors::{AllowHeaders, CorsLayer};

use crate::error::ApiError;
use crate::server::Server;

/// Two hours is the longest that Chromium remembers a preflight.
const PREFLIGHT_MAX_AGE: Duration = Duration::from_secs(7200);

/// `scheme://host[:port]`, exactly as a browser writes it into `Origin`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// `None` for anything else: a path, a trailing slash, a wildcard, credentials, `null`.
    pub fn parse(text: &str) -> Option<Self> {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let plain = |byte: u8| {
            byte.is_ascii_alphanumeric() && !byte.is_ascii_uppercase() || b".-:[]_".contains(&byte)
        };
        (!host.is_empty() && host.bytes().all(plain)).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

/// The layer outside everything else, so that a refusal of any kind can still be read by the page.
pub fn cors(origins: &[Origin]) -> CorsLayer {
    let origins: Vec<HeaderValue> =
        origins.iter().filter_map(|origin| HeaderValue::from_str(origin.as_str()).ok()).collect();
    CorsLayer::new()
        .allow_origin(origins)
        .allow_credentials(true)
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers([WWW_AUTHENTICATE, RETRY_AFTER])
        .max_age(PREFLIGHT_MAX_AGE)
}

/// Refuses calls that a foreign page made the browser send with the cookie. GET rotates, and `SameSite=Lax` lets
/// navigations carry the cookie, so a link could otherwise burn a generation.
pub async fn guard(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let foreign = headers.get(ORIGIN).is_some_and(|origin| !is_known(&server, origin, headers))
        || says(headers, "sec-fetch-site", "cross-site")
        || says(headers, "sec-fetch-mode", "navigate");
    if foreign { ApiError::ForeignOrigin.into_response() } else { next.run(request).await }
}

fn is_known(server: &Server, origin: &HeaderValue, headers: &HeaderMap) -> bool {
    let listed = |known: &Origin| origin == known.as_str();
    if server.config.client_origins.iter().any(listed) {
        return true;
    }
    match &server.config.public_url {
        Some(own) => listed(own),
        // A page served by this process sends its own origin, which is this host's over plain http.
        None => headers.get(HOST).is_some_and(|host| {
            origin.as_bytes().strip_prefix(b"http://").is_some_and(|authority| authority == host.as_bytes())
        }),
    }
}

fn says(headers: &HeaderMap, name: &str, value: &str) -> bool {
    headers.get(name).is_some_and(|found| found == value)
}
