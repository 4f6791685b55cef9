//! Feeds the refresh machine and carries out its orders.

use super::Client;
use crate::policy::queue::{first, first_behind};
use crate::policy::refresh::{Attempt, Effect, Input, Outcome};
use crate::policy::token::AccessToken;
use crate::ports::{Announcer, AuthServer, Call, Deposit, Ports, Runtime, Tabs, TokenStore};

impl<P: Ports> Client<P> {
    pub(super) fn feed(&self, fact: Input<Call, P::User>) {
        let untold = self.put(fact);
        self.tell(untold);
    }

    /// A fact that comes while another one is being worked on only queues: orders are carried out in the order in
    /// which they were given. Returns how many verdicts were still to be told before.
    pub(super) fn put(&self, fact: Input<Call, P::User>) -> usize {
        let untold = self.verdicts.borrow().len();
        self.inbox.borrow_mut().push(fact);
        if self.is_draining.replace(true) {
            return untold;
        }
        loop {
            let next = first(&mut self.inbox.borrow_mut());
            let Some(fact) = next else { break };
            let now = self.outside.runtime().now();
            let orders = self.machine.borrow_mut().handle(now, fact);
            for order in orders {
                self.perform(order);
            }
        }
        self.is_draining.set(false);
        untold
    }

    /// What came of the facts that were put: the verdicts after the events, so that nobody goes on with a session that a
    /// subscriber has just ended. As many as were still to be told before are so when all subscribers have heard.
    pub(super) fn tell(&self, untold: usize) {
        if self.is_draining.get() {
            return;
        }
        self.set_alarm();
        self.tell_application();
        loop {
            let next = first_behind(&mut self.verdicts.borrow_mut(), untold);
            let Some((call, verdict)) = next else { break };
            self.told(call, verdict);
        }
    }

    fn perform(&self, order: Effect<Call>) {
        match order {
            Effect::CallRefresh(attempt) if self.can_refresh() => self.outside.server().refresh(attempt),
            Effect::CallRefresh(attempt) => self.refresh_answered(attempt, Outcome::UNREACHABLE),
            Effect::Save(token, generation) => self.save(&token, generation),
            Effect::Forget(generation, ending) => self.outside.store().forget(generation, ending),
            Effect::Tell(call, verdict) => self.verdicts.borrow_mut().push((call, verdict)),
            Effect::SignOutAgain(ticket) => self.outside.server().sign_out(ticket),
            Effect::Spread(word, generation) => self.outside.tabs().spread(word, generation),
            Effect::RequestLock(request) => self.outside.tabs().request_lock(request),
            Effect::ReleaseLock => self.outside.tabs().release_lock(),
            Effect::Announce(event) => self.events.borrow_mut().push(event),
        }
    }

    pub fn refresh_answered(&self, attempt: Attempt, outcome: Outcome<P::User>) {
        self.look_at_store();
        self.feed(Input::RefreshAnswered { attempt, outcome });
    }

    /// What a storage of the application's own does meanwhile finds nothing borrowed.
    fn save(&self, token: &AccessToken, generation: u32) {
        let (identity, user) = {
            let machine = self.machine.borrow();
            (machine.identity().clone(), machine.user().cloned())
        };
        self.outside.store().save(Deposit { token, generation, identity: &identity, user: user.as_ref() });
    }

    /// A change is told at once, since it is looked at from inside events too. Events wait for each other: else what
    /// one subscriber does would reach the next one before that to which it was the answer.
    fn tell_application(&self) {
        let revision = self.machine.borrow().revision();
        if self.shown.replace(revision) != revision {
            self.outside.announcer().changed();
        }
        if self.is_telling.replace(true) {
            return;
        }
        loop {
            let next = first(&mut self.events.borrow_mut());
            let Some(event) = next else { break };
            self.outside.announcer().announce(event);
        }
        self.is_telling.set(false);
    }
}
