//! The server through its router, without a socket and with a clock that stands still; only what a socket or a process
//! alone can show (`connection`, `process`) has one. Each file is one part of the contract, each name a claim.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod access;
mod accounts;
mod bare_token;
mod browsers;
mod concurrency;
mod configuration;
mod connection;
mod devices;
mod fixture;
mod lab;
mod lab_refresh;
mod login_limits;
mod logins;
mod logs;
mod page;
#[cfg(unix)]
mod process;
mod refresh;
mod session_ends;
