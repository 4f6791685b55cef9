//! The config of one call: what it says, over what the client says.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::options::{DURATION, is_duration};
use crate::policy::settle::ResponseType;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Any letter case; sent in upper case. */
export type Method =
  | 'get' | 'GET' | 'delete' | 'DELETE' | 'head' | 'HEAD' | 'options' | 'OPTIONS'
  | 'post' | 'POST' | 'put' | 'PUT' | 'patch' | 'PATCH'
  | (string & {});

/** How the body of the answer is read. */
export type ResponseType = 'json' | 'text' | 'blob' | 'arraybuffer' | 'formdata' | 'stream';

/** `null`, `false` and `undefined` are not sent; `''` is sent empty; numbers are written out. */
export type HeaderValue = string | number | boolean | null | undefined;

/** Headers as a plain object. Names are compared without case; the first spelling is kept. */
export type HeadersInput = ApiHeaders | Readonly<Record<string, HeaderValue>>;

/** What `params` takes. `null` and `undefined` are dropped, dates are written in ISO 8601, arrays as `name[]=…`. */
export type Params = URLSearchParams | Readonly<Record<string, unknown>>;

/** Defaults that a client can have and a call can override. */
export interface RequestDefaults {
  /** What relative URLs are joined to. Default: the page. Only the constructor's decides where the token may go. */
  baseURL?: string;
  headers?: HeadersInput;
  params?: Params;
  /** Milliseconds for the whole call, waiting for a refresh and reading the body included. Default 0: none. */
  timeout?: number;
  /** Send cookies to other origins too. Default `false`: to the page's own only. The refresh call always does. */
  withCredentials?: boolean;
  /** Default: the body is parsed as JSON, and is text where that fails. */
  responseType?: ResponseType;
  /** Which statuses fulfil. Default: 200–299. `null`: all. */
  validateStatus?: ((status: number) => boolean) | null;
  /** Aborts the call. */
  signal?: AbortSignal;
}

/** One call. Unknown keys are kept: interceptors, `response.config` and `error.config` see them. */
export interface RequestConfig<D = unknown> extends RequestDefaults {
  url?: string;
  /** Default `'get'`. */
  method?: Method;
  /**
   * The body. Plain objects and arrays are sent as JSON; strings, `URLSearchParams`, `FormData`, `Blob`, `ArrayBuffer`
   * and its views as they are; a function is called for each attempt. A stream is sent once: such a request is not replayed.
   */
  data?: D;
  /** `false`: this call takes no part in the session. No token, no refresh. */
  session?: false;
  /** As in `fetch`. Default `'follow'`; `'error'` where the token travels in a header other than Authorization. */
  redirect?: 'follow' | 'error' | 'manual';
  /** As in `fetch`: the request may outlive the page. Default `false`. */
  keepalive?: boolean;
  [key: string]: unknown;
}

/** A call's merged config, as interceptors, answers and errors hold it. */
export interface InternalRequestConfig<D = unknown> extends RequestConfig<D> {
  /** In lower case. */
  method: string;
  headers: ApiHeaders;
  /** Set as soon as the session has done for this call what it can. A call that arrives with it starts no refresh. */
  _isRetry?: boolean;
  /** The same, as the other convention has it. */
  _retry?: boolean;
}

/**
 * Headers whose own properties are the headers: `headers.Authorization = '…'` works, and so do the methods. Names are
 * compared without case.
 */
export declare class ApiHeaders {
  constructor(headers?: Readonly<Record<string, HeaderValue>>);
  /** `undefined` removes the header. */
  set(name: string, value: HeaderValue): this;
  get(name: string): HeaderValue;
  has(name: string): boolean;
  delete(name: string): boolean;
  /** A plain copy. */
  toObject(): Record<string, HeaderValue>;
  [name: string]: unknown;
}
"#;

#[wasm_bindgen(module = "/pkg-template/headers.js")]
extern "C" {
    /// `config.headers` and `response.headers`.
    #[derive(Clone)]
    #[wasm_bindgen(extends = Object)]
    pub type ApiHeaders;
    #[wasm_bindgen(constructor)]
    pub fn new(headers: &JsValue) -> ApiHeaders;
    #[wasm_bindgen(method)]
    pub fn set(this: &ApiHeaders, name: &str, value: &JsValue);
    #[wasm_bindgen(method)]
    pub fn get(this: &ApiHeaders, name: &str) -> JsValue;
}

#[wasm_bindgen(module = "/pkg-template/foreign.js")]
extern "C" {
    /// The own properties, without a prototype.
    pub fn own(object: &JsValue) -> Object;

    /// A call's config over the client's defaults. Neither is touched.
    pub fn merge(defaults: &JsValue, call: &JsValue) -> Config;

    /// What a request interceptor returned, made safe to read: usually the merged config itself.
    pub fn readopt(returned: &JsValue) -> Config;
}

#[wasm_bindgen]
extern "C" {
    /// A config without a prototype, so that reading it reads what was said and nothing else.
    #[derive(Clone)]
    #[wasm_bindgen(extends = Object)]
    pub type Config;
    #[wasm_bindgen(method, getter, structural)]
    pub fn url(this: &Config) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub fn method(this: &Config) -> JsValue;
    #[wasm_bindgen(method, getter, structural, js_name = baseURL)]
    pub fn base_url(this: &Config) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub fn headers(this: &Config) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub fn params(this: &Config) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub fn data(this: &Config) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub fn timeout(this: &Config) -> JsValue;
    #[wasm_bindgen(method, getter, structural, js_name = withCredentials)]
    pub fn with_credentials(this: &Config) -> JsValue;
    #[wasm_bindgen(method, getter, structural, js_name = responseType)]
    fn response_type_name(this: &Config) -> JsValue;
    #[wasm_bindgen(method, getter, structural, js_name = validateStatus)]
    pub fn validate_status(this: &Config) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub fn signal(this: &Config) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub fn session(this: &Config) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub fn redirect(this: &Config) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub fn keepalive(this: &Config) -> JsValue;
}

impl Config {
    pub fn put(&self, name: &str, value: &JsValue) {
        // Fails only on frozen objects and proxies, and this is neither.
        drop(Reflect::set(self, &name.into(), value));
    }

    pub fn sendable_headers(&self) -> ApiHeaders {
        ApiHeaders::new(&self.headers())
    }

    pub fn response_type(&self) -> Option<ResponseType> {
        ResponseType::parse(&self.response_type_name().as_string().unwrap_or_default())
    }

    /// The first field that cannot be, and what is wrong with it.
    pub fn complaint(&self) -> Option<(&'static str, &'static str)> {
        let is_absent_or =
            |value: JsValue, is_right: fn(&JsValue) -> bool| value.is_undefined() || is_right(&value);
        let checks: [(bool, &str, &str); 9] = [
            (is_absent_or(self.base_url(), JsValue::is_string), "baseURL", "must be a string"),
            (is_absent_or(self.headers(), JsValue::is_object), "headers", "must be an object"),
            (
                is_absent_or(self.params(), |params| params.is_null() || params.is_object()),
                "params",
                "must be an object",
            ),
            (
                is_absent_or(self.timeout(), |timeout| timeout.as_f64().is_some_and(is_duration)),
                "timeout",
                DURATION,
            ),
            (is_absent_or(self.with_credentials(), is_flag), "withCredentials", FLAG),
            (is_absent_or(self.keepalive(), is_flag), "keepalive", FLAG),
            (self.response_type().is_some(), "responseType", "is no response type"),
            (
                is_absent_or(self.validate_status(), |accepts| accepts.is_null() || accepts.is_function()),
                "validateStatus",
                "must be a function or null",
            ),
            (
                is_absent_or(self.signal(), |signal| signal.is_instance_of::<AbortSignal>()),
                "signal",
                "must be an AbortSignal",
            ),
        ];
        checks.into_iter().find(|(is_right, ..)| !is_right).map(|(_, field, complaint)| (field, complaint))
    }
}

const FLAG: &str = "must be true or false";

fn is_flag(value: &JsValue) -> bool {
    value.as_bool().is_some()
}
