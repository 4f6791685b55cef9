//! `stage.js`: an `Outside` as a client sets it up, and what is told of that which came of its orders. What the wasm and the
//! JavaScript call each other stands here and there, and in no claim but in that which is about it.

use evertoken::browser::Outside;
use evertoken::browser::token_store::MarkedStore;
use evertoken::ports::Call;
use js_sys::futures::JsFuture;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;

use crate::page::from_json;

#[wasm_bindgen(module = "/tests/browser/stage.js")]
extern "C" {
    #[derive(Clone)]
    pub type Stage;
    #[wasm_bindgen(constructor)]
    pub fn new(given: &JsValue) -> Stage;
    #[wasm_bindgen(method, getter)]
    pub fn outside(this: &Stage) -> Outside;
    #[wasm_bindgen(method, getter)]
    pub fn store(this: &Stage) -> MarkedStore;
    #[wasm_bindgen(method, getter)]
    fn settings(this: &Stage) -> JsValue;
    #[wasm_bindgen(method, getter)]
    pub fn announced(this: &Stage) -> JsValue;
    #[wasm_bindgen(method)]
    fn serve(this: &Stage, core: &JsValue);
    #[wasm_bindgen(method)]
    pub fn collect(this: &Stage);
    #[wasm_bindgen(method, js_name = findAgain)]
    pub fn find_again(this: &Stage);
    /// Lists of what was told by this name; `lock` and `news` are the names of several.
    #[wasm_bindgen(method)]
    pub fn facts(this: &Stage, name: &str) -> Array;
    /// The same as a text.
    #[wasm_bindgen(method)]
    pub fn told(this: &Stage, name: &str) -> String;
    #[wasm_bindgen(method)]
    pub fn when(this: &Stage, name: &str, reaction: &Function);
    #[wasm_bindgen(method)]
    pub fn ask(this: &Stage, request: &Request) -> u32;
    #[wasm_bindgen(method, js_name = isUnderWay)]
    pub fn is_under_way(this: &Stage, number: u32) -> bool;
    #[wasm_bindgen(method, js_name = end)]
    fn ended(this: &Stage, number: u32) -> Promise;
    #[wasm_bindgen(method, js_name = refresh)]
    fn refreshed(this: &Stage) -> Promise;

    #[wasm_bindgen(extends = js_sys::Object)]
    pub type Request;
    pub fn request(headers: &JsValue) -> Request;
}

impl Stage {
    /// With this in the place of what is usual.
    pub fn with(given: &str) -> Self {
        Self::new(&from_json(given))
    }

    /// With the very `Core`.
    pub fn with_core(given: &str) -> Self {
        let stage = Self::with(given);
        let (settings, outside) = (stage.settings(), stage.outside());
        let core = evertoken::js::Core::new(settings.unchecked_ref(), outside, stage.store(), 0, false);
        stage.serve(&core.into());
        stage
    }

    /// The number, and as Rust has it.
    pub fn asked(&self, request: &Request) -> (u32, Call) {
        let number = self.ask(request);
        (number, Call(number))
    }

    /// What the one who asked was told at last.
    pub async fn end(&self, number: u32) -> String {
        text(self.ended(number)).await
    }

    /// `renewed`, or a code.
    pub async fn refresh(&self) -> String {
        text(self.refreshed()).await
    }

    /// As soon as so much was told by this name.
    pub async fn hears(&self, name: &str, count: u32) {
        until(async || self.facts(name).length() >= count).await;
    }
}

/// A request without a header.
pub fn plain() -> Request {
    request(&JsValue::UNDEFINED)
}

async fn text(promise: Promise) -> String {
    JsFuture::from(promise).await.unwrap().as_string().unwrap()
}

pub async fn until(fact: impl AsyncFn() -> bool) {
    for _ in 0..5_000 {
        if fact().await {
            return;
        }
        turn(1).await;
    }
    panic!("it does not come to pass");
}

/// Timers that are set before and ring sooner have rung when this is over.
pub async fn turn(delay: u32) {
    JsFuture::from(crate::page::pause(delay)).await.unwrap();
}
