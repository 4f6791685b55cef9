//! An event loop whose next task the test may choose: in which order a browser tells its page what has come is nobody's
//! to say, and faults hide between one word and the next.

use std::cell::RefCell;
use std::rc::Rc;

type Task = Box<dyn FnOnce()>;

#[derive(Clone, Default)]
pub struct Tasks(Rc<RefCell<Vec<Task>>>);

impl Tasks {
    pub fn spawn(&self, task: impl FnOnce() + 'static) {
        self.0.borrow_mut().push(Box::new(task));
    }

    pub fn ready(&self) -> usize {
        self.0.borrow().len()
    }

    pub fn step(&self, which: usize) {
        let task = self.0.borrow_mut().remove(which);
        task();
    }

    /// Until none is left, in the order in which they came.
    pub fn run(&self) {
        while self.ready() > 0 {
            self.step(0);
        }
    }
}
