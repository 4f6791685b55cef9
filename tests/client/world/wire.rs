//! A network whose requests lie in a list until the test answers them.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::Rc;

use evertoken::ports::{self, Attachment, Transport};
use futures_channel::oneshot::{Sender, channel};

use super::request::Request;

#[derive(Clone, Default)]
pub struct Wire(Rc<Line>);

#[derive(Default)]
struct Line {
    sent: RefCell<Vec<Sent>>,
    discarded: Rc<Cell<usize>>,
    watcher: RefCell<Option<Watcher>>,
}

type Watcher = Box<dyn Fn(&Request, &str)>;

struct Sent {
    url: String,
    carried: String,
    reply: Option<Sender<Result<Answer, Down>>>,
}

/// There was no answer.
#[derive(Debug)]
pub struct Down;

#[derive(Debug)]
pub struct Answer {
    status: u16,
    url: String,
    blames_token: bool,
    discarded: Rc<Cell<usize>>,
}

impl Wire {
    pub fn count(&self) -> usize {
        self.0.sent.borrow().len()
    }

    /// What each attempt had in the session's header: a token, `nothing`, or `as given`.
    pub fn carried(&self) -> Vec<String> {
        self.0.sent.borrow().iter().map(|sent| sent.carried.clone()).collect()
    }

    /// The attempts that wait for an answer, by their place in the list.
    pub fn open(&self) -> Vec<usize> {
        let sent = self.0.sent.borrow();
        (0..sent.len())
            .filter(|index| sent[*index].reply.as_ref().is_some_and(|it| !it.is_canceled()))
            .collect()
    }

    pub fn carried_by(&self, index: usize) -> String {
        self.0.sent.borrow()[index].carried.clone()
    }

    pub fn answer(&self, index: usize, status: u16) {
        let url = self.0.sent.borrow()[index].url.clone();
        self.answer_from(index, status, &url);
    }

    /// Answers from where a redirect led.
    pub fn answer_from(&self, index: usize, status: u16, url: &str) {
        let discarded = Rc::clone(&self.0.discarded);
        self.reply(index, Ok(Answer { status, url: url.into(), blames_token: false, discarded }));
    }

    /// Rejects with `error="invalid_token"`.
    pub fn blame(&self, index: usize, status: u16) {
        let (url, discarded) = (self.0.sent.borrow()[index].url.clone(), Rc::clone(&self.0.discarded));
        self.reply(index, Ok(Answer { status, url, blames_token: true, discarded }));
    }

    pub fn answer_all(&self, status: u16) {
        for index in self.open() {
            self.answer(index, status);
        }
    }

    pub fn cut(&self, index: usize) {
        self.reply(index, Err(Down));
    }

    /// Answers whose bodies were let go.
    pub fn discarded(&self) -> usize {
        self.0.discarded.get()
    }

    /// Is shown each request in the moment in which it leaves, with what it carries.
    pub fn watch(&self, watcher: impl Fn(&Request, &str) + 'static) {
        *self.0.watcher.borrow_mut() = Some(Box::new(watcher));
    }

    fn reply(&self, index: usize, reply: Result<Answer, Down>) {
        let sender = self.0.sent.borrow_mut()[index].reply.take().expect("answered once");
        drop(sender.send(reply));
    }
}

impl Transport for Wire {
    type Request = Request;
    type Answer = Answer;
    type Failure = Down;

    fn send(
        &self,
        request: &Request,
        attachment: Attachment<'_>,
    ) -> impl Future<Output = Result<Answer, Down>> {
        let carried = match attachment {
            Attachment::AsGiven => "as given",
            Attachment::Token(token) => token.reveal(),
            Attachment::Nothing => "nothing",
        };
        if let Some(watcher) = &*self.0.watcher.borrow() {
            watcher(request, carried);
        }
        let (sender, receiver) = channel();
        let sent = Sent { url: request.url.clone(), carried: carried.into(), reply: Some(sender) };
        self.0.sent.borrow_mut().push(sent);
        async move { receiver.await.unwrap_or(Err(Down)) }
    }
}

impl ports::Answer for Answer {
    fn status(&self) -> u16 {
        self.status
    }

    fn url(&self) -> String {
        self.url.clone()
    }

    fn blames_token(&self) -> bool {
        self.blames_token
    }

    fn discard(self) {
        self.discarded.set(self.discarded.get() + 1);
    }
}
