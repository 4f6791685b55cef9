//! The other tabs, by `pkg-template/tabs.js`: Web Locks, a BroadcastChannel, and the page's own events.

use wasm_bindgen::prelude::*;

use super::Outside;
use crate::policy::refresh::LockRequest;
use crate::policy::stored::{Ending, Word};
use crate::ports::Tabs;

/// What tabs call to each other.
#[wasm_bindgen(skip_typescript)]
#[derive(Clone, Copy, Debug)]
pub enum Said {
    Renewed = "renewed",
    SignedIn = "login",
    SignedOut = "logout",
    Over = "over",
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(method, js_name = requestLock)]
    fn request_lock(this: &Outside, request: u32);
    #[wasm_bindgen(method, js_name = releaseLock)]
    fn release_lock(this: &Outside);
    #[wasm_bindgen(method)]
    fn spread(this: &Outside, word: Said, generation: u32);
    #[wasm_bindgen(method)]
    fn open(this: &Outside);
    #[wasm_bindgen(method)]
    fn close(this: &Outside);
}

impl Tabs for Outside {
    fn request_lock(&self, request: LockRequest) {
        Self::request_lock(self, request.0);
    }

    fn release_lock(&self) {
        Self::release_lock(self);
    }

    fn spread(&self, word: Word, generation: u32) {
        let word = match word {
            Word::Renewed => Said::Renewed,
            Word::SignedIn => Said::SignedIn,
            Word::Ended(Ending::SignedOut) => Said::SignedOut,
            Word::Ended(Ending::Over) => Said::Over,
        };
        Self::spread(self, word, generation);
    }

    fn open(&self) {
        Self::open(self);
    }

    fn close(&self) {
        Self::close(self);
    }
}
