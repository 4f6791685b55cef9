//! A clock that only a test turns, and its timers.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::Future;
use std::rc::Rc;

use evertoken::policy::millis::Millis;
use evertoken::ports::Runtime;

use super::tasks::Tasks;

#[derive(Clone)]
pub struct Clock(Rc<Hands>);

struct Hands {
    now: Cell<Millis>,
    timers: RefCell<BTreeMap<u32, Timer>>,
    watches: RefCell<BTreeMap<u32, Rc<dyn Fn()>>>,
    next: Cell<u32>,
    tasks: Tasks,
}

struct Timer {
    rings_at: Millis,
    wake: Box<dyn FnOnce()>,
}

/// Drop it, and the timer will not ring.
pub struct Alarm {
    id: u32,
    clock: Clock,
}

/// Drop it, and nothing is heard any more.
pub struct Watch {
    id: u32,
    clock: Clock,
}

impl Clock {
    pub fn new(tasks: Tasks) -> Self {
        Self(Rc::new(Hands {
            now: Cell::new(Millis(1_000_000)),
            timers: RefCell::default(),
            watches: RefCell::default(),
            next: Cell::new(0),
            tasks,
        }))
    }

    pub fn time(&self) -> Millis {
        self.0.now.get()
    }

    pub fn timers(&self) -> usize {
        self.0.timers.borrow().len()
    }

    /// Goes on to the next timer that rings not after `end`, and rings it. False if there is none; it is `end` then.
    pub fn ring_next(&self, end: Millis) -> bool {
        let due = {
            let timers = self.0.timers.borrow();
            let next = timers.iter().filter(|(_, timer)| timer.rings_at <= end);
            next.min_by_key(|(id, timer)| (timer.rings_at, **id)).map(|(id, _)| *id)
        };
        let timer = due.and_then(|id| self.0.timers.borrow_mut().remove(&id));
        self.0.now.set(timer.as_ref().map_or(end, |timer| timer.rings_at.max(self.time())));
        timer.map(|timer| (timer.wake)()).is_some()
    }

    /// Time passes, and no timer rings: the page is frozen.
    pub fn freeze(&self, time: Millis) {
        self.0.now.set(self.time() + time);
    }

    /// The page is looked at again.
    pub fn show(&self) {
        let watches: Vec<_> = self.0.watches.borrow().values().cloned().collect();
        for look in watches {
            look();
        }
    }

    pub fn watches(&self) -> usize {
        self.0.watches.borrow().len()
    }

    /// Rings the timers a little early, as browsers do that round.
    pub fn ring_all_too_early(&self) {
        let timers = std::mem::take(&mut *self.0.timers.borrow_mut());
        for timer in timers.into_values() {
            (timer.wake)();
        }
    }
}

impl Runtime for Clock {
    type Timer = Alarm;
    type Watch = Watch;

    fn now(&self) -> Millis {
        self.time()
    }

    fn wake_after(&self, delay: Millis, wake: Box<dyn FnOnce()>) -> Alarm {
        let id = self.0.next.get();
        self.0.next.set(id + 1);
        self.0.timers.borrow_mut().insert(id, Timer { rings_at: self.time() + delay, wake });
        Alarm { id, clock: self.clone() }
    }

    fn watch(&self, look: Box<dyn Fn()>) -> Watch {
        let id = self.0.next.get();
        self.0.next.set(id + 1);
        self.0.watches.borrow_mut().insert(id, look.into());
        Watch { id, clock: self.clone() }
    }

    fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        self.0.tasks.spawn(task);
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        let timer = self.clock.0.timers.borrow_mut().remove(&self.id);
        drop(timer);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.clock.0.watches.borrow_mut().remove(&self.id);
    }
}
