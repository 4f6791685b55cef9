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
    /// Refresh answers a web page and does nothing.
    refresh_html: bool,
    /// Refresh rotates, and the connection breaks before the first byte of the answer.
    drop_refresh_after_commit: bool,
    /// Each refresh of a session gives the same access token.
    identical_tokens: bool,
    /// A refresh that ends in 401 clears the cookie, as many servers do.
    #[serde(rename = "clearCookieOn401")]
    clear_cookie_on_401: bool,
    /// How far the server's clock is wrong.
    clock_offset_seconds: i64,
}

fn present<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Some)
}
