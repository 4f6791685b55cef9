//! Keeps the token in `localStorage`, `sessionStorage` or memory.

use std::cell::{Cell, RefCell};

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use super::grant;
use super::values::storage;
use crate::policy::token::{AccessToken, Grant};
use crate::ports::TokenStore;

#[wasm_bindgen]
extern "C" {
    type Storage;
    #[wasm_bindgen(method, structural, catch, js_name = getItem)]
    fn get_item(this: &Storage, key: &str) -> Result<Option<JsString>, JsValue>;
    #[wasm_bindgen(method, structural, catch, js_name = setItem)]
    fn set_item(this: &Storage, key: &str, value: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, structural, catch, js_name = removeItem)]
    fn remove_item(this: &Storage, key: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = console)]
    fn warn(message: &str);
}

/// The raw token string under one key, so that other code can share it. A storage that throws (quota, privacy
/// mode, sandboxed frame) degrades to memory, once, and says so.
pub struct WebStore {
    storage: Option<Storage>,
    key: String,
    degraded: Cell<bool>,
    memory: RefCell<Option<String>>,
}

impl WebStore {
    /// In `localStorage`, `sessionStorage` or, with `None`, in memory.
    #[must_use]
    pub fn new(place: Option<&str>, key: String) -> Self {
        let storage = place.map(storage).filter(JsValue::is_object).map(JsValue::unchecked_into);
        let store = Self { storage, key, degraded: Cell::new(false), memory: RefCell::new(None) };
        if place.is_some() && store.storage.is_none() {
            store.degrade();
        }
        store
    }

    fn storage(&self) -> Option<&Storage> {
        self.storage.as_ref().filter(|_| !self.degraded.get())
    }

    fn degrade(&self) {
        if !self.degraded.replace(true) {
            warn("evertoken: the storage cannot be used, the session is kept in memory");
        }
    }
}

impl TokenStore for WebStore {
    type User = JsValue;

    fn read(&self) -> Option<String> {
        const LONGEST: u32 = 64 * 1024;
        match self.storage().map(|storage| storage.get_item(&self.key)) {
            Some(Ok(text)) => text.filter(|text| text.length() <= LONGEST).map(String::from),
            Some(Err(_)) => {
                self.degrade();
                self.memory.borrow().clone()
            }
            None => self.memory.borrow().clone(),
        }
    }

    fn decode(&self, text: &str) -> Option<Grant<JsValue>> {
        grant::stored(text)
    }

    fn save(&self, token: &AccessToken) {
        *self.memory.borrow_mut() = Some(token.reveal().into());
        if let Some(storage) = self.storage()
            && storage.set_item(&self.key, token.reveal()).is_err()
        {
            // What is there is older, perhaps another user's: the next page load must not find it.
            drop(storage.remove_item(&self.key));
            self.degrade();
        }
    }

    fn forget(&self) {
        *self.memory.borrow_mut() = None;
        if let Some(storage) = &self.storage
            && storage.remove_item(&self.key).is_err()
        {
            self.degrade();
        }
    }
}
