//! What `api.session` shows, and how it learns that something has happened.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::browser::auth_server::CookieServer;
use crate::browser::fetch::Fetch;
use crate::browser::runtime::EventLoop;
use crate::browser::tabs::Street;
use crate::browser::token_store::VaultStore;
use crate::client::auth::Auth;
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

#[wasm_bindgen(module = "/pkg-template/session.js")]
extern "C" {
    /// Frozen.
    #[wasm_bindgen(js_name = makeSnapshot)]
    fn make_snapshot(status: &str, user: &JsValue, expires_at: Option<f64>, is_refreshing: bool) -> JsValue;
}

/// The browser, as the client's ports.
pub struct Browser;

impl Ports for Browser {
    type User = JsValue;
    type Transport = Fetch;
    type AuthServer = CookieServer;
    type TokenStore = VaultStore;
    type Tabs = Street;
    type Announcer = Audience;
    type Runtime = EventLoop;
}

/// Those who listen (`pkg-template/session.js`), and what they were shown last.
pub struct Audience {
    tell: Function,
    shown: RefCell<Option<JsValue>>,
    look: Look,
}

/// Makes a snapshot for those who are told; known only once the session exists.
type Look = RefCell<Option<Box<dyn Fn() -> JsValue>>>;

impl Audience {
    /// `tell(event, snapshot)` tells all; it does not throw.
    pub fn new(tell: Function) -> Self {
        Self { tell, shown: RefCell::default(), look: RefCell::default() }
    }

    pub fn look_through(&self, look: impl Fn() -> JsValue + 'static) {
        *self.look.borrow_mut() = Some(Box::new(look));
    }

    fn tell(&self, event: &JsValue) {
        let snapshot = self.look.borrow().as_ref().map_or(JsValue::UNDEFINED, |look| look());
        drop(self.tell.call2(&JsValue::UNDEFINED, event, &snapshot));
    }
}

impl Announcer for Audience {
    fn announce(&self, event: Event) {
        let name = match event {
            Event::Login => "login",
            Event::Refreshed => "refreshed",
            Event::Over => "over",
            Event::Logout => "logout",
            Event::UserChanged => "userChanged",
        };
        self.tell(&name.into());
    }

    fn changed(&self) {
        self.shown.take();
        self.tell(&JsValue::UNDEFINED);
    }
}

/// The same object until something changes.
pub fn snapshot(auth: &Auth<Browser>) -> JsValue {
    auth.announcer().shown.borrow_mut().get_or_insert_with(|| encode(auth)).clone()
}

#[allow(clippy::cast_precision_loss)] // milliseconds since 1970 fit
fn encode(auth: &Auth<Browser>) -> JsValue {
    let status = match auth.status() {
        Status::Unknown => "unknown",
        Status::Authenticated => "authenticated",
        Status::Anonymous => "anonymous",
    };
    let expires_at = auth.expires_at().map(|millis| millis.0 as f64);
    make_snapshot(status, &auth.user().unwrap_or_default(), expires_at, auth.is_refreshing())
}
