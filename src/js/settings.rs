//! The constructor's options, as `pkg-template/options.js` has checked and completed them.

use wasm_bindgen::prelude::*;

use crate::client::Membership;
use crate::policy::millis::Millis;
use crate::policy::refresh::Settings;
use crate::policy::scope::Scope;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What `new ApiClient(…)` takes. An unknown or ill-typed option is an `ApiError` with `code: 'ERR_BAD_OPTION'`. */
export interface ClientConfig extends RequestDefaults {
  /** How the session is kept; `false`: this client has none. */
  session?: SessionOptions | false;
}

/** A call of the session: a path joined to `baseURL` (POST), or both. */
export type SessionCall = string | { readonly url: string; readonly method?: Method };

export interface SessionOptions {
  /**
   * Where the access token is kept. Default `'local'` (`localStorage`: survives reloads, shared by tabs); `'session'`
   * (`sessionStorage`); `'memory'`: gone with the page, and the refresh cookie brings the session back; or one of your own.
   * On a server there is no default: without it the session is switched off.
   * One that cannot be used (full, forbidden, broken) is given up for memory, with one `console.warn`.
   */
  storage?: 'local' | 'session' | 'memory' | SessionStorage;
  /**
   * Storage key; its value is the raw token. Default `'token'`. Under `key + ':session'` stands beside it what other tabs and the
   * next page load have to know: whose the token is, when it came, whether somebody has signed out. Never a token.
   */
  key?: string;
  /** Request header that carries the token. Default `'Authorization'`. */
  header?: string;
  /** What stands before the token. Default `'Bearer'`; `''` sends the bare token. */
  scheme?: string;
  /** Further origins (`'https://files.example'`) that get the token, beside the `baseURL`'s. Default none. */
  origins?: readonly string[];
  /** The refresh call, or a function that gets a token in another way; `false`: a rejected token stays rejected. */
  refresh?: RefreshOptions | RefreshFunction | false;
  /** Default `'/login'`. */
  login?: SessionCall;
  /** Default `'/registration'`. */
  registration?: SessionCall;
  /** Default `'/logout'`. */
  logout?: SessionCall;
}

/**
 * A storage of your own, with the methods of Web Storage. What it returns is not trusted: anything but a string of at most
 * 64 KiB is as good as nothing.
 *
 * Its methods may return promises. Then it is read once, at the start: requests, `login` and `checkAuth` wait for that, at most
 * `refresh.timeout`, and until then `getToken()` is `null`. Writes follow each other in one queue.
 */
export interface SessionStorage {
  getItem(key: string): string | null | undefined | Promise<string | null | undefined>;
  setItem(key: string, value: string): void | Promise<void>;
  removeItem(key: string): void | Promise<void>;
  /** Whether other tabs see what is written here, at once, as with `localStorage`. Default `false`; with promises it has no effect. */
  readonly shared?: boolean;
}

/**
 * Gets a new access token, and perhaps the user. Called for one refresh at a time; deadline (10,000 ms), single flight and replay
 * are those of the refresh call.
 *
 * It ends the session as the refresh call does: by an answer with status 401, or with 400 or 403 and JSON, heard twice. It may
 * return or throw that `Response`, or throw an error that has the status, as those of this package and of axios have. A `Response`
 * that succeeds is read as that of the refresh call: `accessToken`, `user`. Whatever else it throws keeps session and token.
 *
 * Calls that it makes through the client may be held for the very refresh that it is to bring, until the deadline: it should use
 * `context.fetch`, or `session: false`.
 */
export type RefreshFunction = (
  context: RefreshContext,
) => Promise<string | { readonly accessToken: string; readonly user?: unknown } | Response>;

export interface RefreshContext {
  /** The browser's own: no token, no refresh. Give it `credentials` and `keepalive`, if it moves a cookie. */
  readonly fetch: typeof fetch;
  /** Counts the calls of this function, from 1. */
  readonly attempt: number;
  /** Aborts when callers stop waiting. Nothing has to heed it: a token that comes late is taken all the same. */
  readonly signal: AbortSignal;
}

/** The refresh call always goes with `credentials: 'include'`, `keepalive` and `cache: 'no-store'`, and without the token. */
export interface RefreshOptions {
  /** Default `'/refresh'`. */
  url?: string;
  /** Default `'GET'`. */
  method?: Method;
  /** A string as it is, anything else as JSON. Default: none, so that there is no preflight. */
  body?: unknown;
  /** Default: none, so that there is no preflight. */
  headers?: Readonly<Record<string, string>>;
  /** Statuses of a request that start a refresh, 300 to 599. Default `[401]`. */
  statuses?: readonly number[];
  /**
   * Statuses of the refresh call that end the session, when heard twice. Default `[400, 401, 403]`; 400 and 403
   * count only with a JSON body, and none after a redirect. Anything else keeps session and token.
   */
  overStatuses?: readonly number[];
  /** Dotted path of the token in the answers of refresh, login and registration. Default `'accessToken'`. */
  tokenPath?: string;
  /** Dotted path of the user. Default `'user'`. */
  userPath?: string;
  /**
   * Renew the token before its end, so that nobody waits for a refresh: `true` is 60 seconds before, a number so many seconds;
   * never sooner than after four fifths of its life. Needs a JWT with `iat` and `exp`, of which only the difference counts: the
   * clocks may be wrong. Default `false`: when a request was rejected.
   */
  ahead?: boolean | number;
  /** Milliseconds until callers stop waiting for a refresh. The call itself goes on. Default 10,000. */
  timeout?: number;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// `session`, with nothing left to guess.
    pub type SessionSettings;
    #[wasm_bindgen(method, getter, structural)]
    fn scheme(this: &SessionSettings) -> String;
    #[wasm_bindgen(method, getter, structural)]
    fn timeout(this: &SessionSettings) -> f64;
    /// In ms.
    #[wasm_bindgen(method, getter, structural)]
    fn ahead(this: &SessionSettings) -> Option<f64>;
    #[wasm_bindgen(method, getter, structural)]
    fn statuses(this: &SessionSettings) -> List;
    #[wasm_bindgen(method, getter, structural, js_name = overStatuses)]
    fn over_statuses(this: &SessionSettings) -> List;
    #[wasm_bindgen(method, getter, structural)]
    fn origins(this: &SessionSettings) -> List;
    #[wasm_bindgen(method, getter, structural, js_name = signInResources)]
    fn sign_in_resources(this: &SessionSettings) -> List;
    #[wasm_bindgen(method, getter, structural)]
    fn refresh(this: &SessionSettings) -> Place;
    #[wasm_bindgen(method, getter, structural)]
    fn logout(this: &SessionSettings) -> Place;

    /// Where a call leads.
    type Place;
    #[wasm_bindgen(method, getter, structural)]
    fn origin(this: &Place) -> String;
    #[wasm_bindgen(method, getter, structural)]
    fn resource(this: &Place) -> String;

    type List;
    #[wasm_bindgen(method, structural, indexing_getter)]
    fn text(this: &List, index: u32) -> Option<String>;
    #[wasm_bindgen(method, structural, indexing_getter)]
    fn number(this: &List, index: u32) -> Option<u16>;
}

impl List {
    fn texts(&self) -> Vec<String> {
        (0..).map_while(|index| self.text(index)).collect()
    }

    fn numbers(&self) -> Vec<u16> {
        (0..).map_while(|index| self.number(index)).collect()
    }
}

impl SessionSettings {
    pub fn membership(&self) -> Membership {
        let scope = Scope {
            origins: self.origins().texts(),
            sign_in: self.sign_in_resources().texts(),
            sign_out: self.logout().resource(),
            auth_origin: self.refresh().origin(),
        };
        Membership { scope, scheme: self.scheme(), statuses: self.statuses().numbers() }
    }

    pub fn deadly_statuses(&self) -> Vec<u16> {
        self.over_statuses().numbers()
    }

    pub fn timing(&self, seed: u32, has_neighbours: bool) -> Settings {
        Settings {
            timeout: Millis::from_number(self.timeout()),
            ahead: self.ahead().map(Millis::from_number),
            seed,
            has_neighbours,
        }
    }
}
