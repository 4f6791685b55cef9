//! Registration, login, activation, and the protected list of users.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::caller::{Caller, ClientAddress};
use super::credentials::Credentials;
use super::session::{self, SignedIn, User};
use crate::error::{ApiError, FieldError};
use crate::json::JsonBody;
use crate::secret::random_id;
use crate::server::Server;
use crate::store::{Account, NewAccount};

pub async fn register(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
    JsonBody(credentials): JsonBody<Credentials>,
) -> Result<SignedIn, ApiError> {
    credentials.check()?;
    let email = credentials.email();
    if server.store.has_account(&email).await? {
        return Err(taken());
    }
    let password_hash = server.passwords.hash(credentials.password).await?;
    let (id, activation_link) = (random_id()?, random_id()?);
    let new = NewAccount {
        id: &id,
        email: &email,
        password_hash: &password_hash,
        activation_link: &activation_link,
        created_at: server.clock.now(),
    };
    if !server.store.add_account(new).await? {
        return Err(taken());
    }
    // There is no mailer: whoever runs the server finds the link here.
    tracing::info!(account = id, "to activate, open /api/activate/{activation_link}");
    session::open(&server, Account { id, email, is_activated: false }, &headers).await
}

pub async fn login(
    State(server): State<Arc<Server>>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    JsonBody(credentials): JsonBody<Credentials>,
) -> Result<SignedIn, ApiError> {
    if !credentials.is_plausible() {
        return Err(ApiError::WrongCredentials);
    }
    let email = credentials.email();
    let attempt = server
        .limiter
        .begin(&email, address, server.clock.now())
        .map_err(|retry_after_seconds| ApiError::TooManyLogins { retry_after_seconds })?;
    let Some(known) = server.store.credentials(&email).await? else {
        server.passwords.verify_nobody(credentials.password).await?;
        return Err(ApiError::WrongCredentials);
    };
    if !server.passwords.verify(credentials.password, known.password_hash).await? {
        return Err(ApiError::WrongCredentials);
    }
    attempt.succeeded();
    session::open(&server, known.account, &headers).await
}

pub async fn activate(
    State(server): State<Arc<Server>>,
    Path(link): Path<String>,
) -> Result<Response, ApiError> {
    if !server.store.activate(&link).await? {
        return Err(ApiError::UnknownActivationLink);
    }
    let client = server.config.client_origins.first().map_or("/", |origin| origin.as_str());
    Ok((StatusCode::FOUND, [(LOCATION, client)]).into_response())
}

pub async fn users(State(server): State<Arc<Server>>, _: Caller) -> Result<Json<Vec<User>>, ApiError> {
    let accounts = server.store.accounts().await?;
    Ok(Json(accounts.into_iter().map(User::from).collect()))
}

fn taken() -> ApiError {
    ApiError::Invalid(vec![FieldError::body("email", "A user with this email address already exists")])
}
