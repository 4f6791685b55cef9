//! An auth server that answers when the test says so, and counts.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{Attempt, Outcome, Ticket};
use evertoken::policy::token::Grant;
use evertoken::ports::AuthServer;

use super::clock::Clock;
use super::post::Post;
use super::store::grant;

/// One tab's way to it.
#[derive(Clone)]
pub struct Server(Rc<Desk>, Post);

struct Desk {
    clock: Clock,
    refreshes: RefCell<Vec<Asked>>,
    /// `None` once it was answered.
    goodbyes: RefCell<Vec<Option<(Ticket, Post)>>>,
    watcher: RefCell<Option<Box<dyn Fn()>>>,
    lifetime: Cell<Option<Millis>>,
}

struct Asked {
    at: Millis,
    /// `None` once it was answered.
    by: Option<(Attempt, Post)>,
}

impl Server {
    pub fn new(clock: Clock, post: Post) -> Self {
        let desk = Desk {
            clock,
            refreshes: RefCell::default(),
            goodbyes: RefCell::default(),
            watcher: RefCell::new(None),
            lifetime: Cell::new(None),
        };
        Self(Rc::new(desk), post)
    }

    /// The same, as another tab reaches it.
    pub fn elsewhere(&self, post: Post) -> Self {
        Self(Rc::clone(&self.0), post)
    }

    pub fn refreshes(&self) -> usize {
        self.0.refreshes.borrow().len()
    }

    /// From now on tokens say that they live so long.
    pub fn grant_for(&self, lifetime: Millis) {
        self.0.lifetime.set(Some(lifetime));
    }

    /// The refresh calls that are not answered, with the time at which they came.
    pub fn open_refreshes(&self) -> Vec<(usize, Millis)> {
        let refreshes = self.0.refreshes.borrow();
        refreshes.iter().enumerate().filter(|(_, it)| it.by.is_some()).map(|(n, it)| (n, it.at)).collect()
    }

    pub fn goodbyes(&self) -> usize {
        self.0.goodbyes.borrow().len()
    }

    pub fn open_goodbyes(&self) -> Vec<usize> {
        let goodbyes = self.0.goodbyes.borrow();
        (0..goodbyes.len()).filter(|index| goodbyes[*index].is_some()).collect()
    }

    /// Answers the n-th refresh call with a token.
    pub fn renew(&self, index: usize, token: &str) {
        let grant = grant(token).expect("a token");
        let renewed = Grant { lifetime: self.0.lifetime.get(), age: Some(Millis(0)), ..grant };
        self.answer(index, Outcome::Renewed(renewed));
    }

    pub fn answer(&self, index: usize, outcome: Outcome<String>) {
        let (attempt, post) = self.0.refreshes.borrow_mut()[index].by.take().expect("answered once");
        post.bring(move |client| client.refresh_answered(attempt, outcome));
    }

    pub fn answer_goodbye(&self, index: usize) {
        let (ticket, post) = self.0.goodbyes.borrow_mut()[index].take().expect("answered once");
        post.bring(move |client| client.goodbye_answered(ticket));
    }

    /// Is called whenever a refresh call comes, before it is counted.
    pub fn watch(&self, watcher: impl Fn() + 'static) {
        *self.0.watcher.borrow_mut() = Some(Box::new(watcher));
    }
}

impl AuthServer for Server {
    fn refresh(&self, attempt: Attempt) {
        if let Some(watcher) = &*self.0.watcher.borrow() {
            watcher();
        }
        let asked = Asked { at: self.0.clock.time(), by: Some((attempt, self.1.clone())) };
        self.0.refreshes.borrow_mut().push(asked);
    }

    fn sign_out(&self, ticket: Ticket) {
        self.0.goodbyes.borrow_mut().push(Some((ticket, self.1.clone())));
    }
}
