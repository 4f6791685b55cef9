//! The lock that one tab at a time holds while it moves the refresh cookie. It saves refreshes and is never needed: it
//! is missing where the page is not served securely, and a page that the browser has put aside may hold it for ever.

use super::{Effect, Machine, Neighbours};
use crate::policy::millis::Millis;

/// One request for the lock.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct LockRequest(pub u32);

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Lock {
    /// Nobody else moves the cookie.
    Needless,
    /// There is none to be had.
    Absent,
    /// Not held, and not asked for. So it is during a turn that goes on without it.
    Free,
    Wanted(Wish),
    /// It came from another tab's hands, whose last words may not be readable here yet.
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
/// A store that was written before the lock was let go is readable elsewhere after this: Chromium loses up to a third
/// of the updates that are made under a lock to reads right after the grant.
const SETTLING: Millis = Millis(25);

impl Lock {
    pub fn new(neighbours: Neighbours) -> Self {
        match neighbours {
            Neighbours::Never => Self::Needless,
            Neighbours::Unlocked => Self::Absent,
            Neighbours::Locked => Self::Free,
        }
    }

    /// Whether another tab may have moved the cookie during this turn.
    pub fn is_lacking(&self) -> bool {
        !matches!(self, Self::Needless | Self::Held(_))
    }

    pub fn alarm(&self) -> Option<Millis> {
        match self {
            Self::Wanted(wish) => Some(wish.gives_up),
            Self::Settling { until, .. } => Some(*until),
            Self::Needless | Self::Absent | Self::Free | Self::Held(_) | Self::Without(_) => None,
        }
    }
}

impl<W, U: Clone> Machine<W, U> {
    /// Whether the next turn may begin, and since when it could have, but for the lock.
    pub(super) fn come_by_lock(&mut self) -> Option<Millis> {
        let now = self.now;
        match self.lock.clone() {
            Lock::Needless | Lock::Absent => Some(now),
            Lock::Free => {
                let request = self.request_lock();
                let gives_up = now + self.patience(false);
                self.lock = Lock::Wanted(Wish { since: now, request, gives_up, is_second: false });
                None
            }
            Lock::Settling { wish, until } if now >= until => {
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
        if !matches!(self.lock, Lock::Needless | Lock::Absent) {
            self.lock = Lock::Free;
        }
    }

    /// `contended`: somebody else had it.
    pub(super) fn lock_granted(&mut self, request: LockRequest, contended: bool) {
        let Lock::Wanted(wish) = &self.lock else { return };
        if wish.request == request {
            let (wish, until) = (wish.clone(), self.now + SETTLING);
            let may_have_missed_something = contended && self.callers.is_empty();
            self.lock = if may_have_missed_something {
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
            Lock::Needless | Lock::Absent | Lock::Free | Lock::Without(_) => {}
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
