//! Speaks to JavaScript: decode, call, encode. The composition root; it decides nothing.

mod api_client;
mod config;
mod error;
mod interceptors;
mod options;
mod promise;
mod request;
mod response;
mod session;
mod session_core;
mod session_settings;
mod settings;

pub use api_client::Core;
pub use session_core::SessionCore;
