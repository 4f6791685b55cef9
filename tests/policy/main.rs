//! Native tests of what decides: `src/policy`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod exploration;
mod refresh;
