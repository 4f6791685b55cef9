//! Watches the machine from outside and knows the promises. It is written from the promises and from the rules of
//! the session, not from the machine: what it knows is what the world saw.

use evertoken::policy::breaker::Route;
use evertoken::policy::error::Cause;
use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{Attempt, CookieCall, Epoch, Status, Ticket};
use evertoken::policy::token::Grant;

use super::expectation::Expectation;

/// What the world may know of the session, and of those who wait for it.
#[derive(Clone)]
pub struct Observer {
    pub status: Status,
    pub token: Option<String>,
    pub owner: Option<u32>,
    /// When four fifths of the token's life are over, where that is known: then it is to be renewed, and not before.
    pub prime_ends: Option<Millis>,
    /// Counts the sessions: another user, or the end of one, is another session.
    pub session: u32,
    /// Counts the tokens, and the losses of one.
    pub generation: u32,
    /// Counts the tokens.
    pub tokens: u32,
    pub is_rejected: bool,
    /// The tokens of this session, oldest first.
    pub held: Vec<String>,
    pub attempts: Vec<AskedRefresh>,
    /// Why the latest refresh came to nothing, and what follows from it.
    pub failure: Option<Failure>,
    /// Where a replay was rejected with a token that was fresh, and until when that counts.
    pub tripped: Vec<(Route, Millis)>,
    /// What replays left with: the epoch, and the session.
    pub replays: Vec<(Epoch, u32, Option<Millis>)>,
    /// The present input is a rejection from such a place.
    pub must_stand: bool,
    /// "Over" was heard, and is to be heard once more.
    pub first_no: Option<FirstNo>,
    pub calls: Vec<WantedCall>,
    pub last_sign_out: u32,
    pub signed_out: bool,
    /// A logout call failed, so the cookie may have outlived the session.
    pub jar_excused: bool,
    /// The token was brought by the application, and the cookie has nothing to do with it.
    pub was_set: bool,
    pub waiting: Vec<Told>,
    /// Requests on the wire.
    pub travelling: Vec<Told>,
    /// Counts the inputs.
    pub order: u32,
    pub last_traffic: Millis,
    pub newest: Option<Attempt>,
    /// A renewal moved the cookie under a session, or a logout, that it does not belong to.
    pub check_is_owed: bool,
    /// The refresh that would have shown whose cookie it is came to nothing.
    pub check_was_lost: bool,
    /// What the present input is expected to lead to, and how things stood before it.
    pub expected: Expectation,
    pub before: Before,
    pub fault: Option<&'static str>,
}

/// How things stood before the present input, and what kind of input it is.
#[derive(Clone, Copy)]
pub struct Before {
    /// Not of an anonymous session, whose epochs are all alike.
    pub epoch: Option<Epoch>,
    pub was_refreshing: bool,
    pub had_evidence: bool,
    pub heard: Heard,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Heard {
    Store,
    TokenSet,
    /// A refresh was answered, but not with a token.
    Unreachable,
    TurnedAway,
    Invalid,
    Woke,
    Else,
}

/// A refresh that was ordered and not answered yet.
#[derive(Clone)]
pub struct AskedRefresh {
    pub attempt: Attempt,
    pub session: u32,
    /// How many tokens had come when it was called.
    pub tokens: u32,
    pub called: Millis,
    /// When the refresh began that this is the second question of.
    pub began: Millis,
    /// A later attempt's renewal was taken over already.
    pub is_outrun: bool,
}

/// A refresh that came to nothing. No newer token has come since.
#[derive(Clone)]
pub struct Failure {
    pub cause: Cause,
    /// No rejection starts a refresh before.
    pub asked_for: Millis,
    /// No rejection is turned away any more.
    pub ends: Millis,
}

#[derive(Clone)]
pub struct FirstNo {
    pub session: u32,
    pub at: Millis,
    pub began: Millis,
    /// It was said of the token that there is now.
    pub counts: bool,
}

/// A login or logout call, from the moment in which it was wanted until it was answered.
#[derive(Clone)]
pub struct WantedCall {
    pub waiter: u32,
    pub call: CookieCall,
    pub order: u32,
    pub wanted: Millis,
    pub granted: Option<(Ticket, Millis)>,
}

/// Somebody who has to be told, once.
#[derive(Clone)]
pub struct Told {
    pub waiter: u32,
    pub session: u32,
    pub generation: u32,
    pub is_rejected: bool,
    pub is_asker: bool,
    /// The input that it came with.
    pub order: u32,
}

impl Observer {
    pub fn new(start: Millis, found: Option<&Grant<u32>>) -> Self {
        let token = found.map(|grant| grant.token.reveal().to_string());
        Self {
            prime_ends: found.and_then(|grant| prime_ends(start, grant)),
            status: Status::Unknown,
            owner: found.and_then(|grant| grant.user),
            held: token.iter().cloned().collect(),
            token,
            session: 0,
            generation: 0,
            tokens: 0,
            is_rejected: false,
            attempts: Vec::new(),
            failure: None,
            tripped: Vec::new(),
            replays: Vec::new(),
            must_stand: false,
            first_no: None,
            calls: Vec::new(),
            last_sign_out: 0,
            signed_out: false,
            jar_excused: false,
            was_set: false,
            waiting: Vec::new(),
            travelling: Vec::new(),
            order: 0,
            last_traffic: Millis(0),
            newest: None,
            check_is_owed: false,
            check_was_lost: false,
            expected: Expectation::Same,
            before: Before { epoch: None, was_refreshing: false, had_evidence: false, heard: Heard::Else },
            fault: None,
        }
    }

    pub fn somebody_waits(&self) -> bool {
        !self.waiting.is_empty() || self.calls.iter().any(|call| call.granted.is_none())
    }

    pub fn holds(&mut self, claim: bool, promise: &'static str) {
        if !claim && self.fault.is_none() {
            self.fault = Some(promise);
        }
    }
}

pub fn prime_ends(now: Millis, grant: &Grant<u32>) -> Option<Millis> {
    let age = grant.age?;
    grant.lifetime.map(|lifetime| Millis(now.0 + lifetime.0 * 4 / 5 - age.0))
}
