//! What the client needs from outside: a browser, or a test's stand-in for one.

use std::future::Future;

use crate::policy::millis::Millis;
use crate::policy::refresh::{Event, Outcome};
use crate::policy::replay::Body;
use crate::policy::scope::Target;
use crate::policy::stored::{Ending, Stored, Word};
use crate::policy::token::{AccessToken, Identity};

/// A whole outside world: one implementation of each port, and the foreign values that pass through.
pub trait Ports: 'static {
    /// The application's user object.
    type User: Clone + 'static;
    type Transport: Transport;
    type AuthServer: AuthServer<User = Self::User>;
    type TokenStore: TokenStore<User = Self::User>;
    type Tabs: Tabs;
    type Announcer: Announcer;
    type Runtime: Runtime;
}

/// Sends requests.
pub trait Transport {
    type Request: Request;
    type Answer: Answer;
    /// Why there was no answer.
    type Failure;

    /// Sends one attempt. Called synchronously up to the point where the request has left.
    fn send(
        &self,
        request: &Self::Request,
        attachment: Attachment<'_>,
    ) -> impl Future<Output = Result<Self::Answer, Self::Failure>>;
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
}

/// A request that can be sent, and perhaps sent again.
pub trait Request {
    fn target(&self) -> &Target;
    fn method(&self) -> String;
    /// Not opted out by `session: false`.
    fn takes_part(&self) -> bool;
    /// The token of the session that this request ends. Such a request takes no part in the session any more.
    fn farewell(&self) -> Option<&AccessToken>;
    /// The caller's value for the session's header.
    fn credential(&self) -> Option<&str>;
    /// Whether the config carries `_isRetry` or `_retry`.
    fn is_spent(&self) -> bool;
    /// Sets them: the session has done for this request what it can. `waits`: for a refresh, from now on.
    fn spend(&self, waits: bool);
    /// It may have to be sent again: said before it leaves, and only then.
    fn keep(&self);
    fn body(&self) -> Body;
}

/// An answer whose body was not read yet.
pub trait Answer {
    fn status(&self) -> u16;
    /// Where it came from, after redirects.
    fn url(&self) -> String;
    /// Whether it says that the token is invalid (RFC 6750 §3.1), as far as it may be read.
    fn blames_token(&self) -> bool;
    /// Lets go of the body, and with it of the connection.
    fn discard(self);
}

/// The calls whose answers move the refresh cookie. They do not go through the client, so that a refresh cannot
/// start a refresh.
pub trait AuthServer: 'static {
    type User;

    /// Whether there is anything to ask. If not, `refresh` is unreachable without trying.
    fn can_refresh(&self) -> bool {
        true
    }

    fn refresh(&self) -> impl Future<Output = Outcome<Self::User>>;
    /// Says goodbye without caring for the answer.
    fn sign_out(&self) -> impl Future<Output = ()>;
}

/// Where the token is kept between page loads. No method fails: a store that cannot keep degrades to memory.
pub trait TokenStore: 'static {
    type User;

    /// Of a store that cannot be read at once: until it can. Before, nothing is found in it.
    fn ready(&self) -> Option<impl Future<Output = ()> + 'static>;
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
    /// While it lives the lock is asked for, or held.
    type Hold;

    /// The lock that one tab at a time holds while it moves the refresh cookie. Calls `told` once, later, unless the hold
    /// is gone by then.
    fn request_lock(&self, told: Box<dyn FnOnce(Answered)>) -> Self::Hold;
    /// Hears from now on what happens, until it is told not to.
    fn listen(&self, hear: Box<dyn Fn(News)>);
    fn stop_listening(&self);
    /// `generation`: of what was written.
    fn spread(&self, word: Word, generation: u32);
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

/// Tells the application what happened. Called outside every borrow, lock and flight.
pub trait Announcer: 'static {
    fn announce(&self, event: Event);
    /// Something that the snapshot shows has changed.
    fn changed(&self);
}

/// Time and tasks.
pub trait Runtime: 'static {
    /// Running until dropped.
    type Timer;
    /// Watching until dropped.
    type Watch;

    /// A monotonic clock.
    fn now(&self) -> Millis;
    fn wake_after(&self, delay: Millis, wake: Box<dyn FnOnce()>) -> Self::Timer;
    /// Calls `look` whenever time may have passed unnoticed: when a page is shown again or thaws, when the network is back.
    fn watch(&self, look: Box<dyn Fn()>) -> Self::Watch;
    fn spawn(&self, task: impl Future<Output = ()> + 'static);
}
