//! A request's way: scope → token → fetch → at most one replay.

use super::Client;
use super::calls::Party;
use crate::policy::breaker::Route;
use crate::policy::credential::{Credential, whose};
use crate::policy::error::Cause;
use crate::policy::refresh::{Epoch, Input, Pass, Status, Verdict};
use crate::policy::replay::Body;
use crate::policy::scope::Target;
use crate::ports::{Attachment, Call, End, Ports, Transport};

/// A request, as far as the session has to know it.
pub struct Request {
    pub target: Target,
    pub route: Route,
    /// The caller's value for the session's header.
    pub credential: Option<String>,
    /// Not opted out by `session: false`.
    pub takes_part: bool,
    /// It has the token of the session that it ends. Such a request takes no part in the session any more.
    pub is_farewell: bool,
    pub body: Body,
}

/// An answer whose body was not read yet.
pub struct Answer {
    pub status: u16,
    /// Of where it came from, after redirects.
    pub origin: Option<String>,
    /// Whether it says that the token is invalid (RFC 6750 §3.1), as far as it may be read.
    pub blames_token: bool,
    /// Whether the config carries `_isRetry` or `_retry` by now.
    pub is_spent: bool,
}

/// A request on its way.
pub(super) struct Errand {
    route: Route,
    body: Body,
    /// It takes part in the session, and is answered from the auth server's origin.
    is_traffic: bool,
    /// With what it is on its way, if its answer is any of the session's business.
    pass: Option<Pass>,
    was_rejected: bool,
}

impl<P: Ports> Client<P> {
    /// Sends it before this returns, unless it has to wait for a refresh.
    pub fn send(&self, call: Call, request: Request) {
        let Request { target, route, credential, takes_part, is_farewell, body } = request;
        let place = self.membership.scope.place(&target);
        if takes_part {
            self.look_at_store();
        }
        let is_ours = self.answers_for(credential.as_deref());
        let is_traffic = takes_part && place.is_auth_origin;
        let errand = Errand { route, body, is_traffic, pass: None, was_rejected: false };
        self.join(call, Party::Request(Box::new(errand)));
        if takes_part && is_ours && place.is_guarded() {
            return self.feed(Input::Departs(call));
        }
        let token = self.token().filter(|_| takes_part && is_ours && place.is_allowed);
        let attachment = match &token {
            Some(token) => Attachment::Token(token),
            None if is_farewell && place.is_allowed => Attachment::Farewell,
            None if is_ours && (takes_part || place.is_own) => Attachment::Nothing,
            None => Attachment::AsGiven,
        };
        self.outside.transport().send(call, attachment, false);
    }

    pub fn answered(&self, call: Call, answer: &Answer) {
        let Some(Party::Request(mut errand)) = self.leave(call) else { return };
        if errand.is_traffic && self.is_refreshing() {
            self.feed(Input::TrafficArrived);
        }
        if let Some(pass) = errand.pass.take() {
            if matches!(answer.status, 200..=299) {
                self.accepted(pass.epoch, errand.route);
            } else if self.is_rejection(answer) {
                if errand.was_rejected {
                    self.feed(Input::ReplayRejected { pass, route: errand.route });
                } else if !answer.is_spent {
                    return self.rejected(call, errand, pass.epoch, answer.blames_token);
                }
            }
        }
        self.stand(call, None);
    }

    fn accepted(&self, carried: Epoch, route: Route) {
        if self.status() == Status::Unknown || !self.machine.borrow().is_untroubled() {
            self.feed(Input::Accepted { carried, route });
        }
    }

    fn rejected(&self, call: Call, mut errand: Box<Errand>, carried: Epoch, blames_token: bool) {
        let route = errand.route;
        self.look_at_store();
        self.outside.transport().spend(call);
        errand.was_rejected = true;
        self.join(call, Party::Request(errand));
        let untold = self.put(Input::Rejected { waiter: call, carried, route, blames_token });
        if self.verdicts.borrow().len() == untold {
            self.outside.transport().hold(call);
        }
        self.tell(untold);
    }

    /// Before the one who waits goes on, subscribers have heard of its verdict: somebody may have signed out.
    pub(super) fn go_on(&self, call: Call, mut errand: Box<Errand>, verdict: Verdict) {
        match self.confirm(verdict) {
            Verdict::Go(_) if errand.was_rejected && !errand.body.can_be_sent_again() => {
                self.stand(call, Some(Cause::BodyNotReplayable));
            }
            Verdict::Go(mut pass) => {
                if pass.last_chance && !errand.was_rejected {
                    self.outside.transport().spend(call);
                }
                let token = pass.token.take();
                errand.pass = Some(pass);
                self.join(call, Party::Request(errand));
                let attachment = token.as_ref().map_or(Attachment::Nothing, Attachment::Token);
                self.outside.transport().send(call, attachment, true);
            }
            Verdict::Refuse(cause) if errand.was_rejected => self.stand(call, Some(cause)),
            Verdict::Refuse(cause) => self.refuse(call, cause),
            Verdict::YourTurn(_) | Verdict::Stand => self.stand(call, None),
        }
    }

    /// Its last answer stands.
    fn stand(&self, call: Call, cause: Option<Cause>) {
        self.outside.transport().settle(call, End::Answered(cause));
    }

    fn confirm(&self, verdict: Verdict) -> Verdict {
        let Verdict::Go(pass) = verdict else { return verdict };
        if pass.last_chance {
            self.look_at_store();
        }
        self.machine.borrow().confirm(pass)
    }

    fn answers_for(&self, credential: Option<&str>) -> bool {
        whose(credential, &self.membership.scheme, |token| self.knows(token)) == Credential::Session
    }

    fn is_rejection(&self, answer: &Answer) -> bool {
        self.membership.statuses.contains(&answer.status)
            && self.membership.scope.covers(answer.origin.as_ref())
    }
}
