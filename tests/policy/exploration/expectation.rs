//! What an input may do to the session, by the rules, before the machine was asked.

use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{Attempt, Input, Machine, Outcome, Status, Ticket};
use evertoken::policy::stored::Stored;
use evertoken::policy::token::Grant;

use super::observer::{AskedRefresh, Before, FirstNo, Heard, Observer, Told, WantedCall, prime_ends};

#[derive(Clone)]
pub enum Expectation {
    Same,
    /// The first success of a token that was found in the store.
    Confirmed,
    Evicted,
    Holds(New),
    /// Both orders of the server's answers are possible, so both tokens may be the newer one.
    MayHold(New),
    Ends,
}

#[derive(Clone)]
pub struct New {
    pub token: String,
    pub owner: Option<u32>,
    pub prime_ends: Option<Millis>,
    pub is_another_session: bool,
}

impl Observer {
    pub fn hears(&mut self, now: Millis, input: &Input<u32, u32>, machine: &Machine<u32, u32>) {
        self.order += 1;
        self.learns_of_places(now, input);
        let (epoch, _, was_refreshing) = machine.revision();
        let had_evidence = self.token.is_some() || self.status == Status::Authenticated;
        self.before = Before { epoch, was_refreshing, had_evidence, heard: Heard::Else };
        self.expected = match input {
            Input::StoreRead(Stored { grant: None, .. }) if self.token.is_some() => Expectation::Evicted,
            Input::StoreRead(Stored { grant: Some(grant), .. }) if !self.has_seen(grant) => {
                self.before.heard = Heard::Store;
                Expectation::Holds(self.of_whomever(now, grant))
            }
            Input::Departs(waiter) => {
                self.wait(*waiter, false);
                Expectation::Same
            }
            Input::Accepted { carried, .. } if self.status == Status::Unknown && Some(*carried) == epoch => {
                if self.token.is_some() {
                    Expectation::Confirmed
                } else {
                    Expectation::Same
                }
            }
            Input::Rejected { waiter, route, blames_token, .. } => {
                self.must_stand = !blames_token && self.is_forbidden(now, *route);
                self.rejected(*waiter);
                Expectation::Same
            }
            Input::RefreshWanted(waiter) => {
                self.wait(*waiter, true);
                Expectation::Same
            }
            Input::RefreshAnswered { attempt, outcome } => self.answered(now, *attempt, outcome),
            Input::TrafficArrived => {
                self.last_traffic = now;
                Expectation::Same
            }
            Input::CallWanted { waiter, call } => {
                let (waiter, call) = (*waiter, *call);
                self.calls.push(WantedCall { waiter, call, order: self.order, wanted: now, granted: None });
                Expectation::Same
            }
            Input::CallEnded(ended) => {
                self.calls.retain(|call| call.granted.is_none_or(|(ticket, _)| ticket != *ended));
                Expectation::Same
            }
            Input::SignedIn { ticket, grant } => self.signed_in(now, *ticket, grant),
            Input::TokenSet(grant) => {
                self.before.heard = Heard::TokenSet;
                Expectation::Holds(self.of_whomever(now, grant))
            }
            Input::SignedOut => {
                self.last_sign_out = self.order;
                Expectation::Ends
            }
            Input::Woke => {
                self.before.heard = Heard::Woke;
                Expectation::Same
            }
            Input::LockGranted { .. }
            | Input::LockRefused(_)
            | Input::Hidden
            | Input::HeardElsewhere(_)
            | Input::WrittenElsewhere(_)
            | Input::StoreOpened(_)
            | Input::StoreRead(_)
            | Input::TokenRemoved(_)
            | Input::Accepted { .. }
            | Input::ReplayRejected { .. } => Expectation::Same,
        };
    }

    fn has_seen(&self, grant: &Grant<u32>) -> bool {
        self.token.is_some() && self.held.iter().any(|held| held == grant.token.reveal())
    }

    /// A token that nobody is known to have signed in for: rule 14 tells whether it is another session's.
    fn of_whomever(&self, now: Millis, grant: &Grant<u32>) -> New {
        let is_another = self.owner.is_some() && self.owner != grant.user;
        New {
            token: grant.token.reveal().into(),
            owner: grant.user,
            prime_ends: prime_ends(now, grant),
            is_another_session: self.status == Status::Anonymous || is_another,
        }
    }

    fn signed_in(&mut self, now: Millis, ticket: Ticket, grant: &Grant<u32>) -> Expectation {
        let by = self.calls.iter().find(|call| call.granted.is_some_and(|(held, _)| held == ticket));
        if by.is_some_and(|call| call.order < self.last_sign_out) {
            self.check_is_owed = true;
            return Expectation::Same;
        }
        Expectation::Holds(New { is_another_session: true, ..self.of_whomever(now, grant) })
    }

    fn wait(&mut self, waiter: u32, is_asker: bool) {
        let (session, generation, order) = (self.session, self.generation, self.order);
        self.waiting.push(Told { waiter, session, generation, is_rejected: false, is_asker, order });
    }

    fn rejected(&mut self, waiter: u32) {
        let Some(place) = self.travelling.iter().position(|told| told.waiter == waiter) else {
            return self.holds(false, "the world rejects only what travels");
        };
        let request = self.travelling.remove(place);
        let is_current = request.generation == self.generation || self.token.is_none();
        let is_of_now = request.session == self.session && self.status != Status::Anonymous;
        let has_newer = request.generation < self.generation && self.token.is_some() && !self.is_rejected;
        self.must_stand &= is_of_now && !has_newer;
        self.is_rejected |= is_current && is_of_now && !self.must_stand;
        self.waiting.push(Told { is_rejected: true, order: self.order, ..request });
    }

    fn answered(&mut self, now: Millis, attempt: Attempt, outcome: &Outcome<u32>) -> Expectation {
        let Some(place) = self.attempts.iter().position(|asked| asked.attempt == attempt) else {
            self.holds(false, "the world answers only what was asked");
            return Expectation::Same;
        };
        let asked = self.attempts.remove(place);
        let came_to_nothing = !matches!(outcome, Outcome::Renewed(_));
        self.check_was_lost |= came_to_nothing && asked.session == self.session;
        match outcome {
            Outcome::Renewed(grant) => self.renewed(now, &asked, grant),
            Outcome::Over => {
                self.before.heard = Heard::Unreachable;
                self.heard_no(now, &asked)
            }
            Outcome::Unreachable { retry_after } => {
                self.before.heard =
                    if *retry_after > Millis(0) { Heard::TurnedAway } else { Heard::Unreachable };
                self.failed(now, &asked);
                self.first_no = None;
                Expectation::Same
            }
            Outcome::Invalid => {
                self.before.heard = Heard::Invalid;
                self.failed(now, &asked);
                self.first_no = None;
                Expectation::Same
            }
        }
    }

    fn renewed(&mut self, now: Millis, asked: &AskedRefresh, grant: &Grant<u32>) -> Expectation {
        let is_foreign = asked.session != self.session;
        let sign_in_is_out =
            self.calls.iter().any(|call| call.call == super::SIGN_IN && call.granted.is_some());
        // Who asked though nobody was signed in gets what the cookie gives: that alone is no other session.
        let is_another_session = self.owner.is_some() && self.owner != grant.user;
        self.check_is_owed |= is_foreign || sign_in_is_out || (asked.is_outrun && is_another_session);
        if is_foreign || asked.is_outrun {
            return Expectation::Same;
        }
        let new = New { is_another_session, ..self.of_whomever(now, grant) };
        for earlier in self.attempts.iter_mut().filter(|other| other.called < asked.called) {
            earlier.is_outrun = true;
        }
        if asked.tokens == self.tokens { Expectation::Holds(new) } else { Expectation::MayHold(new) }
    }

    /// Rules 9, 11 and 12: whose "no" it is, whether it was heard before, and whether something speaks against it.
    fn heard_no(&mut self, now: Millis, asked: &AskedRefresh) -> Expectation {
        let is_awaited = self.before.was_refreshing && self.newest == Some(asked.attempt);
        if asked.session != self.session || !is_awaited {
            return Expectation::Same;
        }
        if !self.attempts.is_empty() {
            self.failed(now, asked);
            return Expectation::Same;
        }
        let is_second = self.first_no.take().is_some_and(|first| {
            first.counts
                && first.session == self.session
                && first.began == asked.began
                && asked.called.since(first.at).0 >= 300
        });
        if self.is_superseded(asked) {
            return Expectation::Same;
        }
        if is_second || !self.before.had_evidence {
            return Expectation::Ends;
        }
        let counts = asked.tokens == self.tokens;
        self.first_no = Some(FirstNo { session: self.session, at: now, began: asked.began, counts });
        Expectation::Same
    }
}
