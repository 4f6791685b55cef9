//! Keeps the token where `pkg-template/storage.js` has it kept, as `pkg-template/token_store.js` writes it down.

use wasm_bindgen::prelude::*;

use super::grant::grant;
use super::values::user_id;
use crate::policy::millis::Millis;
use crate::policy::stored::{Ending, Mark, Says, Stored};
use crate::policy::token::{AccessToken, Identity};
use crate::ports::{Deposit, TokenStore};

#[wasm_bindgen]
extern "C" {
    /// The raw token string under one key, so that other code can share it, and its mark under another.
    pub type MarkedStore;
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
    #[wasm_bindgen(method, getter, js_name = isShared)]
    fn is_shared(this: &MarkedStore) -> bool;

    /// The texts, as far as they could be understood.
    type Found;
    #[wasm_bindgen(method, getter, structural)]
    fn token(this: &Found) -> Option<String>;
    #[wasm_bindgen(method, getter, structural)]
    fn mark(this: &Found) -> Option<FoundMark>;

    type FoundMark;
    #[wasm_bindgen(method, getter, structural)]
    fn generation(this: &FoundMark) -> u32;
    /// Of a session that has ended, whether the auth server has ended it.
    #[wasm_bindgen(method, getter, structural, js_name = isOver)]
    fn is_over(this: &FoundMark) -> Option<bool>;
    #[wasm_bindgen(method, getter, structural)]
    fn fingerprint(this: &FoundMark) -> Option<u32>;
    #[wasm_bindgen(method, getter, structural, js_name = receivedAt)]
    fn received_at(this: &FoundMark) -> f64;
    #[wasm_bindgen(method, getter, structural)]
    fn subject(this: &FoundMark) -> Option<String>;
    #[wasm_bindgen(method, getter, structural)]
    fn user(this: &FoundMark) -> JsValue;
}

impl TokenStore for MarkedStore {
    type User = JsValue;

    fn read(&self) -> Stored<JsValue> {
        understand(&Self::read(self))
    }

    fn look(&self) -> Option<Stored<JsValue>> {
        Self::look(self).as_ref().map(understand)
    }

    fn save(&self, deposit: Deposit<'_, JsValue>) {
        let Deposit { token, generation, identity, user } = deposit;
        let subject = identity.subject.as_deref();
        let nobody = JsValue::UNDEFINED;
        Self::save(self, token.reveal(), generation, token.fingerprint(), subject, user.unwrap_or(&nobody));
    }

    fn forget(&self, generation: u32, ending: Ending) {
        Self::forget(self, generation, ending == Ending::Over);
    }

    fn is_shared(&self) -> bool {
        Self::is_shared(self)
    }
}

fn understand(found: &Found) -> Stored<JsValue> {
    let token = found.token().and_then(AccessToken::parse);
    let Some(mark) = found.mark() else {
        return token.map(|token| grant(token, JsValue::UNDEFINED, None).0).into();
    };
    let fingerprint = mark.fingerprint();
    let is_here = fingerprint.is_some() && fingerprint == token.as_ref().map(AccessToken::fingerprint);
    let says = match mark.is_over() {
        Some(true) => Says::Ended(Ending::Over),
        Some(false) => Says::Ended(Ending::SignedOut),
        None if is_here => Says::Here,
        None => Says::Elsewhere,
    };
    let user = mark.user();
    let identity = Identity { user_id: user_id(&user), subject: mark.subject() };
    let (user, received) = if is_here {
        (user, Some(Millis::from_number(mark.received_at())))
    } else {
        (JsValue::UNDEFINED, None)
    };
    let grant = token.map(|token| grant(token, user, received).0);
    Stored { grant, mark: Some(Mark { generation: mark.generation(), says, identity }) }
}
