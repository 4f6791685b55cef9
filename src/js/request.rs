//! A request that can leave, as `pkg-template/call.js` has prepared it.

use wasm_bindgen::prelude::*;

use crate::browser::fetch::{Outgoing, Sendable};
use crate::policy::replay::Body;
use crate::policy::token::AccessToken;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Sendable)]
    pub type Prepared;
    #[wasm_bindgen(method, getter, structural, js_name = isStream)]
    fn is_stream(this: &Prepared) -> bool;
    #[wasm_bindgen(method, getter, structural)]
    fn credential(this: &Prepared) -> Option<String>;
    #[wasm_bindgen(method, getter, structural, js_name = takesPart)]
    fn takes_part(this: &Prepared) -> bool;
    /// The merged config.
    #[wasm_bindgen(method, getter, structural)]
    pub fn config(this: &Prepared) -> JsValue;
}

impl Prepared {
    pub fn outgoing(&self, farewell: Option<AccessToken>) -> Outgoing {
        Outgoing {
            request: self.unchecked_ref::<Sendable>().clone(),
            target: self.target(),
            credential: self.credential(),
            takes_part: self.takes_part(),
            farewell,
            body: if self.is_stream() { Body::Stream } else { Body::Kept },
        }
    }
}
