//! Password hashes: argon2id as OWASP advises, a few at a time.

use std::num::NonZero;
use std::sync::Arc;
use std::thread::available_parallelism;

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::{OnceCell, Semaphore};

use crate::error::ApiError;
use crate::secret::{Password, random_id};

/// 19 MiB, two passes, one lane: the OWASP minimum, some 20 ms a hash. More would let a few logins starve the server.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

#[derive(Clone, Debug)]
pub struct Passwords {
    argon2: Argon2<'static>,
    /// At most as many hashes at once as there are cores; the others wait here without memory or thread.
    turns: Arc<Semaphore>,
    /// What an unknown mail is checked against, so that it takes as long as a known one.
    nobodys_hash: Arc<OnceCell<String>>,
}

impl Passwords {
    pub fn new() -> Result<Self, argon2::Error> {
        let params = Params::new(MEMORY_KIB, PASSES, LANES, None)?;
        Ok(Self {
            argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, params),
            turns: Arc::new(Semaphore::new(available_parallelism().map_or(1, NonZero::get))),
            nobodys_hash: Arc::default(),
        })
    }

    pub async fn hash(&self, password: Password) -> Result<String, ApiError> {
        let argon2 = self.argon2.clone();
        self.in_turn(move || {
            let hash = argon2.hash_password(password.text().as_bytes()).map_err(ApiError::internal)?;
            Ok(hash.to_string())
        })
        .await
    }

    pub async fn verify(&self, password: Password, hash: String) -> Result<bool, ApiError> {
        let argon2 = self.argon2.clone();
        self.in_turn(move || Ok(argon2.verify_password(password.text().as_bytes(), hash.as_str()).is_ok()))
            .await
    }

    /// Takes as long as `verify` and is never right.
    pub async fn verify_nobody(&self, password: Password) -> Result<(), ApiError> {
        let hash = self.prepare().await?;
        self.verify(password, hash).await.map(drop)
    }

    /// Makes the hash of nobody; called at the start so that the first unknown mail does not pay for it.
    pub async fn prepare(&self) -> Result<String, ApiError> {
        let make = async || self.hash(Password::new(random_id()?)).await;
        self.nobodys_hash.get_or_try_init(make).await.cloned()
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(ApiError::internal)?;
        let hashing = move || {
            // Held by the work, not by the request: a caller that goes away does not make room for another hash.
            let _turn = turn;
            work()
        };
        tokio::task::spawn_blocking(hashing).await.map_err(ApiError::internal)?
    }
}
