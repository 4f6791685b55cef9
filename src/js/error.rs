//! `ApiError` as TypeScript sees it; errors are made where they are found (`pkg-template/`).

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Why a call failed: `ApiError.code`. Texts are for people, codes are for programs. */
export type ErrorCode =
  /** A 4xx status that `validateStatus` refused, or a body above `maxBodyLength`. */
  | 'ERR_BAD_REQUEST'
  /** Any other status that `validateStatus` refused, or an answer above `maxContentLength`. */
  | 'ERR_BAD_RESPONSE'
  /** There was no answer; `cause` is the browser's own error. */
  | 'ERR_NETWORK'
  /** `timeout` ms passed before the whole answer was there. */
  | 'ETIMEDOUT'
  /** The caller aborted; `cause` is the reason given to `abort()`. */
  | 'ERR_CANCELED'
  /** An option is unknown or ill-typed, or the browser cannot send such `data`; the message names it. */
  | 'ERR_BAD_OPTION'
  /** The URL is missing or cannot be parsed. */
  | 'ERR_INVALID_URL'
  /**
   * The wasm cannot start (`cause` is the engine's own error; a Content-Security-Policy needs `script-src 'self'
   * 'wasm-unsafe-eval'`), or it has stopped after an internal fault: then every call in flight and every later one fails so.
   */
  | 'ERR_WASM'
  /** The session ended: the auth server said no twice, or the user signed out. */
  | 'ERR_SESSION_OVER'
  /** The auth server could not be asked, now or a moment ago (it is left alone for a while then). Session and token are kept. */
  | 'ERR_REFRESH_UNREACHABLE'
  /** The auth server answered 2xx, but with no token at `refresh.tokenPath`. Session and token are kept. */
  | 'ERR_REFRESH_INVALID'
  /** Somebody signed in while the request waited for the session before. */
  | 'ERR_SESSION_CHANGED'
  /** The rejected request cannot be replayed: its body is a stream. */
  | 'ERR_BODY_NOT_REPLAYABLE';

/**
 * What every failing call rejects with. The fields are axios's.
 *
 * A request that the session could not help rejects with its own original rejection (`response.status`,
 * `response.data`), and `cause` is an `ApiError` whose `code` says why: `ERR_SESSION_OVER`,
 * `ERR_REFRESH_UNREACHABLE`, `ERR_REFRESH_INVALID`, `ERR_SESSION_CHANGED` or `ERR_BODY_NOT_REPLAYABLE`.
 */
export declare class ApiError<T = unknown, D = unknown> extends Error {
  constructor(message: string, code: ErrorCode, config?: InternalRequestConfig<D>, response?: ApiResponse<T, D>, cause?: unknown);
  readonly name: string;
  readonly code: ErrorCode;
  /** The HTTP status, where there was an answer. */
  readonly status?: number;
  /** The merged config of the call; `config.data` is the original input, so that it can be sent again. */
  readonly config?: InternalRequestConfig<D>;
  readonly request?: AnsweredRequest;
  /** The answer, where there was one; `response.data` is what the server said. */
  readonly response?: ApiResponse<T, D>;
  readonly cause?: unknown;
  /** Always true, so that guards written for axios go on working. */
  readonly isAxiosError: true;
  /** A copy for logs, without tokens, cookies and passwords. */
  toJSON(): Record<string, unknown>;
}

/** The caller aborted the call. */
export declare class CanceledError<T = unknown, D = unknown> extends ApiError<T, D> {
  readonly code: 'ERR_CANCELED';
  /** What axios's own `isCancel` asks for. */
  readonly __CANCEL__: true;
}

/** Whether a caught value is an {@link ApiError}. */
export declare function isApiError<T = unknown, D = unknown>(value: unknown): value is ApiError<T, D>;

/** Whether a caught value says that the caller aborted. */
export declare function isCancel(value: unknown): value is CanceledError;
"#;
