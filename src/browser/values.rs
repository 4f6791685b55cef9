//! JavaScript values, read by JavaScript (`pkg-template/values.js`).

use js_sys::JsString;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/pkg-template/values.js")]
extern "C" {
    /// What stands at a dotted path, if every step is an own property.
    pub fn at(data: &JsValue, path: &str) -> JsValue;

    /// What a text says as JSON, or `otherwise`.
    #[wasm_bindgen(js_name = parseJson)]
    pub(super) fn parse_json(text: &JsValue, otherwise: &JsValue) -> JsValue;

    /// The payload of a JWT, unverified.
    pub(super) fn payload(token: &str) -> JsValue;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = String, catch)]
    fn js_to_text(value: &JsValue) -> Result<JsString, JsValue>;
}

/// `String(value)`; `None` for what cannot be written, such as an object without a prototype.
#[must_use]
pub fn to_text(value: &JsValue) -> Option<JsString> {
    js_to_text(value).ok()
}
