//! Touches fetch, storage, other tabs, timers: the ports, made of a browser. Decides nothing.

pub mod auth_server;
pub mod fetch;
pub mod grant;
pub mod runtime;
pub mod tabs;
pub mod token_store;
pub mod values;
