//! Who calls a protected route. A signature is not enough: a revoked session's token ends with the session.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use crate::error::ApiError;
use crate::server::Server;

#[derive(Debug)]
pub struct Caller {
    pub account_id: String,
    pub session_id: String,
}

impl FromRequestParts<Arc<Server>> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, server: &Arc<Server>) -> Result<Self, ApiError> {
        Self::with_token(server, bearer(parts)).await
    }
}

impl Caller {
    async fn with_token(server: &Server, token: Option<&str>) -> Result<Self, ApiError> {
        let claims = token.and_then(|it| server.verify_access_token(it)).ok_or(ApiError::InvalidToken)?;
        let session = server.store.session(&claims.sid).await?;
        match session.filter(|session| server.ends().allow(session)) {
            Some(session) => Ok(Self { account_id: session.account_id, session_id: session.id }),
            None => Err(ApiError::InvalidToken),
        }
    }
}

/// The same where `Authorization` holds the token and nothing else. A page that has none sends `undefined` or `null`,
/// which nobody ever signed.
#[derive(Debug)]
pub struct BareCaller(pub Caller);

impl FromRequestParts<Arc<Server>> for BareCaller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, server: &Arc<Server>) -> Result<Self, ApiError> {
        let token = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        Caller::with_token(server, token).await.map(Self)
    }
}

/// Where a call comes from, for the login limits. Absent without a socket.
#[derive(Debug)]
pub struct ClientAddress(pub Option<IpAddr>);

impl FromRequestParts<Arc<Server>> for ClientAddress {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, server: &Arc<Server>) -> Result<Self, ApiError> {
        let forwarded = if server.config.trust_proxy { forwarded_for(parts) } else { None };
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        Ok(Self(forwarded.or(peer)))
    }
}

fn bearer(parts: &Parts) -> Option<&str> {
    let (scheme, token) = parts.headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The last entry is the one that our own proxy wrote; those before it are the caller's claims.
fn forwarded_for(parts: &Parts) -> Option<IpAddr> {
    let line = parts.headers.get_all("x-forwarded-for").iter().next_back()?;
    line.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}
