//! A clock that only a test turns, and the alarm that each tab has.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use evertoken::policy::millis::Millis;
use evertoken::ports::Runtime;

use super::post::Post;

/// As one tab sees it.
#[derive(Clone)]
pub struct Clock {
    hands: Rc<Hands>,
    tab: usize,
}

struct Hands {
    now: Cell<Millis>,
    /// Of each tab.
    posts: RefCell<Vec<Post>>,
    alarms: RefCell<BTreeMap<usize, Millis>>,
    watches: RefCell<BTreeSet<usize>>,
}

impl Clock {
    pub fn new(post: Post) -> Self {
        let hands = Hands {
            now: Cell::new(Millis(1_000_000)),
            posts: RefCell::new(vec![post]),
            alarms: RefCell::default(),
            watches: RefCell::default(),
        };
        Self { hands: Rc::new(hands), tab: 0 }
    }

    /// The same, as another tab sees it.
    pub fn elsewhere(&self, post: Post) -> Self {
        let mut posts = self.hands.posts.borrow_mut();
        posts.push(post);
        Self { hands: Rc::clone(&self.hands), tab: posts.len() - 1 }
    }

    pub fn time(&self) -> Millis {
        self.hands.now.get()
    }

    pub fn timers(&self) -> usize {
        self.hands.alarms.borrow().len()
    }

    /// Goes on to the next alarm that rings not after `end`, and rings it. False if there is none; it is `end` then.
    pub fn ring_next(&self, end: Millis) -> bool {
        let next = {
            let alarms = self.hands.alarms.borrow();
            let due = alarms.iter().filter(|(_, rings_at)| **rings_at <= end);
            due.min_by_key(|(tab, rings_at)| (**rings_at, **tab)).map(|(tab, rings_at)| (*tab, *rings_at))
        };
        self.hands.now.set(next.map_or(end, |(_, rings_at)| rings_at.max(self.time())));
        next.map(|(tab, _)| self.ring(tab)).is_some()
    }

    /// Time passes, and no alarm rings: the page is frozen.
    pub fn freeze(&self, time: Millis) {
        self.hands.now.set(self.time() + time);
    }

    /// The page is looked at again.
    pub fn show(&self) {
        let watching: Vec<_> = self.hands.watches.borrow().iter().copied().collect();
        for tab in watching {
            self.ring(tab);
        }
    }

    pub fn watches(&self) -> usize {
        self.hands.watches.borrow().len()
    }

    /// Rings the alarms a little early, as browsers do that round.
    pub fn ring_all_too_early(&self) {
        let set: Vec<_> = self.hands.alarms.borrow().keys().copied().collect();
        for tab in set {
            self.ring(tab);
        }
    }

    fn ring(&self, tab: usize) {
        self.hands.alarms.borrow_mut().remove(&tab);
        let post = self.hands.posts.borrow()[tab].clone();
        post.hand(evertoken::client::Client::woke);
    }
}

impl Runtime for Clock {
    fn now(&self) -> Millis {
        self.time()
    }

    fn set_alarm(&self, delay: Option<Millis>) {
        let mut alarms = self.hands.alarms.borrow_mut();
        match delay {
            Some(delay) => drop(alarms.insert(self.tab, self.time() + delay)),
            None => drop(alarms.remove(&self.tab)),
        }
    }

    fn watch(&self, is_watching: bool) {
        let mut watches = self.hands.watches.borrow_mut();
        if is_watching {
            watches.insert(self.tab)
        } else {
            watches.remove(&self.tab)
        };
    }
}
