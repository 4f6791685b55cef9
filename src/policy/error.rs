//! Why a rejected request stayed rejected.

/// Why the session could not help a request: the `cause` of the original rejection, whose `code` and words JavaScript has.
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
