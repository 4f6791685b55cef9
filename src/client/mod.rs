//! Drives: performs what the policy decided, in order.
//!
//! Knows requests, answers and waiting, but no browser: orders go out through the ports, and what comes of them comes in by the
//! client's methods, so that native tests drive it with a hand-turned clock.

mod alarm;
mod auth;
mod calls;
mod requests;
mod session;
mod tabs;

use std::cell::{Cell, RefCell};

use crate::policy::millis::Millis;
use crate::policy::refresh::{Epoch, Event, Input, Machine, Settings, Status, Verdict};
use crate::policy::scope::Scope;
use crate::policy::token::AccessToken;
use crate::ports::{Call, Ports, Runtime, TokenStore};
use calls::Party;
pub use requests::{Answer, Request};

/// One session in one tab, alive, and the requests that take part in it.
pub struct Client<P: Ports> {
    membership: Membership,
    outside: P,
    machine: RefCell<Machine<Call, P::User>>,
    /// Those who have asked for something and were not told the end.
    parties: RefCell<Vec<(Call, Party)>>,
    inbox: RefCell<Vec<Input<Call, P::User>>>,
    is_draining: Cell<bool>,
    events: RefCell<Vec<Event>>,
    is_telling: Cell<bool>,
    verdicts: RefCell<Vec<(Call, Verdict)>>,
    shown: Cell<(Option<Epoch>, Status, bool)>,
    rings_at: Cell<Option<Millis>>,
    is_watching: Cell<bool>,
    /// Nobody uses it any more, though calls may be in flight.
    is_closed: Cell<bool>,
}

/// What takes part in a session, and how.
pub struct Membership {
    pub scope: Scope,
    /// `Bearer`, or nothing.
    pub scheme: String,
    /// The statuses that start a refresh; none if there is nothing to ask.
    pub statuses: Vec<u16>,
}

impl<P: Ports> Client<P> {
    /// Starts with what the store holds. Touches no network, and is closed until [`Client::resume`].
    pub fn new(settings: Settings, membership: Membership, outside: P) -> Self {
        let machine = Machine::new(settings, outside.runtime().now(), outside.store().read());
        Self {
            membership,
            outside,
            shown: Cell::new(machine.revision()),
            machine: RefCell::new(machine),
            parties: RefCell::default(),
            inbox: RefCell::default(),
            is_draining: Cell::new(false),
            events: RefCell::default(),
            is_telling: Cell::new(false),
            verdicts: RefCell::default(),
            rings_at: Cell::new(None),
            is_watching: Cell::new(false),
            is_closed: Cell::new(true),
        }
    }

    pub fn outside(&self) -> &P {
        &self.outside
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

    /// Whether there is an auth server to ask.
    fn can_refresh(&self) -> bool {
        !self.membership.statuses.is_empty()
    }
}
