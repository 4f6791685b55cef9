//! Breaking the server on purpose, for tests and for the demo's lab page. Present only with `LAB=1`; outside this
//! folder the server asks the lab about lifetimes and access tokens, and about nothing else.

mod faults;
mod routes;
mod settings;
mod stand_in;

pub use faults::inject;
pub use routes::routes;
pub use settings::Settings;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use crate::access_token::Claims;
use crate::config::Lifetimes;
use crate::secret::random_id;
use crate::store::Session;

#[derive(Debug, Default)]
pub struct Lab {
    pub counters: Counters,
    settings: Mutex<Settings>,
    tokens: Mutex<IssuedTokens>,
}

/// Which access tokens were signed since the last `/lab/expire`. By id, since several are signed in one second.
#[derive(Debug, Default)]
struct IssuedTokens {
    expired_once: bool,
    since: HashSet<String>,
    /// What stands behind each opaque one.
    disguised: HashMap<String, String>,
}

#[derive(Debug, Default)]
pub struct Counters {
    /// Calls under `/api`, preflights not counted.
    pub requests: Counter,
    /// Calls to refresh, however they ended.
    pub refreshes: Counter,
    /// Refresh tokens that came back too late: families revoked.
    pub reuses: Counter,
    /// Refusals that ask for a login or a refresh: 401, and 403 in the dialect that says it so.
    pub unauthorized: Counter,
    /// Successful logins.
    pub logins: Counter,
    /// Calls to logout.
    pub logouts: Counter,
}

#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

#[derive(Serialize)]
pub struct Counted {
    requests: u64,
    refreshes: u64,
    reuses: u64,
    unauthorized: u64,
    logins: u64,
    logouts: u64,
}

impl Lab {
    pub fn settings(&self) -> Settings {
        lock(&self.settings).clone()
    }

    /// The settings for this refresh, which count it.
    pub fn settings_of_refresh(&self) -> Settings {
        lock(&self.settings).spend_refresh()
    }

    pub fn change(&self, patch: settings::Patch) -> Settings {
        let mut settings = lock(&self.settings);
        settings.apply(patch);
        settings.clone()
    }

    pub fn reset(&self) {
        *lock(&self.settings) = Settings::default();
        self.counters.reset();
    }

    pub fn lifetimes(&self, configured: Lifetimes) -> Lifetimes {
        let settings = lock(&self.settings);
        Lifetimes {
            access_seconds: settings.access_ttl_seconds.unwrap_or(configured.access_seconds),
            refresh_seconds: settings.refresh_ttl_seconds.unwrap_or(configured.refresh_seconds),
            idle_seconds: configured.idle_seconds,
            grace_seconds: settings.grace_seconds.unwrap_or(configured.grace_seconds),
        }
    }

    /// The claims as they will be signed, remembered as issued. Under `identicalTokens` they depend on the session
    /// alone, so that each refresh gives the same text: it lives as long as the session, and only `/lab/expire` ends it.
    pub fn stamp(&self, mut claims: Claims, session: &Session, lifetimes: &Lifetimes) -> Claims {
        if lock(&self.settings).identical_tokens.unwrap_or(false) {
            claims.jti.clone_from(&session.id);
            claims.iat = session.created_at / 1000;
            claims.exp = claims.iat.saturating_add(lifetimes.refresh_seconds);
        }
        lock(&self.tokens).since.insert(claims.jti.clone());
        claims
    }

    /// The token as it is given out: under `opaqueTokens` a name for it.
    pub fn disguise(&self, token: String) -> Result<String, getrandom::Error> {
        if !lock(&self.settings).opaque_tokens.unwrap_or(false) {
            return Ok(token);
        }
        let name = random_id()?;
        lock(&self.tokens).disguised.insert(name.clone(), token);
        Ok(name)
    }

    /// The token behind a name; without one it is the token itself.
    pub fn reveal(&self, name: &str) -> String {
        lock(&self.tokens).disguised.get(name).map_or_else(|| name.to_owned(), Clone::clone)
    }

    pub fn refuses(&self, claims: &Claims) -> bool {
        let tokens = lock(&self.tokens);
        tokens.expired_once && !tokens.since.contains(&claims.jti)
    }

    /// Every access token signed until now is refused from now on.
    pub fn expire_access_tokens(&self) {
        let mut tokens = lock(&self.tokens);
        tokens.expired_once = true;
        tokens.since.clear();
    }
}

impl Counters {
    pub fn read(&self) -> Counted {
        Counted {
            requests: self.requests.read(),
            refreshes: self.refreshes.read(),
            reuses: self.reuses.read(),
            unauthorized: self.unauthorized.read(),
            logins: self.logins.read(),
            logouts: self.logouts.read(),
        }
    }

    fn reset(&self) {
        for counter in
            [&self.requests, &self.refreshes, &self.reuses, &self.unauthorized, &self.logins, &self.logouts]
        {
            counter.0.store(0, Ordering::SeqCst);
        }
    }
}

impl Counter {
    pub fn add_one(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }

    fn read(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
