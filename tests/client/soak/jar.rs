//! The browser's jar with its one refresh cookie, which whoever is answered last has set.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

#[derive(Clone, Debug, PartialEq)]
pub struct Cookie {
    pub owner: String,
    id: u32,
}

#[derive(Clone, Default)]
pub struct Jar(Rc<Glass>);

#[derive(Default)]
struct Glass {
    cookie: RefCell<Option<Cookie>>,
    dead: RefCell<BTreeSet<u32>>,
    next: Cell<u32>,
}

impl Jar {
    /// As it is sent with a call that leaves now.
    pub fn cookie(&self) -> Option<Cookie> {
        self.0.cookie.borrow().clone()
    }

    /// An answer arrives that sets it.
    pub fn set(&self, owner: &str) {
        self.0.next.set(self.0.next.get() + 1);
        *self.0.cookie.borrow_mut() = Some(Cookie { owner: owner.into(), id: self.0.next.get() });
    }

    /// An answer arrives that clears it.
    pub fn clear(&self) {
        *self.0.cookie.borrow_mut() = None;
    }

    /// The server revokes what lies in the jar.
    pub fn revoke(&self) {
        let cookie = self.cookie();
        self.0.dead.borrow_mut().extend(cookie.map(|cookie| cookie.id));
    }

    pub fn is_alive(&self, cookie: &Cookie) -> bool {
        !self.0.dead.borrow().contains(&cookie.id)
    }

    /// Whose session the server would renew.
    pub fn living_owner(&self) -> Option<String> {
        self.cookie().filter(|cookie| self.is_alive(cookie)).map(|cookie| cookie.owner)
    }
}
