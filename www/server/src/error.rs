//! Every refusal of the server, as it is told to the client: problem+json (RFC 9457) with the course's `message` and
//! `errors`. No text here ever repeats what the caller sent.

use std::fmt::Display;

use axum::Json;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

#[derive(Debug)]
pub enum ApiError {
    /// Fields that the caller can put right.
    Invalid(Vec<FieldError>),
    /// The body is no JSON object of the expected shape.
    Unreadable,
    /// Unknown mail or wrong password. 400, since a 401 would make a client refresh and repeat the login.
    WrongCredentials,
    TooManyLogins {
        retry_after_seconds: i64,
    },
    /// Refresh: there is no session behind this cookie.
    NoSession,
    /// The same to the caller; the family behind the cookie has just been revoked.
    Reused,
    /// A protected route: this access token is not, or no longer, good.
    InvalidToken,
    UnknownActivationLink,
    /// Plain text, so that no client takes it for the end of the session.
    ForeignOrigin,
    NotFound,
    MethodNotAllowed,
    TooLarge,
    NotJson,
    /// The lab wants this status.
    Forced(StatusCode),
    Internal,
}

/// What a refusal says, left on the answer for a dialect that words it otherwise, and for whoever counts.
#[derive(Clone, Copy, Debug)]
pub struct Refusal {
    pub status: StatusCode,
    pub message: &'static str,
    /// A family of refresh tokens died of it.
    pub revoked_family: bool,
}

#[derive(Debug, Serialize)]
pub struct FieldError {
    pub param: &'static str,
    pub msg: &'static str,
    pub location: &'static str,
}

impl FieldError {
    pub fn body(param: &'static str, msg: &'static str) -> Self {
        Self { param, msg, location: "body" }
    }
}

#[derive(Serialize)]
struct Problem<'a> {
    r#type: &'static str,
    title: &'static str,
    status: u16,
    message: &'a str,
    errors: &'a [FieldError],
}

impl ApiError {
    /// For faults that are ours: the cause goes to the log, the caller learns nothing about it.
    pub fn internal(cause: impl Display) -> Self {
        tracing::error!(%cause, "request failed");
        Self::Internal
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::Invalid(_) | Self::Unreadable | Self::WrongCredentials | Self::UnknownActivationLink => {
                StatusCode::BAD_REQUEST
            }
            Self::TooManyLogins { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::NoSession | Self::Reused | Self::InvalidToken => StatusCode::UNAUTHORIZED,
            Self::ForeignOrigin => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Forced(status) => *status,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn message(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "Please check the highlighted fields",
            Self::Unreadable => "The body must be a JSON object with text fields",
            Self::WrongCredentials => "Wrong email or password",
            Self::TooManyLogins { .. } => "Too many attempts, please try again later",
            Self::NoSession | Self::Reused => "There is no session, please log in",
            Self::InvalidToken => "The access token is missing, invalid or expired",
            Self::UnknownActivationLink => "This activation link is not valid",
            Self::ForeignOrigin => "Refused: this call may not come from that page",
            Self::NotFound => "There is nothing here",
            Self::MethodNotAllowed => "This method is not available here",
            Self::TooLarge => "The body is too large",
            Self::NotJson => "The body must be sent as application/json",
            Self::Forced(_) => "The lab forced this answer",
            Self::Internal => "Something went wrong on the server",
        }
    }
}

impl From<sqlx::Error> for ApiError {
    fn from(cause: sqlx::Error) -> Self {
        Self::internal(cause)
    }
}

impl From<getrandom::Error> for ApiError {
    fn from(cause: getrandom::Error) -> Self {
        Self::internal(cause)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = self.status();
        if let Self::ForeignOrigin = self {
            return (status, self.message()).into_response();
        }
        let errors: &[FieldError] = if let Self::Invalid(errors) = &self { errors } else { &[] };
        let problem = Problem {
            r#type: "about:blank",
            title: status.canonical_reason().unwrap_or_default(),
            status: status.as_u16(),
            message: self.message(),
            errors,
        };
        let mut response = (status, Json(problem)).into_response();
        let revoked_family = matches!(self, Self::Reused);
        response.extensions_mut().insert(Refusal { status, message: self.message(), revoked_family });
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Self::InvalidToken = self {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static(r#"Bearer error="invalid_token""#));
        }
        if let Self::TooManyLogins { retry_after_seconds } = self {
            headers.insert(RETRY_AFTER, HeaderValue::from(retry_after_seconds));
        }
        response
    }
}
