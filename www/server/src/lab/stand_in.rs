//! Answers that stand in for the server's own, which then does nothing.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use http_body::{Body as HttpBody, Frame};

use super::Settings;
use super::faults::Call;
use super::settings::StandIn;
use crate::error::ApiError;

/// Where `refreshRedirect` leads.
pub const PAGE: &str = "/lab/page";
const JSON: &str = "application/json";
const HALF_OF_IT: &str = r#"{"accessToken":"never.to-"#;

pub fn answer(call: Call, settings: &Settings) -> Option<Response> {
    match call {
        Call::Refresh => to_refresh(settings),
        Call::Users => Some(ApiError::Forced(status(settings.users_status)?).into_response()),
        Call::Login | Call::Logout | Call::Other => None,
    }
}

pub fn page() -> Html<&'static str> {
    Html("<!doctype html><title>A proxy</title><h1>This is no answer of the auth server</h1>")
}

/// hyper gives up the connection before it has sent the head.
pub fn broken_connection() -> Response {
    Response::new(Body::new(Breaking::default()))
}

fn to_refresh(settings: &Settings) -> Option<Response> {
    if settings.drop_refresh.unwrap_or(false) {
        return Some(broken_connection());
    }
    let mut response = if settings.refresh_redirect.unwrap_or(false) {
        (StatusCode::FOUND, [(LOCATION, PAGE)]).into_response()
    } else {
        match (settings.refresh_body, status(settings.refresh_status)) {
            (Some(body), status) => (status.unwrap_or(StatusCode::OK), spoilt(body)).into_response(),
            (None, Some(StatusCode::NO_CONTENT)) => StatusCode::NO_CONTENT.into_response(),
            (None, Some(status)) => ApiError::Forced(status).into_response(),
            (None, None) => return None,
        }
    };
    let retry_after = settings.refresh_retry_after.as_deref().map(HeaderValue::from_str);
    if let Some(Ok(retry_after)) = retry_after {
        response.headers_mut().insert(RETRY_AFTER, retry_after);
    }
    Some(response)
}

fn spoilt(body: StandIn) -> Response {
    let json = |body: Body| ([(CONTENT_TYPE, JSON)], body).into_response();
    match body {
        StandIn::Html => page().into_response(),
        StandIn::Empty => json(Body::empty()),
        StandIn::Truncated => json(Body::from(HALF_OF_IT)),
        StandIn::Cut => json(Body::new(Breaking { said: Some(HALF_OF_IT), pauses: true })),
    }
}

fn status(number: Option<u16>) -> Option<StatusCode> {
    StatusCode::from_u16(number?).ok()
}

/// A body that says this much, and then its connection breaks.
#[derive(Default)]
struct Breaking {
    said: Option<&'static str>,
    /// Once, so that what was said leaves the buffer.
    pauses: bool,
}

impl HttpBody for Breaking {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(said) = self.said.take() {
            return Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(said.as_bytes())))));
        }
        if std::mem::take(&mut self.pauses) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into())))
    }
}
