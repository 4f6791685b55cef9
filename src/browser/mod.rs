//! Touches fetch, storage, timers and signals: the ports, made of a browser. Decides nothing.

pub mod auth_server;
pub mod fetch;
pub mod grant;
pub mod guard;
pub mod runtime;
pub mod token_store;
pub mod values;
