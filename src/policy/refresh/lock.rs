//! The lock that one tab at a time holds while it moves the refresh cookie. It saves refreshes and is never needed: it
//! is missing where the page is not served securely, and a page that the browser has put aside may hold it for ever.

use super::{Effect, Machine};
use crate::policy::millis::Millis;

/// One request for the lock.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct LockRequest(pub u32);

/// Where this tab stands with the lock, and its latest wish for it.
#[derive(Clone, Debug)]
pub(super) struct Lock {
    stage: Stage,
    request: LockRequest,
    /// Since when a turn has been wanted that is still to begin.
    since: Millis,
    gives_up: Millis,
    is_second: bool,
    /// What another tab has written under the lock is readable here then.
    settled: Millis,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    /// Nobody else moves the cookie.
    Needless,
    /// Not held, and not asked for. So it is during a turn that goes on without it.
    Free,
    Wanted,
    /// It was granted, but what another tab has written before may not be readable here yet.
    Settling,
    /// It was granted for the next turn.
    Granted,
    /// It was granted for a turn that has begun.
    Held,
    /// The next turn begins without it.
    Without,
}

/// How long the lock is waited for, twice. Whoever holds it longer is not at work but frozen.
const PATIENCE: [Millis; 2] = [Millis(2_000), Millis(1_000)];
/// What was written under the lock is readable elsewhere after this, even if the machine is busy; on an idle one it takes a
/// few milliseconds. Chromium loses up to a third of the updates that are made under a lock to reads right after the grant.
const SETTLING: Millis = Millis(250);

impl Lock {
    pub fn new(has_neighbours: bool) -> Self {
        Self {
            stage: if has_neighbours { Stage::Free } else { Stage::Needless },
            request: LockRequest(0),
            since: Millis(0),
            gives_up: Millis(0),
            is_second: false,
            settled: Millis(0),
        }
    }

    /// Whether another tab may have moved the cookie during this turn.
    pub fn is_lacking(&self) -> bool {
        !matches!(self.stage, Stage::Needless | Stage::Granted | Stage::Held)
    }

    pub fn alarm(&self) -> Option<Millis> {
        match self.stage {
            Stage::Wanted => Some(self.gives_up),
            Stage::Settling => Some(self.settled),
            Stage::Needless | Stage::Free | Stage::Granted | Stage::Held | Stage::Without => None,
        }
    }

    fn awaits(&self, request: LockRequest) -> bool {
        self.stage == Stage::Wanted && self.request == request
    }
}

impl<W, U: Clone> Machine<W, U> {
    /// Whether the next turn may begin, and since when it could have, but for the lock.
    pub(super) fn come_by_lock(&mut self) -> Option<Millis> {
        let now = self.now;
        let Lock { stage, since, .. } = self.lock;
        match stage {
            Stage::Needless | Stage::Held => return Some(now),
            Stage::Free => {
                self.lock.since = now;
                self.want_lock(false);
                return None;
            }
            Stage::Settling if now >= self.lock.settled => {
                self.shelf.expect_nothing();
                self.lock.stage = Stage::Held;
            }
            Stage::Wanted | Stage::Settling => return None,
            Stage::Granted => self.lock.stage = Stage::Held,
            Stage::Without => self.lock.stage = Stage::Free,
        }
        Some(since)
    }

    /// Nobody in this tab wants to move the cookie.
    pub(super) fn let_go_of_lock(&mut self) {
        if let Stage::Wanted | Stage::Settling | Stage::Granted | Stage::Held = self.lock.stage {
            self.order(Effect::ReleaseLock);
        }
        if self.lock.stage != Stage::Needless {
            self.lock.stage = Stage::Free;
        }
    }

    /// `contended`: a tab with the same store had it. If not, one may have had it just before: its words are quicker than
    /// what it wrote.
    pub(super) fn lock_granted(&mut self, request: LockRequest, contended: bool) {
        if self.lock.awaits(request) {
            let is_news_due = contended || self.shelf.is_behind();
            self.lock.settled = self.now + SETTLING;
            self.lock.stage =
                if is_news_due && self.callers.is_empty() { Stage::Settling } else { Stage::Granted };
        }
    }

    pub(super) fn lock_refused(&mut self, request: LockRequest) {
        if self.lock.awaits(request) {
            self.go_without_lock();
        }
    }

    pub(super) fn wait_for_lock(&mut self) {
        if self.lock.stage != Stage::Wanted || self.now < self.lock.gives_up {
            return;
        }
        if self.lock.is_second {
            self.go_without_lock();
        } else {
            self.order(Effect::ReleaseLock);
            self.want_lock(true);
        }
    }

    /// The browser may put the page aside, and would keep the lock with it. What is under way goes on; a logout call
    /// leaves now or never, and a refresh waits until the page is back.
    pub(super) fn hidden(&mut self) {
        match self.lock.stage {
            Stage::Wanted | Stage::Settling if self.callers.is_empty() => {
                self.order(Effect::ReleaseLock);
                self.lock.request = LockRequest(self.next_number());
                self.lock.stage = Stage::Wanted;
            }
            Stage::Wanted | Stage::Settling => self.go_without_lock(),
            Stage::Granted | Stage::Held => self.let_go_of_lock(),
            Stage::Needless | Stage::Free | Stage::Without => {}
        }
    }

    fn go_without_lock(&mut self) {
        self.order(Effect::ReleaseLock);
        self.lock.stage = Stage::Without;
    }

    fn want_lock(&mut self, is_second: bool) {
        let request = LockRequest(self.next_number());
        self.order(Effect::RequestLock(request));
        let gives_up = self.now + self.patience(is_second);
        self.lock = Lock { stage: Stage::Wanted, request, gives_up, is_second, ..self.lock };
    }

    /// Most of the time in which callers wait for a refresh belongs to the refresh.
    fn patience(&self, is_second: bool) -> Millis {
        let Millis(timeout) = self.timeout;
        let [first, second] = PATIENCE;
        if is_second { second.min(Millis(timeout / 8)) } else { first.min(Millis(timeout / 4)) }
    }
}
