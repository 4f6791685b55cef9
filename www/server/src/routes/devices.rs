//! The user's other devices: one session each, shown and revoked.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::Done;
use super::caller::Caller;
use super::session::clearing;
use crate::clock::UnixMillis;
use crate::error::ApiError;
use crate::server::Server;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Device {
    id: String,
    user_agent: String,
    created_at: String,
    last_refreshed_at: String,
    /// The one that asks.
    is_current: bool,
}

pub async fn list(State(server): State<Arc<Server>>, caller: Caller) -> Result<Json<Vec<Device>>, ApiError> {
    let sessions = server.store.sessions_of(&caller.account_id, server.ends()).await?;
    let devices = sessions.into_iter().map(|session| {
        Ok(Device {
            is_current: session.id == caller.session_id,
            id: session.id,
            user_agent: session.user_agent,
            created_at: written(session.created_at)?,
            last_refreshed_at: written(session.rotated_at)?,
        })
    });
    devices.collect::<Result<Vec<_>, ApiError>>().map(Json)
}

pub async fn revoke(
    State(server): State<Arc<Server>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let revoked = server.store.revoke_own_session(&id, &caller.account_id, server.clock.now()).await?;
    if revoked { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::NotFound) }
}

pub async fn revoke_all(State(server): State<Arc<Server>>, caller: Caller) -> Result<Response, ApiError> {
    server.store.revoke_sessions_of(&caller.account_id, server.clock.now()).await?;
    Ok((clearing(&server)?, Json(Done {})).into_response())
}

fn written(at: UnixMillis) -> Result<String, ApiError> {
    let at =
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(at) * 1_000_000).map_err(ApiError::internal)?;
    at.format(&Rfc3339).map_err(ApiError::internal)
}
