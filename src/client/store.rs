//! What the session learns from the store: at its start, and whenever somebody else may have written there.

use std::rc::Rc;

use super::auth::Auth;
use crate::policy::refresh::Input;
use crate::policy::token::AccessToken;
use crate::ports::{Ports, Runtime, TokenStore};

impl<P: Ports> Auth<P> {
    /// Waits until the store can be read; with one that answers at once, not at all.
    pub async fn ready(self: &Rc<Self>) {
        if self.is_open.get() {
            return;
        }
        if let Some(opening) = self.store.ready() {
            opening.await;
        }
        self.open();
    }

    /// Nobody may ever ask: what is shown changes all the same.
    pub(super) fn open_later(self: &Rc<Self>) {
        let Some(opening) = self.store.ready() else { return };
        let auth = Rc::downgrade(self);
        self.runtime.spawn(async move {
            opening.await;
            if let Some(auth) = auth.upgrade() {
                auth.open();
            }
        });
    }

    fn open(self: &Rc<Self>) {
        if !self.is_open.replace(true) {
            let stored = self.store.read().and_then(|text| self.store.decode(&text));
            self.feed(Input::StoreOpened(stored));
        }
    }

    /// Somebody else may have written to the store, and in the same tab no event says so.
    pub fn look_at_store(self: &Rc<Self>) {
        let found = self.store.read();
        let is_known = self.machine.borrow().token().map(AccessToken::reveal) == found.as_deref();
        if !is_known {
            self.feed(Input::StoreRead(found.and_then(|text| self.store.decode(&text))));
        }
    }
}
