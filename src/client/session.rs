//! What the application asks of the session: sign in, sign out, is there one.

use super::Client;
use super::calls::Party;
use crate::policy::refresh::{CookieCall, Input, Status, Ticket};
use crate::policy::token::Grant;
use crate::ports::{Call, End, Ports, TokenStore, Transport};

impl<P: Ports> Client<P> {
    /// The right to make one call that may move the cookie, until [`Client::end`]. It comes when no refresh is in flight, at
    /// latest when callers stop waiting for one: the Set-Cookie of a refresh must not land over that of the call.
    pub fn take_turn(&self, call: Call) {
        self.join(call, Party::Visitor(None));
        self.feed(Input::CallWanted { waiter: call, call: CookieCall::SignIn });
    }

    /// The call that was made in this turn is a login or a registration, and this is what it came to. Whether that
    /// counts: the user may have signed out meanwhile.
    pub fn signed_in(&self, call: Call, grant: Grant<P::User>) -> bool {
        let Some(Party::Visitor(Some(ticket))) = self.leave(call) else { return false };
        self.join(call, Party::Visitor(Some(ticket)));
        let token = grant.token.clone();
        self.feed(Input::SignedIn { ticket, grant });
        self.knows(token.reveal())
    }

    pub fn set_token(&self, grant: Grant<P::User>) {
        self.feed(Input::TokenSet(grant));
    }

    /// Local state only, and at once. The server is told in the turn that this takes: it is asked for before anybody heard of the
    /// logout, so that a login which is made upon hearing of it comes after.
    pub fn sign_out(&self, call: Call) {
        self.join(call, Party::Visitor(None));
        let untold = self.put(Input::CallWanted { waiter: call, call: CookieCall::SignOut });
        self.put(Input::SignedOut);
        self.tell(untold);
    }

    /// The logout call that the session has made by itself was answered, or was not.
    pub fn goodbye_answered(&self, ticket: Ticket) {
        self.feed(Input::CallEnded(ticket));
    }

    pub fn refresh(&self, call: Call) {
        self.ask_for_refresh(call, false);
    }

    /// Whether somebody is signed in. Asks the auth server only if that is unknown; where there is none to ask, a
    /// token has to do. Refused when it is unknown and stays so.
    pub fn check(&self, call: Call) {
        self.look_at_store();
        if !self.can_refresh() {
            self.outside.transport().settle(call, End::Signed(self.token().is_some()));
        } else if self.status() == Status::Unknown {
            self.ask_for_refresh(call, true);
        } else {
            self.say_whether_signed_in(call);
        }
    }

    fn ask_for_refresh(&self, call: Call, checks: bool) {
        self.join(call, Party::Asker { checks });
        self.feed(Input::RefreshWanted(call));
    }

    pub(super) fn knows(&self, token: &str) -> bool {
        self.machine.borrow().knows(token)
    }

    /// The store can be read only now.
    pub fn store_opened(&self) {
        self.feed(Input::StoreOpened(self.outside.store().read()));
    }

    /// Somebody else may have written to the store, and in the same tab no event says so.
    pub fn look_at_store(&self) {
        if let Some(stored) = self.outside.store().look() {
            self.feed(Input::StoreRead(stored));
        }
    }
}
