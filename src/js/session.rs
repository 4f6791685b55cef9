//! What `api.session` shows, and how it learns that something has happened.

use wasm_bindgen::prelude::*;

use crate::browser::Outside;
use crate::browser::token_store::MarkedStore;
use crate::client::Client;
use crate::policy::refresh::{Event, Status};
use crate::ports::{Announcer, Ports};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/**
 * `'unknown'`: nobody asked yet (`checkAuth()` does). `'authenticated'`: by a login, `setToken`, a refresh, or the first
 * request that was accepted with a stored token. `'anonymous'`: signed out, or the auth server said no.
 */
export type SessionStatus = 'unknown' | 'authenticated' | 'anonymous';

/** The session at one moment. Frozen; the same object until something changes. */
export interface SessionSnapshot<User = unknown> {
  readonly status: SessionStatus;
  /** What stood at `refresh.userPath` of the last answer; after a reload, of the one before it, if it can be written as JSON. */
  readonly user: User | undefined;
  /** When the access token expires on this machine's clock, in ms since 1970, if the token says so. */
  readonly expiresAt: number | undefined;
  readonly isRefreshing: boolean;
}

/**
 * `'login'`: somebody signed in. `'refreshed'`: the access token was renewed. `'over'`: the auth server ended the
 * session. `'logout'`: the user did. `'userChanged'`: the session is another user's now.
 */
export type SessionEvent = 'login' | 'refreshed' | 'over' | 'logout' | 'userChanged';

/** The session of a client. Fits `useSyncExternalStore`, a MobX atom, Svelte's `readable`. */
export interface Session<User = unknown> extends SessionSnapshot<User> {
  /**
   * Signs in and stores the token. Resolves with the answer's data; rejects with an `ApiError` and changes nothing
   * if the server refuses, or answers without a token.
   */
  login<T = unknown>(this: void, credentials?: unknown): Promise<T>;
  /** The same for a new account. An answer without a token (mail to be confirmed first) signs nobody in. */
  registration<T = unknown>(this: void, credentials?: unknown): Promise<T>;
  /**
   * Ends the session here, at once and whatever happens; then tells the server. Rejects with an `ApiError` if the server
   * could not be told.
   */
  logout(this: void): Promise<void>;
  /**
   * Whether somebody is signed in. From `'unknown'` this asks the auth server once, however many call it; else it touches no
   * network. Rejects with an `ApiError` if the auth server cannot be reached: token and status are kept.
   */
  checkAuth(this: void): Promise<boolean>;
  /** Gets a new access token now. Rejects with an `ApiError` whose `code` says why there is none. */
  refresh(this: void): Promise<void>;
  /** Takes a token that came by another way. Throws `ERR_BAD_OPTION` for what cannot be a token. */
  setToken(this: void, token: string, user?: User): void;
  /** The access token, for what cannot send it by itself (a WebSocket, a download). */
  getToken(this: void): string | null;
  /** Calls `listener` after each change; returns the function that ends it. */
  subscribe(this: void, listener: () => void): () => void;
  getSnapshot(this: void): SessionSnapshot<User>;
  /** Calls `listener` after each such event; returns the function that ends it. */
  on(this: void, event: SessionEvent, listener: (snapshot: SessionSnapshot<User>) => void): () => void;
}
"#;

/// `SessionStatus`.
#[wasm_bindgen(skip_typescript)]
#[derive(Clone, Copy, Debug)]
pub enum Shown {
    Unknown = "unknown",
    Authenticated = "authenticated",
    Anonymous = "anonymous",
}

/// `SessionEvent`.
#[wasm_bindgen(skip_typescript)]
#[derive(Clone, Copy, Debug)]
pub enum Occasion {
    Login = "login",
    Refreshed = "refreshed",
    Over = "over",
    Logout = "logout",
    UserChanged = "userChanged",
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(method)]
    fn announce(this: &Outside, event: Occasion);
    #[wasm_bindgen(method)]
    fn changed(this: &Outside);
    #[wasm_bindgen(method)]
    fn show(this: &Outside, status: Shown, user: &JsValue, expires_at: Option<f64>, is_refreshing: bool);
}

/// The browser, as the client's ports.
pub struct Browser {
    pub outside: Outside,
    pub store: MarkedStore,
}

impl Ports for Browser {
    type User = JsValue;
    type Transport = Outside;
    type AuthServer = Outside;
    type TokenStore = MarkedStore;
    type Tabs = Outside;
    type Announcer = Outside;
    type Runtime = Outside;

    fn transport(&self) -> &Outside {
        &self.outside
    }

    fn server(&self) -> &Outside {
        &self.outside
    }

    fn store(&self) -> &MarkedStore {
        &self.store
    }

    fn tabs(&self) -> &Outside {
        &self.outside
    }

    fn announcer(&self) -> &Outside {
        &self.outside
    }

    fn runtime(&self) -> &Outside {
        &self.outside
    }
}

impl Announcer for Outside {
    fn announce(&self, event: Event) {
        Self::announce(
            self,
            match event {
                Event::Login => Occasion::Login,
                Event::Refreshed => Occasion::Refreshed,
                Event::Over => Occasion::Over,
                Event::Logout => Occasion::Logout,
                Event::UserChanged => Occasion::UserChanged,
            },
        );
    }

    fn changed(&self) {
        Self::changed(self);
    }
}

#[allow(clippy::cast_precision_loss)] // milliseconds since 1970 fit
pub fn show(client: &Client<Browser>) {
    let status = match client.status() {
        Status::Unknown => Shown::Unknown,
        Status::Authenticated => Shown::Authenticated,
        Status::Anonymous => Shown::Anonymous,
    };
    let expires_at = client.expires_at().map(|millis| millis.0 as f64);
    client.outside().outside.show(
        status,
        &client.user().unwrap_or_default(),
        expires_at,
        client.is_refreshing(),
    );
}
