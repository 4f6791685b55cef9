//! The layer around the API that counts calls and spoils answers.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::{Lab, Settings, stand_in};
use crate::error::{ApiError, Refusal};
use crate::routes::begin_session;
use crate::server::Server;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Call {
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
    let call = Call::at(path.as_ref().map_or("", MatchedPath::as_str));
    if request.uri().path().starts_with("/api/") {
        count_call(lab, call);
    }
    let settings = if call == Call::Refresh { lab.settings_of_refresh() } else { lab.settings() };
    let mut response = match stand_in::answer(call, &settings) {
        Some(response) => response,
        None => match in_the_name_of(&server, call, &settings, request).await {
            Ok(request) => next.run(request).await,
            Err(refusal) => refusal.into_response(),
        },
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
        let content_type = settings.refresh_content_type.as_deref().map(HeaderValue::from_str);
        if let Some(Ok(content_type)) = content_type {
            response.headers_mut().insert(CONTENT_TYPE, content_type);
        }
        if settings.drop_refresh_after_commit.unwrap_or(false) && response.status() == StatusCode::OK {
            response = stand_in::broken_connection();
        }
    }
    if settings.no_cookies.unwrap_or(false) {
        response.headers_mut().remove(SET_COOKIE);
    }
    response
}

/// Under `refreshUser` the refresh is another's: it comes with the cookie of a new session of theirs.
async fn in_the_name_of(
    server: &Server,
    call: Call,
    settings: &Settings,
    mut request: Request,
) -> Result<Request, ApiError> {
    let (Call::Refresh, Some(email)) = (call, &settings.refresh_user) else { return Ok(request) };
    let known = server.store.credentials(email).await?.ok_or(ApiError::NoSession)?;
    let session = begin_session(server, &known.account.id, request.headers()).await?;
    let token = server.refresh_tokens.write(&session.id, session.generation);
    let cookie = format!("{}={token}", server.cookie.name());
    request.headers_mut().insert(COOKIE, HeaderValue::from_str(&cookie).map_err(ApiError::internal)?);
    Ok(request)
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
