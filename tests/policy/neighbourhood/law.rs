//! What must hold in all tabs together, seen from outside.

use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{Event, Status};

use super::browser::{Browser, Waiter};
use super::server::{Answer, user_of};

#[derive(Clone, Debug)]
pub struct Law {
    pub has_lock: bool,
    has_grace: bool,
    /// The server has rotated the cookie, and nobody has the new one.
    is_orphaned: bool,
    signs_out: bool,
    /// A login was out together with another call, without a lock between them: nobody knows which cookie came last.
    pub is_mixed_up: bool,
    /// A call reached the server when its tab had given it up, and rotated the cookie under those that were sent since.
    pub served_late: bool,
    pub refreshes: u64,
    pub fault: Option<&'static str>,
}

/// How things stand when a refresh is called.
pub struct Asking {
    pub has_lock: bool,
    pub waited: Option<Millis>,
    pub may_go_without: bool,
    pub asks_beside: bool,
    pub is_up_to_date: bool,
    pub is_replaced: bool,
    /// It had to wait for the lock, or was told of a newer generation than it can read.
    pub news_is_due: bool,
}

impl Law {
    pub fn new(has_lock: bool, has_grace: bool) -> Self {
        Self {
            has_lock,
            has_grace,
            is_orphaned: false,
            signs_out: false,
            is_mixed_up: false,
            served_late: false,
            refreshes: 0,
            fault: None,
        }
    }

    fn holds(&mut self, claim: bool, promise: &'static str) {
        if !claim && self.fault.is_none() {
            self.fault = Some(promise);
        }
    }

    pub fn somebody_signs_out(&mut self) {
        self.signs_out = true;
    }

    /// With a strict server a rotated cookie that is lost is the end, and there is nothing that a client can do.
    pub fn lost(&mut self, answer: Option<&Answer>) {
        self.is_orphaned |= !self.has_grace && matches!(answer, Some(Answer::Token { .. }));
    }

    pub fn overtaken(&mut self, is_outdated: bool) {
        self.is_orphaned |= is_outdated;
    }

    pub fn announced(&mut self, event: Event) {
        let is_excused = self.is_orphaned || self.signs_out || self.is_mixed_up || self.served_late;
        let is_over = event == Event::Over;
        self.holds(!is_over || is_excused, "P6: nobody is logged out by a race");
        self.holds(event != Event::Logout || self.signs_out, "who has not signed out is not signed out");
    }

    pub fn told(&mut self, waiter: &mut Waiter) {
        self.holds(waiter.waits, "P2: nobody is told twice");
        waiter.waits = false;
    }

    pub fn travels(&mut self, waiter: &mut Waiter, token: Option<&str>) {
        let Some(user) = token.map(user_of) else { return };
        let is_own = waiter.user.is_none_or(|before| before == user);
        self.holds(is_own, "P7: no request travels with another session's token");
        waiter.user = Some(user);
    }

    pub fn refreshes(&mut self, asking: &Asking) {
        const PATIENCE: Millis = Millis(3_000);
        self.refreshes += 1;
        let Asking { has_lock, waited, may_go_without, asks_beside, is_up_to_date, is_replaced, news_is_due } =
            *asking;
        let has_waited = may_go_without || waited.is_some_and(|waited| waited >= PATIENCE);
        self.holds(
            !self.has_lock || has_lock || has_waited,
            "rule 24: who goes without the lock has waited for it",
        );
        self.holds(!has_lock || !asks_beside, "P1: under the lock one tab at a time refreshes");
        self.holds(!is_up_to_date || !is_replaced, "P1, P3: nobody refreshes what another tab has renewed");
        self.holds(
            !has_lock || !news_is_due || is_up_to_date,
            "rule 23: who has the lock reads what it knows to have been written",
        );
    }

    /// What is so when everything was answered and heard.
    pub fn at_rest(browser: &Browser) -> Result<(), &'static str> {
        if browser.waiters.iter().any(|waiter| waiter.waits) {
            return Err("P2: when everything was answered, nobody waits");
        }
        if !browser.queue.is_empty() {
            return Err("rule 24: at rest nobody holds the lock");
        }
        let (law, store) = (&browser.law, browser.store.token.as_deref());
        for tab in &browser.tabs {
            let token = tab.machine.token().map(|token| token.reveal());
            if token != store {
                return Err("rule 22: at rest all tabs have the store's token");
            }
            if token.is_none() && tab.machine.status() == Status::Authenticated {
                return Err("rule 25: who is signed in here is signed in everywhere");
            }
        }
        let is_excused = law.is_orphaned || law.signs_out || law.is_mixed_up;
        let was_left_alone = !(is_excused || law.served_late);
        if was_left_alone && store.is_none() {
            return Err("P6: the session outlives the race");
        }
        let owner = browser.server.owner(browser.jar);
        let is_anothers =
            !law.is_orphaned && !law.is_mixed_up && owner.is_some() && store.map(user_of) != owner;
        if is_anothers && store.is_some() {
            return Err("P7: no session lives under another user's cookie");
        }
        Ok(())
    }
}
