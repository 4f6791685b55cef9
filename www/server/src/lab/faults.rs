//! The layer around the API that counts calls and spoils answers.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use http_body::{Body as HttpBody, Frame};

use super::{Lab, Settings};
use crate::error::{ApiError, Refusal};
use crate::server::Server;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Call {
    Refresh,
    Login,
    Logout,
    Users,
    Other,
}

pub async fn inject(
    State(server): State<Arc<Server>>,
    path: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let Some(lab) = &server.lab else { return next.run(request).await };
    let settings = lab.settings();
    let call = Call::at(path.as_ref().map_or("", MatchedPath::as_str));
    if request.uri().path().starts_with("/api/") {
        count_call(lab, call);
    }
    let forced = if call == Call::Refresh { forced_answer(&settings) } else { None };
    let mut response = match forced {
        Some(response) => response,
        None => next.run(request).await,
    };
    count_answer(lab, call, &response);
    if let Some(delay_ms) = call.delay_ms(&settings) {
        tokio::time::sleep(Duration::from_millis(delay_ms)).await;
    }
    if call == Call::Refresh {
        if settings.clear_cookie_on_401.unwrap_or(false)
            && response.status() == StatusCode::UNAUTHORIZED
            && let Some(cleared) = server.cookie.clear()
        {
            response.headers_mut().insert(SET_COOKIE, cleared);
        }
        if settings.drop_refresh_after_commit.unwrap_or(false) && response.status() == StatusCode::OK {
            response = Response::new(Body::new(BrokenConnection));
        }
    }
    response
}

impl Call {
    fn at(path: &str) -> Self {
        match path {
            "/api/refresh" | "/api/user/refresh_token" => Self::Refresh,
            "/api/login" | "/api/user/login" => Self::Login,
            "/api/logout" | "/api/user/logout" => Self::Logout,
            "/api/users" | "/api/user/users" => Self::Users,
            _ => Self::Other,
        }
    }

    fn delay_ms(self, settings: &Settings) -> Option<u64> {
        match self {
            Self::Refresh => settings.refresh_delay_ms,
            Self::Login => settings.login_delay_ms,
            Self::Logout => settings.logout_delay_ms,
            Self::Users => settings.users_delay_ms,
            Self::Other => None,
        }
    }
}

fn count_call(lab: &Lab, call: Call) {
    lab.counters.requests.add_one();
    match call {
        Call::Refresh => lab.counters.refreshes.add_one(),
        Call::Logout => lab.counters.logouts.add_one(),
        Call::Login | Call::Users | Call::Other => {}
    }
}

fn count_answer(lab: &Lab, call: Call, response: &Response) {
    let refusal = response.extensions().get::<Refusal>();
    // Whatever status its dialect words it with.
    if refusal.map_or(response.status(), |it| it.status) == StatusCode::UNAUTHORIZED {
        lab.counters.unauthorized.add_one();
    }
    if call == Call::Login && response.status() == StatusCode::OK {
        lab.counters.logins.add_one();
    }
    if refusal.is_some_and(|it| it.revoked_family) {
        lab.counters.reuses.add_one();
    }
}

fn forced_answer(settings: &Settings) -> Option<Response> {
    let status = settings.refresh_status.and_then(|status| StatusCode::from_u16(status).ok());
    if settings.refresh_html.unwrap_or(false) {
        let page = Html("<!doctype html><title>A proxy</title><h1>This is no answer of the auth server</h1>");
        return Some((status.unwrap_or(StatusCode::OK), page).into_response());
    }
    status.map(|status| ApiError::Forced(status).into_response())
}

/// A body whose first byte is an error: hyper gives up the connection before it has sent the head.
struct BrokenConnection;

impl HttpBody for BrokenConnection {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into())))
    }
}
