//! `api.session`: what it shows, and whom it tells.

use std::cell::{Cell, RefCell};

use js_sys::{Function, Object};
use wasm_bindgen::prelude::*;

use crate::browser::auth_server::CookieServer;
use crate::browser::fetch::Fetch;
use crate::browser::runtime::EventLoop;
use crate::browser::token_store::WebStore;
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
  /** What stood at `refresh.userPath` of the last answer. */
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

/** The session of a client. Fits `useSyncExternalStore`, a MobX atom, a Svelte store. */
export interface Session<User = unknown> extends SessionSnapshot<User> {
  /**
   * Signs in and stores the token. Resolves with the answer's data; rejects with an `ApiError` and changes nothing
   * if the server refuses, or answers without a token.
   */
  login<T = unknown>(credentials?: unknown): Promise<T>;
  /** The same for a new account. An answer without a token (mail to be confirmed first) signs nobody in. */
  registration<T = unknown>(credentials?: unknown): Promise<T>;
  /**
   * Ends the session here, at once and whatever happens; then tells the server. Rejects with an `ApiError` if the server
   * could not be told.
   */
  logout(): Promise<void>;
  /**
   * Whether somebody is signed in. From `'unknown'` this asks the auth server once, however many call it; else it touches no
   * network. Rejects with an `ApiError` if the auth server cannot be reached: token and status are kept.
   */
  checkAuth(): Promise<boolean>;
  /** Gets a new access token now. Rejects with an `ApiError` whose `code` says why there is none. */
  refresh(): Promise<void>;
  /** Takes a token that came by another way. Throws `ERR_BAD_OPTION` for what cannot be a token. */
  setToken(token: string, user?: User): void;
  /** The access token, for what cannot send it by itself (a WebSocket, a download). */
  getToken(): string | null;
  /** Calls `listener` after each change; returns the function that ends it. */
  subscribe(listener: () => void): () => void;
  getSnapshot(): SessionSnapshot<User>;
  /** Calls `listener` after each such event; returns the function that ends it. */
  on(event: SessionEvent, listener: (snapshot: SessionSnapshot<User>) => void): () => void;
}
"#;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn report(error: &JsValue);

    #[wasm_bindgen(extends = Object)]
    type Snapshot;
    #[wasm_bindgen(method, setter, structural)]
    fn set_status(this: &Snapshot, value: &str);
    #[wasm_bindgen(method, setter, structural)]
    fn set_user(this: &Snapshot, value: &JsValue);
    #[wasm_bindgen(method, setter, structural, js_name = expiresAt)]
    fn set_expires_at(this: &Snapshot, value: Option<f64>);
    #[wasm_bindgen(method, setter, structural, js_name = isRefreshing)]
    fn set_is_refreshing(this: &Snapshot, value: bool);
}

/// The browser, as the client's ports.
pub struct Browser;

impl Ports for Browser {
    type User = JsValue;
    type Transport = Fetch;
    type AuthServer = CookieServer;
    type TokenStore = WebStore;
    type Announcer = Audience;
    type Runtime = EventLoop;
}

/// Those who listen, and what they were shown last.
#[derive(Default)]
pub struct Audience {
    listeners: RefCell<Vec<Listener>>,
    next: Cell<u32>,
    shown: RefCell<Option<JsValue>>,
    /// Makes a snapshot for the listeners of events; set once the session exists.
    look: RefCell<Option<Box<dyn Fn() -> JsValue>>>,
}

#[derive(Clone)]
struct Listener {
    id: u32,
    /// `None` hears every change.
    event: Option<&'static str>,
    function: Function,
}

impl Audience {
    /// Returns an id for `remove`.
    pub fn add(&self, event: Option<&'static str>, function: Function) -> u32 {
        let id = self.next.get();
        self.next.set(id + 1);
        self.listeners.borrow_mut().push(Listener { id, event, function });
        id
    }

    pub fn remove(&self, id: u32) {
        self.listeners.borrow_mut().retain(|listener| listener.id != id);
    }

    pub fn look_through(&self, look: impl Fn() -> JsValue + 'static) {
        *self.look.borrow_mut() = Some(Box::new(look));
    }

    /// A listener that throws harms nobody else.
    fn tell(&self, event: Option<&'static str>, argument: &JsValue) {
        let listeners = self.listeners.borrow().clone();
        for listener in listeners.iter().filter(|listener| listener.event == event) {
            if let Err(thrown) = listener.function.call1(&JsValue::UNDEFINED, argument) {
                report(&thrown);
            }
        }
    }
}

impl Announcer for Audience {
    fn announce(&self, event: Event) {
        let snapshot = self.look.borrow().as_ref().map_or(JsValue::UNDEFINED, |look| look());
        self.tell(Some(name(event)), &snapshot);
    }

    fn changed(&self) {
        self.shown.take();
        self.tell(None, &JsValue::UNDEFINED);
    }
}

/// The name of an event that there is.
pub fn event_named(wanted: &str) -> Option<&'static str> {
    let all = [Event::Login, Event::Refreshed, Event::Over, Event::Logout, Event::UserChanged];
    all.map(name).into_iter().find(|name| *name == wanted)
}

fn name(event: Event) -> &'static str {
    match event {
        Event::Login => "login",
        Event::Refreshed => "refreshed",
        Event::Over => "over",
        Event::Logout => "logout",
        Event::UserChanged => "userChanged",
    }
}

/// The same object until something changes.
pub fn snapshot(auth: &Auth<Browser>) -> JsValue {
    let shown = auth.announcer().shown.borrow().clone();
    if let Some(shown) = shown {
        return shown;
    }
    let fresh = encode(auth);
    *auth.announcer().shown.borrow_mut() = Some(fresh.clone());
    fresh
}

#[allow(clippy::cast_precision_loss)] // milliseconds since 1970 fit
fn encode(auth: &Auth<Browser>) -> JsValue {
    let snapshot = Object::new().unchecked_into::<Snapshot>();
    snapshot.set_status(match auth.status() {
        Status::Unknown => "unknown",
        Status::Authenticated => "authenticated",
        Status::Anonymous => "anonymous",
    });
    snapshot.set_user(&auth.user().unwrap_or_default());
    snapshot.set_expires_at(auth.expires_at().map(|millis| millis.0 as f64));
    snapshot.set_is_refreshing(auth.is_refreshing());
    Object::freeze(&snapshot).into()
}
