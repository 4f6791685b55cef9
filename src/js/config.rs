//! The config of one call, as `pkg-template/config.js` merges it.

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
   * Firefox and Safari cannot send one: `ERR_BAD_OPTION`. Chromium can over HTTP/2 only (else `ERR_NETWORK`).
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
