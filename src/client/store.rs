//! What the session learns from the store: at its start, and whenever somebody else may have written there.

use std::rc::Rc;

use super::auth::Auth;
use crate::policy::refresh::Input;
use crate::policy::token::AccessToken;
use crate::ports::{Deposit, Ports, Runtime, TokenStore};

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
            self.feed(Input::StoreOpened(self.store.read()));
        }
    }

    /// Somebody else may have written to the store, and in the same tab no event says so.
    pub fn look_at_store(self: &Rc<Self>) {
        if let Some(stored) = self.store.look() {
            self.feed(Input::StoreRead(stored));
        }
    }

    /// An event says that somebody has taken exactly the token out of the store.
    pub fn token_removed(self: &Rc<Self>) {
        self.feed(Input::TokenRemoved(self.store.read()));
    }

    /// What a storage of the application's own does meanwhile finds nothing borrowed.
    pub(super) fn save(&self, token: &AccessToken, generation: u32) {
        let (identity, user) = {
            let machine = self.machine.borrow();
            (machine.identity().clone(), machine.user().cloned())
        };
        self.store.save(Deposit { token, generation, identity: &identity, user: user.as_ref() });
    }
}
