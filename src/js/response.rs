//! Makes the answer that callers get: reads the body, asks `validateStatus`, builds the object.

use gloo_net::http::Response;
use js_sys::futures::JsFuture;
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

use super::config::Config;
use super::error;
use crate::client::Reply;
use crate::policy::settle::{ResponseType, is_success, refused};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A fulfilled call. The fields are axios's. */
export interface ApiResponse<T = unknown, D = unknown> {
  /** The parsed body; `''` where there is none. */
  data: T;
  status: number;
  /** Empty over HTTP/2 and later. */
  statusText: string;
  /** Names in lower case. */
  headers: ApiHeaders;
  config: InternalRequestConfig<D>;
  request: AnsweredRequest;
}

/** What is left of the request once it was answered. */
export interface AnsweredRequest {
  /** Where the answer came from, after redirects. */
  readonly responseURL: string;
}
"#;

#[wasm_bindgen(module = "/pkg-template/foreign.js")]
extern "C" {
    /// The body, or a promise of it.
    #[wasm_bindgen(catch)]
    fn read(response: &web_sys::Response, response_type: &str) -> Result<JsValue, JsValue>;

    /// `{ data, status, statusText, headers, config, request }`
    fn answer(response: &web_sys::Response, data: &JsValue, config: &Config) -> JsValue;
}

/// Fulfils with the answer, or rejects with an `ApiError` that holds it.
///
/// # Errors
/// When the status is refused, or the body cannot be read.
pub async fn settle(reply: Reply<Response>, method: &str, config: &Config) -> Result<JsValue, JsValue> {
    let status = reply.answer.status();
    let response = web_sys::Response::from(reply.answer);
    let data =
        read_body(&response, method, config).await.map_err(|thrown| error::network(config, &thrown))?;
    let settled = answer(&response, &data, config);
    if is_accepted(status, config)? {
        Ok(settled)
    } else {
        Err(error::status(refused(status), status, config, &settled, reply.cause))
    }
}

fn is_accepted(status: u16, config: &Config) -> Result<bool, JsValue> {
    let accepts = config.validate_status();
    match accepts.dyn_ref::<Function>() {
        Some(accepts) => Ok(accepts.call1(&JsValue::UNDEFINED, &status.into())?.is_truthy()),
        None => Ok(accepts.is_null() || is_success(status)),
    }
}

async fn read_body(response: &web_sys::Response, method: &str, config: &Config) -> Result<JsValue, JsValue> {
    if !ResponseType::has_body(method, response.status()) {
        return Ok("".into());
    }
    let reading = read(response, config.response_type().unwrap_or(ResponseType::Json).name())?;
    if reading.has_type::<Promise>() {
        JsFuture::from(reading.unchecked_into::<Promise>()).await
    } else {
        Ok(reading)
    }
}
