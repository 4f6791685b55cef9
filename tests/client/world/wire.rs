//! A network whose requests lie in a list until the test answers them.

use std::cell::RefCell;
use std::rc::Rc;

use evertoken::client::Answer;
use evertoken::ports::{self, Attachment, Transport};

use super::book::{Book, Entry};
use super::post::Post;
use super::request::{Request, target};

#[derive(Clone)]
pub struct Wire(Rc<Line>);

struct Line {
    post: Post,
    book: Book,
    sent: RefCell<Vec<Sent>>,
    watcher: RefCell<Option<Watcher>>,
}

type Watcher = Box<dyn Fn(&Request, &str)>;

struct Sent {
    entry: Rc<Entry>,
    carried: String,
    is_answered: bool,
}

impl Wire {
    pub fn new(post: Post, book: Book) -> Self {
        Self(Rc::new(Line { post, book, sent: RefCell::default(), watcher: RefCell::default() }))
    }

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
            .filter(|index| !sent[*index].is_answered && !sent[*index].entry.is_aborted())
            .collect()
    }

    pub fn carried_by(&self, index: usize) -> String {
        self.0.sent.borrow()[index].carried.clone()
    }

    pub fn answer(&self, index: usize, status: u16) {
        self.answer_from(index, status, &self.url_of(index));
    }

    /// Answers from where a redirect led.
    pub fn answer_from(&self, index: usize, status: u16, url: &str) {
        self.reply(index, status, url, false);
    }

    /// Rejects with `error="invalid_token"`.
    pub fn blame(&self, index: usize, status: u16) {
        self.reply(index, status, &self.url_of(index), true);
    }

    pub fn answer_all(&self, status: u16) {
        for index in self.open() {
            self.answer(index, status);
        }
    }

    pub fn cut(&self, index: usize) {
        let entry = self.take(index);
        self.0.post.bring(move |_| {
            entry.is_down.set(true);
            entry.end();
        });
    }

    /// Is shown each request in the moment in which it leaves, with what it carries.
    pub fn watch(&self, watcher: impl Fn(&Request, &str) + 'static) {
        *self.0.watcher.borrow_mut() = Some(Box::new(watcher));
    }

    fn reply(&self, index: usize, status: u16, url: &str, blames_token: bool) {
        let (entry, origin) = (self.take(index), Some(target(url).origin));
        self.0.post.bring(move |client| {
            entry.status.set(Some(status));
            let is_spent = request_of(&entry).is_spent();
            client.answered(entry.number, &Answer { status, origin, blames_token, is_spent });
        });
    }

    fn take(&self, index: usize) -> Rc<Entry> {
        let sent = &mut self.0.sent.borrow_mut()[index];
        assert!(!std::mem::replace(&mut sent.is_answered, true), "answered once");
        sent.entry.is_on_the_wire.set(false);
        Rc::clone(&sent.entry)
    }

    fn url_of(&self, index: usize) -> String {
        request_of(&self.0.sent.borrow()[index].entry).url.clone()
    }
}

impl Transport for Wire {
    fn send(&self, call: ports::Call, attachment: Attachment<'_>, may_return: bool) {
        let entry = self.0.book.entry(call);
        if entry.is_aborted() {
            return entry.end_later();
        }
        assert!(!entry.is_on_the_wire.replace(true), "{call:?} is on the wire");
        let request = request_of(&entry);
        let carried = match attachment {
            Attachment::AsGiven => "as given",
            Attachment::Token(token) => token.reveal(),
            Attachment::Nothing => "nothing",
            Attachment::Farewell => request.farewell(),
        };
        if may_return && !request.is_spent() {
            request.keep();
        }
        let sent = Sent { entry: Rc::clone(&entry), carried: carried.into(), is_answered: false };
        self.0.sent.borrow_mut().push(sent);
        if let Some(watcher) = &*self.0.watcher.borrow() {
            watcher(request, carried);
        }
    }

    fn spend(&self, call: ports::Call) {
        request_of(&self.0.book.entry(call)).spend();
    }

    fn hold(&self, call: ports::Call) {
        let entry = self.0.book.entry(call);
        assert!(!entry.is_on_the_wire.get(), "{call:?} is on the wire");
        request_of(&entry).hold();
    }

    fn settle(&self, call: ports::Call, end: ports::End) {
        self.0.book.entry(call).tell(end);
    }
}

fn request_of(entry: &Entry) -> &Request {
    entry.request.as_ref().expect("a request")
}
