//! What the machine did, held against the promises.

use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{Attempt, Effect, Event, Machine, Status, Ticket, Verdict};

use super::expectation::{Expectation, New};
use super::observer::{AskedRefresh, Heard, Observer, WantedCall};
use super::world::{TIMEOUT, Waiter};
use super::{SIGN_IN, SIGN_OUT};

const LONGEST: Millis = Millis(60_000);

impl Observer {
    pub fn sees(
        &mut self,
        now: Millis,
        effects: &[Effect<u32>],
        machine: &Machine<u32, u32>,
        waiters: &[Waiter],
    ) {
        self.follow(machine, effects);
        self.notice_deadline(now, machine, effects);
        for effect in effects {
            match effect {
                Effect::CallRefresh(attempt) => self.refresh_called(now, *attempt),
                Effect::SignOutAgain(ticket) => self.signs_out_again(now, *ticket),
                Effect::Tell(waiter, Verdict::YourTurn(ticket)) => self.turn_given(now, *waiter, *ticket),
                Effect::Tell(waiter, Verdict::Go(pass)) => {
                    self.may_go(*waiter, pass, machine, waiters[*waiter as usize]);
                }
                Effect::Tell(waiter, Verdict::Refuse(cause)) => {
                    self.refused(now, *waiter, *cause, waiters[*waiter as usize]);
                }
                Effect::Tell(waiter, Verdict::Stand) => self.stands_alone(*waiter),
                Effect::Announce(event) => self.announced(*event),
                Effect::Save(..)
                | Effect::Forget(..)
                | Effect::Spread(..)
                | Effect::RequestLock(_)
                | Effect::ReleaseLock => {}
            }
        }
        self.stands(machine);
    }

    /// P5, P6, P7: the session changes when the rules say so, and only then.
    fn follow(&mut self, machine: &Machine<u32, u32>, effects: &[Effect<u32>]) {
        let (epoch, status, _) = machine.revision();
        let token = machine.token().map(|token| token.reveal().to_string());
        let moved = epoch != self.before.epoch;
        let expected = std::mem::replace(&mut self.expected, Expectation::Same);
        let mut saves = 0;
        let mut forgets = 0;
        match expected {
            Expectation::Holds(new) => {
                self.holds(moved, "rule 9: every new token moves the epoch");
                saves = u32::from(self.before.heard != Heard::Store);
                self.take_over(new);
            }
            Expectation::MayHold(new) if moved => {
                saves = 1;
                self.take_over(new);
            }
            Expectation::Evicted => {
                self.token = None;
                self.prime_ends = None;
                self.generation += 1;
                self.is_rejected = false;
            }
            Expectation::Ends => {
                forgets = u32::from(self.before.had_evidence || self.last_sign_out == self.order);
                self.end();
            }
            Expectation::Confirmed => self.status = Status::Authenticated,
            Expectation::MayHold(new) => self.check_is_owed |= new.is_another_session,
            Expectation::Same => self.holds(!moved, "P5: what does not matter changes nothing"),
        }
        self.holds(token == self.token, "P5, P7: the token is that of the newest session and renewal");
        self.holds(status == self.status, "P6: only the server's second no, or a logout, ends the session");
        self.holds(
            self.status != Status::Authenticated || machine.user() == self.owner.as_ref(),
            "P7: the user is the one whose session it is",
        );
        let count = |wanted: fn(&Effect<u32>) -> bool| effects.iter().filter(|one| wanted(one)).count();
        let is_saved = count(|effect| matches!(effect, Effect::Save(..))) == saves as usize;
        self.holds(is_saved, "the store gets what came from elsewhere, once");
        let is_forgotten = count(|effect| matches!(effect, Effect::Forget(..))) == forgets as usize;
        self.holds(is_forgotten, "the store forgets an ended session, and no other");
        let saves_the_current = effects.iter().all(|effect| match effect {
            Effect::Save(saved, _) => Some(saved.reveal()) == self.token.as_deref(),
            Effect::CallRefresh(_)
            | Effect::Forget(..)
            | Effect::Spread(..)
            | Effect::RequestLock(_)
            | Effect::ReleaseLock
            | Effect::Tell(..)
            | Effect::SignOutAgain(_)
            | Effect::Announce(_) => true,
        });
        self.holds(saves_the_current, "the store gets the current token");
    }

    fn take_over(&mut self, new: New) {
        if new.is_another_session {
            self.session += 1;
            self.tripped.clear();
            self.held.clear();
        }
        self.status = Status::Authenticated;
        self.owner = new.owner;
        self.held.push(new.token.clone());
        self.token = Some(new.token);
        self.prime_ends = new.prime_ends;
        self.generation += 1;
        self.tokens += 1;
        self.is_rejected = false;
        self.signed_out = false;
        self.check_was_lost = false;
        self.was_set = match self.before.heard {
            Heard::TokenSet => true,
            Heard::Store => self.was_set && !new.is_another_session,
            Heard::Unreachable | Heard::TurnedAway | Heard::Invalid | Heard::Woke | Heard::Else => false,
        };
        self.first_no = None;
        self.failure = None;
    }

    fn end(&mut self) {
        self.status = Status::Anonymous;
        self.owner = None;
        self.token = None;
        self.prime_ends = None;
        self.held.clear();
        self.tripped.clear();
        self.session += 1;
        self.generation += 1;
        self.is_rejected = false;
        self.signed_out |= self.last_sign_out == self.order;
        self.first_no = None;
    }

    /// P1, and the second half of P3.
    fn refresh_called(&mut self, now: Millis, attempt: Attempt) {
        let is_alone = self.may_move_the_cookie(now);
        self.holds(is_alone, "P1: one refresh at a time, and no login or logout beside it");
        let (last_traffic, is_waking) = (self.last_traffic, self.before.heard == Heard::Woke);
        let first_no = self.first_no.take().filter(|first| {
            let given_up = (first.at + Millis(300)).max(last_traffic) + TIMEOUT;
            let was_given_up = now >= given_up.min(first.began + LONGEST);
            is_waking && self.before.was_refreshing && !was_given_up
        });
        let is_wanted = self.waiting.iter().any(|told| {
            told.is_asker || self.is_rejected || self.token.is_none() || told.generation == self.generation
        });
        let is_due = self.prime_ends.is_some_and(|due| now >= due);
        let is_needed = is_wanted || self.check_is_owed || is_due || first_no.is_some();
        self.holds(is_needed, "P3, rule 27: no refresh without need, nor before its time");
        let is_free = first_no.is_some() || !self.must_not_ask(now);
        self.holds(is_free, "rule 13: a server that asks for time gets it");
        if first_no.is_none() && !is_wanted && !is_due {
            self.check_is_owed = false;
        }
        let began = first_no.as_ref().map_or(now, |first| first.began);
        self.first_no = first_no;
        self.newest = Some(attempt);
        let (session, tokens) = (self.session, self.tokens);
        self.attempts.push(AskedRefresh { attempt, session, tokens, called: now, began, is_outrun: false });
    }

    fn signs_out_again(&mut self, now: Millis, ticket: Ticket) {
        let sign_in_is_due = self.calls.iter().any(|call| call.call == SIGN_IN);
        self.holds(self.signed_out && self.check_is_owed, "rule 20: logs out again only if due");
        self.holds(!sign_in_is_due, "rule 20: no second logout over a login that was started");
        self.holds(self.may_move_the_cookie(now), "rule 20: one call that moves the cookie at a time");
        self.check_is_owed = false;
        let (order, granted) = (self.order, Some((ticket, now)));
        self.calls.push(WantedCall { waiter: u32::MAX, call: SIGN_OUT, order, wanted: now, granted });
    }

    /// What has passed its deadline stands in nobody's way.
    fn may_move_the_cookie(&self, now: Millis) -> bool {
        self.attempts.iter().all(|asked| now.0 >= asked.began.0 + TIMEOUT.0) && !self.call_is_out(now)
    }

    fn turn_given(&mut self, now: Millis, waiter: u32, ticket: Ticket) {
        let is_alone = self.may_move_the_cookie(now);
        self.holds(is_alone, "rule 20: one call that moves the cookie at a time");
        let next = self.calls.iter_mut().find(|call| call.granted.is_none());
        let is_next = next.as_ref().is_some_and(|call| call.waiter == waiter);
        if let Some(call) = next {
            call.granted = Some((ticket, now));
        }
        self.holds(is_next, "P2: logins and logouts take turns in order, each once");
    }

    fn call_is_out(&self, now: Millis) -> bool {
        self.calls.iter().any(|call| call.granted.is_some_and(|(_, since)| now.0 < since.0 + TIMEOUT.0))
    }

    /// Whether this is when a login's or logout's turn ends.
    fn call_is_due(&self, alarm: Millis) -> bool {
        self.calls.iter().any(|call| call.granted.is_some_and(|(_, since)| alarm == since + TIMEOUT))
    }

    fn announced(&mut self, event: Event) {
        let is_signed_in = matches!(event, Event::Login | Event::Refreshed | Event::UserChanged);
        let is_true = if is_signed_in { self.token.is_some() } else { self.status == Status::Anonymous };
        self.holds(is_true, "an event says what is so");
        self.holds(
            event != Event::Over || (self.before.had_evidence && !self.signed_out),
            "over is announced once, and only of a session that there was",
        );
    }

    /// What is so between any two inputs.
    fn stands(&mut self, machine: &Machine<u32, u32>) {
        let alarm = machine.alarm();
        self.holds(alarm.is_some() || !self.somebody_waits(), "P2: who waits, waits for something");
        self.holds(!self.must_stand, "rule 7: no refresh for a place where a fresh token was rejected");
        let has_stale = self.waiting.iter().any(|told| {
            let is_left_over = self.status == Status::Anonymous || told.session != self.session;
            let has_newer = told.generation < self.generation && self.token.is_some() && !self.is_rejected;
            told.is_rejected && (is_left_over || has_newer)
        });
        self.holds(!has_stale, "P3, rule 21: nobody waits for what was decided");
        let just_held =
            self.waiting.iter().any(|told| told.order == self.order && !told.is_rejected && !told.is_asker);
        self.holds(!just_held || self.is_rejected, "rule 19: only a rejected token holds requests back");
        if let Some(due) = self.prime_ends
            && machine.deadline().is_none()
        {
            let latest = self.failure.as_ref().map_or(due, |failure| failure.ends.max(due));
            self.holds(alarm.is_some_and(|alarm| alarm <= latest), "rule 27: nobody forgets to renew");
        }
        let Some(alarm) = alarm else { return };
        if let Some(newest) = self.attempts.iter().find(|asked| Some(asked.attempt) == self.newest).cloned()
            && machine.is_refreshing()
        {
            let quiet_since = newest.called.max(self.last_traffic);
            self.holds(alarm.0 <= quiet_since.0 + TIMEOUT.0, "rule 11: a refresh has a deadline");
            self.holds(alarm.0 <= newest.began.0 + LONGEST.0, "rule 11: 60 s are the longest");
        }
        if let Some(next) = self.calls.iter().find(|call| call.granted.is_none())
            && !self.call_is_due(alarm)
        {
            let in_time = alarm.0 <= next.wanted.0 + TIMEOUT.0;
            self.holds(in_time, "rule 20: a login waits for a refresh, at most its timeout");
        }
    }
}
