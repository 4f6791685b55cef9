//! JavaScript values, read and made by JavaScript (`pkg-template/foreign.js`).

use js_sys::JsString;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/pkg-template/foreign.js")]
extern "C" {
    /// What stands at a dotted path, if every step is an own property.
    pub fn at(data: &JsValue, path: &str) -> JsValue;

    /// What relative URLs are relative to.
    #[wasm_bindgen(js_name = baseUrl)]
    pub(super) fn base_url() -> Option<String>;

    /// `localStorage` or `sessionStorage`.
    pub(super) fn storage(name: &str) -> JsValue;

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
