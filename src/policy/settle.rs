//! How an answer is read, and whether it is an error.

use super::error::Code;

/// `responseType`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ResponseType {
    Json,
    Text,
    Blob,
    ArrayBuffer,
    FormData,
    Stream,
}

impl ResponseType {
    /// `None` for a name that is none of them.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "" | "json" => Self::Json,
            "text" => Self::Text,
            "blob" => Self::Blob,
            "arraybuffer" => Self::ArrayBuffer,
            "formdata" => Self::FormData,
            "stream" => Self::Stream,
            _ => return None,
        })
    }

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Text => "text",
            Self::Blob => "blob",
            Self::ArrayBuffer => "arraybuffer",
            Self::FormData => "formdata",
            Self::Stream => "stream",
        }
    }

    /// HEAD and the statuses without a body (RFC 9110 §6.4.1) are answered with `''`, whatever was asked for.
    #[must_use]
    pub fn has_body(method: &str, status: u16) -> bool {
        method != "HEAD" && !matches!(status, 204 | 205 | 304)
    }
}

/// The error that a status refused by `validateStatus` becomes.
#[must_use]
pub fn refused(status: u16) -> Code {
    if matches!(status, 400..=499) { Code::BadRequest } else { Code::BadResponse }
}

/// `validateStatus` where none is given.
#[must_use]
pub fn is_success(status: u16) -> bool {
    matches!(status, 200..=299)
}
