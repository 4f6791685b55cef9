//! The server's one clock. Nothing else asks the operating system for the time, so that a test can turn it by hand
//! and the lab can set it wrong.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970.
pub type UnixMillis = i64;

#[derive(Clone, Debug)]
pub struct Clock(Arc<Hands>);

#[derive(Debug)]
struct Hands {
    stopped_at: Option<AtomicI64>,
    offset_ms: AtomicI64,
}

impl Clock {
    pub fn system() -> Self {
        Self(Arc::new(Hands { stopped_at: None, offset_ms: AtomicI64::new(0) }))
    }

    /// A clock that stands still until `advance` moves it.
    pub fn stopped(at: UnixMillis) -> Self {
        Self(Arc::new(Hands { stopped_at: Some(AtomicI64::new(at)), offset_ms: AtomicI64::new(0) }))
    }

    pub fn now(&self) -> UnixMillis {
        let base = match &self.0.stopped_at {
            Some(at) => at.load(Ordering::SeqCst),
            None => since_1970_ms(),
        };
        base.saturating_add(self.0.offset_ms.load(Ordering::SeqCst))
    }

    /// Moves a stopped clock; the system's clock is nobody's to move.
    pub fn advance(&self, by_ms: i64) {
        if let Some(at) = &self.0.stopped_at {
            at.fetch_add(by_ms, Ordering::SeqCst);
        }
    }

    /// How wrong the clock is from now on.
    pub fn set_offset_ms(&self, offset_ms: i64) {
        self.0.offset_ms.store(offset_ms, Ordering::SeqCst);
    }
}

#[allow(clippy::disallowed_methods)] // the one place where time comes in
fn since_1970_ms() -> UnixMillis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
