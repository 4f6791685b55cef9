//! What the client orders from outside: a browser, or a test's stand-in for one.
//!
//! Nothing is waited for: what comes of an order is told to the client later, by the method that its description names. And
//! nothing of the client is borrowed while somebody else's code runs.

use crate::policy::error::Cause;
use crate::policy::millis::Millis;
use crate::policy::refresh::{Attempt, Event, LockRequest, Ticket};
use crate::policy::stored::{Ending, Stored, Word};
use crate::policy::token::{AccessToken, Identity};

/// A whole outside world: one implementation of each port, and the foreign value that passes through.
pub trait Ports: 'static {
    /// The application's user object.
    type User: Clone + 'static;
    type Transport: Transport;
    type AuthServer: AuthServer;
    type TokenStore: TokenStore<User = Self::User>;
    type Tabs: Tabs;
    type Announcer: Announcer;
    type Runtime: Runtime;

    fn transport(&self) -> &Self::Transport;
    fn server(&self) -> &Self::AuthServer;
    fn store(&self) -> &Self::TokenStore;
    fn tabs(&self) -> &Self::Tabs;
    fn announcer(&self) -> &Self::Announcer;
    fn runtime(&self) -> &Self::Runtime;
}

/// Something that a caller has asked for and not been told the end of, by a number of the caller's choosing. None is used
/// twice: the session may still have to do with one who gave up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Call(pub u32);

/// Carries requests, and hands callers what they asked for.
pub trait Transport: 'static {
    /// Sends the request, for the first time or once more, before it returns. Told by `Client::answered`, or `Client::end` where
    /// there is no answer, or where nobody waits for it any more. `may_return`: unless it is spent, it may have to be
    /// sent again.
    fn send(&self, call: Call, attachment: Attachment<'_>, may_return: bool);
    /// Marks it with `_isRetry` and `_retry`: the session has done for this request what it can.
    fn spend(&self, call: Call);
    /// It waits for a refresh from now on.
    fn hold(&self, call: Call);
    /// The end, but for [`End::YourTurn`]: nothing is ordered under this number any more.
    fn settle(&self, call: Call, end: End);
}

/// What a caller is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// To a request: its last answer stands, and for a rejection that is why.
    Answered(Option<Cause>),
    /// To a request: it was held and may not leave any more. To one who asked for a refresh: there is none.
    Refused(Cause),
    /// To one who asked for a refresh, or whether somebody is signed in: yes or no.
    Signed(bool),
    /// To one who wants to move the cookie: now. Until `Client::turn_ended`.
    YourTurn,
}

/// What one attempt carries in the session's header.
#[derive(Clone, Copy, Debug)]
pub enum Attachment<'a> {
    /// The header as the caller set it.
    AsGiven,
    /// This token, in place of whatever was given.
    Token(&'a AccessToken),
    /// Nothing, in place of whatever was given.
    Nothing,
    /// The token of the session that the request ends.
    Farewell,
}

/// The calls whose answers move the refresh cookie. They do not go through the client, so that a refresh cannot
/// start a refresh.
pub trait AuthServer: 'static {
    /// Told by `Client::refresh_answered`.
    fn refresh(&self, attempt: Attempt);
    /// Says goodbye without caring for the answer. Told by `Client::goodbye_answered`.
    fn sign_out(&self, ticket: Ticket);
}

/// Where the token is kept between page loads. No method fails: a store that cannot keep degrades to memory.
///
/// One that cannot be read at once is found empty until `Client::store_opened`.
pub trait TokenStore: 'static {
    type User;

    fn read(&self) -> Stored<Self::User>;
    /// The same, if it is not what was read or written here last. Asked before each attempt.
    fn look(&self) -> Option<Stored<Self::User>>;
    fn save(&self, deposit: Deposit<'_, Self::User>);
    /// Leaves nothing but the mark of the end.
    fn forget(&self, generation: u32, ending: Ending);
    /// Whether other tabs see what is written.
    fn is_shared(&self) -> bool;
}

/// A token, and what is known with it.
#[derive(Clone, Copy)]
pub struct Deposit<'a, U> {
    pub token: &'a AccessToken,
    pub generation: u32,
    pub identity: &'a Identity,
    pub user: Option<&'a U>,
}

/// The other tabs.
pub trait Tabs: 'static {
    /// The lock that one tab at a time holds while it moves the refresh cookie. Told by `Client::lock_answered`, later.
    fn request_lock(&self, request: LockRequest);
    /// Lets it go, or takes the request back.
    fn release_lock(&self);
    fn spread(&self, word: Word, generation: u32);
    /// `Client::hear` is told from now on what happens, until it is closed.
    fn open(&self);
    fn close(&self);
}

/// What became of a request for the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    AtOnce,
    /// Another tab had it.
    AfterAWait,
    Refused,
}

/// What is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// With the number of the generation that the other tab has written.
    Word(Word, u32),
    /// Somebody has written to the store.
    Written,
    /// Somebody has taken exactly the token out of it.
    Removed,
    /// This page is put aside, or left.
    Hidden,
}

/// Tells the application what happened.
pub trait Announcer: 'static {
    fn announce(&self, event: Event);
    /// Something that the snapshot shows has changed.
    fn changed(&self);
}

/// Time.
pub trait Runtime: 'static {
    /// A monotonic clock.
    fn now(&self) -> Millis;
    /// The only alarm that there is rings after this, by `Client::woke`; `None`: not at all.
    fn set_alarm(&self, delay: Option<Millis>);
    /// Whether `Client::woke` is told also whenever time may have passed unnoticed: when a page is shown again or thaws, when
    /// the network is back.
    fn watch(&self, is_watching: bool);
}
