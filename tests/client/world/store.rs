//! A store that the test reads and writes behind the client's back. A token `alice.2` is alice's second.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_channel::oneshot::{Receiver, Sender, channel};

use evertoken::policy::token::{AccessToken, Grant, Identity};
use evertoken::ports::TokenStore;

#[derive(Clone, Default)]
pub struct Store(Rc<Shelf>);

#[derive(Default)]
struct Shelf {
    text: RefCell<Option<String>>,
    looks: Cell<usize>,
    log: RefCell<Vec<String>>,
    plan: RefCell<Option<Box<dyn FnOnce()>>>,
    is_closed: Cell<bool>,
    /// What was written is read, also where what was there before cannot be read yet.
    is_written: Cell<bool>,
    waiting: RefCell<Vec<Sender<()>>>,
}

impl Store {
    pub fn holding(text: Option<&str>) -> Self {
        let store = Self::default();
        store.put(text);
        store
    }

    /// One that cannot be read yet.
    pub fn closed(text: Option<&str>) -> Self {
        let store = Self::holding(text);
        store.0.is_closed.set(true);
        store
    }

    pub fn open(&self) {
        self.0.is_closed.set(false);
        for waiting in self.0.waiting.take() {
            waiting.send(()).unwrap_or(()); // or nobody waits any more
        }
    }

    pub fn text(&self) -> Option<String> {
        self.0.text.borrow().clone()
    }

    /// Foreign code writes.
    pub fn put(&self, text: Option<&str>) {
        *self.0.text.borrow_mut() = text.map(String::from);
    }

    pub fn looks(&self) -> usize {
        self.0.looks.get()
    }

    /// A storage of the application's own that acts from inside the next save.
    pub fn when_saved(&self, act: impl FnOnce() + 'static) {
        *self.0.plan.borrow_mut() = Some(Box::new(act));
    }

    /// What the client did to it.
    pub fn log(&self) -> Vec<String> {
        self.0.log.borrow().clone()
    }
}

impl TokenStore for Store {
    type User = String;

    fn ready(&self) -> Option<impl Future<Output = ()> + 'static> {
        if !self.0.is_closed.get() {
            return None;
        }
        let (sender, opened): (_, Receiver<()>) = channel();
        self.0.waiting.borrow_mut().push(sender);
        Some(async {
            let _ = opened.await;
        })
    }

    fn read(&self) -> Option<String> {
        self.0.looks.set(self.0.looks.get() + 1);
        self.text().filter(|_| !self.0.is_closed.get() || self.0.is_written.get())
    }

    fn decode(&self, text: &str) -> Option<Grant<String>> {
        grant(text)
    }

    fn save(&self, token: &AccessToken) {
        self.0.log.borrow_mut().push(format!("save {}", token.reveal()));
        self.0.is_written.set(true);
        self.put(Some(token.reveal()));
        let plan = self.0.plan.take();
        if let Some(act) = plan {
            act();
        }
    }

    fn forget(&self) {
        self.0.log.borrow_mut().push("forget".into());
        self.0.is_written.set(true);
        self.put(None);
    }
}

/// What a token says of its owner; one without a dot says nothing.
pub fn grant(text: &str) -> Option<Grant<String>> {
    let owner = owner(text);
    Some(Grant {
        token: AccessToken::parse(text)?,
        identity: Identity { user_id: None, subject: owner.clone() },
        expires_at: None,
        lifetime: None,
        age: None,
        user: owner,
    })
}

pub fn owner(token: &str) -> Option<String> {
    token.split_once('.').map(|(owner, _)| owner.into())
}
