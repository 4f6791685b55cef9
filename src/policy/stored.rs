//! What the store holds: the token, and beside it a mark for other tabs and for the time after a reload.

use super::token::{Grant, Identity};

/// What was found in the store.
#[derive(Clone, Debug)]
pub struct Stored<U> {
    /// With the user, if the mark is the token's own.
    pub grant: Option<Grant<U>>,
    pub mark: Option<Mark>,
}

/// What stands beside the token. Never a token.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    /// Grows with each token, and with each end of a session.
    pub generation: u32,
    pub says: Says,
    /// Whose session it is.
    pub identity: Identity,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Says {
    /// It was written with the token that stands there.
    Here,
    /// It was written with another one: code that knows nothing of marks has written since, or the token is lost.
    Elsewhere,
    Ended(Ending),
}

/// Why nobody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ending {
    SignedOut,
    /// The auth server said no.
    Over,
}

/// What is written, and what other tabs are told about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Word {
    Renewed,
    SignedIn,
    Ended(Ending),
}

impl<U> From<Option<Grant<U>>> for Stored<U> {
    /// What code stores that knows nothing of marks.
    fn from(grant: Option<Grant<U>>) -> Self {
        Self { grant, mark: None }
    }
}

impl<U> Stored<U> {
    #[must_use]
    pub fn says(&self) -> Option<Says> {
        self.mark.as_ref().map(|mark| mark.says)
    }

    /// Zero where there is no mark.
    #[must_use]
    pub fn generation(&self) -> u32 {
        self.mark.as_ref().map_or(0, |mark| mark.generation)
    }
}
