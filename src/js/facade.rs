//! `ApiClient` as TypeScript sees it; its JavaScript is `pkg-template/api_client.js`.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/**
 * An axios-shaped client on top of `fetch`. It puts the access token on requests to its own origin; when the server rejects
 * one, it refreshes the token once for all who wait and replays each request once, so that nobody notices.
 *
 * The client is callable: `api(config)`, `api(url, config)`. Its methods may be taken off it: `const { get } = api`.
 */
export declare class ApiClient<User = unknown> {
  /**
   * Touches no network. Throws an `ApiError` with `code: 'ERR_BAD_OPTION'` for an option that cannot be, and with `'ERR_WASM'`
   * where the wasm cannot start.
   *
   * Clients whose `session.storage` and `session.key` are the same share one session, `'memory'` excepted. What else they say of
   * it must be the same too, else `ERR_BAD_OPTION`.
   *
   * On a server (no `document`, no worker of a browser) the session is switched off unless `session.storage` is given: no
   * token is attached, nothing is kept, the status stays `'unknown'`, `checkAuth()` is `false`, and `login`, `registration`,
   * `logout`, `refresh` and `setToken` fail with `ERR_BAD_OPTION`. A client of a module would share one session between all users.
   */
  constructor(config?: ClientConfig);

  /**
   * What a call says nothing of. Can be changed at any time and is looked at by each call; one that cannot be is an `ApiError` with
   * `code: 'ERR_BAD_OPTION'` of that call. Where the token may go was settled by the constructor.
   */
  defaults: ClientDefaults;

  readonly interceptors: {
    /** Run once for each call, before the token is put on. */
    readonly request: InterceptorManager<InternalRequestConfig>;
    /** Run once for each call, on its final outcome. What the last one returns is what the call resolves with, whatever its type says. */
    readonly response: InterceptorManager<ApiResponse, unknown>;
  };

  /** Throws `ERR_BAD_OPTION` where the client was made with `session: false`. */
  readonly session: Session<User>;

  /**
   * A client that shares this one's session: token, refresh, status. It has defaults of its own, copied from this client's now, and
   * interceptors of its own, at first none. Throws `ERR_BAD_OPTION` for an option that cannot be, and for `session`.
   */
  create(this: void, overrides?: RequestDefaults): ApiClient<User>;

  request<T = unknown, D = unknown>(this: void, config: RequestConfig<D>): Promise<ApiResponse<T, D>>;
  request<T = unknown, D = unknown>(this: void, url: string | URL, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;

  get<T = unknown, D = unknown>(this: void, url: string | URL, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;
  delete<T = unknown, D = unknown>(this: void, url: string | URL, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;
  head<T = unknown, D = unknown>(this: void, url: string | URL, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;
  options<T = unknown, D = unknown>(this: void, url: string | URL, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;

  post<T = unknown, D = unknown>(this: void, url: string | URL, data?: D, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;
  put<T = unknown, D = unknown>(this: void, url: string | URL, data?: D, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;
  patch<T = unknown, D = unknown>(this: void, url: string | URL, data?: D, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;

  /** `data` as `multipart/form-data`, whatever it is. */
  postForm<T = unknown, D = unknown>(this: void, url: string | URL, data?: D, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;
  putForm<T = unknown, D = unknown>(this: void, url: string | URL, data?: D, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;
  patchForm<T = unknown, D = unknown>(this: void, url: string | URL, data?: D, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;

  /**
   * The global `fetch`, and the session on top: token, refresh, replay. Give it to whoever takes a `fetch`: openapi-fetch, ky,
   * ofetch, graphql-request, tRPC …
   *
   * Like `fetch` it resolves with the browser's own `Response`, unread, whatever its status, and rejects with a `TypeError` or the
   * signal's reason. The client's defaults and interceptors are not for it, and a relative address is relative to the page. A
   * stream given as `init.body` is read once: if it is rejected, its caller gets that answer.
   */
  fetch(this: void, input: RequestInfo | URL, init?: RequestInit): Promise<Response>;

  /**
   * Calls `listener` after each step of each call of all clients that share the session, in order, as soon as nothing else is under
   * way; returns the function that ends it. Calls that were begun before are not told of. While somebody listens the steps are also
   * in the browser's own timeline, as entries of `performance.measure` that are cleared at once. A listener that throws harms nobody.
   * Throws `ERR_BAD_OPTION` for another event, and for what is no function.
   */
  on(this: void, event: 'trace', listener: (event: TraceEvent) => void): () => void;

  /** The URL that a call would go to: base, path and query. */
  getUri(this: void, config?: RequestConfig): string;

  /**
   * Lets go of listeners and timers, unless another client still uses the session. Calls in flight settle; the next call or
   * subscription attaches again. A client made later for the same `session.key` begins anew, with what is stored.
   */
  close(this: void): void;
  /** {@link close}, for `using`. */
  [Symbol.dispose](): void;

  /** `new ApiClient(config)`. This and the other statics are what `axios` has: `import { ApiClient as axios } from 'evertoken'`. */
  static create<User = unknown>(this: void, config?: ClientConfig): ApiClient<User>;
  static readonly isApiError: typeof isApiError;
  /** {@link isApiError} */
  static readonly isAxiosError: typeof isApiError;
  static readonly isCancel: typeof isCancel;
  static readonly ApiError: typeof ApiError;
  /** {@link ApiError} */
  static readonly AxiosError: typeof ApiError;
  static readonly CanceledError: typeof CanceledError;
  static readonly ApiHeaders: typeof ApiHeaders;
  /** {@link ApiHeaders} */
  static readonly AxiosHeaders: typeof ApiHeaders;
}

/** `api.defaults` */
export interface ClientDefaults extends Omit<RequestDefaults, 'headers'> {
  headers: HeaderDefaults;
}

/** Headers of all calls, by name; and in groups, as axios has them: those of all calls and those of one method. */
export interface HeaderDefaults {
  common: Record<string, HeaderValue>;
  delete: Record<string, HeaderValue>;
  get: Record<string, HeaderValue>;
  head: Record<string, HeaderValue>;
  options: Record<string, HeaderValue>;
  patch: Record<string, HeaderValue>;
  post: Record<string, HeaderValue>;
  put: Record<string, HeaderValue>;
  [name: string]: HeaderValue | Record<string, HeaderValue>;
}

export interface ApiClient<User = unknown> {
  <T = unknown, D = unknown>(config: RequestConfig<D>): Promise<ApiResponse<T, D>>;
  <T = unknown, D = unknown>(url: string | URL, config?: RequestConfig<D>): Promise<ApiResponse<T, D>>;
}
"#;
