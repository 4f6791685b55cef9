//! Native tests of what decides: `src/policy`, a file for each of its modules.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod breaker;
mod cooldown;
mod credential;
mod dice;
mod exploration;
mod life;
mod neighbourhood;
mod outcome;
mod refresh;
mod scope;
mod small;
mod token;
