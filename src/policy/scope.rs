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
    /// Where refresh, login and registration go.
    pub sign_in: Vec<String>,
    /// Where logout goes.
    pub sign_out: String,
    /// Whose answers show that the auth server is alive.
    pub auth_origin: String,
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
        let is_sign_in = self.sign_in.contains(&target.resource);
        Place {
            is_allowed: !is_sign_in && self.origins.contains(&target.origin),
            is_own: is_sign_in || is_sign_out,
            is_auth_origin: self.auth_origin == target.origin,
        }
    }

    /// Whether an answer that came from `origin`, after redirects, came from an allowed one. One that a test has made by hand says
    /// nothing of where it came from.
    #[must_use]
    pub fn covers(&self, origin: Option<&String>) -> bool {
        origin.is_none_or(|origin| self.origins.contains(origin))
    }
}
