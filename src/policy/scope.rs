//! Which requests get the token, and whose rejections count.

/// Where a request goes, as a URL parser has understood it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// Serialised: `https://api.test`.
    pub origin: String,
    /// Absolute and normalised, without query and fragment.
    pub resource: String,
}

/// The places that the session knows.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Where the token may travel, the `baseURL`'s origin first.
    pub origins: Vec<String>,
    /// Where the refresh call goes.
    pub refresh: Target,
    /// Where login and registration go.
    pub sign_in: Vec<String>,
    /// Where logout goes.
    pub sign_out: String,
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
    /// Whether a rejection there may start a refresh, and a request there may be held for one.
    #[must_use]
    pub fn is_guarded(self) -> bool {
        self.is_allowed && !self.is_own
    }
}

impl Scope {
    /// Login, registration and refresh are called before there is a token, or because it is bad; logout is called
    /// with it.
    #[must_use]
    pub fn place(&self, target: &Target) -> Place {
        let is_sign_out = self.sign_out == target.resource;
        let is_sign_in = self.refresh.resource == target.resource || self.sign_in.contains(&target.resource);
        Place {
            is_allowed: !is_sign_in && self.origins.contains(&target.origin),
            is_own: is_sign_in || is_sign_out,
            is_auth_origin: self.refresh.origin == target.origin,
        }
    }

    /// Whether an answer that came from `url` (normalised, after redirects) came from an allowed origin. One that a
    /// test has made by hand says nothing of where it came from.
    #[must_use]
    pub fn covers(&self, url: &str) -> bool {
        let is_below =
            |origin: &String| url.strip_prefix(&**origin).is_some_and(|rest| rest.starts_with('/'));
        url.is_empty() || self.origins.iter().any(is_below)
    }
}
