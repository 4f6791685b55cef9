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

/** What `params` takes. `null` and `undefined` are dropped, dates are written in ISO 8601, arrays as `name[]=…`. */
export type Params = URLSearchParams | Readonly<Record<string, unknown>>;

/** How objects become pairs of names and texts. */
export interface FormSerializer {
  /** `list[]=1` by default or with `false`; `list[0]=1` with `true`; `list=1` with `null`. Lists at the top only. */
  indexes?: boolean | null;
  /** `object.key=1` in the place of `object[key]=1`. Default `false`. */
  dots?: boolean;
}

export interface ParamsSerializer extends FormSerializer {
  /** Writes one name or value. `usual` is what is done without it: as `encodeURIComponent`, with `:`, `$`, `,` kept and `+` for a space. */
  encode?: (text: unknown, usual: (text: unknown) => string) => string;
  /** Writes all of `params`. */
  serialize?: (params: Params, options: ParamsSerializer) => string;
}

/** Sent as `Authorization: Basic …`, in UTF-8. */
export interface BasicCredentials {
  readonly username?: string;
  readonly password?: string;
}

/** Changes what is sent. May change `headers`. `this` is the config. */
export type RequestTransformer = {
  // As a method, so that `data` may be annotated as what it is known to be.
  call(this: InternalRequestConfig, data: unknown, headers: ApiHeaders): unknown;
}['call'];

/** Changes what is answered: the text as it came, or what `responseType` asked for. `this` is the config. */
export type ResponseTransformer = {
  call(this: InternalRequestConfig, data: unknown, headers: ApiHeaders, status: number): unknown;
}['call'];

/** How far an answer has come. */
export interface DownloadProgressEvent {
  /** Bytes, after decompression. */
  readonly loaded: number;
  /** Bytes by `Content-Length`; unknown without it, and for a compressed answer. */
  readonly total: number | undefined;
  /** `loaded / total`, 0…1. */
  readonly progress: number | undefined;
  /** Bytes since the event before. */
  readonly bytes: number;
  /** Bytes a second, on average. */
  readonly rate: number | undefined;
  /** Seconds still to go. */
  readonly estimated: number | undefined;
  readonly lengthComputable: boolean;
  readonly download: true;
}

/** A `CancelToken` of axios, or anything of its shape. */
export interface CancelToken {
  readonly promise: { then(listener: (reason: unknown) => void): unknown };
  readonly reason?: unknown;
  subscribe?(listener: (reason: unknown) => void): void;
  unsubscribe?(listener: (reason: unknown) => void): void;
}

/** What is listened to of an `AbortSignal`. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** What an adapter answers with. An error that holds one as `response` is an answer, too. */
export interface AdapterResponse {
  data: unknown;
  status: number;
  statusText?: string;
  headers?: HeadersInput | object;
  request?: unknown;
}

/**
 * Sends a request in the place of `fetch`: gets the config with `data` written and, where the session says so, the token in
 * its header. Called again for a replay.
 */
export type Adapter = (config: InternalRequestConfig) => Promise<AdapterResponse>;

/** Defaults that a client can have and a call can override. `null` stands for nothing, against a client that says something. */
export interface RequestDefaults {
  /** What relative URLs are joined to. Default: the page. Only the constructor's decides where the token may go. */
  baseURL?: string | null;
  /** `false`: even what looks like an absolute `url` is joined to `baseURL`. Default `true`. */
  allowAbsoluteUrls?: boolean | null;
  headers?: HeadersInput | Partial<HeaderDefaults> | null;
  params?: Params | null;
  /** How `params` are written. A function writes all of them. */
  paramsSerializer?: ParamsSerializer | ((params: Params, options: ParamsSerializer) => string) | null;
  /** How an object is written that is sent as `multipart/form-data` or urlencoded. */
  formSerializer?: FormSerializer | null;
  /** Instead of writing JSON and forms, or before it; several run one after the other. Once for each call, not for a replay. */
  transformRequest?: RequestTransformer | readonly RequestTransformer[] | null;
  /** Instead of parsing JSON; several run one after the other. For answers that are refused, too. */
  transformResponse?: ResponseTransformer | readonly ResponseTransformer[] | null;
  /** The caller's own Authorization: such a call carries no token in that header, and its 401 is its own. */
  auth?: BasicCredentials | null;
  /** Cookie that is echoed against request forgery. Default `'XSRF-TOKEN'`. */
  xsrfCookieName?: string | null;
  /** The header that echoes it. Default `'X-XSRF-TOKEN'`. */
  xsrfHeaderName?: string | null;
  /** To which origins. Default: the page's own. `true`: any; a function must return `true` itself. */
  withXSRFToken?: boolean | ((config: InternalRequestConfig) => unknown) | null;
  /** Bytes of an answer; what is longer is broken off with `ERR_BAD_RESPONSE`. Default -1: any. */
  maxContentLength?: number | null;
  /** Bytes of a body; what is longer is not sent (`ERR_BAD_REQUEST`). Of a form the parts count, a stream is not counted. Default -1: any. */
  maxBodyLength?: number | null;
  /** Called at most three times a second while the answer comes, and at its end. What it throws is not the call's. */
  onDownloadProgress?: ((event: DownloadProgressEvent) => void) | null;
  /** Milliseconds for the whole call: interceptors, waiting for a refresh and reading the body included. Default 0: none. */
  timeout?: number | null;
  /** `message` of the error when `timeout` has passed. */
  timeoutErrorMessage?: string | null;
  /** Send cookies to other origins too. Default `false`: to the page's own only. The refresh call always does. */
  withCredentials?: boolean | null;
  /** Default: the body is parsed as JSON, and is text where that fails. */
  responseType?: ResponseType | null;
  /** Which statuses fulfil. Default: 200–299. `null`: all. */
  validateStatus?: ((status: number) => boolean) | null;
  /** Aborts the call, and a stream that it has answered with. */
  signal?: AbortSignalLike | null;
  /** The same, as axios's `CancelToken` has it. */
  cancelToken?: CancelToken | null;
  /** Sends in the place of `fetch`. A 401 that it answers is refreshed and replayed like any other. */
  adapter?: Adapter | null;
  /** axios's for servers: accepted and ignored. */
  proxy?: unknown;
  /** Ignored. */
  httpAgent?: unknown;
  /** Ignored. */
  httpsAgent?: unknown;
  /** Ignored: `redirect` is what a browser can do. */
  maxRedirects?: unknown;
  /** Ignored. */
  transitional?: unknown;
}

/** One call. Unknown keys are kept: interceptors, `response.config` and `error.config` see them. */
export interface RequestConfig<D = unknown> extends RequestDefaults {
  /** Joined to `baseURL`, unless it is absolute. */
  url?: string | URL;
  /** Default `'get'`. */
  method?: Method;
  /**
   * The body. Objects and arrays are sent as JSON, or as the form that a `Content-Type` of `multipart/form-data` or
   * `application/x-www-form-urlencoded` asks for; an HTML form or a list of files as a form; strings, `URLSearchParams`, `FormData`, `Blob`, `ArrayBuffer`
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
  url?: string;
  /** In lower case. */
  method: string;
  headers: ApiHeaders;
  /** Set as soon as the session has done for this call what it can. A call that arrives with it starts no refresh. */
  _isRetry?: boolean;
  /** The same, as the other convention has it. */
  _retry?: boolean;
}
"#;
