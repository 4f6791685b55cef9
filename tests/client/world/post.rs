//! Brings the client word of what came of its orders.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use evertoken::client::Client;

use super::Fake;
use super::tasks::Tasks;

#[derive(Clone)]
pub struct Post(Rc<Way>);

struct Way {
    tasks: Tasks,
    client: RefCell<Weak<Client<Fake>>>,
}

impl Post {
    pub fn new(tasks: Tasks) -> Self {
        Self(Rc::new(Way { tasks, client: RefCell::default() }))
    }

    /// The client is made of what has the post already.
    pub fn attach(&self, client: &Rc<Client<Fake>>) {
        *self.0.client.borrow_mut() = Rc::downgrade(client);
    }

    /// In a task of its own.
    pub fn bring(&self, word: impl FnOnce(&Client<Fake>) + 'static) {
        let post = self.clone();
        self.0.tasks.spawn(move || post.hand(word));
    }

    /// Here and now.
    pub fn hand(&self, word: impl FnOnce(&Client<Fake>)) {
        let client = self.0.client.borrow().upgrade();
        if let Some(client) = client {
            word(&client);
        }
    }
}
