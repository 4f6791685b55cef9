//! Drives: performs what the policy decided, in order.
//!
//! Knows requests, answers and waiting, but no browser: everything from outside comes through the ports, so
//! that native tests drive it with a hand-turned clock.

mod alarm;
pub mod auth;
mod passage;
mod session;
mod store;
mod tabs;
mod waiter;

use std::rc::Rc;

use crate::policy::credential::{Credential, whose};
use crate::policy::error::Cause;
use crate::policy::refresh::{Pass, Verdict};
use crate::policy::scope::{Place, Scope};
use crate::ports::{Answer, Attachment, Ports, Request, Transport};
use auth::Auth;
pub use session::Turn;

/// Sends requests, and for those that take part in the session does all that it promises.
pub struct Client<P: Ports> {
    transport: P::Transport,
    session: Option<Membership<P>>,
}

/// A client's part in a session.
pub struct Membership<P: Ports> {
    pub auth: Rc<Auth<P>>,
    pub scope: Scope,
    /// `Bearer`, or nothing.
    pub scheme: String,
    /// The statuses that start a refresh; none if there is nothing to ask.
    pub statuses: Vec<u16>,
}

type RequestOf<P> = <<P as Ports>::Transport as Transport>::Request;
type AnswerOf<P> = <<P as Ports>::Transport as Transport>::Answer;
type FailureOf<P> = <<P as Ports>::Transport as Transport>::Failure;

/// The final answer to a request.
#[derive(Debug)]
pub struct Reply<A> {
    pub answer: A,
    /// Why a rejection stayed one.
    pub cause: Option<Cause>,
}

/// No answer.
#[derive(Debug)]
pub enum Failure<F> {
    Transport(F),
    /// The request was held for a refresh and may not leave any more.
    Held(Cause),
}

impl<P: Ports> Client<P> {
    #[must_use]
    pub fn new(transport: P::Transport, session: Option<Membership<P>>) -> Self {
        Self { transport, session }
    }

    #[must_use]
    pub fn auth(&self) -> Option<&Rc<Auth<P>>> {
        self.session.as_ref().map(|session| &session.auth)
    }

    /// Scope → token → fetch → at most one replay. Dropping the future abandons the request and nothing else.
    ///
    /// # Errors
    /// When there is no answer. Any status is an answer.
    pub async fn send(&self, request: &RequestOf<P>) -> Result<Reply<AnswerOf<P>>, Failure<FailureOf<P>>> {
        let Some(session) = &self.session else {
            return self.fetch(request, Attachment::AsGiven).await.map(Reply::plain);
        };
        let place = session.scope.place(request.target());
        if !request.takes_part() {
            let attachment = match request.farewell().filter(|_| place.is_allowed) {
                Some(token) => Attachment::Token(token),
                None if place.is_own && session.answers_for(request) => Attachment::Nothing,
                None => Attachment::AsGiven,
            };
            return self.fetch(request, attachment).await.map(Reply::plain);
        }
        session.auth.ready().await;
        session.auth.look_at_store();
        if !session.answers_for(request) {
            let answer = self.fetch(request, Attachment::AsGiven).await?;
            session.note_traffic(place);
            return Ok(Reply::plain(answer));
        }
        if !place.is_guarded() {
            let token = session.auth.token().filter(|_| place.is_allowed);
            let answer = self.fetch(request, attach(token.as_ref())).await?;
            session.note_traffic(place);
            return Ok(Reply::plain(answer));
        }
        self.send_guarded(session, place, request).await
    }

    async fn send_guarded(
        &self,
        session: &Membership<P>,
        place: Place,
        request: &RequestOf<P>,
    ) -> Result<Reply<AnswerOf<P>>, Failure<FailureOf<P>>> {
        let pass = match session.auth.depart().await {
            Verdict::Go(pass) => pass,
            Verdict::Refuse(cause) => return Err(Failure::Held(cause)),
            Verdict::YourTurn(_) | Verdict::Stand => return Err(Failure::Held(Cause::SessionChanged)),
        };
        if pass.last_chance {
            request.spend(false);
        }
        if !request.is_spent() {
            request.keep();
        }
        let answer = self.attempt(session, place, request, &pass).await?;
        if !session.is_rejection(&answer) || request.is_spent() {
            return Ok(Reply::plain(answer));
        }
        let (route, blames_token) = (route(request), answer.blames_token());
        let spend = |waits| request.spend(waits);
        match session.auth.rejected(pass.epoch, route.clone(), blames_token, spend).await {
            Verdict::Go(pass) if request.body().can_be_sent_again() => {
                answer.discard();
                let answer = self.attempt(session, place, request, &pass).await?;
                if session.is_rejection(&answer) {
                    session.auth.replay_rejected(pass, route);
                }
                Ok(Reply::plain(answer))
            }
            Verdict::Go(_) => Ok(Reply { answer, cause: Some(Cause::BodyNotReplayable) }),
            Verdict::Refuse(cause) => Ok(Reply { answer, cause: Some(cause) }),
            Verdict::YourTurn(_) | Verdict::Stand => Ok(Reply::plain(answer)),
        }
    }

    async fn attempt(
        &self,
        session: &Membership<P>,
        place: Place,
        request: &RequestOf<P>,
        pass: &Pass,
    ) -> Result<AnswerOf<P>, Failure<FailureOf<P>>> {
        let answer = self.fetch(request, attach(pass.token.as_ref())).await?;
        session.note_traffic(place);
        if matches!(answer.status(), 200..=299) {
            session.auth.accepted(pass.epoch, || route(request));
        }
        Ok(answer)
    }

    async fn fetch(
        &self,
        request: &RequestOf<P>,
        attachment: Attachment<'_>,
    ) -> Result<AnswerOf<P>, Failure<FailureOf<P>>> {
        self.transport.send(request, attachment).await.map_err(Failure::Transport)
    }
}

impl<P: Ports> Membership<P> {
    fn answers_for(&self, request: &RequestOf<P>) -> bool {
        let credential = whose(request.credential(), &self.scheme, |token| self.auth.knows(token));
        credential == Credential::Session
    }

    fn is_rejection(&self, answer: &AnswerOf<P>) -> bool {
        self.statuses.contains(&answer.status()) && self.scope.covers(&answer.url())
    }

    fn note_traffic(&self, place: Place) {
        if place.is_auth_origin {
            self.auth.traffic_arrived();
        }
    }
}

impl<A> Reply<A> {
    fn plain(answer: A) -> Self {
        Self { answer, cause: None }
    }
}

/// One method on one resource.
fn route(request: &impl Request) -> String {
    [&request.method(), " ", &request.target().resource].concat()
}

fn attach(token: Option<&crate::policy::token::AccessToken>) -> Attachment<'_> {
    token.map_or(Attachment::Nothing, Attachment::Token)
}
