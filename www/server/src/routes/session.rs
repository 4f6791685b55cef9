//! A session's life as its own browser sees it: opened, renewed, closed.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header::{SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::{AppendHeaders, IntoResponse, Response};
use serde::Serialize;

use super::Done;
use crate::error::ApiError;
use crate::refresh_token::RefreshToken;
use crate::renewal::{Renewal, renew};
use crate::secret::random_id;
use crate::server::Server;
use crate::store::{Account, Session};

const LONGEST_USER_AGENT_CHARS: usize = 200;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    id: String,
    email: String,
    is_activated: bool,
}

pub type CookieHeader = AppendHeaders<[(HeaderName, HeaderValue); 1]>;

/// A session that was opened or renewed, before a dialect words it.
pub struct SignedIn {
    pub cookie: CookieHeader,
    pub access_token: String,
    pub user: User,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    access_token: String,
    user: User,
}

impl IntoResponse for SignedIn {
    fn into_response(self) -> Response {
        let body = Answer { access_token: self.access_token, user: self.user };
        (self.cookie, Json(body)).into_response()
    }
}

impl From<Account> for User {
    fn from(account: Account) -> Self {
        Self { id: account.id, email: account.email, is_activated: account.is_activated }
    }
}

/// A new session for somebody who has just proved who they are.
pub async fn open(server: &Server, account: Account, headers: &HeaderMap) -> Result<SignedIn, ApiError> {
    let session = begin(server, &account.id, headers).await?;
    signed_in(server, &session, account)
}

pub async fn begin(server: &Server, account_id: &str, headers: &HeaderMap) -> Result<Session, ApiError> {
    let now = server.clock.now();
    let agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let session = Session {
        id: random_id()?,
        account_id: account_id.to_owned(),
        generation: 1,
        created_at: now,
        rotated_at: now,
        revoked_at: None,
        user_agent: agent.chars().take(LONGEST_USER_AGENT_CHARS).collect(),
    };
    server.store.open_session(&session, server.ends()).await?;
    Ok(session)
}

pub async fn refresh(State(server): State<Arc<Server>>, headers: HeaderMap) -> Result<SignedIn, ApiError> {
    let token = presented(&server, &headers).ok_or(ApiError::NoSession)?;
    let session = match renew(&server.store, &token, server.clock.now(), &server.lifetimes()).await? {
        Renewal::Rotated(session) | Renewal::Healed(session) => session,
        Renewal::Over => return Err(ApiError::NoSession),
        Renewal::Reused(session) => {
            tracing::warn!(
                target: "audit",
                session = session.id,
                account = session.account_id,
                presented = token.generation,
                current = session.generation,
                "an old refresh token came back: session revoked"
            );
            return Err(ApiError::Reused);
        }
    };
    let account = server.store.account(&session.account_id).await?.ok_or(ApiError::NoSession)?;
    signed_in(&server, &session, account)
}

/// Always 200: whoever asks is logged out afterwards, also if they were before.
pub async fn logout(State(server): State<Arc<Server>>, headers: HeaderMap) -> Result<Response, ApiError> {
    if let Some(token) = presented(&server, &headers) {
        server.store.revoke_session(&token.session, server.clock.now()).await?;
    }
    Ok((clearing(&server)?, Json(Done {})).into_response())
}

/// The header that takes the cookie away.
pub fn clearing(server: &Server) -> Result<CookieHeader, ApiError> {
    cookie_header(server.cookie.clear())
}

fn signed_in(server: &Server, session: &Session, account: Account) -> Result<SignedIn, ApiError> {
    let token = server.refresh_tokens.write(&session.id, session.generation);
    let lifetimes = server.lifetimes();
    let age_seconds = (server.clock.now() - session.created_at) / 1000;
    let max_age = (lifetimes.refresh_seconds - age_seconds).min(lifetimes.idle_seconds);
    Ok(SignedIn {
        cookie: cookie_header(server.cookie.keep(&token, max_age))?,
        access_token: server.sign_access_token(session)?,
        user: account.into(),
    })
}

fn cookie_header(value: Option<HeaderValue>) -> Result<CookieHeader, ApiError> {
    let value = value.ok_or_else(|| ApiError::internal("the cookie cannot be written"))?;
    Ok(AppendHeaders([(SET_COOKIE, value)]))
}

fn presented(server: &Server, headers: &HeaderMap) -> Option<RefreshToken> {
    server.cookie.values(headers).find_map(|text| server.refresh_tokens.read(text))
}
