//! Whether a request can be sent a second time.

/// What a request carries, as far as sending it again is concerned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Body {
    /// Nothing, bytes that are kept (text, Blob, ArrayBuffer, FormData, URLSearchParams), or a function that makes them.
    Kept,
    /// A stream, which is read once. It is never teed (both halves would be buffered) and never sent empty.
    Stream,
}

impl Body {
    #[must_use]
    pub fn can_be_sent_again(self) -> bool {
        match self {
            Self::Kept => true,
            Self::Stream => false,
        }
    }
}
