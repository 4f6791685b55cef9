//! A whole world for the client, in which nothing happens unless the test does it.

pub mod book;
pub mod clock;
pub mod listener;
pub mod people;
pub mod post;
pub mod request;
pub mod server;
pub mod store;
pub mod street;
pub mod tasks;
pub mod wire;

use std::ops::Deref;
use std::rc::Rc;

use evertoken::client::{Client, Membership};
use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{Event, Settings};
use evertoken::policy::scope::Scope;
use evertoken::ports::Ports;

use book::Book;
use clock::Clock;
use listener::Listener;
pub use people::{Call, End, People};
use post::Post;
pub use request::{API, Request};
use server::Server;
use store::Store;
use street::{Door, Street};
use tasks::Tasks;
use wire::Wire;

/// How long callers wait for a refresh.
pub const TIMEOUT: Millis = Millis(10_000);

const SETTINGS: Settings = Settings { timeout: TIMEOUT, ahead: None, seed: 1, has_neighbours: false };

pub struct Fake {
    wire: Wire,
    server: Server,
    store: Store,
    door: Door,
    listener: Listener,
    clock: Clock,
}

impl Ports for Fake {
    type User = String;
    type Transport = Wire;
    type AuthServer = Server;
    type TokenStore = Store;
    type Tabs = Door;
    type Announcer = Listener;
    type Runtime = Clock;

    fn transport(&self) -> &Wire {
        &self.wire
    }

    fn server(&self) -> &Server {
        &self.server
    }

    fn store(&self) -> &Store {
        &self.store
    }

    fn tabs(&self) -> &Door {
        &self.door
    }

    fn announcer(&self) -> &Listener {
        &self.listener
    }

    fn runtime(&self) -> &Clock {
        &self.clock
    }
}

pub struct World {
    pub tasks: Tasks,
    pub clock: Clock,
    pub wire: Wire,
    pub server: Server,
    pub store: Store,
    pub street: Street,
    pub listener: Listener,
    pub people: People,
}

/// What a session is configured to be.
pub struct Setup {
    pub stored: Option<&'static str>,
    /// The store can be read only once it is opened.
    pub is_closed: bool,
    pub scope: Scope,
    pub scheme: &'static str,
    pub statuses: Vec<u16>,
    pub has_lock: bool,
    /// Each tab keeps its token for itself.
    pub is_private: bool,
    pub ahead: Option<Millis>,
}

impl Default for Setup {
    fn default() -> Self {
        let own = |path: &str| [API, path].concat();
        Self {
            stored: Some("alice.1"),
            is_closed: false,
            scope: Scope {
                origins: vec![API.into()],
                sign_in: vec![own("/refresh"), own("/login"), own("/registration")],
                sign_out: own("/logout"),
                auth_origin: API.into(),
            },
            scheme: "Bearer",
            statuses: vec![401],
            has_lock: false,
            is_private: false,
            ahead: None,
        }
    }
}

impl World {
    /// Alice's first token lies in the store.
    pub fn new() -> Self {
        Self::with(Setup::default())
    }

    /// Nobody was here before.
    pub fn empty() -> Self {
        Self::with(Setup { stored: None, ..Setup::default() })
    }

    pub fn with(setup: Setup) -> Self {
        let tasks = Tasks::default();
        let post = Post::new(tasks.clone());
        let clock = Clock::new(post.clone());
        let server = Server::new(clock.clone(), post.clone());
        let store = if setup.is_closed { Store::closed } else { Store::holding }(setup.stored);
        if setup.is_private {
            store.be_private();
        }
        let street = Street::new(tasks.clone());
        Self::made_of(setup, tasks, post, clock, server, store, street)
    }

    /// Another tab of the same browser.
    pub fn beside(&self) -> Self {
        self.beside_with(Setup { has_lock: self.street.has_lock(), ..Setup::default() })
    }

    pub fn beside_with(&self, setup: Setup) -> Self {
        let tasks = self.tasks.clone();
        let post = Post::new(tasks.clone());
        let (clock, server) = (self.clock.elsewhere(post.clone()), self.server.elsewhere(post.clone()));
        Self::made_of(setup, tasks, post, clock, server, self.store.elsewhere(), self.street.clone())
    }

    fn made_of(
        setup: Setup,
        tasks: Tasks,
        post: Post,
        clock: Clock,
        server: Server,
        store: Store,
        street: Street,
    ) -> Self {
        let book = Book::new(post.clone());
        let wire = Wire::new(post.clone(), book.clone());
        let listener = Listener::default();
        let settings = Settings { has_neighbours: setup.has_lock, ahead: setup.ahead, ..SETTINGS };
        street.light(setup.has_lock);
        let membership =
            Membership { scope: setup.scope, scheme: setup.scheme.into(), statuses: setup.statuses };
        let fake = Fake {
            wire: wire.clone(),
            server: server.clone(),
            store: store.clone(),
            door: street.door(post.clone()),
            listener: listener.clone(),
            clock: clock.clone(),
        };
        let client = Rc::new(Client::new(settings, membership, fake));
        post.attach(&client);
        client.resume();
        let people = People { client, book, post };
        Self { tasks, clock, wire, server, store, street, listener, people }
    }

    pub fn run(&self) {
        self.tasks.run();
    }

    /// The n-th request that left is answered, and all that follows from it happens.
    pub fn answer(&self, index: usize, status: u16) {
        self.wire.answer(index, status);
        self.run();
    }

    /// The same, from where a redirect led.
    pub fn answer_from(&self, index: usize, status: u16, url: &str) {
        self.wire.answer_from(index, status, url);
        self.run();
    }

    pub fn renew(&self, index: usize, token: &str) {
        self.server.renew(index, token);
        self.run();
    }

    pub fn turn_clock(&self, by: Millis) {
        let end = self.clock.time() + by;
        while self.clock.ring_next(end) {
            self.run();
        }
        self.run();
    }

    /// A call whose token was rejected: it waits for the refresh that it started.
    pub fn rejected_call(&self) -> Call {
        let call = self.get("/users");
        self.answer(self.wire.count() - 1, 401);
        call
    }

    pub fn token(&self) -> Option<String> {
        self.client.token().map(|token| token.reveal().into())
    }

    pub fn heard(&self) -> Vec<Event> {
        self.listener.heard()
    }
}

impl Deref for World {
    type Target = People;

    fn deref(&self) -> &People {
        &self.people
    }
}
