//! A future as a promise, begun before the caller goes on.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use js_sys::Promise;
use js_sys::futures::future_to_promise;
use wasm_bindgen::prelude::*;

/// Polls once by hand and leaves the rest to the event loop: a task that is only spawned would begin in the next
/// microtask, and `fetch` would be called after the method has returned.
pub fn begin(work: impl Future<Output = Result<JsValue, JsValue>> + 'static) -> Promise {
    poll_once(Box::pin(work))
}

fn poll_once(mut work: Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>) -> Promise {
    match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(value)) => Promise::resolve(&value),
        Poll::Ready(Err(error)) => Promise::reject(&error),
        Poll::Pending => future_to_promise(work),
    }
}
