//! What the application asks of the session: sign in, sign out, is there one.

use std::rc::Rc;

use super::auth::Auth;
use crate::policy::error::Cause;
use crate::policy::refresh::{CookieCall, Input, Status, Ticket, Verdict};
use crate::policy::token::Grant;
use crate::ports::Ports;

/// The right to make one call that may move the cookie, while it lives.
pub struct Turn<P: Ports> {
    auth: Rc<Auth<P>>,
    ticket: Option<Ticket>,
}

impl<P: Ports> Auth<P> {
    /// Waits until no refresh is in flight, at most as long as callers wait for one: the Set-Cookie of a refresh must
    /// not land over that of the call.
    pub async fn take_turn(self: &Rc<Self>, call: CookieCall) -> Turn<P> {
        let ticket = match self.ask(|waiter| Input::CallWanted { waiter, call }).await {
            Verdict::YourTurn(ticket) => Some(ticket),
            Verdict::Go(_) | Verdict::Refuse(_) => None,
        };
        Turn { auth: Rc::clone(self), ticket }
    }

    pub fn sign_in(self: &Rc<Self>, grant: Grant<P::User>) {
        self.feed(Input::SignedIn(grant));
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
        match self.status() {
            Status::Authenticated => Ok(true),
            Status::Anonymous => Ok(false),
            Status::Unknown => match self.refresh().await {
                Ok(()) => Ok(true),
                Err(Cause::SessionOver) => Ok(false),
                Err(cause) => Err(cause),
            },
        }
    }
}

impl<P: Ports> Drop for Turn<P> {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket {
            self.auth.feed(Input::CallEnded(ticket));
        }
    }
}
