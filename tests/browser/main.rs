//! The ports that are made of a browser, each alone, in a real one. What they are for is told in `tests/client`, and what
//! JavaScript sees of them in `tests/js`.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod auth_server;
mod grant;
mod marks;
mod page;
mod runtime;
mod tabs;
mod token_store;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
