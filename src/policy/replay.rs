//! Whether a request can be sent a second time.

/// What a request carries, as far as sending it again is concerned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Body {
    /// Nothing, or bytes that are kept: text, Blob, ArrayBuffer, FormData, URLSearchParams.
    Kept,
    /// A function that makes the body anew for each attempt.
    Made,
    /// A stream, which is read once. It is never teed (both halves would be buffered) and never sent empty.
    Stream,
}

impl Body {
    #[must_use]
    pub fn can_be_sent_again(self) -> bool {
        match self {
            Self::Kept | Self::Made => true,
            Self::Stream => false,
        }
    }
}
