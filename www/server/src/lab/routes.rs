//! `/lab/*`, and `/api/echo`, which gives a body back.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::Html;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Serialize;

use super::settings::Patch;
use super::{Counted, Lab, Settings, stand_in};
use crate::error::ApiError;
use crate::json::JsonBody;
use crate::routes::{Caller, Done};
use crate::server::Server;

/// Echo takes what a test of large bodies sends.
const LARGEST_ECHO_BYTES: usize = 8 * 1024 * 1024;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Echo {
    data: String,
    content_type: Option<String>,
}

pub fn routes() -> Router<Arc<Server>> {
    let echoing = post(echo).put(echo).patch(echo).layer(DefaultBodyLimit::max(LARGEST_ECHO_BYTES));
    Router::new()
        .route("/api/echo", echoing)
        .route("/lab/counters", get(counters))
        .route(stand_in::PAGE, get(page))
        .route("/lab/reset", post(reset))
        .route("/lab/settings", post(change))
        .route("/lab/expire", post(expire))
        .route("/lab/revoke-all", post(revoke_all))
}

async fn counters(State(server): State<Arc<Server>>) -> Result<Json<Counted>, ApiError> {
    Ok(Json(lab(&server)?.counters.read()))
}

async fn page() -> Html<&'static str> {
    stand_in::page()
}

async fn reset(State(server): State<Arc<Server>>) -> Result<Json<Done>, ApiError> {
    lab(&server)?.reset();
    server.clock.set_offset_ms(0);
    Ok(Json(Done {}))
}

async fn change(
    State(server): State<Arc<Server>>,
    JsonBody(patch): JsonBody<Patch>,
) -> Result<Json<Settings>, ApiError> {
    let settings = lab(&server)?.change(patch);
    server.clock.set_offset_ms(settings.clock_offset_seconds.unwrap_or(0).saturating_mul(1000));
    Ok(Json(settings))
}

async fn expire(State(server): State<Arc<Server>>) -> Result<Json<Done>, ApiError> {
    lab(&server)?.expire_access_tokens();
    Ok(Json(Done {}))
}

async fn revoke_all(State(server): State<Arc<Server>>) -> Result<Json<Done>, ApiError> {
    server.store.revoke_every_session(server.clock.now()).await?;
    Ok(Json(Done {}))
}

async fn echo(_: Caller, headers: HeaderMap, body: Bytes) -> Json<Echo> {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    Json(Echo { data: String::from_utf8_lossy(&body).into_owned(), content_type })
}

fn lab(server: &Server) -> Result<&Lab, ApiError> {
    server.lab.as_ref().ok_or(ApiError::NotFound)
}
