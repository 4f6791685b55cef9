//! Makes the answer that callers get: reads the body, asks `validateStatus`, builds the object.

use gloo_net::http::Response;
use js_sys::futures::JsFuture;
use js_sys::{Function, JsString, Object, Promise};
use wasm_bindgen::prelude::*;

use super::config::{ApiHeaders, Config};
use super::error;
use super::request::to_text;
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

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Object)]
    type ApiResponse;
    #[wasm_bindgen(method, setter, structural)]
    fn set_data(this: &ApiResponse, value: &JsValue);
    #[wasm_bindgen(method, setter, structural)]
    fn set_status(this: &ApiResponse, value: u16);
    #[wasm_bindgen(method, setter, structural, js_name = statusText)]
    fn set_status_text(this: &ApiResponse, value: &str);
    #[wasm_bindgen(method, setter, structural)]
    fn set_headers(this: &ApiResponse, value: &ApiHeaders);
    #[wasm_bindgen(method, setter, structural)]
    fn set_config(this: &ApiResponse, value: &Config);
    #[wasm_bindgen(method, setter, structural)]
    fn set_request(this: &ApiResponse, value: &AnsweredRequest);

    #[wasm_bindgen(extends = Object)]
    type AnsweredRequest;
    #[wasm_bindgen(method, setter, structural, js_name = responseURL)]
    fn set_response_url(this: &AnsweredRequest, value: &str);
}

/// Fulfils with the answer, or rejects with an `ApiError` that holds it.
///
/// # Errors
/// When the status is refused, or the body cannot be read.
pub async fn settle(reply: Reply<Response>, method: &str, config: &Config) -> Result<JsValue, JsValue> {
    let Reply { answer, cause } = reply;
    let status = answer.status();
    let response = Object::new().unchecked_into::<ApiResponse>();
    response.set_status(status);
    response.set_status_text(&answer.status_text());
    response.set_config(config);
    let request = Object::new().unchecked_into::<AnsweredRequest>();
    request.set_response_url(&answer.url());
    response.set_request(&request);
    let raw = web_sys::Response::from(answer);
    let headers = Object::from_entries(&raw.headers())?;
    response.set_headers(&ApiHeaders::new(&headers));
    response
        .set_data(&read_body(&raw, method, config).await.map_err(|thrown| error::network(config, &thrown))?);
    if is_accepted(status, config)? {
        return Ok(response.into());
    }
    let text = to_text(&status.into()).unwrap_or_else(|| "".into());
    Err(error::status(refused(status), &text, config, &response, cause))
}

/// Whether the caller was handed a stream that it goes on reading.
pub fn is_stream(config: &Config) -> bool {
    response_type(config) == ResponseType::Stream
}

fn response_type(config: &Config) -> ResponseType {
    let name = super::options::own(config, "responseType").and_then(|name| name.as_string());
    name.and_then(|name| ResponseType::parse(&name)).unwrap_or(ResponseType::Json)
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
    let reading: Promise = match response_type(config) {
        ResponseType::Json => {
            let text = JsFuture::from(response.text()?).await?;
            return Ok(parse(&text));
        }
        ResponseType::Text => response.text()?.unchecked_into(),
        ResponseType::Blob => response.blob()?.unchecked_into(),
        ResponseType::ArrayBuffer => response.array_buffer()?.unchecked_into(),
        ResponseType::FormData => response.form_data()?.unchecked_into(),
        ResponseType::Stream => return Ok(response.body().into()),
    };
    JsFuture::from(reading).await
}

fn parse(text: &JsValue) -> JsValue {
    json_parse(text.unchecked_ref()).unwrap_or_else(|_| text.clone())
}

#[wasm_bindgen]
extern "C" {
    // Not `JSON::parse`: that one takes a Rust string, and the body would cross twice.
    #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
    fn json_parse(text: &JsString) -> Result<JsValue, JsValue>;
}
