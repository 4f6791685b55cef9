//! What a request asks of the session on its way.

use std::rc::Rc;

use super::auth::Auth;
use crate::policy::refresh::{Epoch, Input, Pass, Status, Verdict};
use crate::ports::Ports;

impl<P: Ports> Auth<P> {
    pub(super) async fn depart(self: &Rc<Self>) -> Verdict {
        let verdict = self.ask(Input::Departs).await;
        self.confirm(verdict)
    }

    pub(super) async fn rejected(
        self: &Rc<Self>,
        carried: Epoch,
        route: String,
        blames_token: bool,
        spend: impl FnOnce(bool),
    ) -> Verdict {
        self.look_at_store();
        let fact = |waiter| Input::Rejected { waiter, carried, route, blames_token };
        let waiter = self.put(fact);
        spend(!waiter.is_told());
        let verdict = waiter.await;
        self.confirm(verdict)
    }

    /// Between the verdict and the moment in which the one who waited for it runs again, subscribers have heard of
    /// it, and others may have run: somebody may have signed out.
    fn confirm(self: &Rc<Self>, verdict: Verdict) -> Verdict {
        match verdict {
            Verdict::Go(pass) => {
                if pass.last_chance {
                    self.look_at_store();
                }
                self.machine.borrow().confirm(pass)
            }
            Verdict::YourTurn(_) | Verdict::Refuse(_) | Verdict::Stand => verdict,
        }
    }

    pub(super) fn replay_rejected(self: &Rc<Self>, pass: Pass, route: String) {
        self.feed(Input::ReplayRejected { pass, route });
    }

    pub(super) fn accepted(self: &Rc<Self>, carried: Epoch, route: impl FnOnce() -> String) {
        if self.status() == Status::Unknown || !self.machine.borrow().is_untroubled() {
            self.feed(Input::Accepted { carried, route: route() });
        }
    }

    pub(super) fn traffic_arrived(self: &Rc<Self>) {
        if self.is_refreshing() {
            self.feed(Input::TrafficArrived);
        }
    }
}
