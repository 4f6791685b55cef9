//! The switches. `null` puts one back, an unknown name is refused: a typing error in a test must not look like a pass.

use serde::{Deserialize, Deserializer, Serialize};

macro_rules! switches {
    ($($(#[$doc:meta])* $name:ident: $kind:ty,)*) => {
        /// What is in force; `None` is the ordinary behaviour.
        #[derive(Clone, Debug, Default, Serialize)]
        #[serde(rename_all = "camelCase")]
        pub struct Settings {
            $($(#[$doc])* pub $name: Option<$kind>,)*
        }

        /// A change to some of them: absent stays as it is, `null` is back to the ordinary behaviour.
        #[derive(Debug, Default, Deserialize)]
        #[serde(rename_all = "camelCase", default, deny_unknown_fields)]
        pub struct Patch {
            $(#[serde(deserialize_with = "present")] $name: Option<Option<$kind>>,)*
        }

        impl Settings {
            pub fn apply(&mut self, patch: Patch) {
                $(if let Some(value) = patch.$name { self.$name = value; })*
            }
        }
    };
}

switches! {
    access_ttl_seconds: i64,
    refresh_ttl_seconds: i64,
    /// 0 is a server without grace.
    grace_seconds: i64,
    /// How long a finished answer is held back; what it says has already happened.
    refresh_delay_ms: u64,
    users_delay_ms: u64,
    login_delay_ms: u64,
    logout_delay_ms: u64,
    /// Refresh answers this status and does nothing.
    refresh_status: u16,
    /// Refresh answers this instead of JSON and does nothing. With 200, unless `refreshStatus` says otherwise.
    refresh_body: StandIn,
    /// The `Content-Type` of whatever refresh answers.
    refresh_content_type: String,
    /// Refresh leads to a web page and does nothing.
    refresh_redirect: bool,
    /// The connection breaks before anything happens.
    drop_refresh: bool,
    /// Refresh rotates, and the connection breaks before the first byte of the answer.
    drop_refresh_after_commit: bool,
    /// `Retry-After` of an answer that does nothing: seconds or a date, as it is written here.
    refresh_retry_after: String,
    /// Refresh answers for this account (its mail), whoever asks.
    refresh_user: String,
    /// A refresh that ends in 401 clears the cookie, as many servers do.
    #[serde(rename = "clearCookieOn401")]
    clear_cookie_on_401: bool,
    /// For how many refreshes the switches above that spoil a refresh hold; then all of them are put back.
    refresh_faults: u32,
    /// The list of users answers this status, whatever the token is.
    users_status: u16,
    /// Each refresh of a session gives the same access token.
    identical_tokens: bool,
    /// Access tokens that say nothing about themselves.
    opaque_tokens: bool,
    /// No answer sets or clears a cookie, as if the browser blocked them.
    no_cookies: bool,
    /// How far the server's clock is wrong.
    clock_offset_seconds: i64,
}

/// A body that is no answer of an auth server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StandIn {
    /// A web page, as proxies and portals send.
    Html,
    Empty,
    /// JSON that ends in the middle.
    Truncated,
    /// JSON in the middle of which the connection breaks.
    Cut,
}

impl Settings {
    /// Takes note of a refresh: what holds for it, while the switches for all later ones are put back when their number
    /// is up.
    pub fn spend_refresh(&mut self) -> Self {
        let now = self.clone();
        match self.refresh_faults.as_mut() {
            Some(left @ 2..) => *left -= 1,
            Some(_) => self.put_refresh_back(),
            None => {}
        }
        now
    }

    fn put_refresh_back(&mut self) {
        *self = Self {
            refresh_delay_ms: None,
            refresh_status: None,
            refresh_body: None,
            refresh_content_type: None,
            refresh_redirect: None,
            drop_refresh: None,
            drop_refresh_after_commit: None,
            refresh_retry_after: None,
            refresh_user: None,
            clear_cookie_on_401: None,
            refresh_faults: None,
            ..self.clone()
        };
    }
}

fn present<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Some)
}
