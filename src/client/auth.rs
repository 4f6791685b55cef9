//! Feeds the refresh machine and carries out its orders.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::alarm::Alarm;
use super::waiter::{Teller, Waiter, pair};
use crate::policy::millis::Millis;
use crate::policy::refresh::{Effect, Epoch, Event, Input, Machine, Settings, Status, Verdict};
use crate::policy::token::AccessToken;
use crate::ports::{Announcer, AuthServer, Ports, Runtime, Tabs, TokenStore};

type Fact<P> = Input<Teller, <P as Ports>::User>;
type Order = Effect<Teller>;

/// One session in one tab, alive.
pub struct Auth<P: Ports> {
    server: P::AuthServer,
    pub(super) store: P::TokenStore,
    pub(super) tabs: P::Tabs,
    announcer: P::Announcer,
    pub(super) runtime: P::Runtime,
    pub(super) machine: RefCell<Machine<Teller, P::User>>,
    inbox: RefCell<Vec<Fact<P>>>,
    is_draining: Cell<bool>,
    events: RefCell<Vec<Event>>,
    is_telling: Cell<bool>,
    shown: Cell<(Option<Epoch>, Status, bool)>,
    pub(super) alarm: RefCell<Option<Alarm<P>>>,
    pub(super) watch: RefCell<Option<<P::Runtime as Runtime>::Watch>>,
    pub(super) lock: RefCell<Option<<P::Tabs as Tabs>::Hold>>,
    /// Whether what the store held when the session began is known.
    pub(super) is_open: Cell<bool>,
    /// Nobody uses it any more, though calls may be in flight.
    pub(super) is_closed: Cell<bool>,
}

impl<P: Ports> Auth<P> {
    /// Starts with what the store holds. Touches no network.
    pub fn new(
        settings: Settings,
        server: P::AuthServer,
        store: P::TokenStore,
        tabs: P::Tabs,
        announcer: P::Announcer,
        runtime: P::Runtime,
    ) -> Rc<Self> {
        let machine = Machine::new(settings, runtime.now(), store.read());
        let is_open = Cell::new(store.ready().is_none());
        let auth = Rc::new(Self {
            server,
            store,
            tabs,
            announcer,
            runtime,
            shown: Cell::new(machine.revision()),
            machine: RefCell::new(machine),
            inbox: RefCell::default(),
            is_draining: Cell::new(false),
            events: RefCell::default(),
            is_telling: Cell::new(false),
            alarm: RefCell::new(None),
            lock: RefCell::new(None),
            watch: RefCell::new(None),
            is_open,
            is_closed: Cell::new(true),
        });
        auth.open_later();
        auth
    }

    pub fn server(&self) -> &P::AuthServer {
        &self.server
    }

    pub fn announcer(&self) -> &P::Announcer {
        &self.announcer
    }

    pub fn status(&self) -> Status {
        self.machine.borrow().status()
    }

    pub fn token(&self) -> Option<AccessToken> {
        self.machine.borrow().token().cloned()
    }

    pub fn user(&self) -> Option<P::User> {
        self.machine.borrow().user().cloned()
    }

    /// On the client's wall clock.
    pub fn expires_at(&self) -> Option<Millis> {
        self.machine.borrow().expires_at()
    }

    pub fn is_refreshing(&self) -> bool {
        self.machine.borrow().is_refreshing()
    }

    pub(super) fn knows(&self, token: &str) -> bool {
        self.machine.borrow().knows(token)
    }

    /// Feeds a fact that has a waiter, and waits. The answer is there at once where nothing has to be waited for.
    pub(super) async fn ask(self: &Rc<Self>, fact: impl FnOnce(Teller) -> Fact<P>) -> Verdict {
        self.put(fact).await
    }

    /// The same, for one who waits later.
    pub(super) fn put(self: &Rc<Self>, fact: impl FnOnce(Teller) -> Fact<P>) -> Waiter {
        let (teller, waiter) = pair();
        self.feed(fact(teller));
        waiter
    }

    /// A fact that comes while another one is being worked on only queues: orders are carried out in the order in
    /// which they were given.
    pub(super) fn feed(self: &Rc<Self>, fact: Fact<P>) {
        self.inbox.borrow_mut().push(fact);
        if self.is_draining.replace(true) {
            return;
        }
        loop {
            let next = first(&mut self.inbox.borrow_mut());
            let Some(fact) = next else { break };
            let orders = self.machine.borrow_mut().handle(self.runtime.now(), fact);
            for order in orders {
                self.perform(order);
            }
        }
        self.is_draining.set(false);
        self.set_alarm();
        self.tell_application();
    }

    fn perform(self: &Rc<Self>, order: Order) {
        match order {
            Effect::CallRefresh(attempt) => {
                let auth = Rc::clone(self);
                self.runtime.spawn(async move {
                    let outcome = auth.server.refresh().await;
                    auth.look_at_store();
                    auth.feed(Input::RefreshAnswered { attempt, outcome });
                });
            }
            Effect::Save(token, generation) => self.save(&token, generation),
            Effect::Forget(generation, ending) => self.store.forget(generation, ending),
            Effect::Tell(waiter, verdict) => match waiter.tell(verdict) {
                Err(Verdict::YourTurn(unused)) => self.feed(Input::CallEnded(unused)),
                // The one who waited has given up: nobody needs to know.
                Ok(()) | Err(Verdict::Go(_) | Verdict::Refuse(_) | Verdict::Stand) => {}
            },
            Effect::SignOutAgain(ticket) => {
                let auth = Rc::clone(self);
                self.runtime.spawn(async move {
                    auth.server.sign_out().await;
                    auth.feed(Input::CallEnded(ticket));
                });
            }
            Effect::Spread(word, generation) => self.tabs.spread(word, generation),
            Effect::RequestLock(request) => self.request_lock(request),
            Effect::ReleaseLock => drop(self.lock.take()),
            Effect::Announce(event) => self.events.borrow_mut().push(event),
        }
    }

    /// A change is told at once, since it is looked at from inside events too. Events wait for each other: else what
    /// one subscriber does would reach the next one before that to which it was the answer.
    fn tell_application(&self) {
        let revision = self.machine.borrow().revision();
        if self.shown.replace(revision) != revision {
            self.announcer.changed();
        }
        if self.is_telling.replace(true) {
            return;
        }
        loop {
            let next = first(&mut self.events.borrow_mut());
            let Some(event) = next else { break };
            self.announcer.announce(event);
        }
        self.is_telling.set(false);
    }
}

/// The queues are a handful long: a ring buffer would cost more than it moves.
fn first<T>(queue: &mut Vec<T>) -> Option<T> {
    (!queue.is_empty()).then(|| queue.remove(0))
}
