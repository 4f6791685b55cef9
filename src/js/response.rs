//! What callers get, as `pkg-template/call.js` makes it.

use wasm_bindgen::prelude::*;

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
