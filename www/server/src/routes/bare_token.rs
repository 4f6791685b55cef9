//! The other convention in use, under `/api/user`: `Authorization` is the bare token, the token is an `access_token`, and
//! what is refused is 403 with `{ status: { text, severity } }`. Rules, rotation and guards are those of the course's.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Serialize;

use super::accounts;
use super::caller::{BareCaller, ClientAddress};
use super::credentials::Credentials;
use super::session::{self, CookieHeader, SignedIn, User};
use crate::error::{ApiError, Refusal};
use crate::json::JsonBody;
use crate::server::Server;

/// What acts on the cookie alone, to be put behind the guard.
pub fn by_cookie() -> Router<Arc<Server>> {
    worded(Router::new().route("/refresh_token", post(refresh)).route("/logout", post(session::logout)))
}

pub fn routes() -> Router<Arc<Server>> {
    worded(
        Router::new()
            .route("/registration", post(register))
            .route("/login", post(login))
            .route("/me", get(me))
            .route("/users", get(users)),
    )
}

#[derive(Serialize)]
struct Renewed {
    access_token: String,
}

#[derive(Serialize)]
struct Welcome {
    access_token: String,
    user: User,
}

#[derive(Serialize)]
struct Refused {
    status: Status,
}

#[derive(Serialize)]
struct Status {
    text: &'static str,
    severity: &'static str,
}

type Answer<T> = Result<(CookieHeader, Json<T>), ApiError>;

async fn register(
    server: State<Arc<Server>>,
    headers: HeaderMap,
    credentials: JsonBody<Credentials>,
) -> Answer<Welcome> {
    Ok(welcome(accounts::register(server, headers, credentials).await?))
}

async fn login(
    server: State<Arc<Server>>,
    address: ClientAddress,
    headers: HeaderMap,
    credentials: JsonBody<Credentials>,
) -> Answer<Welcome> {
    Ok(welcome(accounts::login(server, address, headers, credentials).await?))
}

/// The token and no user, as this convention has it.
async fn refresh(server: State<Arc<Server>>, headers: HeaderMap) -> Answer<Renewed> {
    let SignedIn { cookie, access_token, .. } = session::refresh(server, headers).await?;
    Ok((cookie, Json(Renewed { access_token })))
}

async fn me(
    State(server): State<Arc<Server>>,
    BareCaller(caller): BareCaller,
) -> Result<Json<User>, ApiError> {
    let account = server.store.account(&caller.account_id).await?.ok_or(ApiError::InvalidToken)?;
    Ok(Json(account.into()))
}

async fn users(
    server: State<Arc<Server>>,
    BareCaller(caller): BareCaller,
) -> Result<Json<Vec<User>>, ApiError> {
    accounts::users(server, caller).await
}

fn welcome(SignedIn { cookie, access_token, user }: SignedIn) -> (CookieHeader, Json<Welcome>) {
    (cookie, Json(Welcome { access_token, user }))
}

fn worded(routes: Router<Arc<Server>>) -> Router<Arc<Server>> {
    routes.layer(from_fn(word))
}

/// Says a refusal in this convention's words. A foreign page's stays plain text: it is no word about a session.
async fn word(request: Request, next: Next) -> Response {
    let refused = next.run(request).await;
    let Some(refusal) = refused.extensions().get::<Refusal>().copied() else { return refused };
    let status = match refusal.status {
        StatusCode::UNAUTHORIZED => StatusCode::FORBIDDEN,
        other => other,
    };
    let body = Refused { status: Status { text: refusal.message, severity: "error" } };
    let mut worded = (status, Json(body)).into_response();
    worded.extensions_mut().insert(refusal);
    let kept = refused.headers().iter().filter(|(name, _)| {
        [&CONTENT_TYPE, &CONTENT_LENGTH, &WWW_AUTHENTICATE].iter().all(|other| other != name)
    });
    worded.headers_mut().extend(kept.map(|(name, value)| (name.clone(), value.clone())));
    worded
}
