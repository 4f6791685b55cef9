//! Which options there are. An unknown one is refused by name: a typo in `session` would otherwise be a session
//! that silently does something else.

/// The field of an option that was refused, and what is wrong with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadOption {
    /// `session.refresh.url`
    pub field: String,
    pub complaint: &'static str,
}

/// A level of the constructor's options.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    Client,
    Session,
    Refresh,
    /// `login`, `registration`, `logout` as objects.
    Endpoint,
}

impl Level {
    #[must_use]
    pub fn known(self) -> &'static [&'static str] {
        match self {
            Self::Client => &[
                "baseURL",
                "headers",
                "params",
                "timeout",
                "withCredentials",
                "responseType",
                "validateStatus",
                "signal",
                "session",
            ],
            Self::Session => &[
                "storage",
                "key",
                "header",
                "scheme",
                "origins",
                "refresh",
                "login",
                "registration",
                "logout",
            ],
            Self::Refresh => &[
                "url",
                "method",
                "body",
                "headers",
                "statuses",
                "overStatuses",
                "tokenPath",
                "userPath",
                "timeout",
            ],
            Self::Endpoint => &["url", "method"],
        }
    }

    #[must_use]
    pub fn knows(self, name: &str) -> bool {
        self.known().contains(&name)
    }
}
