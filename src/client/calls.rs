//! Those who wait for a verdict, and what it comes to for each.

use super::Client;
use super::requests::Errand;
use crate::policy::error::Cause;
use crate::policy::refresh::{Input, Status, Ticket, Verdict};
use crate::ports::{Call, End, Ports, Transport};

/// One who has asked for something.
pub(super) enum Party {
    Request(Box<Errand>),
    /// Wants a refresh; `checks`: only to know whether somebody is signed in.
    Asker {
        checks: bool,
    },
    /// Wants to move the cookie, or does, with the ticket for it.
    Visitor(Option<Ticket>),
}

impl<P: Ports> Client<P> {
    pub(super) fn join(&self, call: Call, party: Party) {
        self.parties.borrow_mut().push((call, party));
    }

    pub(super) fn leave(&self, call: Call) -> Option<Party> {
        let mut parties = self.parties.borrow_mut();
        let place = parties.iter().position(|(known, _)| *known == call)?;
        Some(parties.swap_remove(place).1)
    }

    /// One who has given up needs to know nothing, but its turn is the next one's.
    pub(super) fn told(&self, call: Call, verdict: Verdict) {
        match (self.leave(call), verdict) {
            (Some(Party::Request(errand)), verdict) => self.go_on(call, errand, verdict),
            (Some(Party::Visitor(_)), Verdict::YourTurn(ticket)) => {
                self.join(call, Party::Visitor(Some(ticket)));
                self.outside.transport().settle(call, End::YourTurn);
            }
            (Some(Party::Asker { checks }), Verdict::Refuse(cause))
                if !checks || cause != Cause::SessionOver =>
            {
                self.refuse(call, cause);
            }
            (Some(Party::Asker { .. }), _) => self.say_whether_signed_in(call),
            (None, Verdict::YourTurn(ticket)) => self.feed(Input::CallEnded(ticket)),
            (Some(Party::Visitor(_)) | None, Verdict::Go(_) | Verdict::Refuse(_) | Verdict::Stand) => {}
        }
    }

    pub(super) fn say_whether_signed_in(&self, call: Call) {
        self.outside.transport().settle(call, End::Signed(self.status() == Status::Authenticated));
    }

    pub(super) fn refuse(&self, call: Call, cause: Cause) {
        self.outside.transport().settle(call, End::Refused(cause));
    }

    /// It got no answer, its turn is over, or nobody waits for it any more.
    pub fn end(&self, call: Call) {
        if let Some(Party::Visitor(Some(ticket))) = self.leave(call) {
            self.feed(Input::CallEnded(ticket));
        }
    }
}
