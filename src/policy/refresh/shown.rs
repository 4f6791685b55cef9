//! What can be seen of the machine from outside.

use super::session::Session;
use super::turn::Stage;
use super::{Epoch, Machine, Status};
use crate::policy::millis::Millis;
use crate::policy::token::AccessToken;

impl<W, U: Clone> Machine<W, U> {
    /// Changes with everything that an application is shown, and with nothing else: to the anonymous, epochs are
    /// all alike.
    #[must_use]
    pub fn revision(&self) -> (Option<Epoch>, Status, bool) {
        let Session { epoch, status, .. } = self.session;
        ((status != Status::Anonymous).then_some(epoch), status, self.is_refreshing())
    }

    #[must_use]
    pub fn status(&self) -> Status {
        self.session.status
    }

    #[must_use]
    pub fn token(&self) -> Option<&AccessToken> {
        self.session.token.as_ref()
    }

    #[must_use]
    pub fn user(&self) -> Option<&U> {
        self.session.user.as_ref()
    }

    /// On the client's wall clock.
    #[must_use]
    pub fn expires_at(&self) -> Option<Millis> {
        self.session.expires_at
    }

    /// Whether a refresh is under way that matters to this session.
    #[must_use]
    pub fn is_refreshing(&self) -> bool {
        matches!(self.turn.stage, Stage::Asked(_) | Stage::Doubt) && self.turn.session == self.session.began
    }

    /// Whether this text is one of the session's last few tokens.
    #[must_use]
    pub fn knows(&self, token: &str) -> bool {
        self.session.knows(token)
    }
}
