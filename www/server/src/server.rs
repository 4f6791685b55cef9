//! What every request shares, put together once.

use std::error::Error;
use std::sync::Arc;

use crate::access_token::{AccessTokens, Claims};
use crate::clock::Clock;
use crate::config::{Config, Lifetimes};
use crate::cookie::RefreshCookie;
use crate::error::ApiError;
use crate::lab::Lab;
use crate::limiter::LoginLimiter;
use crate::password::Passwords;
use crate::refresh_token::RefreshTokens;
use crate::secret::{Key, random_id};
use crate::store::{Ends, Session, Store};

#[derive(Debug)]
pub struct Server {
    pub config: Config,
    pub clock: Clock,
    pub store: Store,
    pub passwords: Passwords,
    pub access_tokens: AccessTokens,
    pub refresh_tokens: RefreshTokens,
    pub cookie: RefreshCookie,
    pub limiter: LoginLimiter,
    /// Present only with `LAB=1`.
    pub lab: Option<Lab>,
}

impl Server {
    /// Opens the database and makes the keys that the configuration does not bring.
    pub async fn start(config: Config, clock: Clock) -> Result<Arc<Self>, Box<dyn Error + Send + Sync>> {
        let store = Store::open(&config.database).await?;
        let passwords = Passwords::new()?;
        let _hash = passwords.prepare().await.map_err(|_| "cannot hash passwords")?;
        Ok(Arc::new(Self {
            access_tokens: AccessTokens::new(&key("JWT_SECRET", &config.jwt_secret)?),
            refresh_tokens: RefreshTokens::new(&key("REFRESH_SECRET", &config.refresh_secret)?)?,
            cookie: RefreshCookie::new(config.is_https()),
            limiter: LoginLimiter::new(config.login_limits),
            lab: config.lab.then(Lab::default),
            config,
            clock,
            store,
            passwords,
        }))
    }

    /// The configured lifetimes, unless the lab says otherwise.
    pub fn lifetimes(&self) -> Lifetimes {
        match &self.lab {
            Some(lab) => lab.lifetimes(self.config.lifetimes),
            None => self.config.lifetimes,
        }
    }

    /// Which sessions count at this moment.
    pub fn ends(&self) -> Ends {
        Ends::at(self.clock.now(), &self.lifetimes())
    }

    pub fn sign_access_token(&self, session: &Session) -> Result<String, ApiError> {
        let issued = self.clock.now() / 1000;
        let expires = issued.saturating_add(self.lifetimes().access_seconds);
        let mut claims =
            Claims::new(session.account_id.clone(), session.id.clone(), random_id()?, issued, expires);
        if let Some(lab) = &self.lab {
            claims = lab.stamp(claims, session, &self.lifetimes());
        }
        let token = self.access_tokens.sign(&claims).map_err(ApiError::internal)?;
        match &self.lab {
            Some(lab) => Ok(lab.disguise(token)?),
            None => Ok(token),
        }
    }

    /// The claims of a token that may be used now. Its session is not looked at here.
    pub fn verify_access_token(&self, token: &str) -> Option<Claims> {
        let revealed = self.lab.as_ref().map(|lab| lab.reveal(token));
        let claims = self.access_tokens.verify(revealed.as_deref().unwrap_or(token), self.clock.now())?;
        let refused = self.lab.as_ref().is_some_and(|lab| lab.refuses(&claims));
        (!refused).then_some(claims)
    }
}

fn key(name: &str, configured: &Option<Key>) -> Result<Key, getrandom::Error> {
    if let Some(key) = configured {
        return Ok(key.clone());
    }
    tracing::warn!("{name} is not set: using a random one, so a restart ends every session");
    Key::random()
}
