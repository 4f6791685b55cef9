//! What the application asks of the session: sign in, sign out, is there one.

use std::rc::Rc;

use super::auth::Auth;
use super::waiter::{Waiter, pair};
use crate::policy::error::Cause;
use crate::policy::refresh::{CookieCall, Input, Status, Ticket, Verdict};
use crate::policy::token::Grant;
use crate::ports::Ports;

/// The right to make one call that may move the cookie, while it lives.
pub struct Turn<P: Ports> {
    auth: Rc<Auth<P>>,
    granted: Waiter,
    ticket: Option<Ticket>,
}

impl<P: Ports> Auth<P> {
    /// Waits until no refresh is in flight, at most as long as callers wait for one: the Set-Cookie of a refresh must
    /// not land over that of the call.
    pub async fn take_turn(self: &Rc<Self>, call: CookieCall) -> Turn<P> {
        let (waiter, granted) = pair();
        let mut turn = Turn { auth: Rc::clone(self), granted, ticket: None };
        self.feed(Input::CallWanted { waiter, call });
        turn.ticket = ticket((&mut turn.granted).await);
        turn
    }

    pub fn set_token(self: &Rc<Self>, grant: Grant<P::User>) {
        self.feed(Input::TokenSet(grant));
    }

    /// Local state only, and at once: the server is told afterwards.
    pub fn sign_out(self: &Rc<Self>) {
        self.feed(Input::SignedOut);
    }

    /// # Errors
    /// Why there is no newer token.
    pub async fn refresh(self: &Rc<Self>) -> Result<(), Cause> {
        match self.ask(Input::RefreshWanted).await {
            Verdict::Go(_) | Verdict::YourTurn(_) => Ok(()),
            Verdict::Refuse(cause) => Err(cause),
        }
    }

    /// Whether somebody is signed in. Asks the auth server only if that is unknown.
    ///
    /// # Errors
    /// When it is unknown and stays so.
    pub async fn check(self: &Rc<Self>) -> Result<bool, Cause> {
        self.look_at_store();
        if self.status() == Status::Unknown {
            match self.refresh().await {
                Ok(()) | Err(Cause::SessionOver) => {}
                Err(cause) => return Err(cause),
            }
        }
        Ok(self.status() == Status::Authenticated)
    }
}

impl<P: Ports> Turn<P> {
    /// The call that was made in this turn is a login or a registration, and this is what it came to.
    pub fn signed_in(&self, grant: Grant<P::User>) {
        if let Some(ticket) = self.ticket {
            self.auth.feed(Input::SignedIn { ticket, grant });
        }
    }
}

impl<P: Ports> Drop for Turn<P> {
    fn drop(&mut self) {
        // The turn may have come when nobody looked any more.
        let unseen = || self.granted.take().and_then(ticket);
        if let Some(ticket) = self.ticket.or_else(unseen) {
            self.auth.feed(Input::CallEnded(ticket));
        }
    }
}

fn ticket(verdict: Verdict) -> Option<Ticket> {
    match verdict {
        Verdict::YourTurn(ticket) => Some(ticket),
        Verdict::Go(_) | Verdict::Refuse(_) => None,
    }
}
