//! The state of the session itself: whose it is, its token, its epoch. Who may ask the auth server, and who waits
//! for it, is not known here.

use std::mem;

use super::io::{Epoch, Pass, Status};
use crate::policy::life::Life;
use crate::policy::millis::Millis;
use crate::policy::stored::{Ending, Says, Stored};
use crate::policy::token::{AccessToken, Grant, Identity};

#[derive(Clone, Debug)]
pub(super) struct Session<U> {
    pub status: Status,
    pub epoch: Epoch,
    /// The epoch of the last change of user: what carried an older one belongs to another session.
    pub began: Epoch,
    /// The epoch in which the latest token came: what was asked before it is outdated.
    pub received: Epoch,
    pub token: Option<AccessToken>,
    pub expires_at: Option<Millis>,
    pub life: Life,
    pub user: Option<U>,
    pub identity: Identity,
    /// The store says that there is a session, though not with which token.
    is_marked: bool,
    /// The store says that somebody has signed out: nobody but the application may ask whether that is still so.
    is_signed_out: bool,
    /// What requests carry in this epoch has been rejected.
    is_rejected: bool,
    /// The last few tokens of this session, newest first.
    known: [Option<AccessToken>; 4],
}

impl<U: Clone> Session<U> {
    pub fn unknown() -> Self {
        Self {
            status: Status::Unknown,
            epoch: Epoch(0),
            began: Epoch(0),
            received: Epoch(0),
            token: None,
            expires_at: None,
            life: Life::default(),
            user: None,
            identity: Identity::default(),
            is_marked: false,
            is_signed_out: false,
            is_rejected: false,
            known: [const { None }; 4],
        }
    }

    /// What the store holds, as soon as it can be read. What has happened since outranks it.
    pub fn open(&mut self, now: Millis, stored: Stored<U>) {
        if self.epoch != Epoch(0) {
            return;
        }
        if let Some(grant) = stored.grant {
            self.move_epoch();
            self.hold(now, grant);
        } else if let Some(mark) = stored.mark {
            self.is_signed_out = mark.says == Says::Ended(Ending::SignedOut);
            self.is_marked = !matches!(mark.says, Says::Ended(_));
            if self.is_marked {
                self.identity = mark.identity;
            }
        }
    }

    /// A newer token of the same session.
    pub fn renew(&mut self, now: Millis, grant: Grant<U>) {
        self.move_epoch();
        self.status = Status::Authenticated;
        self.hold(now, grant);
    }

    /// A session that has nothing to do with what was before.
    pub fn begin(&mut self, now: Millis, grant: Grant<U>) {
        self.end();
        self.status = Status::Authenticated;
        self.hold(now, grant);
    }

    pub fn end(&mut self) {
        self.lose_token();
        self.began = self.epoch;
        self.status = Status::Anonymous;
        self.user = None;
        self.identity = Identity::default();
        self.is_marked = false;
        self.known = [const { None }; 4];
    }

    /// The token is gone from the store, though nobody signed out.
    pub fn lose_token(&mut self) {
        self.move_epoch();
        self.token = None;
        self.expires_at = None;
        self.life = Life::default();
    }

    pub fn reject(&mut self) {
        self.is_rejected = true;
    }

    pub fn is_rejected(&self) -> bool {
        self.is_rejected
    }

    pub fn is_of_another_user(&self, grant: &Grant<U>) -> bool {
        self.identity.contradicts(&grant.identity)
    }

    /// Whether anything speaks for there being a session that could end.
    pub fn has_evidence(&self) -> bool {
        self.token.is_some() || self.status == Status::Authenticated || self.is_marked
    }

    pub fn is_known_to_be_over(&self) -> bool {
        self.status == Status::Anonymous || self.is_signed_out
    }

    pub fn knows(&self, token: &str) -> bool {
        self.known.iter().flatten().any(|known| known.reveal() == token)
    }

    pub fn pass(&self, last_chance: bool) -> Pass {
        let Self { epoch, token, life, .. } = self;
        Pass { epoch: *epoch, token: token.clone(), prime_ends: life.prime_ends(), last_chance }
    }

    fn hold(&mut self, now: Millis, grant: Grant<U>) {
        let mut newest = Some(grant.token.clone());
        for known in &mut self.known {
            newest = mem::replace(known, newest);
            if newest.as_ref() == Some(&grant.token) {
                break;
            }
        }
        self.received = self.epoch;
        self.is_signed_out = false;
        self.token = Some(grant.token.clone());
        self.learn(now, grant);
    }

    /// What else is known with the token.
    pub fn learn(&mut self, now: Millis, grant: Grant<U>) {
        self.life = Life::of(now, &grant);
        self.expires_at = grant.expires_at;
        self.user = grant.user.or(self.user.take());
        self.identity.learn(grant.identity);
    }

    fn move_epoch(&mut self) {
        self.epoch = Epoch(self.epoch.0.wrapping_add(1));
        self.is_rejected = false;
    }
}
