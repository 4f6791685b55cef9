//! The client as JavaScript sees it: the very files of `pkg-template/`, over the very `Core`, in a real browser.
//!
//! Each chapter is a module of JavaScript and a list of its claims. What stands in for the network is in `page/`: it answers
//! by a table, and every claim ends with the check that nothing else was asked of it.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod departing;
mod ending;
mod page;
mod renewing;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
