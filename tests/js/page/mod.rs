//! Brings the JavaScript into the page, and makes a test of each claim.

pub mod files;

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{externref_heap_live_count, memory};

#[wasm_bindgen(module = "/tests/js/page/page.js")]
extern "C" {
    /// The class behind `ApiClient`, which only the wasm has; its memory, and the number of values that it holds.
    #[wasm_bindgen(js_name = useCore)]
    fn use_core(core: &JsValue, memory: &JsValue, count_values: &JsValue);

    /// What a session needs at least that nobody uses.
    #[wasm_bindgen(js_name = leastSettings)]
    fn least_settings() -> JsValue;
    #[wasm_bindgen(js_name = leastStore)]
    fn least_store() -> JsValue;
}

thread_local! {
    static COUNT_VALUES: Closure<dyn Fn() -> u32> = Closure::new(externref_heap_live_count);
}

/// Runs before each claim.
pub fn open() {
    let core = JsValue::from(evertoken::js::Core::new(
        least_settings().unchecked_ref(),
        JsValue::UNDEFINED.unchecked_into(),
        least_store().unchecked_into(),
        0,
        false,
    ));
    let class = Reflect::get(&core, &"constructor".into()).unwrap();
    COUNT_VALUES.with(|count| use_core(&class, &memory(), count.as_ref()));
}

/// The names that a module of claims exports.
pub fn exported(module: &str) -> Vec<&str> {
    module.lines().filter_map(|line| line.strip_prefix("export const ")?.split(' ').next()).collect()
}

/// Makes a test of each function that a module exports, and one that none was left out.
macro_rules! claims {
    ($module:tt $($claim:ident)+) => {
        mod exports {
            use wasm_bindgen::prelude::*;

            #[wasm_bindgen(module = $module)]
            extern "C" {
                $(pub fn $claim() -> js_sys::Promise;)+
            }
        }
        $(
            #[wasm_bindgen_test::wasm_bindgen_test]
            async fn $claim() {
                crate::page::open();
                if let Err(error) = js_sys::futures::JsFuture::from(exports::$claim()).await {
                    panic!("{}", crate::page::told(&error));
                }
            }
        )+

        #[wasm_bindgen_test::wasm_bindgen_test]
        fn every_export_is_a_claim() {
            let module = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), $module));
            assert_eq!(crate::page::exported(module), [$(stringify!($claim)),+]);
        }
    };
}
pub(crate) use claims;

/// What was thrown, with its place. Only Chromium's stacks begin with the message.
pub fn told(error: &JsValue) -> String {
    let stack = Reflect::get(error, &"stack".into()).ok().and_then(|stack| stack.as_string());
    format!("{}\n{}", String::from(error.unchecked_ref::<Object>().to_string()), stack.unwrap_or_default())
}
