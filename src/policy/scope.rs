//! Which requests get the token, and whose rejections count.

/// The places that the session knows.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Serialised origins (`https://api.test`), the `baseURL`'s first.
    pub origins: Vec<String>,
    /// Where the refresh call goes.
    pub refresh: String,
    /// Where login and registration go.
    pub sign_in: Vec<String>,
    /// Where logout goes.
    pub sign_out: Option<String>,
}

/// What the session does for a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// The token may travel there.
    pub is_allowed: bool,
    /// It is one of the session's own calls: its rejection is none of the session's business.
    pub is_own: bool,
    /// An answer from there shows that the auth server's origin is alive.
    pub is_auth_origin: bool,
}

impl Place {
    /// Where no URL leads.
    pub const NOWHERE: Self = Self { is_allowed: false, is_own: false, is_auth_origin: false };

    /// Whether a rejection there may start a refresh, and a request there may be held for one.
    #[must_use]
    pub fn is_guarded(self) -> bool {
        self.is_allowed && !self.is_own
    }
}

impl Scope {
    /// `None` when only a URL parser can tell. An URL that begins with an allowed origin and a slash, letter for
    /// letter, needs none: there is nothing left that could move its authority (WHATWG URL §4.4, authority
    /// state ends at the slash). Its path must be plain, or one of the session's own calls would go unnoticed in
    /// another spelling.
    #[must_use]
    pub fn place_of(&self, url: &str) -> Option<Place> {
        let origin = self.origins.iter().find(|origin| is_below(url, origin))?;
        is_plain(resource_of(&url[origin.len()..])).then(|| self.place(origin, url))
    }

    /// The same for a URL that was parsed: its origin, and its serialisation.
    #[must_use]
    pub fn place(&self, origin: &str, url: &str) -> Place {
        let resource = resource_of(url);
        let is_sign_out = self.sign_out.as_deref() == Some(resource);
        let is_sign_in = resource == self.refresh || self.sign_in.iter().any(|own| own == resource);
        Place {
            is_allowed: !is_sign_in && self.origins.iter().any(|allowed| allowed == origin),
            is_own: is_sign_in || is_sign_out,
            is_auth_origin: is_below(&self.refresh, origin),
        }
    }

    /// Whether an answer that came from `url` (after redirects) came from an allowed origin.
    #[must_use]
    pub fn covers(&self, url: &str) -> bool {
        self.origins.iter().any(|origin| is_below(url, origin))
    }
}

fn is_below(url: &str, origin: &str) -> bool {
    url.strip_prefix(origin).is_some_and(|rest| rest.starts_with('/'))
}

fn resource_of(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or(url)
}

/// Whether a parser would leave this path as it is: no dot segments, and nothing that it encodes or drops.
fn is_plain(path: &str) -> bool {
    let is_kept = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~!$&'()*+,;=:@".contains(&byte);
    path.bytes().all(is_kept) && !path.contains("/.")
}
