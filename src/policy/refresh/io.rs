//! What the refresh machine hears and what it orders.

use super::lock::LockRequest;
use crate::policy::breaker::Route;
use crate::policy::error::Cause;
use crate::policy::millis::Millis;
use crate::policy::stored::{Ending, Stored, Word};
use crate::policy::token::{AccessToken, Grant};

/// What a session is configured to be, and what it cannot know by itself.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Callers stop waiting for a refresh after this.
    pub timeout: Millis,
    /// How long before its end a token is renewed; `None`: only when it was rejected.
    pub ahead: Option<Millis>,
    /// Differs from tab to tab.
    pub seed: u32,
    /// Other tabs may move the same cookie.
    pub has_neighbours: bool,
}

/// A tab's own counter, moved by every change of session state.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Epoch(pub u32);

/// One refresh call on the wire.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Attempt(pub u32);

/// The right to make one call that may set the cookie; handed back with [`Input::CallEnded`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Ticket(pub u32);

/// `session.status`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Status {
    Unknown,
    Authenticated,
    Anonymous,
}

/// Facts. `W` is the handle by which a waiter is told its verdict: given in once, handed out once.
#[derive(Clone, Debug)]
pub enum Input<W, U> {
    /// The store can be read only now, and this is what it holds.
    StoreOpened(Stored<U>),
    /// The store was looked at, and this is what it holds.
    StoreRead(Stored<U>),
    /// An event says that somebody has taken exactly the token out of the store, and this is what is left.
    TokenRemoved(Stored<U>),
    /// A request wants to leave.
    Departs(W),
    /// A request that carried the token of this epoch was answered 2xx.
    Accepted { carried: Epoch, route: Route },
    /// A request that carried the token of this epoch (or none, then) was rejected.
    Rejected {
        waiter: W,
        carried: Epoch,
        route: Route,
        /// The answer says that it is the token's fault.
        blames_token: bool,
    },
    /// And once more, though it left with this.
    ReplayRejected { pass: Pass, route: Route },
    /// The application asks for a refresh by name.
    RefreshWanted(W),
    /// A refresh call was answered.
    RefreshAnswered { attempt: Attempt, outcome: Outcome<U> },
    /// Some other answer arrived from the auth server's origin.
    TrafficArrived,
    /// A call that may move the cookie wants to be made.
    CallWanted { waiter: W, call: CookieCall },
    /// That call was answered, or given up.
    CallEnded(Ticket),
    /// The login or registration that holds this ticket succeeded.
    SignedIn { ticket: Ticket, grant: Grant<U> },
    /// The application brought a token of its own.
    TokenSet(Grant<U>),
    /// The application signed out.
    SignedOut,
    /// `contended`: it had to be waited for. The store was looked at.
    LockGranted { request: LockRequest, contended: bool },
    /// There is no lock after all.
    LockRefused(LockRequest),
    /// The page is put aside, or left.
    Hidden,
    /// What another tab has done, whose store is not this tab's.
    HeardElsewhere(Word),
    /// Another tab says that it has written this generation, which may not be readable here yet.
    WrittenElsewhere(u32),
    /// The clock that comes with every input is all that is new.
    Woke,
}

/// The calls beside the refresh whose answers set or clear the refresh cookie.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum CookieCall {
    SignIn,
    SignOut,
}

/// What a refresh call came to.
#[derive(Clone, Debug)]
pub enum Outcome<U> {
    Renewed(Grant<U>),
    /// The auth server's own "no".
    Over,
    /// Everything else: session and token are kept.
    Unreachable {
        /// For how long the server wants to be left alone, if it has said so.
        retry_after: Millis,
    },
    /// 2xx, but no renewal. Kept as well; only the cause that callers see differs.
    Invalid,
}

impl<U> Outcome<U> {
    /// And nobody has said for how long.
    pub const UNREACHABLE: Self = Self::Unreachable { retry_after: Millis(0) };
}

/// Orders, to be performed in this order.
#[derive(Clone, Debug)]
pub enum Effect<W> {
    CallRefresh(Attempt),
    /// With the number of its generation.
    Save(AccessToken, u32),
    Forget(u32, Ending),
    Tell(W, Verdict),
    /// The logout call, once more: a late answer may have revived the cookie. Its turn is now; it ends as others do,
    /// with [`Input::CallEnded`].
    SignOutAgain(Ticket),
    Announce(Event),
    /// To the other tabs, with the number of the generation that was written.
    Spread(Word, u32),
    /// Answered by [`Input::LockGranted`] or [`Input::LockRefused`], unless it is taken back before.
    RequestLock(LockRequest),
    /// Lets it go, or takes the request back.
    ReleaseLock,
}

/// What a waiter is told.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// To a request: leave, or leave again. To one who asked for a refresh: it is done.
    Go(Pass),
    /// To a call that may move the cookie.
    YourTurn(Ticket),
    /// Your own rejection stands, for this reason.
    Refuse(Cause),
    /// Your own rejection stands: the session is well, and a fresh token was rejected there too.
    Stand,
}

/// What a request travels with.
#[derive(Clone, Debug)]
pub struct Pass {
    pub epoch: Epoch,
    pub token: Option<AccessToken>,
    /// Until when the token is young; zero where that is not known.
    pub prime_ends: Millis,
    /// The session has nothing more to offer this request: its next answer is final.
    pub last_chance: bool,
}

/// `session.on(…)`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Event {
    Login,
    Refreshed,
    Over,
    Logout,
    UserChanged,
}
