//! One who waits for a verdict, and the handle by which it is told. Forty lines, because a channel that works across
//! threads costs a kilobyte here.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use crate::policy::refresh::Verdict;

/// Tells one waiter, once.
pub struct Teller(Rc<RefCell<Wait>>);

/// Waits to be told. Whoever does so holds the session, so that it cannot be gone before.
pub struct Waiter(Rc<RefCell<Wait>>);

#[derive(Default)]
struct Wait {
    verdict: Option<Verdict>,
    waker: Option<Waker>,
}

/// The two ends of one wait.
pub fn pair() -> (Teller, Waiter) {
    let wait = Rc::<RefCell<Wait>>::default();
    (Teller(Rc::clone(&wait)), Waiter(wait))
}

impl Teller {
    /// # Errors
    /// The verdict, when nobody waits for it any more.
    pub fn tell(self, verdict: Verdict) -> Result<(), Verdict> {
        if Rc::strong_count(&self.0) == 1 {
            return Err(verdict);
        }
        let mut wait = self.0.borrow_mut();
        wait.verdict = Some(verdict);
        let waker = wait.waker.take();
        drop(wait);
        if let Some(waker) = waker {
            waker.wake();
        }
        Ok(())
    }
}

impl Waiter {
    pub fn is_told(&self) -> bool {
        self.0.borrow().verdict.is_some()
    }

    /// What was told and not looked at yet.
    pub fn take(&self) -> Option<Verdict> {
        self.0.borrow_mut().verdict.take()
    }
}

impl Future for Waiter {
    type Output = Verdict;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Verdict> {
        let mut wait = self.0.borrow_mut();
        match wait.verdict.take() {
            Some(verdict) => Poll::Ready(verdict),
            None => {
                wait.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}
