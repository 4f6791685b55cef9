//! What an application does around the client: calls that can be aborted, questions, logins, logouts.

use std::cell::Cell;
use std::rc::Rc;

use evertoken::client::Client;
use evertoken::policy::error::Cause;
use evertoken::ports::End as Told;

use super::Fake;
use super::book::{Book, Entry};
use super::post::Post;
use super::request::Request;
use super::store::grant;

#[derive(Clone)]
pub struct People {
    pub client: Rc<Client<Fake>>,
    pub book: Book,
    pub post: Post,
}

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    Answered(u16),
    Refused(u16, Cause),
    Held(Cause),
    Down,
}

/// A call under way.
pub struct Call {
    pub request: Rc<Request>,
    entry: Rc<Entry>,
}

/// A refresh, or whether somebody is signed in.
pub struct Asked(Rc<Entry>);

/// A login or logout call: first it waits for its turn, then it is on the wire.
pub struct Visit {
    entry: Rc<Entry>,
    post: Post,
    counts: Rc<Cell<Option<bool>>>,
    is_answered: bool,
}

impl People {
    pub fn send(&self, request: Request) -> Call {
        let request = Rc::new(request);
        let entry = self.book.enter(Some(Rc::clone(&request)));
        self.client.send(entry.number, request.known());
        Call { request, entry }
    }

    pub fn get(&self, url: &str) -> Call {
        self.send(Request::to(url))
    }

    pub fn check(&self) -> Asked {
        let entry = self.book.enter(None);
        self.client.check(entry.number);
        Asked(entry)
    }

    pub fn refresh(&self) -> Asked {
        let entry = self.book.enter(None);
        self.client.refresh(entry.number);
        Asked(entry)
    }

    /// A login, as JavaScript does it: wait for the turn, send, and tell the session before the turn ends.
    pub fn log_in(&self) -> Visit {
        let entry = self.book.enter(None);
        self.client.take_turn(entry.number);
        self.visit(entry)
    }

    /// A logout, as JavaScript does it: local state first and at once, then the server.
    pub fn log_out(&self) -> Visit {
        let entry = self.book.enter(None);
        self.client.sign_out(entry.number);
        self.visit(entry)
    }

    /// A login that is sent and answered at once.
    pub fn sign_in(&self, token: &str) {
        let login = self.log_in();
        assert!(login.is_sent(), "somebody else has the turn");
        self.client.signed_in(login.entry.number, grant(token).expect("a token"));
        login.entry.end();
    }

    /// A logout of which the server does not hear.
    pub fn sign_out(&self) {
        self.log_out().abort();
    }

    fn visit(&self, entry: Rc<Entry>) -> Visit {
        Visit { entry, post: self.post.clone(), counts: Rc::default(), is_answered: false }
    }
}

impl Call {
    pub fn end(&self) -> Option<End> {
        if self.entry.is_down.get() && !self.entry.is_aborted() {
            return Some(End::Down);
        }
        self.entry.told().map(|told| match (told, self.entry.status.get()) {
            (Told::Answered(None), Some(status)) => End::Answered(status),
            (Told::Answered(Some(cause)), Some(status)) => End::Refused(status, cause),
            (Told::Refused(cause), None) => End::Held(cause),
            (told, status) => panic!("{told:?}, with the answer {status:?}"),
        })
    }

    /// The caller loses interest.
    pub fn abort(&self) {
        self.entry.abort();
    }

    pub fn is_spent(&self) -> bool {
        self.request.is_spent()
    }
}

impl Asked {
    pub fn answer(&self) -> Option<Result<bool, Cause>> {
        self.0.told().map(|told| match told {
            Told::Signed(is_signed_in) => Ok(is_signed_in),
            Told::Refused(cause) => Err(cause),
            Told::Answered(_) | Told::YourTurn => panic!("{told:?} to a question"),
        })
    }

    pub fn abort(&self) {
        self.0.abort();
    }
}

impl Visit {
    /// On the wire, not answered yet.
    pub fn is_sent(&self) -> bool {
        self.entry.has_turn()
    }

    pub fn is_done(&self) -> bool {
        self.entry.is_over()
    }

    /// The login was right, and this token is its reward.
    pub fn succeed(&mut self, token: &str) {
        let (grant, counts) = (grant(token).expect("a token"), Rc::clone(&self.counts));
        self.answer(move |entry, client| {
            counts.set(Some(client.signed_in(entry.number, grant)));
            entry.end();
        });
    }

    /// A wrong password; for a logout any answer at all.
    pub fn end(&mut self) {
        self.answer(|entry, _| entry.end());
    }

    pub fn abort(&self) {
        self.entry.abort();
    }

    /// What the session said of a success.
    pub fn counts(&self) -> Option<bool> {
        self.counts.get()
    }

    fn answer(&mut self, act: impl FnOnce(&Entry, &Client<Fake>) + 'static) {
        assert!(self.is_sent() && !self.is_answered, "answered once, and not before it was sent");
        self.is_answered = true;
        let entry = Rc::clone(&self.entry);
        self.post.bring(move |client| {
            if !entry.is_aborted() {
                act(&entry, client);
            }
        });
    }
}
