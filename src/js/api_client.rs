//! `ApiClient`: one call through the house, and what its JavaScript class needs for the rest.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::config::{ApiHeaders, Config, merge};
use super::interceptors::{Interceptor, after, before};
use super::promise::begin;
use super::request::{Sending, outgoing, uri};
use super::response::settle;
use super::session::{Audience, Browser, snapshot};
use super::session_core::SessionCore;
use super::session_settings::{Call, Calls};
use super::{error, settings};
use crate::browser::fetch::Outgoing;
use crate::browser::grant::Paths;
use crate::browser::guard::Guard;
use crate::browser::runtime::EventLoop;
use crate::browser::values::at;
use crate::client::auth::Auth;
use crate::client::interceptors::Interceptors;
use crate::client::{Client, Failure, Membership, unless};
use crate::policy::millis::Millis;
use crate::policy::settle::ResponseType;
use crate::policy::token::AccessToken;
use crate::ports::Transport;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/**
 * An axios-shaped client on top of `fetch`. It puts the access token on requests to its own origin; when the server rejects
 * one, it refreshes the token once for all who wait and replays each request once, so that nobody notices.
 *
 * The client is callable: `api(config)`, `api(url, config)`.
 */
export declare class ApiClient<User = unknown> {
  /**
   * Touches no network. Throws an `ApiError` with `code: 'ERR_BAD_OPTION'` for an option that cannot be.
   */
  constructor(config?: ClientConfig);

  readonly interceptors: {
    /** Run once for each call, before the token is put on. */
    readonly request: InterceptorManager<InternalRequestConfig>;
    /** Run once for each call, on its final outcome. */
    readonly response: InterceptorManager<ApiResponse>;
  };

  readonly session: Session<User>;

  request<T = unknown, D = unknown>(config: RequestConfig<D>): Promise<ApiResponse<T, D>>;
  request<T = unknown, D = unknown>(url: string | URL, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;

  get<T = unknown, D = unknown>(url: string | URL, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;
  delete<T = unknown, D = unknown>(url: string | URL, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;
  head<T = unknown, D = unknown>(url: string | URL, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;
  options<T = unknown, D = unknown>(url: string | URL, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;

  post<T = unknown, D = unknown>(url: string | URL, data?: D, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;
  put<T = unknown, D = unknown>(url: string | URL, data?: D, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;
  patch<T = unknown, D = unknown>(url: string | URL, data?: D, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;

  /** `data` as `multipart/form-data`, whatever it is. */
  postForm<T = unknown, D = unknown>(url: string | URL, data?: D, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;
  putForm<T = unknown, D = unknown>(url: string | URL, data?: D, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;
  patchForm<T = unknown, D = unknown>(url: string | URL, data?: D, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;

  /** The URL that a call would go to: base, path and query. */
  getUri(config?: RequestConfig): string;
}

export interface ApiClient<User = unknown> {
  <T = unknown, D = unknown>(config: RequestConfig<D>): Promise<ApiResponse<T, D>>;
  <T = unknown, D = unknown>(url: string | URL, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;
}
"#;

/// What stands behind an `ApiClient`. Every method clones an `Rc` and returns: an `async fn` would make
/// overlapping calls fail, and `free()` with one in flight.
#[wasm_bindgen(skip_typescript)]
pub struct Core {
    house: Rc<House>,
}

/// Everything that a call needs, kept alive by the calls in flight.
pub(super) struct House {
    defaults: Config,
    sending: Sending,
    client: Client<Browser>,
    session: Option<(Calls, Paths)>,
    before: RefCell<Interceptors<Interceptor>>,
    after: RefCell<Interceptors<Interceptor>>,
}

#[wasm_bindgen]
impl Core {
    #[wasm_bindgen(constructor)]
    pub fn new(config: &JsValue) -> Result<Core, JsValue> {
        let settings = settings::read(config).map_err(|bad| error::bad_option(&bad, &JsValue::UNDEFINED))?;
        let sending =
            Sending { page_origin: settings.page_origin, header: settings.transport.header.clone() };
        let scheme = settings.transport.scheme.clone();
        let (membership, session) = match settings.session {
            None => (None, None),
            Some(session) => {
                let paths = session.server.paths.clone();
                let auth: Rc<Auth<Browser>> =
                    Auth::new(session.timeout, session.server, session.store, Audience::default(), EventLoop);
                let watched = Rc::downgrade(&auth);
                auth.announcer().look_through(move || {
                    watched.upgrade().map_or(JsValue::UNDEFINED, |auth| snapshot(&auth))
                });
                let membership =
                    Membership { auth, scope: session.scope, scheme, statuses: session.statuses };
                (Some(membership), Some((session.calls, paths)))
            }
        };
        Ok(Core {
            house: Rc::new(House {
                defaults: settings.defaults,
                sending,
                client: Client::new(settings.transport, membership),
                session,
                before: RefCell::default(),
                after: RefCell::default(),
            }),
        })
    }

    /// One call. What is `undefined` is left to `config`.
    pub fn request(
        &self,
        method: &JsValue,
        url: &JsValue,
        data: &JsValue,
        is_form: bool,
        config: &JsValue,
    ) -> Promise {
        let config = self.house.merged(method, url, data, config);
        if is_form {
            config.headers().unchecked_ref::<ApiHeaders>().set("Content-Type", &"multipart/form-data".into());
        }
        let house = Rc::clone(&self.house);
        begin(async move { house.run(config, None).await })
    }

    #[wasm_bindgen(js_name = getUri)]
    pub fn get_uri(&self, config: &JsValue) -> Result<String, JsValue> {
        let config = merge(&self.house.defaults, config);
        if config.url().is_undefined() {
            config.put("url", &"".into());
        }
        uri(&config)
    }

    #[wasm_bindgen(js_name = addInterceptor)]
    pub fn add_interceptor(
        &self,
        is_request: bool,
        fulfilled: JsValue,
        rejected: JsValue,
        options: &JsValue,
    ) -> u32 {
        let interceptor = Interceptor {
            fulfilled,
            rejected,
            is_synchronous: at(options, "synchronous").is_truthy(),
            run_when: at(options, "runWhen").dyn_into::<Function>().ok(),
        };
        self.chain(is_request).borrow_mut().add(interceptor)
    }

    #[wasm_bindgen(js_name = ejectInterceptor)]
    pub fn eject_interceptor(&self, is_request: bool, id: u32) {
        self.chain(is_request).borrow_mut().eject(id);
    }

    #[wasm_bindgen(js_name = clearInterceptors)]
    pub fn clear_interceptors(&self, is_request: bool) {
        self.chain(is_request).borrow_mut().clear();
    }

    /// # Errors
    /// When the client was made with `session: false`.
    pub fn session(&self) -> Result<SessionCore, JsValue> {
        SessionCore::of(&self.house)
    }

    fn chain(&self, is_request: bool) -> &RefCell<Interceptors<Interceptor>> {
        if is_request { &self.house.before } else { &self.house.after }
    }
}

impl House {
    pub fn auth(&self) -> Option<&Rc<Auth<Browser>>> {
        self.client.auth()
    }

    pub fn calls(&self) -> Option<&(Calls, Paths)> {
        self.session.as_ref()
    }

    /// A call of the session itself: with cookies, and with no part in the session.
    pub fn session_call(&self, call: &Call, data: &JsValue) -> Config {
        let config =
            self.merged(&call.method.as_str().into(), &call.url.as_str().into(), data, &JsValue::UNDEFINED);
        config.put("withCredentials", &JsValue::TRUE);
        config.put("session", &JsValue::FALSE);
        config
    }

    fn merged(&self, method: &JsValue, url: &JsValue, data: &JsValue, config: &JsValue) -> Config {
        let call = merge(&self.defaults, config);
        for (name, value) in [("url", url), ("data", data)] {
            if !value.is_undefined() {
                call.put(name, value);
            }
        }
        if let Some(method) = method.as_string() {
            call.put("method", &method.to_ascii_lowercase().into());
        }
        call
    }

    /// Request interceptors → the call → response interceptors.
    pub async fn run(&self, config: Config, farewell: Option<AccessToken>) -> Result<JsValue, JsValue> {
        let outcome = self.run_inner(config, farewell).await;
        self.run_after(outcome).await
    }

    /// Without the response interceptors.
    pub async fn run_inner(&self, config: Config, farewell: Option<AccessToken>) -> Result<JsValue, JsValue> {
        let chain = self.before.borrow().in_reverse();
        let config = before(chain, config).await?;
        self.dispatch(config, farewell).await
    }

    pub async fn run_after(&self, outcome: Result<JsValue, JsValue>) -> Result<JsValue, JsValue> {
        let chain = self.after.borrow().in_order();
        after(chain, outcome).await
    }

    async fn dispatch(&self, config: Config, farewell: Option<AccessToken>) -> Result<JsValue, JsValue> {
        let timeout = config.timeout().as_f64().map_or(Millis(0), Millis::from_number);
        let signal = config.signal().dyn_into::<AbortSignal>().ok();
        let mut guard =
            Guard::new(signal, timeout).map_err(|interrupt| error::interrupted(interrupt, &config))?;
        let request = Outgoing { farewell, ..outgoing(&self.sending, &config, guard.signal())? };
        let work = async {
            let reply = self.client.send(&request).await.map_err(|failure| match failure {
                Failure::Transport(thrown) if self.client.transport().parse(&request.url).is_some() => {
                    error::network(&config, &thrown)
                }
                Failure::Transport(thrown) => error::invalid_url("url cannot be parsed", &config, &thrown),
                Failure::Held(cause) => error::held(cause, &config),
            })?;
            settle(reply, &request.method, &config).await
        };
        let outcome = unless(guard.interrupted(), work).await;
        if config.response_type() == Some(ResponseType::Stream) {
            guard.release();
        }
        outcome.unwrap_or_else(|interrupt| Err(error::interrupted(interrupt, &config)))
    }
}
