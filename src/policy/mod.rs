//! Decides: plain values in, plain values out.
//!
//! Every rule of the session engine stands here, where a native test reaches it in
//! milliseconds. Nothing here knows of time (a clock reading is an argument), of `async`, of JavaScript or of
//! the ports.

pub mod breaker;
pub mod cooldown;
pub mod credential;
pub mod dice;
pub mod error;
pub mod fingerprint;
pub mod life;
pub mod millis;
pub mod outcome;
pub mod queue;
pub mod refresh;
pub mod replay;
pub mod scope;
pub mod stored;
pub mod token;
