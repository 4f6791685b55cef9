//! `page.js`, and what is made of values here.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/browser/page.js")]
extern "C" {
    pub fn during(target: &JsValue, name: &str, descriptor: &JsValue, work: &mut dyn FnMut());
    pub fn warnings(work: &mut dyn FnMut()) -> u32;
    pub fn uncaught() -> u32;

    #[wasm_bindgen(extends = Object)]
    pub type Shelf;
    pub fn shelf() -> Shelf;
    #[wasm_bindgen(method)]
    pub fn kept(this: &Shelf, key: &str) -> Option<String>;
    #[wasm_bindgen(method)]
    pub fn put(this: &Shelf, key: &str, value: &str);
    #[wasm_bindgen(method)]
    pub fn clear(this: &Shelf);
    #[wasm_bindgen(method, js_name = break)]
    pub fn break_at(this: &Shelf, method: &str);

    pub fn jwt(payload: &str) -> String;

    pub fn network(plan: &Function) -> Array;
    /// What makes such answers.
    pub fn answer(status: u16, body: Option<&str>, content_type: Option<&str>, redirected: bool) -> Function;
    pub fn truncated(status: u16) -> Function;

    #[wasm_bindgen(js_name = countLocks)]
    fn count_locks(name: &str) -> js_sys::Promise;
    #[wasm_bindgen(js_name = callOut)]
    pub fn call_out(name: &str, message: &JsValue);
    #[wasm_bindgen(js_name = nextCall)]
    pub fn next_call(name: &str) -> js_sys::Promise;
    #[wasm_bindgen(js_name = neighbourWrites)]
    pub fn neighbour_writes(key: &str, text: Option<&str>);
    pub fn happen(event: &str);
    /// In ms.
    pub fn pause(delay: u32) -> js_sys::Promise;
}

#[wasm_bindgen(module = "/pkg-template/values.js")]
extern "C" {
    /// Token and user.
    pub fn granted(data: &JsValue, token_path: &str, user_path: &str) -> Array;
}

#[wasm_bindgen]
extern "C" {
    pub type Storage;
    #[wasm_bindgen(thread_local_v2, js_name = localStorage)]
    pub static LOCAL: Storage;
    #[wasm_bindgen(thread_local_v2, js_name = sessionStorage)]
    pub static SESSION: Storage;
    #[wasm_bindgen(method, js_name = getItem)]
    pub fn get_item(this: &Storage, key: &str) -> Option<String>;
    #[wasm_bindgen(method, js_name = setItem)]
    pub fn set_item(this: &Storage, key: &str, value: &str);
    #[wasm_bindgen(method, js_name = removeItem)]
    pub fn remove_item(this: &Storage, key: &str);
    #[wasm_bindgen(method)]
    pub fn clear(this: &Storage);
}

/// Files of `pkg-template/` that no Rust imports but those that it imports. Bindgen copies what Rust imports, and only that.
mod files {
    use wasm_bindgen::prelude::*;

    macro_rules! bring {
        ($($module:tt $import:ident)+) => {
            $(#[wasm_bindgen(module = $module)]
            extern "C" {
                #[allow(dead_code)]
                fn $import();
            })+
        };
    }

    bring! {
        "/pkg-template/adapter.js" adapted
        "/pkg-template/body.js" serialise
        "/pkg-template/call.js" settle
        "/pkg-template/call_options.js" check
        "/pkg-template/config.js" merge
        "/pkg-template/credentials.js" identify
        "/pkg-template/download.js" observe
        "/pkg-template/error.js" ApiError
        "/pkg-template/facade.js" bindMethods
        "/pkg-template/fault.js" starter
        "/pkg-template/fetch.js" attempt
        "/pkg-template/form.js" fill
        "/pkg-template/guard.js" guarded
        "/pkg-template/headers.js" toHeaders
        "/pkg-template/outside.js" Outside
        "/pkg-template/session.js" Audience
        "/pkg-template/storage.js" makeVault
        "/pkg-template/tabs.js" TabChannel
        "/pkg-template/token_store.js" MarkedStore
        "/pkg-template/transform.js" transform
        "/pkg-template/url.js" join
    }
}

pub fn from_json(text: &str) -> JsValue {
    js_sys::JSON::parse(text).unwrap()
}

pub fn get(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap()
}

/// `{ [name]: value }`
pub fn object(name: &str, value: &JsValue) -> JsValue {
    let object = Object::new();
    Reflect::set(&object, &name.into(), value).unwrap();
    object.into()
}

/// `Object.prototype`
pub fn prototype() -> JsValue {
    Object::get_prototype_of(&Object::new()).into()
}

/// "1 2": one holds the lock of this name, two ask for it.
pub async fn asked_for_locks(name: &str) -> String {
    let counts = js_sys::futures::JsFuture::from(count_locks(name)).await.unwrap();
    counts.as_string().unwrap()
}
