//! The reference auth server: the contract that evertoken's client is built for, kept strictly.
//!
//! What it promises:
//! 1. One session per login. Its refresh token is renewed by each refresh, in one atomic step.
//! 2. The previous refresh token, for 30 seconds, is answered with the current one: lost answers and races heal, and a
//!    lost race never answers 401. Anything older revokes the session.
//! 3. A session ends 30 days after its login or 14 days after its last refresh; rotation never moves the first end.
//! 4. Nothing at rest can be used: the database holds no token, no key and no password.
//! 5. A failed login is a 400 that says neither in words nor in time whether the mail is known.
//! 6. A 401 never clears the cookie, and a refusal that is not about the session is never a 401.
//! 7. No log line and no error repeats a secret.

pub mod access_token;
pub mod clock;
pub mod config;
pub mod cookie;
pub mod error;
mod json;
pub mod lab;
pub mod limiter;
pub mod origin;
pub mod password;
pub mod refresh_token;
pub mod renewal;
mod request_log;
pub mod routes;
pub mod secret;
pub mod server;
mod signing;
mod static_page;
pub mod store;

pub use routes::app;
