//! The refresh call and the second logout call, by `pkg-template/fetch.js`: they carry the cookie and no token.

use wasm_bindgen::prelude::*;

use super::Outside;
use crate::policy::refresh::{Attempt, Ticket};
use crate::ports::AuthServer;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(method)]
    fn refresh(this: &Outside, attempt: u32);
    #[wasm_bindgen(method, js_name = signOutAgain)]
    fn sign_out_again(this: &Outside, ticket: u32);
}

impl AuthServer for Outside {
    fn refresh(&self, attempt: Attempt) {
        Self::refresh(self, attempt.0);
    }

    fn sign_out(&self, ticket: Ticket) {
        self.sign_out_again(ticket.0);
    }
}
