//! The refresh machine, scene by scene.
mod deadlines;
mod fixture;
mod held;
mod outcomes;
mod requests;
mod sign_in;
mod sign_out;
mod store;
