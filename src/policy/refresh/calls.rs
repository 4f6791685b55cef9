//! The calls beside the refresh that move the cookie, and whose the cookie is when a renewal got between them.

use super::turn::Stage;
use super::{CookieCall, Event, Machine, Standing, Ticket};
use crate::policy::token::Grant;

/// Somebody who wants to make such a call.
#[derive(Clone, Debug)]
pub(super) struct Caller<W> {
    pub waiter: W,
    pub call: CookieCall,
    /// The user has signed out since it was wanted.
    pub is_overtaken: bool,
}

/// Such a call on the wire, whether its turn is over or not.
#[derive(Clone, Debug)]
pub(super) struct Outing {
    ticket: Ticket,
    call: CookieCall,
    is_overtaken: bool,
    /// A stray cookie that a success of this call replaces; a failure leaves it where it is.
    had_stray_cookie: bool,
}

impl<W, U: Clone> Machine<W, U> {
    pub(super) fn call_wanted(&mut self, waiter: W, call: CookieCall) {
        self.callers.push(Caller { waiter, call, is_overtaken: false });
        self.turn.end_by(self.now + self.timeout);
    }

    pub(super) fn lend_turn(&mut self, call: CookieCall, is_overtaken: bool) -> Ticket {
        let ticket = Ticket(self.next_number());
        let is_at_stake = self.stray_cookie && call == CookieCall::SignIn;
        let had_stray_cookie = is_at_stake && !self.sign_in_is_out();
        self.stray_cookie = is_at_stake && !had_stray_cookie;
        self.outings.push(Outing { ticket, call, is_overtaken, had_stray_cookie });
        self.begin_turn(Stage::Call(ticket), self.now);
        ticket
    }

    pub(super) fn call_ended(&mut self, ended: Ticket) {
        if self.turn.stage == Stage::Call(ended) {
            self.turn.stage = Stage::Nobody;
        }
        if let Some(index) = self.outings.iter().position(|outing| outing.ticket == ended) {
            self.stray_cookie |= self.outings.swap_remove(index).had_stray_cookie;
        }
    }

    /// A login that the user has taken back by a logout signs nobody in, but it has moved the cookie.
    pub(super) fn signed_in(&mut self, ticket: Ticket, grant: Grant<U>) {
        let sign_in = self.outings.iter_mut().find(|outing| outing.ticket == ticket);
        let Some(outing) = sign_in else { return };
        if outing.is_overtaken {
            self.cookie_strays();
        } else {
            outing.had_stray_cookie = false;
            self.begin_session(grant, Event::Login);
        }
    }

    pub(super) fn overtake_sign_ins(&mut self) {
        for caller in &mut self.callers {
            caller.is_overtaken = caller.call == CookieCall::SignIn;
        }
        for outing in &mut self.outings {
            outing.is_overtaken = outing.call == CookieCall::SignIn;
        }
    }

    pub(super) fn sign_in_is_out(&self) -> bool {
        self.outings.iter().any(|outing| outing.call == CookieCall::SignIn)
    }

    /// An answer moved the cookie under a session that it does not belong to.
    pub(super) fn cookie_strays(&mut self) {
        self.stray_cookie = true;
    }

    pub(super) fn somebody_wants_the_turn(&self) -> bool {
        let is_check_due = self.standing == Standing::SignedOut || self.session.has_evidence();
        let somebody_waits = !self.callers.is_empty() || !self.waiting.is_empty();
        somebody_waits || (self.must_settle_cookie() && is_check_due) || self.renewal_is_due()
    }

    /// Not while a login is out, whose answer may yet put the cookie right; and where the application brings the
    /// tokens, the cookie does not count.
    pub(super) fn must_settle_cookie(&self) -> bool {
        self.stray_cookie && !self.sign_in_is_out() && self.standing != Standing::TokenSet
    }
}
