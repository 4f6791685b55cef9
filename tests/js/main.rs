//! The client as JavaScript sees it: the very files of `pkg-template/`, over the very `Core`, in a real browser.
//!
//! Each chapter is a module of JavaScript and a list of its claims. What stands in for the network is in `page/`: it answers
//! by a table, and every claim ends with the check that nothing else was asked of it.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod adapting;
mod ahead;
mod asking;
mod calling;
mod closing;
mod cooling;
mod creating;
mod departing;
mod downloading;
mod ending;
mod facing;
mod failing;
mod fetching;
mod identifying;
mod intercepting;
mod interrupting;
mod knowing;
mod listening;
mod merging;
mod options;
mod page;
mod renewing;
mod scope;
mod sending;
mod sharing;
mod signing_in;
mod signing_out;
mod silence;
mod storing;
mod storing_later;
mod surviving;
mod tabs;
mod tracing;
mod transforming;
mod urls;
mod virtual_time;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
