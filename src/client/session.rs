//! What the application asks of the session: sign in, sign out, is there one.

use std::rc::Rc;

use super::auth::Auth;
use super::waiter::{Waiter, pair};
use crate::policy::error::Cause;
use crate::policy::refresh::{CookieCall, Input, Status, Ticket, Verdict};
use crate::policy::token::Grant;
use crate::ports::{AuthServer, Ports};

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
        self.ready().await;
        self.want_turn(call).come().await
    }

    pub fn set_token(self: &Rc<Self>, grant: Grant<P::User>) {
        self.feed(Input::TokenSet(grant));
    }

    /// Local state only, and at once. The server is told in the turn that this returns: it was asked for before anybody
    /// heard of the logout, so that a login which is made upon hearing of it comes after.
    pub fn sign_out(self: &Rc<Self>) -> Turn<P> {
        let turn = self.want_turn(CookieCall::SignOut);
        self.feed(Input::SignedOut);
        turn
    }

    fn want_turn(self: &Rc<Self>, call: CookieCall) -> Turn<P> {
        let (waiter, granted) = pair();
        self.feed(Input::CallWanted { waiter, call });
        Turn { auth: Rc::clone(self), granted, ticket: None }
    }

    /// # Errors
    /// Why there is no newer token.
    pub async fn refresh(self: &Rc<Self>) -> Result<(), Cause> {
        self.ready().await;
        match self.ask(Input::RefreshWanted).await {
            Verdict::Go(_) | Verdict::YourTurn(_) | Verdict::Stand => Ok(()),
            Verdict::Refuse(cause) => Err(cause),
        }
    }

    /// Whether somebody is signed in. Asks the auth server only if that is unknown; where there is none to ask, a
    /// token has to do.
    ///
    /// # Errors
    /// When it is unknown and stays so.
    pub async fn check(self: &Rc<Self>) -> Result<bool, Cause> {
        self.ready().await;
        self.look_at_store();
        if !self.server().can_refresh() {
            return Ok(self.token().is_some());
        }
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
    /// Waits until it is there.
    pub async fn come(mut self) -> Self {
        self.ticket = ticket((&mut self.granted).await);
        self
    }

    /// The call that was made in this turn is a login or a registration, and this is what it came to. Whether that
    /// counts: the user may have signed out meanwhile.
    #[must_use]
    pub fn signed_in(&self, grant: Grant<P::User>) -> bool {
        let Some(ticket) = self.ticket else { return false };
        let token = grant.token.clone();
        self.auth.feed(Input::SignedIn { ticket, grant });
        self.auth.knows(token.reveal())
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
        Verdict::Go(_) | Verdict::Refuse(_) | Verdict::Stand => None,
    }
}
