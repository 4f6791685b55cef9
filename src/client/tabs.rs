//! What the session has to do with the other tabs: it asks for their common lock, and hears what they do.

use std::rc::Rc;

use super::auth::Auth;
use crate::policy::refresh::{Input, LockRequest};
use crate::ports::{Answered, News, Ports, Tabs, TokenStore};

impl<P: Ports> Auth<P> {
    /// Somebody uses the session, again perhaps: it hears of the other tabs from now on, and what was written meanwhile is
    /// news.
    pub fn resume(self: &Rc<Self>) {
        if !self.is_closed.replace(false) {
            return;
        }
        let auth = Rc::downgrade(self);
        self.tabs.listen(Box::new(move |news| {
            if let Some(auth) = auth.upgrade() {
                auth.hear(news);
            }
        }));
        self.look_at_store();
        self.set_alarm();
    }

    /// Nobody uses it any more: it hears nothing, and stands in no other tab's way. Calls in flight settle all the same.
    pub fn close(self: &Rc<Self>) {
        if !self.is_closed.replace(true) {
            self.tabs.stop_listening();
            self.watch.take();
            self.feed(Input::Hidden);
        }
    }

    fn hear(self: &Rc<Self>, news: News) {
        match news {
            News::Word(word, _) if !self.store.is_shared() => self.feed(Input::HeardElsewhere(word)),
            News::Word(_, generation) => {
                self.look_at_store();
                self.feed(Input::WrittenElsewhere(generation));
            }
            News::Written => self.look_at_store(),
            News::Removed => self.token_removed(),
            News::Hidden => self.feed(Input::Hidden),
        }
    }

    pub(super) fn request_lock(self: &Rc<Self>, request: LockRequest) {
        let auth = Rc::downgrade(self);
        let told = Box::new(move |answered| {
            let Some(auth) = auth.upgrade() else { return };
            auth.look_at_store();
            auth.feed(match answered {
                Answered::AtOnce => Input::LockGranted { request, contended: false },
                Answered::AfterAWait => Input::LockGranted { request, contended: auth.store.is_shared() },
                Answered::Refused => Input::LockRefused(request),
            });
        });
        let hold = self.tabs.request_lock(told);
        *self.lock.borrow_mut() = Some(hold);
    }
}
