//! Stands outside and sees whether the promises of `src/lib.rs` are kept while the game goes on.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use evertoken::policy::refresh::{Event, Status};

use super::jar::{Cookie, Jar};
use crate::world::clock::Clock;
use crate::world::listener::Listener;
use crate::world::server::Server;
use crate::world::store::Store;
use crate::world::{API, Request, TIMEOUT, World};

#[derive(Default)]
pub struct Witness {
    /// For each call: in which session it began, and how often it was sent.
    calls: RefCell<BTreeMap<usize, (usize, usize)>>,
    /// For each refresh call: the cookie that it left with.
    pub cookies: RefCell<Vec<Option<Cookie>>>,
    /// For each refresh call: whether the one before was answered by "over".
    echoes: RefCell<Vec<bool>>,
    pub last_was_over: Cell<bool>,
    pub overs_heard: Cell<usize>,
    /// Nothing but the logout has happened since, so that nobody can be signed in.
    pub is_signed_out: Cell<bool>,
    /// The cookie may be another user's than the token: the application has brought a token since the last login, or
    /// the one refresh that was to find out was not answered.
    pub cookie_is_excused: Cell<bool>,
}

impl Witness {
    pub fn of(world: &World, jar: &Jar) -> Rc<Self> {
        let witness = Rc::new(Self::default());
        let (eye, store, listener) = (Rc::clone(&witness), world.store.clone(), world.listener.clone());
        world.wire.watch(move |request, carried| eye.sees_leaving(request, carried, &store, &listener));
        let (eye, jar) = (Rc::clone(&witness), jar.clone());
        let (server, clock) = (world.server.clone(), world.clock.clone());
        world.server.watch(move || eye.sees_refresh(&server, &clock, &jar));
        witness
    }

    pub fn call_begins(&self, label: usize, world: &World) {
        self.calls.borrow_mut().insert(label, (sessions(&world.listener), 0));
    }

    fn sees_leaving(&self, request: &Request, carried: &str, store: &Store, listener: &Listener) {
        let mut calls = self.calls.borrow_mut();
        let (began_in, sent) = calls.get_mut(&request.label).expect("a call that began");
        *sent += 1;
        assert!(*sent <= 2, "promise 4: replayed twice");
        if carried == "nothing" || carried == "as given" {
            return;
        }
        assert!(request.url.starts_with(&[API, "/"].concat()), "promise 8: a token to {}", request.url);
        assert_eq!(*began_in, sessions(listener), "promise 7: another session's token");
        assert_eq!(store.text().as_deref(), Some(carried), "the token was not read anew");
    }

    fn sees_refresh(&self, server: &Server, clock: &Clock, jar: &Jar) {
        let echoes = self.echoes.borrow();
        for (index, at) in server.open_refreshes() {
            let has_waited = clock.time().since(at) >= TIMEOUT;
            assert!(has_waited || echoes[index], "promise 1: a second refresh while one is in flight");
        }
        drop(echoes);
        self.echoes.borrow_mut().push(self.last_was_over.get());
        self.cookies.borrow_mut().push(jar.cookie());
    }

    /// After each move.
    pub fn looks(&self, world: &World) {
        let ends = world.heard().iter().filter(|event| **event == Event::Over).count();
        assert!(self.overs_heard.get() >= 2 * ends, "promise 6: over after one no");
        if self.is_signed_out.get() {
            let seen = (world.client.status(), world.token(), world.store.text());
            assert_eq!(seen, (Status::Anonymous, None, None), "promise 5: signed out, and yet");
        }
    }
}

/// How many sessions have begun or ended.
fn sessions(listener: &Listener) -> usize {
    listener.heard().iter().filter(|event| **event != Event::Refreshed).count()
}
