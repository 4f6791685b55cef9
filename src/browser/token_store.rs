//! Keeps the token where `pkg-template/storage.js` has it kept.

use js_sys::Promise;
use js_sys::futures::JsFuture;
use wasm_bindgen::prelude::*;

use super::grant;
use crate::policy::token::{AccessToken, Grant};
use crate::ports::TokenStore;

#[wasm_bindgen]
extern "C" {
    /// A storage whose methods do not throw.
    pub type Vault;
    #[wasm_bindgen(method, structural)]
    fn get(this: &Vault, key: &str) -> Option<String>;
    #[wasm_bindgen(method, structural)]
    fn set(this: &Vault, key: &str, text: &str);
    #[wasm_bindgen(method, structural)]
    fn remove(this: &Vault, key: &str);
    /// Until the storage was read for the first time, a promise of that.
    #[wasm_bindgen(method, getter, structural)]
    fn ready(this: &Vault) -> Option<Promise>;
}

/// The raw token string under one key, so that other code can share it.
pub struct VaultStore {
    pub vault: Vault,
    pub key: String,
}

impl TokenStore for VaultStore {
    type User = JsValue;

    fn ready(&self) -> Option<impl Future<Output = ()> + 'static> {
        let read = JsFuture::from(self.vault.ready()?);
        Some(async { drop(read.await) })
    }

    fn read(&self) -> Option<String> {
        self.vault.get(&self.key)
    }

    fn decode(&self, text: &str) -> Option<Grant<JsValue>> {
        grant::stored(text)
    }

    fn save(&self, token: &AccessToken) {
        self.vault.set(&self.key, token.reveal());
    }

    fn forget(&self) {
        self.vault.remove(&self.key);
    }
}
