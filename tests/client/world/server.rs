//! An auth server that answers when the test says so, and counts.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::Rc;

use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::Outcome;
use evertoken::policy::token::Grant;
use evertoken::ports::AuthServer;
use futures_channel::oneshot::{Sender, channel};

use super::clock::Clock;
use super::store::grant;

#[derive(Clone)]
pub struct Server(Rc<Desk>);

struct Desk {
    clock: Clock,
    refreshes: RefCell<Vec<Asked>>,
    goodbyes: RefCell<Vec<Option<Sender<()>>>>,
    watcher: RefCell<Option<Box<dyn Fn()>>>,
    is_absent: Cell<bool>,
    lifetime: Cell<Option<Millis>>,
}

struct Asked {
    at: Millis,
    reply: Option<Sender<Outcome<String>>>,
}

impl Server {
    pub fn new(clock: Clock) -> Self {
        Self(Rc::new(Desk {
            clock,
            refreshes: RefCell::default(),
            goodbyes: RefCell::default(),
            watcher: RefCell::new(None),
            is_absent: Cell::new(false),
            lifetime: Cell::new(None),
        }))
    }

    /// From now on there is nothing to ask: `refresh: false`.
    pub fn be_absent(&self) {
        self.0.is_absent.set(true);
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
        refreshes.iter().enumerate().filter(|(_, it)| it.reply.is_some()).map(|(n, it)| (n, it.at)).collect()
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
        let sender = self.0.refreshes.borrow_mut()[index].reply.take().expect("answered once");
        drop(sender.send(outcome));
    }

    pub fn answer_goodbye(&self, index: usize) {
        let sender = self.0.goodbyes.borrow_mut()[index].take().expect("answered once");
        sender.send(()).ok();
    }

    /// Is called whenever a refresh call comes, before it is counted.
    pub fn watch(&self, watcher: impl Fn() + 'static) {
        *self.0.watcher.borrow_mut() = Some(Box::new(watcher));
    }
}

impl AuthServer for Server {
    type User = String;

    fn can_refresh(&self) -> bool {
        !self.0.is_absent.get()
    }

    fn refresh(&self) -> impl Future<Output = Outcome<String>> {
        if let Some(watcher) = &*self.0.watcher.borrow() {
            watcher();
        }
        let (sender, receiver) = channel();
        let asked = Asked { at: self.0.clock.time(), reply: Some(sender) };
        self.0.refreshes.borrow_mut().push(asked);
        async move { receiver.await.unwrap_or(Outcome::UNREACHABLE) }
    }

    fn sign_out(&self) -> impl Future<Output = ()> {
        let (sender, receiver) = channel();
        self.0.goodbyes.borrow_mut().push(Some(sender));
        async move { receiver.await.unwrap_or(()) }
    }
}
