//! Every code that an `ApiError` can carry, and why a rejected request stayed rejected.

/// `ApiError.code`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Code {
    BadRequest,
    BadResponse,
    Network,
    TimedOut,
    Canceled,
    BadOption,
    InvalidUrl,
    Cause(Cause),
}

/// Why the session could not help a request: `cause.code` of the original rejection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// The auth server said no, or the user signed out.
    SessionOver,
    /// The auth server could not be asked; session and token are kept.
    RefreshUnreachable,
    /// The auth server answered 2xx, but with no token where one was expected; session and token are kept.
    RefreshInvalid,
    /// Somebody signed in meanwhile: the request belongs to the session before.
    SessionChanged,
    /// The body was a stream, which can be sent only once.
    BodyNotReplayable,
}

impl Code {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 12] = [
        Self::BadRequest,
        Self::BadResponse,
        Self::Network,
        Self::TimedOut,
        Self::Canceled,
        Self::BadOption,
        Self::InvalidUrl,
        Self::Cause(Cause::SessionOver),
        Self::Cause(Cause::RefreshUnreachable),
        Self::Cause(Cause::RefreshInvalid),
        Self::Cause(Cause::SessionChanged),
        Self::Cause(Cause::BodyNotReplayable),
    ];

    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::BadRequest => "ERR_BAD_REQUEST",
            Self::BadResponse => "ERR_BAD_RESPONSE",
            Self::Network => "ERR_NETWORK",
            Self::TimedOut => "ETIMEDOUT",
            Self::Canceled => "ERR_CANCELED",
            Self::BadOption => "ERR_BAD_OPTION",
            Self::InvalidUrl => "ERR_INVALID_URL",
            Self::Cause(Cause::SessionOver) => "ERR_SESSION_OVER",
            Self::Cause(Cause::RefreshUnreachable) => "ERR_REFRESH_UNREACHABLE",
            Self::Cause(Cause::RefreshInvalid) => "ERR_REFRESH_INVALID",
            Self::Cause(Cause::SessionChanged) => "ERR_SESSION_CHANGED",
            Self::Cause(Cause::BodyNotReplayable) => "ERR_BODY_NOT_REPLAYABLE",
        }
    }
}

impl Cause {
    /// For people; nothing compares it.
    #[must_use]
    pub fn explain(self) -> &'static str {
        match self {
            Self::SessionOver => "the session is over",
            Self::RefreshUnreachable => {
                "the access token could not be refreshed: the auth server gave no usable answer"
            }
            Self::RefreshInvalid => {
                "the access token could not be refreshed: the answer held no token where one was expected"
            }
            Self::SessionChanged => "somebody signed in while the request waited for the session before",
            Self::BodyNotReplayable => "the request cannot be replayed: its body is a stream",
        }
    }
}
