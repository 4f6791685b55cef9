pub mod error;
pub mod millis;
pub mod refresh;
pub mod token;
