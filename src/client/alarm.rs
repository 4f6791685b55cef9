//! When the session looks at the clock: at a time of its own, and whenever time may have passed unnoticed.

use std::rc::Rc;

use super::auth::Auth;
use crate::policy::millis::Millis;
use crate::policy::refresh::Input;
use crate::ports::{Ports, Runtime};

pub struct Alarm<P: Ports> {
    rings_at: Millis,
    _timer: <P::Runtime as Runtime>::Timer,
}

impl<P: Ports> Auth<P> {
    /// Who waits is told also when nobody uses the session any more; but nothing is renewed for nobody then.
    pub(super) fn set_alarm(self: &Rc<Self>) {
        let (wanted, is_to_be_renewed) = {
            let machine = self.machine.borrow();
            if self.is_closed.get() {
                (machine.deadline(), false)
            } else {
                (machine.alarm(), machine.renewal().is_some())
            }
        };
        if is_to_be_renewed && self.watch.borrow().is_none() {
            let auth = Rc::downgrade(self);
            let watch = self.runtime.watch(Box::new(move || {
                if let Some(auth) = auth.upgrade() {
                    auth.wake();
                }
            }));
            *self.watch.borrow_mut() = Some(watch);
        }
        if self.alarm.borrow().as_ref().map(|alarm| alarm.rings_at) == wanted {
            return;
        }
        *self.alarm.borrow_mut() = wanted.map(|rings_at| {
            let auth = Rc::downgrade(self);
            let ring = Box::new(move || {
                if let Some(auth) = auth.upgrade() {
                    auth.alarm.take();
                    auth.wake();
                }
            });
            Alarm { rings_at, _timer: self.runtime.wake_after(rings_at.since(self.runtime.now()), ring) }
        });
    }

    fn wake(self: &Rc<Self>) {
        self.look_at_store();
        self.feed(Input::Woke);
    }
}
