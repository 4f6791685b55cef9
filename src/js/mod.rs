//! Speaks to JavaScript: decode, call, encode. The composition root; it decides nothing.
//!
//! It has two halves. What is axios's shape (configs, bodies, interceptors, answers) is JavaScript through and
//! through, and stands as JavaScript in `pkg-template/`: a line there is a page here, and 20 kB of wasm (measured).
//! The TypeScript text of the public API stands here, beside what it describes.

#[cfg(feature = "npm")]
mod allocator;
mod api_client;
mod config;
mod error;
mod facade;
mod headers;
mod interceptors;
mod response;
mod session;
mod settings;
mod trace;

pub use api_client::Core;
