//! Who waits for a refresh, and what each is told when the wait ends.

use super::Machine;
use super::io::{Pass, Status, Verdict};
use crate::policy::error::Cause;

/// Somebody who waits for a refresh, and what it has in hand.
#[derive(Clone, Debug)]
pub(super) enum Waiting<W> {
    /// A request with its own rejection.
    Rejected(W),
    /// A request that has not left yet.
    Held(W),
    /// The application, which asked for the refresh.
    Asker(W),
}

/// How a wait ends; [`Waiting::verdict`] is the table of what that means to whom.
#[derive(Clone, Copy)]
pub(super) enum Release {
    Renewed,
    Kept(Cause),
    Ended,
    Replaced,
}

impl<W> Waiting<W> {
    /// `pass` is what a request would leave with now.
    pub fn verdict(self, release: Release, pass: Pass) -> (W, Verdict) {
        let go = Verdict::Go(pass);
        match (self, release) {
            (Self::Rejected(waiter), Release::Renewed) => (waiter, go),
            (Self::Rejected(waiter), Release::Kept(cause)) => (waiter, Verdict::Refuse(cause)),
            (Self::Rejected(waiter), Release::Ended) => (waiter, Verdict::Refuse(Cause::SessionOver)),
            (Self::Rejected(waiter), Release::Replaced) => (waiter, Verdict::Refuse(Cause::SessionChanged)),
            (Self::Held(waiter), Release::Renewed | Release::Kept(_) | Release::Ended) => (waiter, go),
            (Self::Held(waiter), Release::Replaced) => (waiter, Verdict::Refuse(Cause::SessionChanged)),
            (Self::Asker(waiter), Release::Renewed | Release::Replaced) => (waiter, go),
            (Self::Asker(waiter), Release::Kept(cause)) => (waiter, Verdict::Refuse(cause)),
            (Self::Asker(waiter), Release::Ended) => (waiter, Verdict::Refuse(Cause::SessionOver)),
        }
    }
}

impl<W, U: Clone> Machine<W, U> {
    /// What a pass that was given a moment ago is worth now.
    #[must_use]
    pub fn confirm(&self, given: Pass) -> Verdict {
        let session = &self.session;
        if given.epoch >= session.began {
            Verdict::Go(session.pass(given.last_chance))
        } else if session.status == Status::Anonymous {
            Verdict::Refuse(Cause::SessionOver)
        } else {
            Verdict::Refuse(Cause::SessionChanged)
        }
    }
}
