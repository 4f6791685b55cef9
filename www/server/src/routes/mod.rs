//! The wire contract: which call goes where, and what they share.

mod accounts;
mod bare_token;
mod caller;
mod credentials;
mod devices;
mod session;

pub use caller::Caller;
pub use session::begin as begin_session;

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, State};
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::Serialize;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::error::ApiError;
use crate::server::Server;
use crate::{lab, origin, request_log, static_page};

/// A mail, a password and their JSON, many times over.
const LARGEST_BODY_BYTES: usize = 16 * 1024;

/// An answer that has nothing to say: `{}`.
#[derive(Debug, Serialize)]
pub struct Done {}

/// The whole server, ready to be served or to be called in a test.
pub fn app(server: Arc<Server>) -> Router {
    // These act on the cookie alone, which browsers attach by themselves.
    let by_cookie = Router::new()
        .route("/refresh", get(session::refresh).post(session::refresh))
        .route("/logout", post(session::logout))
        .nest("/user", bare_token::by_cookie())
        .layer(from_fn_with_state(Arc::clone(&server), origin::guard));
    let api = by_cookie
        .route("/registration", post(accounts::register))
        .route("/login", post(accounts::login))
        .route("/activate/{link}", get(accounts::activate))
        .route("/users", get(accounts::users))
        .route("/sessions", get(devices::list))
        .route("/sessions/{id}", delete(devices::revoke))
        .route("/logout-all", post(devices::revoke_all))
        .route("/healthz", get(health))
        .nest("/user", bare_token::routes())
        .fallback(not_found)
        .layer(DefaultBodyLimit::max(LARGEST_BODY_BYTES));

    let mut calls = Router::new().nest("/api", api);
    if server.lab.is_some() {
        calls = calls.merge(lab::routes());
    }
    calls = calls.method_not_allowed_fallback(method_not_allowed);
    if server.lab.is_some() {
        calls = calls.layer(from_fn_with_state(Arc::clone(&server), lab::inject));
    }
    let never_stored =
        SetResponseHeaderLayer::overriding(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let calls = calls.layer(never_stored).layer(from_fn(request_log::log));
    let cors = origin::cors(&server.config.client_origins);
    match &server.config.static_dir {
        Some(directory) => calls.fallback_service(static_page::serve(directory)),
        None => calls.fallback(not_found),
    }
    // The last: it covers what is there already, and a page shall be able to read «there is nothing here» too.
    .layer(cors)
    .with_state(server)
}

async fn health(State(server): State<Arc<Server>>) -> Result<Json<Done>, ApiError> {
    server.store.is_alive().await?;
    Ok(Json(Done {}))
}

async fn not_found() -> ApiError {
    ApiError::NotFound
}

async fn method_not_allowed() -> ApiError {
    ApiError::MethodNotAllowed
}
