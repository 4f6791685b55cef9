//! What the session has to do with the other tabs: it asks for their common lock, and hears what they do.

use super::Client;
use crate::policy::refresh::{Input, LockRequest};
use crate::ports::{Answered, News, Ports, Runtime, Tabs, TokenStore};

impl<P: Ports> Client<P> {
    /// Somebody uses the session, again perhaps: it hears of the other tabs from now on, and what was written meanwhile is
    /// news.
    pub fn resume(&self) {
        if !self.is_closed.replace(false) {
            return;
        }
        self.outside.tabs().open();
        self.look_at_store();
        self.set_alarm();
    }

    /// Nobody uses it any more: it hears nothing, and stands in no other tab's way. Calls in flight settle all the same.
    pub fn close(&self) {
        if !self.is_closed.replace(true) {
            self.outside.tabs().close();
            self.is_watching.set(false);
            self.outside.runtime().watch(false);
            self.feed(Input::Hidden);
        }
    }

    pub fn hear(&self, news: News) {
        match news {
            News::Word(word, _) if !self.outside.store().is_shared() => {
                self.feed(Input::HeardElsewhere(word))
            }
            News::Word(_, generation) => {
                self.look_at_store();
                self.feed(Input::WrittenElsewhere(generation));
            }
            News::Written => self.look_at_store(),
            News::Removed => self.feed(Input::TokenRemoved(self.outside.store().read())),
            News::Hidden => self.feed(Input::Hidden),
        }
    }

    pub fn lock_answered(&self, request: LockRequest, answered: Answered) {
        self.look_at_store();
        self.feed(match answered {
            Answered::AtOnce => Input::LockGranted { request, contended: false },
            Answered::AfterAWait => {
                Input::LockGranted { request, contended: self.outside.store().is_shared() }
            }
            Answered::Refused => Input::LockRefused(request),
        });
    }
}
