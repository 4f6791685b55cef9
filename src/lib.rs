//! evertoken: an axios-shaped API client whose sessions do not break.
//!
//! It puts the access token on requests; when the server rejects one, it refreshes the token with the cookie and
//! replays the request once, so that nobody notices. What it promises, under every interleaving of requests,
//! answers, timers and people:
//!
//! 1. At most one refresh that anybody waits for is in flight: in a tab always, in all tabs where they share a store
//!    and the browser has locks. A new one starts only after the previous was answered or has passed its deadline; it
//!    is never aborted.
//! 2. Every waiter is told exactly once, whatever happens.
//! 3. A rejection of a token that has been replaced since is answered with the new one, without a refresh.
//! 4. A request is replayed at most once (`_isRetry`).
//! 5. The answer to a refresh that no longer matters (signed out, signed in again) changes nothing.
//! 6. Only the auth server's own "no", heard twice, ends the session; a network failure never does.
//! 7. No request travels with another session's token; a late answer never moves a cookie or a token under another
//!    user's session.
//! 8. The token goes to the allowed origins and nowhere else.
//!
//! Four rooms: [`policy`] decides, [`client`] drives, `browser` touches fetch, storage and timers, and `js` speaks
//! to JavaScript; [`ports`] names what the client needs from outside. Imports run one way:
//! `js → {client, browser} → ports → policy → std`.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod client;
#[cfg(target_arch = "wasm32")]
pub mod js;
pub mod policy;
pub mod ports;
