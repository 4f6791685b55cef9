//! Keeps the token where `pkg-template/storage.js` has it kept, as `pkg-template/token_store.js` writes it down.

use js_sys::futures::JsFuture;
use js_sys::{JsString, Promise};
use wasm_bindgen::prelude::*;

use super::grant;
use super::values::user_id;
use crate::policy::millis::Millis;
use crate::policy::stored::{Ending, Mark, Says, Stored};
use crate::policy::token::{AccessToken, Identity};
use crate::ports::{Deposit, TokenStore};

#[wasm_bindgen]
extern "C" {
    /// A storage whose methods do not throw.
    pub type Vault;
    /// Until the storage was read for the first time, a promise of that.
    #[wasm_bindgen(method, getter, structural)]
    fn ready(this: &Vault) -> Option<Promise>;
    #[wasm_bindgen(method, getter, structural, js_name = isShared)]
    fn is_shared(this: &Vault) -> bool;

    /// The texts, as far as they could be understood.
    type Found;
    #[wasm_bindgen(method, getter, structural)]
    fn token(this: &Found) -> Option<JsString>;
    #[wasm_bindgen(method, getter, structural)]
    fn mark(this: &Found) -> Option<FoundMark>;

    type FoundMark;
    #[wasm_bindgen(method, getter, structural)]
    fn generation(this: &FoundMark) -> u32;
    #[wasm_bindgen(method, getter, structural)]
    fn ended(this: &FoundMark) -> Option<JsString>;
    #[wasm_bindgen(method, getter, structural)]
    fn fingerprint(this: &FoundMark) -> Option<u32>;
    #[wasm_bindgen(method, getter, structural, js_name = receivedAt)]
    fn received_at(this: &FoundMark) -> f64;
    #[wasm_bindgen(method, getter, structural)]
    fn subject(this: &FoundMark) -> Option<String>;
    #[wasm_bindgen(method, getter, structural)]
    fn user(this: &FoundMark) -> JsValue;
}

#[wasm_bindgen(module = "/pkg-template/token_store.js")]
extern "C" {
    type MarkedStore;
    #[wasm_bindgen(constructor)]
    fn new(vault: &Vault, key: &str) -> MarkedStore;
    #[wasm_bindgen(method)]
    fn look(this: &MarkedStore) -> Option<Found>;
    #[wasm_bindgen(method)]
    fn read(this: &MarkedStore) -> Found;
    #[wasm_bindgen(method)]
    fn save(
        this: &MarkedStore,
        token: &str,
        generation: u32,
        fingerprint: u32,
        subject: Option<&str>,
        user: &JsValue,
    );
    #[wasm_bindgen(method)]
    fn forget(this: &MarkedStore, generation: u32, is_over: bool);
}

/// The raw token string under one key, so that other code can share it, and its mark under another.
pub struct VaultStore {
    vault: Vault,
    texts: MarkedStore,
}

impl VaultStore {
    #[must_use]
    pub fn new(vault: Vault, key: &str) -> Self {
        let texts = MarkedStore::new(&vault, key);
        Self { vault, texts }
    }
}

impl TokenStore for VaultStore {
    type User = JsValue;

    fn ready(&self) -> Option<impl Future<Output = ()> + 'static> {
        let read = JsFuture::from(self.vault.ready()?);
        Some(async { drop(read.await) })
    }

    fn read(&self) -> Stored<JsValue> {
        understand(&self.texts.read())
    }

    fn look(&self) -> Option<Stored<JsValue>> {
        self.texts.look().as_ref().map(understand)
    }

    fn save(&self, deposit: Deposit<'_, JsValue>) {
        let Deposit { token, generation, identity, user } = deposit;
        let subject = identity.subject.as_deref();
        let nobody = JsValue::UNDEFINED;
        let user = user.unwrap_or(&nobody);
        self.texts.save(token.reveal(), generation, token.fingerprint(), subject, user);
    }

    fn forget(&self, generation: u32, ending: Ending) {
        self.texts.forget(generation, ending == Ending::Over);
    }

    fn is_shared(&self) -> bool {
        self.vault.is_shared()
    }
}

fn understand(found: &Found) -> Stored<JsValue> {
    let token = found.token().and_then(|text| AccessToken::parse(&String::from(text)));
    let Some(mark) = found.mark() else {
        return token.map(|token| grant::stored(token, JsValue::UNDEFINED, None)).into();
    };
    let is_here =
        mark.fingerprint().is_some() && mark.fingerprint() == token.as_ref().map(AccessToken::fingerprint);
    let says = match mark.ended() {
        Some(why) if why == "over" => Says::Ended(Ending::Over),
        Some(_) => Says::Ended(Ending::SignedOut),
        None if is_here => Says::Here,
        None => Says::Elsewhere,
    };
    let identity = Identity { user_id: user_id(&mark.user()), subject: mark.subject() };
    let grant = token.map(|token| {
        if is_here {
            grant::stored(token, mark.user(), Some(Millis::from_number(mark.received_at())))
        } else {
            grant::stored(token, JsValue::UNDEFINED, None)
        }
    });
    Stored { grant, mark: Some(Mark { generation: mark.generation(), says, identity }) }
}
