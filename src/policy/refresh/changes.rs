//! Changes of the session that this tab makes: somebody signed in or out, or brought a token, or a refresh brought one.

use super::{Event, Machine, Standing, Status};
use crate::policy::error::Cause;
use crate::policy::stored::{Ending, Word};
use crate::policy::token::Grant;

impl<W, U: Clone> Machine<W, U> {
    pub(super) fn renew(&mut self, grant: Grant<U>) {
        if self.session.is_of_another_user(&grant) {
            self.begin_session(grant, Event::UserChanged);
        } else {
            self.take_in(grant, Event::Refreshed);
        }
    }

    fn take_in(&mut self, grant: Grant<U>, event: Event) {
        self.save(&grant, Word::Renewed);
        self.session.renew(self.now, grant);
        self.standing = Standing::Together;
        self.announce(event);
        self.release(None);
    }

    pub(super) fn token_set(&mut self, grant: Grant<U>) {
        if self.session.status == Status::Anonymous || self.session.is_of_another_user(&grant) {
            self.begin_session(grant, Event::Login);
        } else {
            // Those who wait are served: as far as is known it is their session.
            let event = if self.session.has_evidence() { Event::Refreshed } else { Event::Login };
            self.take_in(grant, event);
        }
        self.standing = Standing::TokenSet;
    }

    pub(super) fn signed_out(&mut self) {
        self.standing = Standing::SignedOut;
        self.stray_cookie = false; // the logout call that follows takes it along
        self.overtake_sign_ins();
        let was_known_to_be_over = self.session.status == Status::Anonymous;
        self.session.end();
        self.forget(Ending::SignedOut);
        self.release(Some(Cause::SessionOver));
        if !was_known_to_be_over {
            self.announce(Event::Logout);
        }
    }

    pub(super) fn end_session(&mut self) {
        if self.session.has_evidence() {
            self.forget(Ending::Over);
        }
        self.end_with(Event::Over);
    }

    pub(super) fn end_with(&mut self, event: Event) {
        if self.session.has_evidence() {
            self.announce(event);
        }
        self.session.end();
        self.release(Some(Cause::SessionOver));
    }

    pub(super) fn begin_session(&mut self, grant: Grant<U>, event: Event) {
        self.save(&grant, Word::SignedIn);
        self.join_session(grant, event);
    }

    /// One that is written already.
    pub(super) fn join_session(&mut self, grant: Grant<U>, event: Event) {
        self.session.begin(self.now, grant);
        self.standing = Standing::Together;
        self.announce(event);
        self.release(Some(Cause::SessionChanged));
    }
}
