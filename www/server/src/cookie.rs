//! The cookie that carries the refresh token: written, cleared and read with one set of attributes.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};

/// How the cookie looks on this server.
#[derive(Clone, Copy, Debug)]
pub struct RefreshCookie {
    https: bool,
}

impl RefreshCookie {
    pub fn new(https: bool) -> Self {
        Self { https }
    }

    /// Over https the prefix makes browsers refuse a cookie planted by a subdomain or over http.
    pub fn name(self) -> &'static str {
        if self.https { "__Host-refreshToken" } else { "refreshToken" }
    }

    /// The `Set-Cookie` that keeps `token` for so long.
    pub fn keep(self, token: &str, max_age_seconds: i64) -> Option<HeaderValue> {
        let attributes = "Path=/; HttpOnly; SameSite=Lax";
        let secure = if self.https { "; Secure" } else { "" };
        let text = format!("{}={token}; Max-Age={max_age_seconds}; {attributes}{secure}", self.name());
        let mut value = HeaderValue::from_str(&text).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    pub fn clear(self) -> Option<HeaderValue> {
        self.keep("", 0)
    }

    /// All values under the name: a browser may send several, of different paths, in any order.
    pub fn values(self, headers: &HeaderMap) -> impl Iterator<Item = &str> {
        let name = self.name();
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(move |pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
    }
}
