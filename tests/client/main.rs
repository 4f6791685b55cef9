//! The client against a fake world: no browser, no network, and a clock that only the tests turn.
//!
//! Each file takes one chapter of a request's life or of a session's. `soak` plays long random games and holds the
//! promises of `src/lib.rs` against what can be seen from outside. `client.mutants` lists faults that were planted
//! on purpose, each with the test that catches it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod aborting;
mod adopting;
mod ahead;
mod announcing;
mod bodies;
mod cooling;
mod credentials;
mod departing;
mod forbidden;
mod held;
mod opening;
mod outcomes;
mod places;
mod rejections;
mod signing_in;
mod signing_out;
mod soak;
mod status;
mod tabs;
mod turns;
mod waiting;
mod world;
