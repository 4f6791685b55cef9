//! What an operator may say, read from the environment once, at the start. No default here weakens a rule.

use std::fmt::Display;
use std::path::PathBuf;
use std::str::FromStr;

use crate::origin::Origin;
use crate::secret::{Key, SHORTEST_KEY_BYTES};

#[derive(Clone, Debug)]
pub struct Config {
    pub host: String,
    /// 0 means any free one.
    pub port: u16,
    /// Pages that may call with credentials. The first is where an activation link leads.
    pub client_origins: Vec<Origin>,
    /// How browsers reach the server, if a proxy stands before it. With https the cookie is `Secure` and `__Host-`.
    pub public_url: Option<Origin>,
    /// A file, or `:memory:`.
    pub database: String,
    pub lifetimes: Lifetimes,
    pub login_limits: LoginLimits,
    /// Absent: a random one is made, and tokens die with the process.
    pub jwt_secret: Option<Key>,
    pub refresh_secret: Option<Key>,
    /// Brings `/lab`: switches that break the server on purpose.
    pub lab: bool,
    /// A built page to serve beside the API.
    pub static_dir: Option<PathBuf>,
    /// Believe the last `X-Forwarded-For` entry; only behind a proxy of one's own.
    pub trust_proxy: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct Lifetimes {
    pub access_seconds: i64,
    /// From login to the absolute end of a session; rotation never extends it.
    pub refresh_seconds: i64,
    /// A session that nobody refreshed for so long is over.
    pub idle_seconds: i64,
    /// How long the previous refresh token is still answered with the current one: lost answers and races heal.
    pub grace_seconds: i64,
}

#[derive(Clone, Copy, Debug)]
pub struct LoginLimits {
    /// Failures per account and window. Low, since it is what stops guessing at one password.
    pub per_account: u32,
    /// Failures per address and window. Higher, since an office shares one address.
    pub per_address: u32,
    pub window_seconds: i64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            host: "127.0.0.1".to_owned(),
            port: 5000,
            client_origins: Origin::parse("http://localhost:5173").into_iter().collect(),
            public_url: None,
            database: "evertoken.sqlite".to_owned(),
            lifetimes: Lifetimes {
                access_seconds: 600,
                refresh_seconds: 30 * 24 * 3600,
                idle_seconds: 14 * 24 * 3600,
                grace_seconds: 30,
            },
            login_limits: LoginLimits { per_account: 10, per_address: 100, window_seconds: 900 },
            jwt_secret: None,
            refresh_secret: None,
            lab: false,
            static_dir: None,
            trust_proxy: false,
        }
    }
}

impl Config {
    /// Reads the variables through `get`. An error names the variable and never its value, which may be a secret.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let standard = Self::default();
        let get = |name: &str| get(name).filter(|value| !value.is_empty());
        Ok(Self {
            host: get("HOST").unwrap_or(standard.host),
            port: number(get, "PORT", 0, standard.port)?,
            client_origins: match get("CLIENT_ORIGINS") {
                Some(list) => origins("CLIENT_ORIGINS", &list)?,
                None => standard.client_origins,
            },
            public_url: match get("PUBLIC_URL") {
                Some(url) => Some(origin("PUBLIC_URL", &url)?),
                None => None,
            },
            database: get("DATABASE_FILE").unwrap_or(standard.database),
            lifetimes: Lifetimes {
                access_seconds: number(get, "ACCESS_TTL_SECONDS", 1, standard.lifetimes.access_seconds)?,
                refresh_seconds: number(get, "REFRESH_TTL_SECONDS", 1, standard.lifetimes.refresh_seconds)?,
                idle_seconds: number(get, "IDLE_TTL_SECONDS", 1, standard.lifetimes.idle_seconds)?,
                grace_seconds: number(get, "GRACE_SECONDS", 0, standard.lifetimes.grace_seconds)?,
            },
            login_limits: LoginLimits {
                per_account: number(get, "LOGIN_ACCOUNT_LIMIT", 1, standard.login_limits.per_account)?,
                per_address: number(get, "LOGIN_ADDRESS_LIMIT", 1, standard.login_limits.per_address)?,
                window_seconds: number(get, "LOGIN_WINDOW_SECONDS", 1, standard.login_limits.window_seconds)?,
            },
            jwt_secret: key(get, "JWT_SECRET")?,
            refresh_secret: key(get, "REFRESH_SECRET")?,
            lab: switch(get, "LAB")?,
            static_dir: get("STATIC_DIR").map(PathBuf::from),
            trust_proxy: switch(get, "TRUST_PROXY")?,
        })
    }

    /// Browsers reach the server over https.
    pub fn is_https(&self) -> bool {
        self.public_url.as_ref().is_some_and(Origin::is_https)
    }
}

fn number<T>(get: impl Fn(&str) -> Option<String>, name: &str, least: T, standard: T) -> Result<T, String>
where
    T: FromStr + PartialOrd + Display,
{
    let Some(text) = get(name) else { return Ok(standard) };
    match text.parse::<T>() {
        Ok(value) if value >= least => Ok(value),
        _ => Err(format!("{name} must be a whole number of at least {least}")),
    }
}

fn switch(get: impl Fn(&str) -> Option<String>, name: &str) -> Result<bool, String> {
    match get(name).as_deref() {
        None | Some("0") => Ok(false),
        Some("1") => Ok(true),
        Some(_) => Err(format!("{name} must be 1 or 0")),
    }
}

fn key(get: impl Fn(&str) -> Option<String>, name: &str) -> Result<Option<Key>, String> {
    let Some(text) = get(name) else { return Ok(None) };
    match Key::from_text(&text) {
        Some(key) => Ok(Some(key)),
        None => Err(format!("{name} must have at least {SHORTEST_KEY_BYTES} bytes")),
    }
}

fn origins(name: &str, list: &str) -> Result<Vec<Origin>, String> {
    list.split(',').map(|entry| origin(name, entry.trim())).collect()
}

fn origin(name: &str, text: &str) -> Result<Origin, String> {
    Origin::parse(text)
        .ok_or_else(|| format!("{name} must hold origins such as https://app.example, without a path"))
}
