//! The config of one call: what it says, over what the client says.

use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;

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
    #[wasm_bindgen(method)]
    pub fn delete(this: &ApiHeaders, name: &str) -> bool;
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
    #[wasm_bindgen(method, getter, structural)]
    pub fn headers(this: &Config) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub fn params(this: &Config) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub fn data(this: &Config) -> JsValue;
    #[wasm_bindgen(method, getter, structural, js_name = validateStatus)]
    pub fn validate_status(this: &Config) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub fn signal(this: &Config) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub fn session(this: &Config) -> JsValue;
    #[wasm_bindgen(method, setter, structural)]
    fn set_headers(this: &Config, headers: &ApiHeaders);
    #[wasm_bindgen(method, setter, structural)]
    fn set_method(this: &Config, method: &JsString);
}

impl Config {
    pub fn put(&self, name: &str, value: &JsValue) {
        // Fails only on frozen objects and proxies, and this is neither.
        drop(Reflect::set(self, &name.into(), value));
    }
}

fn empty() -> Config {
    Object::create(JsValue::NULL.unchecked_ref::<Object>()).unchecked_into()
}

/// Names that would reach into a prototype.
fn is_forbidden(name: &str) -> bool {
    matches!(name, "__proto__" | "constructor" | "prototype")
}

/// The client's defaults, detached from what the caller passed in.
pub fn defaults(given: &JsValue) -> Config {
    let defaults = empty();
    for (name, value) in entries(given) {
        if !matches!(name.as_str(), "session" | "headers") {
            defaults.put(&name, &value);
        }
    }
    let headers = ApiHeaders::new(&JsValue::UNDEFINED);
    headers.set("Accept", &"application/json, text/plain, */*".into());
    overlay_headers(&headers, given);
    defaults.set_headers(&headers);
    defaults
}

/// A call's config over the client's defaults. The caller's own object is not touched: it may be used again.
pub fn merge(defaults: &Config, call: &JsValue) -> Config {
    let merged = empty();
    for (name, value) in entries(defaults).into_iter().chain(entries(call)) {
        if name == "headers" {
            continue;
        }
        let inherited = if name == "data" {
            JsValue::UNDEFINED
        } else {
            Reflect::get(&merged, &name.as_str().into()).unwrap_or_default()
        };
        merged.put(&name, &overlay(&inherited, value));
    }
    let headers = ApiHeaders::new(&defaults.headers());
    overlay_headers(&headers, call);
    merged.set_headers(&headers);
    let method =
        merged.method().dyn_into::<JsString>().map_or_else(|_| "get".into(), |method| method.to_lower_case());
    merged.set_method(&method);
    merged
}

/// What a request interceptor returned, made safe to read: usually the merged config itself.
pub fn readopt(returned: &JsValue) -> Config {
    if Object::get_prototype_of(returned).is_null() {
        return returned.clone().unchecked_into();
    }
    let config = empty();
    for (name, value) in entries(returned) {
        config.put(&name, &value);
    }
    config.set_headers(&ApiHeaders::new(&config.headers()));
    config
}

/// The own entries that are worth anything.
pub fn entries(object: &JsValue) -> Vec<(String, JsValue)> {
    if !object.is_object() {
        return Vec::new();
    }
    let entries = Object::entries(object.unchecked_ref::<Object>());
    let pairs = entries.iter().map(|entry| {
        let entry: Array = entry.unchecked_into();
        (String::from(JsString::from(entry.get(0))), entry.get(1))
    });
    pairs.filter(|(name, value)| !value.is_undefined() && !is_forbidden(name)).collect()
}

fn overlay_headers(headers: &ApiHeaders, config: &JsValue) {
    let given = super::options::own(config, "headers");
    let Some(given) = given.filter(JsValue::is_object) else { return };
    for entry in Object::entries(given.unchecked_ref::<Object>()).iter() {
        let entry: Array = entry.unchecked_into();
        let name = String::from(JsString::from(entry.get(0)));
        if !is_forbidden(&name) {
            headers.set(&name, &entry.get(1));
        }
    }
}

/// Plain objects are merged key by key, all else replaces.
fn overlay(inherited: &JsValue, value: JsValue) -> JsValue {
    if !is_plain(inherited) || !is_plain(&value) {
        return value;
    }
    let merged = Object::new();
    for (name, inner) in entries(inherited).into_iter().chain(entries(&value)) {
        drop(Reflect::set(&merged, &name.into(), &inner));
    }
    merged.into()
}

/// An object literal, or one without a prototype.
pub fn is_plain(value: &JsValue) -> bool {
    if !value.is_object() || Array::is_array(value) {
        return false;
    }
    let prototype: JsValue = Object::get_prototype_of(value).into();
    prototype.is_null() || Object::get_prototype_of(&prototype).is_null()
}
