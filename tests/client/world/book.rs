//! What stands in JavaScript's book under each number.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use evertoken::ports::{Call, End};

use super::post::Post;
use super::request::Request;

#[derive(Clone)]
pub struct Book(Rc<Pages>);

struct Pages {
    post: Post,
    entries: RefCell<Vec<Rc<Entry>>>,
}

pub struct Entry {
    post: Post,
    pub number: Call,
    pub request: Option<Rc<Request>>,
    told: Cell<Option<End>>,
    /// The status of the last answer.
    pub status: Cell<Option<u16>>,
    pub is_on_the_wire: Cell<bool>,
    /// There was no answer.
    pub is_down: Cell<bool>,
    is_aborted: Cell<bool>,
    is_over: Cell<bool>,
}

impl Book {
    pub fn new(post: Post) -> Self {
        Self(Rc::new(Pages { post, entries: RefCell::default() }))
    }

    /// No number is given twice.
    pub fn enter(&self, request: Option<Rc<Request>>) -> Rc<Entry> {
        let mut entries = self.0.entries.borrow_mut();
        let number = Call(u32::try_from(entries.len()).expect("a small number"));
        entries.push(Rc::new(Entry {
            post: self.0.post.clone(),
            number,
            request,
            told: Cell::new(None),
            status: Cell::new(None),
            is_on_the_wire: Cell::new(false),
            is_down: Cell::new(false),
            is_aborted: Cell::new(false),
            is_over: Cell::new(false),
        }));
        Rc::clone(&entries[entries.len() - 1])
    }

    /// Of one whom the client has an order about.
    pub fn entry(&self, number: Call) -> Rc<Entry> {
        let entry = Rc::clone(&self.0.entries.borrow()[number.0 as usize]);
        assert!(!entry.is_over(), "promise 2: an order about {number:?}, which was told the end");
        entry
    }

    /// How many may move the cookie.
    pub fn turns(&self) -> usize {
        self.0.entries.borrow().iter().filter(|entry| entry.has_turn()).count()
    }

    /// How many were not told the end.
    pub fn open(&self) -> usize {
        self.0.entries.borrow().iter().filter(|entry| !entry.is_over()).count()
    }
}

impl Entry {
    pub fn told(&self) -> Option<End> {
        self.told.get().filter(|_| !self.is_aborted.get())
    }

    pub fn tell(&self, end: End) {
        assert_eq!(self.told.replace(Some(end)), None, "promise 2: told twice");
        self.is_over.set(end != End::YourTurn);
    }

    pub fn has_turn(&self) -> bool {
        self.told() == Some(End::YourTurn) && !self.is_over()
    }

    /// Nobody waits for it any more, but the client has it still.
    pub fn is_aborted(&self) -> bool {
        self.is_aborted.get()
    }

    /// Neither side has it.
    pub fn is_over(&self) -> bool {
        self.is_over.get()
    }

    /// It got no answer, its turn is over, or nobody waits for it any more.
    pub fn end(&self) {
        self.is_over.set(true);
        self.post.hand(|client| client.end(self.number));
    }

    /// `fetch` has rejected.
    pub fn end_later(self: &Rc<Self>) {
        let entry = Rc::clone(self);
        self.post.bring(move |_| entry.end());
    }

    /// A request that waits for a refresh is found out to be aborted when it is to be sent.
    pub fn abort(self: &Rc<Self>) {
        self.is_aborted.set(true);
        if self.is_on_the_wire.replace(false) {
            self.end_later();
        } else if self.request.is_none() && !self.is_over() {
            self.end();
        }
    }
}
