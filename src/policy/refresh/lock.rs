//! The lock that one tab at a time holds while it moves the refresh cookie. It saves refreshes and is never needed: it
//! is missing where the page is not served securely, and a page that the browser has put aside may hold it for ever.

use super::{Effect, Machine};
use crate::policy::millis::Millis;

/// One request for the lock.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct LockRequest(pub u32);

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Lock {
    /// Nobody else moves the cookie.
    Needless,
    /// Not held, and not asked for. So it is during a turn that goes on without it.
    Free,
    Wanted(Wish),
    /// It was granted, but what another tab has written before may not be readable here yet.
    Settling {
        wish: Wish,
        until: Millis,
    },
    /// And since when it had been wanted by a turn that is still to begin.
    Held(Option<Millis>),
    /// The next turn, wanted since then, begins without it.
    Without(Millis),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wish {
    since: Millis,
    request: LockRequest,
    gives_up: Millis,
    is_second: bool,
}

/// How long the lock is waited for, twice. Whoever holds it longer is not at work but frozen.
const PATIENCE: [Millis; 2] = [Millis(2_000), Millis(1_000)];
/// What was written under the lock is readable elsewhere after this, even if the machine is busy; on an idle one it takes a
/// few milliseconds. Chromium loses up to a third of the updates that are made under a lock to reads right after the grant.
const SETTLING: Millis = Millis(250);

impl Lock {
    pub fn new(has_neighbours: bool) -> Self {
        if has_neighbours { Self::Free } else { Self::Needless }
    }

    /// Whether another tab may have moved the cookie during this turn.
    pub fn is_lacking(&self) -> bool {
        !matches!(self, Self::Needless | Self::Held(_))
    }

    pub fn alarm(&self) -> Option<Millis> {
        match self {
            Self::Wanted(wish) => Some(wish.gives_up),
            Self::Settling { until, .. } => Some(*until),
            Self::Needless | Self::Free | Self::Held(_) | Self::Without(_) => None,
        }
    }
}

impl<W, U: Clone> Machine<W, U> {
    /// Whether the next turn may begin, and since when it could have, but for the lock.
    pub(super) fn come_by_lock(&mut self) -> Option<Millis> {
        let now = self.now;
        match self.lock.clone() {
            Lock::Needless => Some(now),
            Lock::Free => {
                let request = self.request_lock();
                let gives_up = now + self.patience(false);
                self.lock = Lock::Wanted(Wish { since: now, request, gives_up, is_second: false });
                None
            }
            Lock::Settling { wish, until } if now >= until => {
                self.shelf.expect_nothing();
                self.lock = Lock::Held(None);
                Some(wish.since)
            }
            Lock::Wanted(_) | Lock::Settling { .. } => None,
            Lock::Held(since) => {
                self.lock = Lock::Held(None);
                Some(since.unwrap_or(now))
            }
            Lock::Without(since) => {
                self.lock = Lock::Free;
                Some(since)
            }
        }
    }

    /// Nobody in this tab wants to move the cookie.
    pub(super) fn let_go_of_lock(&mut self) {
        if let Lock::Wanted(_) | Lock::Settling { .. } | Lock::Held(_) = self.lock {
            self.effects.push(Effect::ReleaseLock);
        }
        if self.lock != Lock::Needless {
            self.lock = Lock::Free;
        }
    }

    /// `contended`: a tab with the same store had it. If not, one may have had it just before: its words are quicker than
    /// what it wrote.
    pub(super) fn lock_granted(&mut self, request: LockRequest, contended: bool) {
        let Lock::Wanted(wish) = &self.lock else { return };
        if wish.request == request {
            let (wish, until) = (wish.clone(), self.now + SETTLING);
            let is_news_due = contended || self.shelf.is_behind();
            self.lock = if is_news_due && self.callers.is_empty() {
                Lock::Settling { wish, until }
            } else {
                Lock::Held(Some(wish.since))
            };
        }
    }

    pub(super) fn lock_refused(&mut self, request: LockRequest) {
        if let Lock::Wanted(wish) = &self.lock
            && wish.request == request
        {
            let wish = wish.clone();
            self.go_without_lock(&wish);
        }
    }

    pub(super) fn wait_for_lock(&mut self) {
        let Lock::Wanted(wish) = &self.lock else { return };
        if self.now < wish.gives_up {
            return;
        }
        let wish = wish.clone();
        if wish.is_second {
            self.go_without_lock(&wish);
        } else {
            self.effects.push(Effect::ReleaseLock);
            let request = self.request_lock();
            let gives_up = self.now + self.patience(true);
            self.lock = Lock::Wanted(Wish { request, gives_up, is_second: true, ..wish });
        }
    }

    /// The browser may put the page aside, and would keep the lock with it. What is under way goes on; a logout call
    /// leaves now or never, and a refresh waits until the page is back.
    pub(super) fn hidden(&mut self) {
        match self.lock.clone() {
            Lock::Wanted(wish) | Lock::Settling { wish, .. } if self.callers.is_empty() => {
                self.effects.push(Effect::ReleaseLock);
                let request = LockRequest(self.next_number());
                self.lock = Lock::Wanted(Wish { request, ..wish });
            }
            Lock::Wanted(wish) | Lock::Settling { wish, .. } => self.go_without_lock(&wish),
            Lock::Held(_) => self.let_go_of_lock(),
            Lock::Needless | Lock::Free | Lock::Without(_) => {}
        }
    }

    fn go_without_lock(&mut self, wish: &Wish) {
        self.effects.push(Effect::ReleaseLock);
        self.lock = Lock::Without(wish.since);
    }

    fn request_lock(&mut self) -> LockRequest {
        let request = LockRequest(self.next_number());
        self.effects.push(Effect::RequestLock(request));
        request
    }

    /// Most of the time in which callers wait for a refresh belongs to the refresh.
    fn patience(&self, is_second: bool) -> Millis {
        let Millis(timeout) = self.timeout;
        let [first, second] = PATIENCE;
        if is_second { second.min(Millis(timeout / 8)) } else { first.min(Millis(timeout / 4)) }
    }
}
