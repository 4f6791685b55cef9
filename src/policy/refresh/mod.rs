//! The refresh machine: facts in, orders out, no clock and no I/O of its own.
//!
//! It keeps the promises of the crate's head (`src/lib.rs`). A waiter is a value that is moved in and moved
//! out, so that telling one twice does not compile.

mod ahead;
mod answers;
mod calls;
mod changes;
mod io;
mod lock;
mod requests;
mod session;
mod shown;
mod store;
mod turn;
mod waiting;

use std::mem;

pub use io::{
    Attempt, CookieCall, Effect, Epoch, Event, Input, Outcome, Pass, Settings, Status, Ticket, Verdict,
};

use super::breaker::Breaker;
use super::cooldown::Cooldown;
use super::dice::Dice;
use super::millis::Millis;
use super::queue::first;
use super::stored::Stored;
use calls::{Caller, Outing};
use lock::Lock;
pub use lock::LockRequest;
use session::Session;
use store::Shelf;
use turn::{Stage, Turn};
use waiting::{Hand, Waiting};

/// The state of one session in one tab. `W` is the handle of a waiter, `U` the application's user.
#[derive(Clone, Debug)]
pub struct Machine<W, U> {
    now: Millis,
    timeout: Millis,
    ahead: Option<Millis>,
    session: Session<U>,
    shelf: Shelf,
    lock: Lock,
    turn: Turn,
    waiting: Vec<Waiting<W>>,
    callers: Vec<Caller<W>>,
    outings: Vec<Outing>,
    /// Refresh calls that passed their deadline and were not answered yet.
    late: Vec<Late>,
    standing: Standing,
    /// The cookie may belong to somebody else than the session.
    stray_cookie: bool,
    cooldown: Cooldown,
    breaker: Breaker,
    dice: Dice,
    numbers: u32,
    effects: Vec<Effect<W>>,
}

#[derive(Clone, Debug)]
struct Late {
    attempt: Attempt,
    judged: Epoch,
    session: Epoch,
}

/// What the session has to do with the cookie.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Standing {
    /// They go together, as far as is known.
    Together,
    /// Nothing: the application brought the token.
    TokenSet,
    /// There should be neither.
    SignedOut,
}

impl<W, U: Clone> Machine<W, U> {
    /// A machine that found `stored` in the store.
    #[must_use]
    pub fn new(settings: Settings, now: Millis, stored: Stored<U>) -> Self {
        let mut machine = Self {
            now,
            timeout: settings.timeout,
            ahead: settings.ahead,
            shelf: Shelf::default(),
            session: Session::unknown(),
            lock: Lock::new(settings.has_neighbours),
            turn: Turn::nobodys(),
            waiting: Vec::new(),
            callers: Vec::new(),
            outings: Vec::new(),
            late: Vec::new(),
            standing: Standing::Together,
            stray_cookie: false,
            cooldown: Cooldown::default(),
            breaker: Breaker::default(),
            dice: Dice::new(settings.seed),
            numbers: 0,
            effects: Vec::new(),
        };
        machine.open_store(stored);
        machine
    }

    /// Takes in one fact, at a point of a clock that never runs backwards.
    pub fn handle(&mut self, now: Millis, input: Input<W, U>) -> Vec<Effect<W>> {
        self.now = now;
        let Session { received, began, .. } = self.session;
        match input {
            Input::StoreOpened(stored) => self.open_store(stored),
            Input::StoreRead(stored) => self.compare_with_store(stored, false),
            Input::TokenRemoved(stored) => self.compare_with_store(stored, true),
            Input::Departs(waiter) => self.depart(waiter),
            Input::Accepted { carried, route } => self.accepted(carried, route),
            Input::Rejected { waiter, carried, route, blames_token } => {
                self.rejected(waiter, carried, !blames_token && self.is_forbidden(route));
            }
            Input::ReplayRejected { pass, route } => self.replay_rejected(&pass, route),
            Input::RefreshWanted(waiter) => self.hold(waiter, Hand::Nothing),
            Input::RefreshAnswered { attempt, outcome } => self.refresh_answered(attempt, outcome),
            Input::TrafficArrived => self.traffic_arrived(),
            Input::CallWanted { waiter, call } => self.call_wanted(waiter, call),
            Input::CallEnded(ticket) => self.call_ended(ticket),
            Input::SignedIn { ticket, grant } => self.signed_in(ticket, grant),
            Input::TokenSet(grant) => self.token_set(grant),
            Input::SignedOut => self.signed_out(),
            Input::LockGranted { request, contended } => self.lock_granted(request, contended),
            Input::LockRefused(request) => self.lock_refused(request),
            Input::Hidden => self.hidden(),
            Input::HeardElsewhere(word) => self.heard_elsewhere(word),
            Input::WrittenElsewhere(generation) => self.shelf.heard_of(generation),
            Input::Woke => self.woke(),
        }
        if self.session.received != received {
            self.cooldown = Cooldown::default(); // a newer token has come, by whatever way
        }
        if self.session.began != began {
            self.breaker = Breaker::default(); // others may do what this one may not
        }
        self.give_turn();
        mem::take(&mut self.effects)
    }

    /// When to say [`Input::Woke`], if at all.
    #[must_use]
    pub fn alarm(&self) -> Option<Millis> {
        self.deadline().or_else(|| self.renewal())
    }

    /// Runs after every input: whoever is next may move the cookie.
    fn give_turn(&mut self) {
        self.end_needless_doubt();
        if self.turn.stage != Stage::Nobody {
            return;
        }
        if !self.somebody_wants_the_turn() {
            return self.let_go_of_lock();
        }
        let Some(since) = self.come_by_lock() else { return };
        if let Some(Caller { waiter, call, is_overtaken }) = first(&mut self.callers) {
            let ticket = self.lend_turn(call, is_overtaken);
            self.tell(waiter, Verdict::YourTurn(ticket));
        } else if self.must_settle_cookie() && self.standing == Standing::SignedOut {
            let ticket = self.lend_turn(CookieCall::SignOut, false);
            self.order(Effect::SignOutAgain(ticket));
        } else {
            self.stray_cookie &= self.sign_in_is_out();
            let attempt = self.call_refresh();
            self.begin_turn(Stage::Asked(attempt), since);
        }
    }

    fn call_refresh(&mut self) -> Attempt {
        let attempt = Attempt(self.next_number());
        self.order(Effect::CallRefresh(attempt));
        attempt
    }

    fn next_number(&mut self) -> u32 {
        self.numbers = self.numbers.wrapping_add(1);
        self.numbers
    }

    fn announce(&mut self, event: Event) {
        self.order(Effect::Announce(event));
    }

    fn order(&mut self, effect: Effect<W>) {
        self.effects.push(effect);
    }

    fn tell(&mut self, waiter: W, verdict: Verdict) {
        self.order(Effect::Tell(waiter, verdict));
    }
}
