//! What the store says, and what is written to it: which of two tabs' tokens is the newer one, and whether somebody
//! has signed out elsewhere.

use super::{Effect, Event, Machine, Standing, Status};
use crate::policy::error::Cause;
use crate::policy::stored::{Ending, Says, Stored, Word};
use crate::policy::token::{Grant, Identity};

/// What is known of the store.
#[derive(Clone, Debug, Default, Hash)]
pub(super) struct Shelf {
    /// Of the token that this tab holds, or of the end that it knows of.
    generation: u32,
    /// The highest that was ever seen.
    highest: u32,
    /// The highest that another tab says it has written.
    announced: u32,
    /// The token was found without a mark of its own.
    is_unlabelled: bool,
}

impl Shelf {
    pub fn found<U>(stored: &Stored<U>) -> Self {
        let generation = stored.generation();
        let is_unlabelled = stored.says() != Some(Says::Here);
        Self { generation, highest: generation, announced: 0, is_unlabelled }
    }

    pub fn heard_of(&mut self, generation: u32) {
        self.announced = self.announced.max(generation);
    }

    /// What another tab has written is not readable here yet.
    pub fn is_behind(&self) -> bool {
        self.announced > self.generation
    }

    /// It did not come.
    pub fn expect_nothing(&mut self) {
        self.announced = 0;
    }

    fn next(&mut self) -> u32 {
        self.highest = self.highest.saturating_add(1);
        self.generation = self.highest;
        self.is_unlabelled = false;
        self.generation
    }
}

impl<W, U: Clone> Machine<W, U> {
    /// Whose session it is, as far as is known.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        &self.session.identity
    }

    /// What has been written meanwhile is what a store holds that could not be read before.
    pub(super) fn open_store(&mut self, stored: Stored<U>) {
        if self.shelf.highest == 0 {
            self.shelf = Shelf::found(&stored);
        }
        self.session.open(self.now, stored);
    }

    /// `is_removed`: an event says that somebody has taken away exactly the token.
    pub(super) fn compare_with_store(&mut self, stored: Stored<U>, is_removed: bool) {
        let (says, generation) = (stored.says(), stored.generation());
        let is_newer = generation > self.shelf.generation;
        self.shelf.highest = self.shelf.highest.max(generation);
        match (stored.grant, says) {
            (Some(grant), _) => self.compare_tokens(grant, says == Some(Says::Here), generation),
            (None, Some(Says::Ended(Ending::SignedOut))) if generation >= self.shelf.generation => {
                self.shelf.generation = generation;
                self.signed_out_elsewhere();
            }
            (None, Some(Says::Ended(Ending::Over))) if is_newer => {
                self.shelf.generation = generation;
                self.over_elsewhere();
            }
            (None, None | Some(Says::Here | Says::Elsewhere)) if is_removed => self.signed_out_elsewhere(),
            (None, _) => {
                self.shelf.generation = self.shelf.generation.min(generation);
                if self.session.token.is_some() {
                    self.session.lose_token();
                }
            }
        }
    }

    fn compare_tokens(&mut self, grant: Grant<U>, is_its_own_mark: bool, generation: u32) {
        let held = self.session.token.as_ref();
        let is_marked_newer = is_its_own_mark && generation > self.shelf.generation;
        let is_known = held.is_some() && self.session.knows(grant.token.reveal());
        if is_known && !is_marked_newer {
            return; // its own, or one that it replaced itself: a store may be read stale
        }
        if is_its_own_mark && generation <= self.shelf.generation && self.standing == Standing::SignedOut {
            return self.sign_out_once_more();
        }
        // Whoever writes the token before its mark may be looked at in between.
        let is_label = is_marked_newer && self.shelf.is_unlabelled && held == Some(&grant.token);
        self.shelf.generation = generation;
        self.shelf.is_unlabelled = !is_its_own_mark;
        if is_label {
            self.session.learn(self.now, grant);
        } else {
            self.adopt(grant);
        }
    }

    /// Another tab's renewal landed where the logout was not readable yet, and took no higher number. The later login of
    /// somebody would have taken the next one.
    fn sign_out_once_more(&mut self) {
        self.cookie_strays();
        self.clear_store(Ending::SignedOut);
    }

    fn adopt(&mut self, grant: Grant<U>) {
        let was_anonymous = self.session.status == Status::Anonymous;
        if was_anonymous || self.session.is_of_another_user(&grant) {
            let event = if was_anonymous { Event::Login } else { Event::UserChanged };
            self.join_session(grant, event);
        } else {
            self.session.renew(self.now, grant);
            self.release(None);
        }
    }

    /// What the other tab has told the server counts for this one. A refresh of this tab that lands afterwards revives
    /// the cookie as it would after a logout here.
    fn signed_out_elsewhere(&mut self) {
        if !self.session.is_known_to_be_over() {
            self.standing = Standing::SignedOut;
            self.end_with(Event::Logout);
        }
    }

    /// Unless this tab is asking itself: the other one's "no" may be the echo of this one's renewal.
    fn over_elsewhere(&mut self) {
        if self.is_refreshing() || !self.late.is_empty() {
            self.session.lose_token();
        } else if !self.session.is_known_to_be_over() {
            self.end_with(Event::Over);
        }
    }

    pub(super) fn save(&mut self, grant: &Grant<U>, word: Word) {
        let generation = self.shelf.next();
        self.order(Effect::Save(grant.token.clone(), generation));
        self.order(Effect::Spread(word, generation));
    }

    pub(super) fn forget(&mut self, ending: Ending) {
        let generation = self.clear_store(ending);
        self.order(Effect::Spread(Word::Ended(ending), generation));
    }

    fn clear_store(&mut self, ending: Ending) -> u32 {
        let generation = self.shelf.next();
        self.order(Effect::Forget(generation, ending));
        generation
    }

    /// The tabs share the cookie alone: whose it is now, this tab does not know.
    pub(super) fn heard_elsewhere(&mut self, word: Word) {
        match word {
            Word::SignedIn => {
                if self.session.has_evidence() {
                    self.clear_store(Ending::Over);
                }
                self.session.end();
                self.session.status = Status::Unknown;
                self.standing = Standing::Together;
                self.release(Some(Cause::SessionChanged));
            }
            Word::Ended(Ending::SignedOut) if !self.session.is_known_to_be_over() => {
                self.clear_store(Ending::SignedOut);
                self.signed_out_elsewhere();
            }
            Word::Ended(_) | Word::Renewed => {}
        }
    }
}
