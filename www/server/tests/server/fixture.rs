//! A server to call, the calls, and what comes back.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use evertoken_server::app;
use evertoken_server::clock::Clock;
use evertoken_server::config::Config;
use evertoken_server::server::Server;
use http_body_util::BodyExt as _;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tower::ServiceExt as _;

pub const PASSWORD: &str = "correct horse battery";
pub const PAGE: &str = "http://localhost:5173";
pub const SECOND_MS: i64 = 1000;
pub const DAY_MS: i64 = 24 * 3600 * SECOND_MS;
const START: i64 = 1_795_000_000_000;

#[derive(Clone)]
pub struct Fixture {
    pub server: Arc<Server>,
    pub clock: Clock,
    router: Router,
}

pub struct Call(Request<Body>);

#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

/// A signed-in browser: what it holds.
#[derive(Clone, Debug)]
pub struct Browser {
    pub token: String,
    pub cookie: String,
    pub user: User,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct User {
    pub id: String,
    pub email: String,
    pub is_activated: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignedIn {
    pub access_token: String,
    pub user: User,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    pub r#type: String,
    pub title: String,
    pub status: u16,
    pub message: String,
    pub errors: Vec<Field>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    pub param: String,
    pub msg: String,
    pub location: String,
}

impl Fixture {
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with_lab() -> Self {
        Self::with(|config| config.lab = true).await
    }

    pub async fn with(configure: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config { database: ":memory:".to_owned(), ..Config::default() };
        configure(&mut config);
        let clock = Clock::stopped(START);
        let server = Server::start(config, clock.clone()).await.unwrap();
        Self { router: app(Arc::clone(&server)), server, clock }
    }

    pub fn router(&self) -> Router {
        self.router.clone()
    }

    pub async fn call(&self, call: Call) -> Answer {
        let (parts, body) = self.router.clone().oneshot(call.0).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8(body.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// A new user in a new browser.
    pub async fn sign_up(&self) -> Browser {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let email = format!("user{}@example.com", NUMBER.fetch_add(1, Ordering::SeqCst));
        let answer = self.call(post("/api/registration").credentials(&email, PASSWORD)).await;
        answer.browser()
    }

    /// The same user in another browser.
    pub async fn log_in(&self, email: &str) -> Browser {
        self.call(post("/api/login").credentials(email, PASSWORD)).await.browser()
    }

    pub async fn refresh(&self, cookie: &str) -> Answer {
        self.call(post("/api/refresh").cookie(cookie)).await
    }

    pub async fn users(&self, token: &str) -> Answer {
        self.call(get("/api/users").bearer(token)).await
    }

    pub async fn set(&self, settings: &str) {
        let answer = self.call(post("/lab/settings").json(settings)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }
}

pub fn get(path: &str) -> Call {
    Call::new("GET", path)
}

pub fn post(path: &str) -> Call {
    Call::new("POST", path)
}

impl Call {
    pub fn new(method: &str, path: &str) -> Self {
        Self(Request::builder().method(method).uri(path).body(Body::empty()).unwrap())
    }

    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.0.headers_mut().append(name, value.parse().unwrap());
        self
    }

    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    pub fn cookie(self, cookie: &str) -> Self {
        self.header("cookie", &format!("theme=dark; {cookie}"))
    }

    pub fn body(mut self, body: impl Into<Body>) -> Self {
        *self.0.body_mut() = body.into();
        self
    }

    pub fn json(self, body: &str) -> Self {
        self.header("content-type", "application/json").body(body.to_owned())
    }

    pub fn credentials(self, email: &str, password: &str) -> Self {
        self.json(&format!(r#"{{"email":"{email}","password":"{password}"}}"#))
    }

    /// As if it came over a socket from there.
    pub fn from(mut self, address: &str) -> Self {
        let peer = SocketAddr::new(address.parse().unwrap(), 40_000);
        self.0.extensions_mut().insert(ConnectInfo(peer));
        self
    }
}

impl Answer {
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.body).unwrap_or_else(|cause| panic!("{cause}: {}", self.body))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub fn set_cookie(&self) -> Option<&str> {
        self.header(header::SET_COOKIE.as_str())
    }

    /// `name=value`, as a browser would send it back.
    pub fn cookie(&self) -> &str {
        self.set_cookie().expect("a Set-Cookie").split(';').next().unwrap()
    }

    pub fn max_age(&self) -> i64 {
        let (_, rest) = self.set_cookie().expect("a Set-Cookie").split_once("Max-Age=").unwrap();
        rest.split(';').next().unwrap().parse().unwrap()
    }

    pub fn access_token(&self) -> String {
        self.json::<SignedIn>().access_token
    }

    pub fn browser(&self) -> Browser {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        let signed_in: SignedIn = self.json();
        Browser { token: signed_in.access_token, cookie: self.cookie().to_owned(), user: signed_in.user }
    }

    /// The refusal, checked to be complete and to leave the cookie alone.
    pub fn problem(&self, status: StatusCode) -> Problem {
        assert_eq!(self.status, status, "{}", self.body);
        assert_eq!(self.header("content-type"), Some("application/problem+json"));
        assert_eq!(self.set_cookie(), None);
        let problem: Problem = self.json();
        assert_eq!(problem.status, status.as_u16());
        assert_eq!(problem.r#type, "about:blank");
        assert!(!problem.title.is_empty() && !problem.message.is_empty());
        problem
    }
}
