//! What the tabs of one browser have in common beside the store: a lock, and words that they call to each other.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use evertoken::policy::refresh::LockRequest;
use evertoken::policy::stored::Word;
use evertoken::ports::{Answered, News, Tabs};

use super::post::Post;
use super::tasks::Tasks;

#[derive(Clone)]
pub struct Street(Rc<Houses>);

struct Houses {
    tasks: Tasks,
    has_lock: Cell<bool>,
    /// Those who wait for the lock, the one who holds it first.
    queue: RefCell<Vec<Asked>>,
    numbers: Cell<u32>,
    ears: RefCell<Vec<Ear>>,
    spread: RefCell<Vec<Word>>,
}

/// Of the tab with this number.
type Ear = (u32, Rc<dyn Fn(News)>);

struct Asked {
    number: u32,
    had_to_wait: bool,
    /// `None` once it was told.
    told: Option<Box<dyn FnOnce(Answered)>>,
}

/// One tab's.
pub struct Door {
    street: Street,
    number: u32,
    post: Post,
    hold: RefCell<Option<Hold>>,
}

/// Drop it, and the next one has the lock.
pub struct Hold {
    street: Weak<Houses>,
    number: u32,
}

impl Street {
    pub fn new(tasks: Tasks) -> Self {
        Self(Rc::new(Houses {
            tasks,
            has_lock: Cell::new(false),
            queue: RefCell::default(),
            numbers: Cell::new(0),
            ears: RefCell::default(),
            spread: RefCell::default(),
        }))
    }

    pub fn light(&self, has_lock: bool) {
        self.0.has_lock.set(has_lock);
    }

    pub fn has_lock(&self) -> bool {
        self.0.has_lock.get()
    }

    pub fn door(&self, post: Post) -> Door {
        Door { street: self.clone(), number: self.number(), post, hold: RefCell::default() }
    }

    /// Somebody who will never let it go: a page that was put aside.
    pub fn freeze(&self) -> Hold {
        let hold = self.ask(Box::new(|_| {}));
        self.grant();
        hold
    }

    /// How many ask for the lock or hold it.
    pub fn asked(&self) -> usize {
        self.0.queue.borrow().len()
    }

    pub fn listening(&self) -> usize {
        self.0.ears.borrow().len()
    }

    /// All that was called out.
    pub fn spread(&self) -> Vec<Word> {
        self.0.spread.borrow().clone()
    }

    /// What the browser tells all tabs, or a page that is put aside.
    pub fn tell_all(&self, news: News) {
        let ears: Vec<_> = self.0.ears.borrow().iter().map(|(_, ear)| Rc::clone(ear)).collect();
        for ear in ears {
            ear(news);
        }
    }

    fn number(&self) -> u32 {
        self.0.numbers.set(self.0.numbers.get() + 1);
        self.0.numbers.get()
    }

    fn ask(&self, told: Box<dyn FnOnce(Answered)>) -> Hold {
        let number = self.number();
        let had_to_wait = !self.0.queue.borrow().is_empty();
        self.0.queue.borrow_mut().push(Asked { number, had_to_wait, told: Some(told) });
        self.grant_later();
        Hold { street: Rc::downgrade(&self.0), number }
    }

    fn grant_later(&self) {
        let street = self.clone();
        self.0.tasks.spawn(move || street.grant());
    }

    fn grant(&self) {
        let first = {
            let mut queue = self.0.queue.borrow_mut();
            queue.first_mut().and_then(|first| Some((first.told.take()?, first.had_to_wait)))
        };
        if let Some((told, had_to_wait)) = first {
            told(if had_to_wait { Answered::AfterAWait } else { Answered::AtOnce });
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        let Some(street) = self.street.upgrade().map(Street) else { return };
        street.0.queue.borrow_mut().retain(|asked| asked.number != self.number);
        street.grant_later();
    }
}

impl Tabs for Door {
    fn request_lock(&self, request: LockRequest) {
        let post = self.post.clone();
        let told = move |answered| post.hand(|client| client.lock_answered(request, answered));
        let hold = self.street.ask(Box::new(told));
        let before = self.hold.borrow_mut().replace(hold);
        assert!(before.is_none(), "it has the lock, or has asked for it");
    }

    fn release_lock(&self) {
        self.hold.take();
    }

    fn open(&self) {
        let post = self.post.clone();
        let ear = Rc::new(move |news| post.hand(|client| client.hear(news)));
        self.street.0.ears.borrow_mut().push((self.number, ear));
    }

    fn close(&self) {
        self.street.0.ears.borrow_mut().retain(|(number, _)| *number != self.number);
    }

    fn spread(&self, word: Word, generation: u32) {
        self.street.0.spread.borrow_mut().push(word);
        let ears = self.street.0.ears.borrow();
        for (_, ear) in ears.iter().filter(|(number, _)| *number != self.number) {
            let ear = Rc::clone(ear);
            self.street.0.tasks.spawn(move || ear(News::Word(word, generation)));
        }
    }
}
