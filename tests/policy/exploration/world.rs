//! The world around the machine: the wire, the cookie jar, the store and the clock. It takes possible steps only: no
//! answer without a call, no call without a ticket, no renewal without a cookie.

use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{
    Attempt, CookieCall, Effect, Input, Machine, Outcome, Pass, Settings, Ticket, Verdict,
};
use evertoken::policy::token::{AccessToken, Grant, Identity};

use super::observer::Observer;
use super::steps::{Allowance, Step};

pub const TIMEOUT: Millis = Millis(10_000);
/// What a busy server asks for.
pub const RETRY_AFTER: Millis = Millis(20_000);
/// No failure closes the way for longer, unless the server asked for it.
pub const LONGEST_WINDOW: Millis = Millis(60_000);
/// How long tokens live that say so.
pub const LIFETIME: Millis = Millis(15_000);
const SETTINGS: Settings = Settings { timeout: TIMEOUT, ahead: None, seed: 1, has_neighbours: false };
const AHEAD: Settings = Settings { ahead: Some(Millis(60_000)), ..SETTINGS };

#[derive(Clone)]
pub struct World {
    pub machine: Machine<u32, u32>,
    pub now: Millis,
    is_mortal: bool,
    pub observer: Observer,
    pub allowance: Allowance,
    pub refreshes: Vec<RefreshOnTheWire>,
    pub calls: Vec<CallOnTheWire>,
    pub requests: Vec<RequestOnTheWire>,
    /// Whose refresh cookie the browser holds.
    pub jar: Option<u32>,
    /// What each waiter is, by its number.
    pub waiters: Vec<Waiter>,
    /// Who was rejected once.
    rejected: Vec<u32>,
    minted: u32,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Waiter {
    Request(&'static str),
    Asker,
    SignIn(u32),
    SignOut,
}

#[derive(Clone)]
pub struct RefreshOnTheWire {
    pub attempt: Attempt,
    /// Whose cookie went with it.
    pub cookie: Option<u32>,
}

#[derive(Clone)]
pub struct CallOnTheWire {
    pub ticket: Ticket,
    pub kind: Waiter,
    /// A renewal landed while it was out: nobody knows whose cookie came last.
    pub crossed: bool,
}

#[derive(Clone)]
pub struct RequestOnTheWire {
    pub waiter: u32,
    pub route: &'static str,
    pub pass: Pass,
    /// It was rejected before.
    pub is_replay: bool,
}

impl World {
    /// With the token of user 1 in the store and her cookie in the jar, or with the cookie alone, or with nothing.
    pub fn new(stored: bool, jar: Option<u32>, allowance: Allowance) -> Self {
        let start = Millis(1_000);
        let is_mortal = allowance.mortal;
        let found = stored.then(|| grant("t0", 1, is_mortal));
        let settings = if is_mortal { AHEAD } else { SETTINGS };
        Self {
            machine: Machine::new(settings, start, found.clone().into()),
            is_mortal,
            now: start,
            observer: Observer::new(start, found.as_ref()),
            allowance,
            refreshes: Vec::new(),
            calls: Vec::new(),
            requests: Vec::new(),
            jar,
            waiters: Vec::new(),
            rejected: Vec::new(),
            minted: 0,
        }
    }

    pub fn take(&mut self, step: Step) {
        self.allowance.spend(step);
        match step {
            Step::Depart => {
                let waiter = self.new_waiter(Waiter::Request("GET /here"));
                self.feed(Input::Departs(waiter));
            }
            Step::DepartElsewhere => {
                let waiter = self.new_waiter(Waiter::Request("GET /there"));
                self.feed(Input::Departs(waiter));
            }
            Step::Accept(index) => {
                let request = self.requests.remove(index);
                let (carried, route) = (request.pass.epoch, request.route.into());
                self.feed(Input::Accepted { carried, route });
            }
            Step::Reject(index) => self.reject(index, false),
            Step::Blame(index) => self.reject(index, true),
            Step::Ask => {
                let waiter = self.new_waiter(Waiter::Asker);
                self.feed(Input::RefreshWanted(waiter));
            }
            Step::Renew(index) => {
                let token = self.mint();
                self.renew(index, &token);
            }
            Step::RenewAlike(index) => {
                let token = self.machine.token().map_or("t0".into(), |token| token.reveal().to_string());
                self.renew(index, &token);
            }
            Step::SayNo(index) => self.answer(index, Outcome::Over),
            Step::LoseAnswer(index) => self.answer(index, Outcome::UNREACHABLE),
            Step::TurnAway(index) => {
                self.answer(index, Outcome::Unreachable { retry_after: RETRY_AFTER });
            }
            Step::Garble(index) => self.answer(index, Outcome::Invalid),
            Step::SignIn(user) => self.want(Waiter::SignIn(user), CookieCall::SignIn),
            Step::SignOut => {
                self.feed(Input::SignedOut);
                self.want(Waiter::SignOut, CookieCall::SignOut);
            }
            Step::Succeed(index) => self.succeed(index, true),
            Step::SucceedCrossed(index) => self.succeed(index, false),
            Step::Fail(index) => {
                let call = self.calls.remove(index);
                if call.kind == Waiter::SignOut {
                    self.observer.jar_excused = true;
                }
                self.feed(Input::CallEnded(call.ticket));
            }
            Step::SetToken(user) => {
                let token = self.mint();
                self.feed(Input::TokenSet(grant(&token, user, self.is_mortal)));
            }
            Step::WriteElsewhere(user) => {
                let token = self.mint();
                self.jar = Some(user);
                self.feed(Input::StoreRead(Some(grant(&token, user, self.is_mortal)).into()));
            }
            Step::SignInElsewhere(user) => {
                self.jar = Some(user);
                self.observer.check_was_lost = true;
            }
            Step::ReadStale => {
                let oldest = self.observer.held.iter().rev().take(4).next_back().cloned();
                let user = self.observer.owner.unwrap_or(1);
                self.feed(Input::StoreRead(oldest.map(|token| grant(&token, user, self.is_mortal)).into()));
            }
            Step::Evict => self.feed(Input::StoreRead(None.into())),
            Step::Wake => {
                self.now = self.machine.alarm().map_or(self.now, |alarm| alarm.max(self.now));
                self.feed(Input::Woke);
            }
            Step::Oversleep => self.now = self.now + Millis(11_000),
            Step::Rest => self.now = self.now + RETRY_AFTER + LONGEST_WINDOW,
            Step::Traffic => {
                self.now = self.now + Millis(4_000);
                self.feed(Input::TrafficArrived);
            }
        }
    }

    fn reject(&mut self, index: usize, blames_token: bool) {
        let RequestOnTheWire { waiter, route, pass, is_replay } = self.requests.remove(index);
        let (carried, route) = (pass.epoch, route.into());
        if is_replay {
            self.feed(Input::ReplayRejected { pass, route });
        } else if !pass.last_chance {
            self.rejected.push(waiter);
            self.feed(Input::Rejected { waiter, carried, route, blames_token });
        }
    }

    fn succeed(&mut self, index: usize, cookie_came_last: bool) {
        let call = self.calls.remove(index);
        if let Waiter::SignIn(user) = call.kind {
            if cookie_came_last {
                self.jar = Some(user);
            }
            let token = self.mint();
            self.feed(Input::SignedIn { ticket: call.ticket, grant: grant(&token, user, self.is_mortal) });
        } else {
            self.jar = None;
            self.observer.jar_excused = false;
        }
        self.feed(Input::CallEnded(call.ticket));
    }

    fn renew(&mut self, index: usize, token: &str) {
        if let Some(user) = self.refreshes[index].cookie {
            self.jar = Some(user);
            self.calls.iter_mut().for_each(|call| call.crossed = true);
            self.answer(index, Outcome::Renewed(grant(token, user, self.is_mortal)));
        }
    }

    fn answer(&mut self, index: usize, outcome: Outcome<u32>) {
        let attempt = self.refreshes.remove(index).attempt;
        self.feed(Input::RefreshAnswered { attempt, outcome });
    }

    fn want(&mut self, kind: Waiter, call: CookieCall) {
        let waiter = self.new_waiter(kind);
        self.feed(Input::CallWanted { waiter, call });
    }

    fn new_waiter(&mut self, kind: Waiter) -> u32 {
        self.waiters.push(kind);
        u32::try_from(self.waiters.len() - 1).unwrap()
    }

    fn mint(&mut self) -> String {
        self.minted += 1;
        format!("t{}", self.minted)
    }

    fn feed(&mut self, input: Input<u32, u32>) {
        self.observer.hears(self.now, &input, &self.machine);
        let effects = self.machine.handle(self.now, input);
        self.observer.sees(self.now, &effects, &self.machine, &self.waiters);
        for effect in effects {
            match effect {
                Effect::CallRefresh(attempt) => {
                    self.refreshes.push(RefreshOnTheWire { attempt, cookie: self.jar });
                }
                Effect::Tell(waiter, Verdict::Go(pass)) => {
                    if let Waiter::Request(route) = self.waiters[waiter as usize] {
                        let is_replay = self.rejected.contains(&waiter);
                        self.requests.push(RequestOnTheWire { waiter, route, pass, is_replay });
                    }
                }
                Effect::Tell(waiter, Verdict::YourTurn(ticket)) => {
                    let kind = self.waiters[waiter as usize];
                    self.calls.push(CallOnTheWire { ticket, kind, crossed: false });
                }
                Effect::SignOutAgain(ticket) => {
                    self.calls.push(CallOnTheWire { ticket, kind: Waiter::SignOut, crossed: false });
                }
                Effect::Tell(_, Verdict::Refuse(_) | Verdict::Stand)
                | Effect::Save(..)
                | Effect::Forget(..)
                | Effect::Spread(..)
                | Effect::RequestLock(_)
                | Effect::ReleaseLock
                | Effect::Announce(_) => {}
            }
        }
    }
}

pub fn grant(token: &str, user: u32, is_mortal: bool) -> Grant<u32> {
    Grant {
        token: AccessToken::parse(token).unwrap(),
        identity: Identity { user_id: Some(user.to_string()), subject: None },
        expires_at: None,
        lifetime: is_mortal.then_some(LIFETIME),
        age: Some(Millis(0)),
        user: Some(user),
    }
}
