//! An executor whose next step the test may choose: which of the tasks that are ready is polled is otherwise decided
//! by an engine's queue of microtasks, and faults hide between its entries.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

type Task = Pin<Box<dyn Future<Output = ()>>>;

#[derive(Clone, Default)]
pub struct Tasks(Rc<Shelf>);

#[derive(Default)]
struct Shelf {
    pending: RefCell<BTreeMap<usize, Task>>,
    next: Cell<usize>,
    ready: Arc<Mutex<Vec<usize>>>,
}

struct Bell {
    id: usize,
    ready: Arc<Mutex<Vec<usize>>>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        let mut ready = self.ready.lock().unwrap();
        if !ready.contains(&self.id) {
            ready.push(self.id);
        }
    }
}

impl Tasks {
    /// The first poll comes later, as with `spawn_local`.
    pub fn spawn(&self, task: impl Future<Output = ()> + 'static) -> usize {
        let id = self.0.next.get();
        self.0.next.set(id + 1);
        self.0.pending.borrow_mut().insert(id, Box::pin(task));
        self.0.ready.lock().unwrap().push(id);
        id
    }

    /// The first poll is done here and now, by hand: what the boundary to JavaScript does with every call.
    pub fn start(&self, task: impl Future<Output = ()> + 'static) -> usize {
        let id = self.spawn(task);
        let position = self.0.ready.lock().unwrap().len() - 1;
        self.step(position);
        id
    }

    /// Drops the task where it stands.
    pub fn abandon(&self, id: usize) {
        let task = self.0.pending.borrow_mut().remove(&id);
        drop(task);
    }

    pub fn ready(&self) -> usize {
        self.0.ready.lock().unwrap().len()
    }

    /// Polls one of those that are ready.
    pub fn step(&self, which: usize) {
        let id = self.0.ready.lock().unwrap().remove(which);
        let task = self.0.pending.borrow_mut().remove(&id);
        let Some(mut task) = task else { return };
        let waker = Waker::from(Arc::new(Bell { id, ready: Arc::clone(&self.0.ready) }));
        if task.as_mut().poll(&mut Context::from_waker(&waker)) == Poll::Pending {
            self.0.pending.borrow_mut().insert(id, task);
        }
    }

    /// Polls until all wait for something, in the order in which they became ready.
    pub fn run(&self) {
        while self.ready() > 0 {
            self.step(0);
        }
    }
}
