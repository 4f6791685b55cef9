//! Touches fetch, storage, other tabs, timers: the ports, made of a browser. Decides nothing.
//!
//! What is done is done in `pkg-template/outside.js`; here stands what the client's words are there.

pub mod auth_server;
pub mod fetch;
pub mod grant;
pub mod runtime;
pub mod tabs;
pub mod token_store;
mod values;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// All ports at once (`pkg-template/outside.js`). Each file declares the methods of its own.
    pub type Outside;
}
