//! The ports that are made of a browser, each alone, in a real one: the very `pkg-template/outside.js`, given its orders by Rust,
//! and what it tells in the end. What they are for is told in `tests/client`, and what JavaScript sees of them in `tests/js`.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod announcing;
mod auth_server;
mod calls;
mod ends;
mod grant;
mod marks;
mod outcomes;
mod page;
mod runtime;
mod stage;
mod tabs;
mod token_store;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
