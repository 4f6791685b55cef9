//! One tab whose clock is turned by hand. Waiters and users are numbers; user 1 is Ann, user 2 is Bob.

use evertoken::policy::error::Cause;
use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{
    Attempt, CookieCall, Effect, Epoch, Event, Input, LockRequest, Machine, Outcome, Pass, Settings, Status,
    Ticket, Verdict,
};
use evertoken::policy::stored::{Stored, Word};
use evertoken::policy::token::{AccessToken, Grant, Identity};

pub const TIMEOUT_MS: u64 = 10_000;
/// The longest window after a first failure.
pub const COOLED_DOWN: u64 = 1_000;
/// Where requests go if nothing else is said.
pub const ROUTE: &str = "GET https://api.test/users";
pub const ANN: u32 = 1;
pub const BOB: u32 = 2;

pub fn settings() -> Settings {
    Settings { timeout: Millis(TIMEOUT_MS), ahead: None, seed: 1, has_neighbours: false }
}

pub struct Tab {
    pub machine: Machine<u32, u32>,
    pub now: Millis,
    /// Refresh calls, in the order in which they were ordered.
    pub calls: Vec<Attempt>,
    pub events: Vec<Event>,
    /// What the store holds: what was saved last, unless it was forgotten.
    pub stored: Option<String>,
    pub second_logouts: Vec<Ticket>,
    /// What was written: the number of each token and of each end.
    pub generations: Vec<u32>,
    /// What the other tabs were told.
    pub spread: Vec<Word>,
    /// The request for the lock, until it is taken back or the lock is let go.
    pub locks: Vec<LockRequest>,
    told: Vec<(u32, Verdict)>,
}

/// What a waiter was told.
#[derive(Debug, PartialEq)]
pub enum Heard {
    NothingYet,
    Leaves { with: Option<String> },
    LeavesForTheLastTime { with: Option<String> },
    ItsTurn,
    Refused(Cause),
    Stands,
}

pub fn leaves(token: &str) -> Heard {
    Heard::Leaves { with: Some(token.into()) }
}

pub fn replayed(token: &str) -> Heard {
    Heard::LeavesForTheLastTime { with: Some(token.into()) }
}

pub const LEAVES_BARE: Heard = Heard::Leaves { with: None };
pub const LET_GO_BARE: Heard = Heard::LeavesForTheLastTime { with: None };

pub fn grant(token: &str, user: u32) -> Grant<u32> {
    let identity = Identity { user_id: Some(user.to_string()), subject: None };
    Grant {
        token: AccessToken::parse(token).unwrap(),
        identity,
        expires_at: None,
        lifetime: None,
        age: None,
        user: Some(user),
    }
}

/// A token that says nothing of whose it is.
pub fn anonymous_grant(token: &str) -> Grant<u32> {
    let identity = Identity { user_id: None, subject: None };
    Grant {
        token: AccessToken::parse(token).unwrap(),
        identity,
        expires_at: None,
        lifetime: None,
        age: None,
        user: None,
    }
}

pub fn rejection(request: u32, carried: Epoch, route: &str) -> Input<u32, u32> {
    Input::Rejected { waiter: request, carried, route: route.into(), blames_token: false }
}

pub fn renewed(token: &str, user: u32) -> Outcome<u32> {
    Outcome::Renewed(grant(token, user))
}

impl Tab {
    /// Ann's token "a" is in the store.
    pub fn of_ann() -> Self {
        Self::found(Some(grant("a", ANN)).into())
    }

    pub fn without_token() -> Self {
        Self::found(None.into())
    }

    /// Ann's token "a", and request 1 was rejected with it: the first refresh is under way.
    pub fn refreshing() -> Self {
        let mut tab = Self::of_ann();
        tab.departs(1);
        tab.rejected(1);
        tab
    }

    /// With this in the store.
    pub fn found(stored: Stored<u32>) -> Self {
        Self::with(settings(), stored)
    }

    pub fn with(settings: Settings, stored: Stored<u32>) -> Self {
        Self {
            stored: stored.grant.as_ref().map(|grant| grant.token.reveal().to_string()),
            machine: Machine::new(settings, Millis(1_000), stored),
            now: Millis(1_000),
            calls: Vec::new(),
            events: Vec::new(),
            second_logouts: Vec::new(),
            generations: Vec::new(),
            spread: Vec::new(),
            locks: Vec::new(),
            told: Vec::new(),
        }
    }

    pub fn hears(&mut self, input: Input<u32, u32>) {
        for effect in self.machine.handle(self.now, input) {
            match effect {
                Effect::CallRefresh(attempt) => self.calls.push(attempt),
                Effect::Save(token, generation) => {
                    self.stored = Some(token.reveal().into());
                    self.generations.push(generation);
                }
                Effect::Forget(generation, _) => {
                    self.stored = None;
                    self.generations.push(generation);
                }
                Effect::Tell(waiter, verdict) => self.told.push((waiter, verdict)),
                Effect::SignOutAgain(ticket) => self.second_logouts.push(ticket),
                Effect::Announce(event) => self.events.push(event),
                Effect::Spread(word, _) => self.spread.push(word),
                Effect::RequestLock(request) => self.locks.push(request),
                Effect::ReleaseLock => self.locks.clear(),
            }
        }
    }

    pub fn departs(&mut self, request: u32) {
        self.hears(Input::Departs(request));
    }

    pub fn accepted(&mut self, request: u32) {
        let carried = self.epoch_of(request);
        self.hears(Input::Accepted { carried, route: ROUTE.into() });
    }

    pub fn rejected(&mut self, request: u32) {
        let carried = self.epoch_of(request);
        self.hears(rejection(request, carried, ROUTE));
    }

    pub fn asks(&mut self, asker: u32) {
        self.hears(Input::RefreshWanted(asker));
    }

    /// The newest refresh call is answered.
    pub fn answered(&mut self, outcome: Outcome<u32>) {
        self.call_answered(self.calls.len() - 1, outcome);
    }

    pub fn call_answered(&mut self, index: usize, outcome: Outcome<u32>) {
        let attempt = self.calls[index];
        self.hears(Input::RefreshAnswered { attempt, outcome });
    }

    pub fn wants(&mut self, caller: u32, call: CookieCall) {
        self.hears(Input::CallWanted { waiter: caller, call });
    }

    /// A login from its start to its success.
    pub fn signs_in(&mut self, caller: u32, token: &str, user: u32) {
        self.wants(caller, CookieCall::SignIn);
        self.sign_in_succeeds(caller, token, user);
        self.call_ended(caller);
    }

    pub fn sign_in_succeeds(&mut self, caller: u32, token: &str, user: u32) {
        let ticket = self.ticket_of(caller);
        self.hears(Input::SignedIn { ticket, grant: grant(token, user) });
    }

    pub fn signs_out(&mut self, caller: u32) {
        self.hears(Input::SignedOut);
        self.wants(caller, CookieCall::SignOut);
    }

    pub fn call_ended(&mut self, caller: u32) {
        let ticket = self.ticket_of(caller);
        self.hears(Input::CallEnded(ticket));
    }

    fn ticket_of(&self, caller: u32) -> Ticket {
        let given = self.told.iter().rev().find_map(|(waiter, verdict)| match verdict {
            Verdict::YourTurn(ticket) if *waiter == caller => Some(*ticket),
            Verdict::YourTurn(_) | Verdict::Go(_) | Verdict::Refuse(_) | Verdict::Stand => None,
        });
        given.expect("it had its turn")
    }

    pub fn store_holds(&mut self, found: Option<Grant<u32>>) {
        self.looks(found.into());
    }

    pub fn looks(&mut self, found: Stored<u32>) {
        self.hears(Input::StoreRead(found));
    }

    /// Time passes, and the machine is woken whenever it asked for it.
    pub fn passes(&mut self, time: u64) {
        let end = self.now + Millis(time);
        for wakes in 0.. {
            let Some(alarm) = self.machine.alarm().filter(|alarm| *alarm <= end) else { break };
            assert!(wakes < 100, "the alarm rings for ever");
            self.now = self.now.max(alarm);
            self.hears(Input::Woke);
        }
        self.now = end;
    }

    pub fn told(&self, waiter: u32) -> Heard {
        let verdicts: Vec<_> = self.told.iter().filter(|(told, _)| *told == waiter).collect();
        match verdicts.last() {
            None => Heard::NothingYet,
            Some((_, Verdict::Go(pass))) => {
                let with = pass.token.as_ref().map(|token| token.reveal().to_string());
                if pass.last_chance { Heard::LeavesForTheLastTime { with } } else { Heard::Leaves { with } }
            }
            Some((_, Verdict::YourTurn(_))) => Heard::ItsTurn,
            Some((_, Verdict::Refuse(cause))) => Heard::Refused(*cause),
            Some((_, Verdict::Stand)) => Heard::Stands,
        }
    }

    /// How many verdicts were given to these waiters in all.
    pub fn verdicts(&self, waiters: impl Fn(u32) -> bool) -> usize {
        self.told.iter().filter(|(waiter, _)| waiters(*waiter)).count()
    }

    pub fn pass_of(&self, request: u32) -> Pass {
        let passes = self.told.iter().rev().find_map(|(waiter, verdict)| match verdict {
            Verdict::Go(pass) if *waiter == request => Some(pass.clone()),
            Verdict::Go(_) | Verdict::YourTurn(_) | Verdict::Refuse(_) | Verdict::Stand => None,
        });
        passes.expect("it has left")
    }

    pub fn epoch_of(&self, request: u32) -> Epoch {
        self.pass_of(request).epoch
    }

    pub fn token(&self) -> Option<&str> {
        self.machine.token().map(AccessToken::reveal)
    }

    pub fn status(&self) -> Status {
        self.machine.status()
    }
}
