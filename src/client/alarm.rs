//! When the session looks at the clock: at a time of its own, and whenever time may have passed unnoticed.

use super::Client;
use crate::policy::refresh::Input;
use crate::ports::{Ports, Runtime};

impl<P: Ports> Client<P> {
    /// Who waits is told also when nobody uses the session any more; but nothing is renewed for nobody then.
    pub(super) fn set_alarm(&self) {
        let (wanted, is_to_be_renewed) = {
            let machine = self.machine.borrow();
            if self.is_closed.get() {
                (machine.deadline(), false)
            } else {
                (machine.alarm(), machine.renewal().is_some())
            }
        };
        if is_to_be_renewed && !self.is_watching.replace(true) {
            self.outside.runtime().watch(true);
        }
        if self.rings_at.replace(wanted) != wanted {
            self.outside
                .runtime()
                .set_alarm(wanted.map(|rings_at| rings_at.since(self.outside.runtime().now())));
        }
    }

    /// The alarm has rung, or is not set any more because time may have passed unnoticed.
    pub fn woke(&self) {
        self.rings_at.set(None);
        self.look_at_store();
        self.feed(Input::Woke);
    }
}
