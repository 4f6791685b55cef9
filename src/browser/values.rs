//! JavaScript values, read by JavaScript (`pkg-template/values.js`).

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/pkg-template/values.js")]
extern "C" {
    /// Whom an application's user names.
    #[wasm_bindgen(js_name = userId)]
    pub(super) fn user_id(user: &JsValue) -> Option<String>;

    /// What a JWT claims, unverified.
    pub(super) fn claims(token: &str) -> Said;
}

#[wasm_bindgen]
extern "C" {
    pub(super) type Said;
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn issued(this: &Said) -> Option<f64>;
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn expires(this: &Said) -> Option<f64>;
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn subject(this: &Said) -> Option<String>;
}
