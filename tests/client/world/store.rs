//! A store that the test, and other tabs, read and write behind the client's back. A token `alice.2` is alice's second.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use evertoken::policy::millis::Millis;
use evertoken::policy::stored::{Ending, Mark, Says, Stored};
use evertoken::policy::token::{AccessToken, Grant, Identity};
use evertoken::ports::{Deposit, TokenStore};

/// One tab's view of it.
#[derive(Clone, Default)]
pub struct Store(Rc<Shelf>, Rc<RefCell<Option<Texts>>>);

#[derive(Clone, PartialEq, Default)]
struct Texts {
    token: Option<String>,
    mark: Option<Written>,
}

#[derive(Clone, PartialEq)]
struct Written {
    generation: u32,
    /// Of this token, or of this end.
    of: Result<String, Ending>,
    identity: Identity,
    user: Option<String>,
}

#[derive(Default)]
struct Shelf {
    texts: RefCell<Texts>,
    looks: Cell<usize>,
    log: RefCell<Vec<String>>,
    plan: RefCell<Option<Box<dyn FnOnce()>>>,
    is_closed: Cell<bool>,
    is_private: Cell<bool>,
    /// Of what is found there just when it was written.
    lifetime: Cell<Option<Millis>>,
    /// What was written is read, also where what was there before cannot be read yet.
    is_written: Cell<bool>,
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
    }

    pub fn text(&self) -> Option<String> {
        self.0.texts.borrow().token.clone()
    }

    /// Foreign code writes.
    pub fn put(&self, text: Option<&str>) {
        self.0.texts.borrow_mut().token = text.map(String::from);
    }

    /// The same store, as another tab sees it.
    pub fn elsewhere(&self) -> Self {
        if self.0.is_private.get() {
            let own = Self::holding(self.text().as_deref());
            own.be_private();
            return own;
        }
        Self(Rc::clone(&self.0), Rc::default())
    }

    fn texts(&self) -> Texts {
        self.0.looks.set(self.0.looks.get() + 1);
        let is_readable = !self.0.is_closed.get() || self.0.is_written.get();
        if is_readable { self.0.texts.borrow().clone() } else { Texts::default() }
    }

    fn write(&self, token: Option<&str>, mark: Written) {
        self.0.is_written.set(true);
        let texts = Texts { token: token.map(String::from), mark: Some(mark) };
        *self.1.borrow_mut() = Some(texts.clone());
        *self.0.texts.borrow_mut() = texts;
    }

    /// From now on each tab has one of its own, and they share no more than the cookie.
    pub fn be_private(&self) {
        self.0.is_private.set(true);
    }

    /// What a token says of itself, and other tabs find with it.
    pub fn holds_for(&self, lifetime: Millis) {
        self.0.lifetime.set(Some(lifetime));
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

    fn read(&self) -> Stored<String> {
        let texts = self.texts();
        *self.1.borrow_mut() = Some(texts.clone());
        let says = |mark: &Written| match (&mark.of, &texts.token) {
            (Err(ending), _) => Says::Ended(*ending),
            (Ok(of), Some(token)) if of == token => Says::Here,
            (Ok(_), _) => Says::Elsewhere,
        };
        let mark = texts.mark.as_ref().map(|mark| Mark {
            generation: mark.generation,
            says: says(mark),
            identity: mark.identity.clone(),
        });
        let lifetime = self.0.lifetime.get();
        let fresh = |grant| Grant { lifetime, age: lifetime.map(|_| Millis(0)), ..grant };
        Stored { grant: texts.token.as_deref().and_then(grant).map(fresh), mark }
    }

    fn look(&self) -> Option<Stored<String>> {
        let is_seen = self.1.borrow().as_ref() == Some(&self.texts());
        (!is_seen).then(|| self.read())
    }

    fn save(&self, deposit: Deposit<'_, String>) {
        let Deposit { token, generation, identity, user } = deposit;
        self.0.log.borrow_mut().push(format!("save {}", token.reveal()));
        let of = Ok(token.reveal().into());
        let mark = Written { generation, of, identity: identity.clone(), user: user.cloned() };
        self.write(Some(token.reveal()), mark);
        let plan = self.0.plan.take();
        if let Some(act) = plan {
            act();
        }
    }

    fn forget(&self, generation: u32, ending: Ending) {
        self.0.log.borrow_mut().push("forget".into());
        let mark = Written { generation, of: Err(ending), identity: Identity::default(), user: None };
        self.write(None, mark);
    }

    fn is_shared(&self) -> bool {
        !self.0.is_private.get()
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
