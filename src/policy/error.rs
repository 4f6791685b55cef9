//! Why a rejected request stayed rejected, and the codes by which JavaScript knows it.

/// `ApiError.code`, where it is the session that fails. What the HTTP side finds has its codes in `pkg-template/`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Code {
    BadOption,
    BadResponse,
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
    pub const ALL: [Self; 7] = [
        Self::BadOption,
        Self::BadResponse,
        Self::Cause(Cause::SessionOver),
        Self::Cause(Cause::RefreshUnreachable),
        Self::Cause(Cause::RefreshInvalid),
        Self::Cause(Cause::SessionChanged),
        Self::Cause(Cause::BodyNotReplayable),
    ];

    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::BadOption => "ERR_BAD_OPTION",
            Self::BadResponse => "ERR_BAD_RESPONSE",
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
            Self::RefreshUnreachable => "the auth server gave no usable answer",
            Self::RefreshInvalid => "the auth server answered without a token",
            Self::SessionChanged => "somebody signed in meanwhile",
            Self::BodyNotReplayable => "a stream cannot be sent again",
        }
    }
}
