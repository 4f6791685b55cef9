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
    Call,
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
            Self::Call => &["url", "method"],
        }
    }

    /// `prefix` is where this level stands: empty, or `session.refresh.`.
    ///
    /// # Errors
    /// When `name` is no option of this level.
    pub fn check(self, prefix: &str, name: &str) -> Result<(), BadOption> {
        if self.known().contains(&name) {
            Ok(())
        } else {
            Err(BadOption { field: [prefix, name].concat(), complaint: "is no option" })
        }
    }
}

/// Whether text can be the value of a header (RFC 9110 §5.5): CR, LF and other control characters would start
/// a header of their own or be cut.
#[must_use]
pub fn is_header_value(text: &str) -> bool {
    text.bytes().all(|byte| byte == b'\t' || !byte.is_ascii_control())
}

/// The rules of the session, as configured.
#[derive(Clone, Debug)]
pub struct SessionRules {
    /// What starts a refresh.
    pub statuses: Vec<u16>,
    /// Whether there is anything to ask when a token is rejected.
    pub can_refresh: bool,
    /// How long callers wait for it.
    pub timeout: super::millis::Millis,
}
