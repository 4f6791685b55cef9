//! The one place where errors cross to JavaScript.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use super::config::Config;
use crate::browser::guard::Interrupt;
use crate::browser::values::to_text;
use crate::policy::error::{Cause, Code};
use crate::policy::options::BadOption;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Why a call failed: `ApiError.code`. Texts are for people, codes are for programs. */
export type ErrorCode =
  /** A 4xx status that `validateStatus` refused. */
  | 'ERR_BAD_REQUEST'
  /** Any other status that `validateStatus` refused. */
  | 'ERR_BAD_RESPONSE'
  /** There was no answer; `cause` is the browser's own error. */
  | 'ERR_NETWORK'
  /** `timeout` ms passed before the whole answer was there. */
  | 'ETIMEDOUT'
  /** The caller aborted; `cause` is the reason given to `abort()`. */
  | 'ERR_CANCELED'
  /** An option is unknown or ill-typed; the message names it. */
  | 'ERR_BAD_OPTION'
  /** The URL is missing or cannot be parsed. */
  | 'ERR_INVALID_URL'
  /** The session ended: the auth server said no twice, or the user signed out. */
  | 'ERR_SESSION_OVER'
  /** The auth server could not be asked. Session and token are kept. */
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
export declare class CanceledError<T = unknown, D = unknown> extends ApiError<T, D> {}

/** Whether a caught value is an {@link ApiError}. */
export declare function isApiError<T = unknown, D = unknown>(value: unknown): value is ApiError<T, D>;

/** Whether a caught value says that the caller aborted. */
export declare function isCancel(value: unknown): value is CanceledError;
"#;

#[wasm_bindgen(module = "/pkg-template/error.js")]
extern "C" {
    #[derive(Clone)]
    pub type ApiError;
    #[wasm_bindgen(constructor)]
    fn new(message: &JsString, code: &str, config: &JsValue, response: &JsValue, cause: &JsValue)
    -> ApiError;

    #[wasm_bindgen(extends = ApiError)]
    type CanceledError;
    #[wasm_bindgen(constructor)]
    fn new(
        message: &JsString,
        code: &str,
        config: &JsValue,
        response: &JsValue,
        cause: &JsValue,
    ) -> CanceledError;
}

const NONE: JsValue = JsValue::UNDEFINED;

/// An option that cannot be.
pub fn bad_option(bad: &BadOption, config: &JsValue) -> JsValue {
    let message = [bad.field.as_str(), " ", bad.complaint].concat();
    ApiError::new(&message.into(), Code::BadOption.text(), config, &NONE, &NONE).into()
}

/// An option that cannot be, and what the browser said of it.
pub fn refused_option(field: &str, complaint: &str, config: &JsValue, cause: &JsValue) -> JsValue {
    let message = [field, " ", complaint].concat();
    ApiError::new(&message.into(), Code::BadOption.text(), config, &NONE, cause).into()
}

pub fn invalid_url(complaint: &str, config: &JsValue, cause: &JsValue) -> JsValue {
    ApiError::new(&complaint.into(), Code::InvalidUrl.text(), config, &NONE, cause).into()
}

pub fn network(config: &JsValue, cause: &JsValue) -> JsValue {
    ApiError::new(&"Network Error".into(), Code::Network.text(), config, &NONE, cause).into()
}

pub fn interrupted(interrupt: Interrupt, config: &Config) -> JsValue {
    match interrupt {
        Interrupt::TimedOut => {
            let message = written("timeout of ", &config.timeout(), "ms exceeded");
            ApiError::new(&message, Code::TimedOut.text(), config, &NONE, &NONE).into()
        }
        Interrupt::Aborted(reason) => {
            CanceledError::new(&"canceled".into(), Code::Canceled.text(), config, &NONE, &reason).into()
        }
    }
}

/// A status that `validateStatus` refused; `cause` says why the session could not help.
pub fn status(
    code: Code,
    status: u16,
    config: &JsValue,
    response: &JsValue,
    cause: Option<Cause>,
) -> JsValue {
    let message = written("Request failed with status code ", &status.into(), "");
    let cause = cause.map_or(NONE, session);
    ApiError::new(&message, code.text(), config, response, &cause).into()
}

/// An answer that succeeded and still is of no use.
pub fn unusable(complaint: &str, config: &JsValue, response: &JsValue) -> JsValue {
    ApiError::new(&complaint.into(), Code::BadResponse.text(), config, response, &NONE).into()
}

/// Why the session could not help, as an error of its own.
pub fn session(cause: Cause) -> JsValue {
    ApiError::new(&cause.explain().into(), Code::Cause(cause).text(), &NONE, &NONE, &NONE).into()
}

/// The same for a request that was never sent.
pub fn held(cause: Cause, config: &JsValue) -> JsValue {
    ApiError::new(&cause.explain().into(), Code::Cause(cause).text(), config, &NONE, &NONE).into()
}

/// Numbers are written by JavaScript: Rust's way of writing one costs kilobytes.
fn written(before: &str, number: &JsValue, after: &str) -> JsString {
    let number = to_text(number).unwrap_or_else(|| "".into());
    JsString::from(before).concat(&number).concat(&after.into())
}
