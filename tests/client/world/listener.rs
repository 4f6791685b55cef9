//! The application's ear: it records, and it may act on what it hears.

use std::cell::RefCell;
use std::rc::Rc;

use evertoken::policy::refresh::Event;
use evertoken::ports::Announcer;

#[derive(Clone, Default)]
pub struct Listener(Rc<Ear>);

type Plan = Box<dyn FnOnce()>;

#[derive(Default)]
struct Ear {
    heard: RefCell<Vec<Event>>,
    changes: RefCell<usize>,
    plans: RefCell<Vec<(Cue, Plan)>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Cue {
    Change,
    Event(Event),
}

impl Listener {
    pub fn heard(&self) -> Vec<Event> {
        self.0.heard.borrow().clone()
    }

    pub fn changes(&self) -> usize {
        *self.0.changes.borrow()
    }

    /// A subscriber that acts from inside the event, once.
    pub fn when(&self, event: Event, act: impl FnOnce() + 'static) {
        self.0.plans.borrow_mut().push((Cue::Event(event), Box::new(act)));
    }

    /// The same, from inside the next change.
    pub fn on_change(&self, act: impl FnOnce() + 'static) {
        self.0.plans.borrow_mut().push((Cue::Change, Box::new(act)));
    }

    fn act_on(&self, cue: Cue) {
        let plan = {
            let mut plans = self.0.plans.borrow_mut();
            plans.iter().position(|(planned, _)| *planned == cue).map(|index| plans.remove(index))
        };
        if let Some((_, act)) = plan {
            act();
        }
    }
}

impl Announcer for Listener {
    /// The subscriber that acts comes first; the one that records is a second one.
    fn announce(&self, event: Event) {
        self.act_on(Cue::Event(event));
        self.0.heard.borrow_mut().push(event);
    }

    fn changed(&self) {
        self.act_on(Cue::Change);
        *self.0.changes.borrow_mut() += 1;
    }
}
