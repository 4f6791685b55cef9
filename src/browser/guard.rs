//! What can interrupt a call: the caller's signal and the caller's timeout.

use std::cell::RefCell;
use std::future::{Future, pending};
use std::rc::Rc;

use futures_channel::oneshot::{Receiver, Sender, channel};
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, AbortSignal};

use super::runtime::Timer;
use crate::policy::millis::Millis;

/// Why a call was interrupted. It is remembered as a value, since what `fetch` rejects with is whatever the
/// caller put into `abort(…)`.
pub enum Interrupt {
    Aborted(JsValue),
    TimedOut,
}

/// Watches over one call. The caller's signal is listened to and not passed on; `fetch` gets a signal of our own,
/// which fires when the guard is dropped, that is, when the call is over in any way.
pub struct Guard {
    controller: Option<AbortController>,
    interrupted: Option<Receiver<Interrupt>>,
    _listener: Option<Listener>,
    _timer: Option<Timer>,
}

struct Listener {
    signal: AbortSignal,
    on_abort: Closure<dyn FnMut()>,
}

impl Guard {
    /// `timeout` of zero is none.
    ///
    /// # Errors
    /// When the signal has been aborted before.
    pub fn new(signal: Option<AbortSignal>, timeout: Millis) -> Result<Self, Interrupt> {
        if let Some(signal) = signal.as_ref().filter(|signal| signal.aborted()) {
            return Err(Interrupt::Aborted(signal.reason()));
        }
        if signal.is_none() && timeout.0 == 0 {
            return Ok(Self { controller: None, interrupted: None, _listener: None, _timer: None });
        }
        let (sender, receiver) = channel();
        let sender = Rc::new(RefCell::new(Some(sender)));
        let timer = (timeout.0 > 0).then(|| {
            let sender = Rc::clone(&sender);
            Timer::new(timeout, move || report(&sender, || Interrupt::TimedOut))
        });
        Ok(Self {
            controller: AbortController::new().ok(),
            interrupted: Some(receiver),
            _listener: signal.map(|signal| Listener::new(signal, sender)),
            _timer: timer,
        })
    }

    /// For `fetch`.
    #[must_use]
    pub fn signal(&self) -> Option<AbortSignal> {
        self.controller.as_ref().map(AbortController::signal)
    }

    /// Resolves when the call is interrupted, else never.
    pub fn interrupted(&mut self) -> impl Future<Output = Interrupt> + use<> {
        let receiver = self.interrupted.take();
        async move {
            match receiver {
                Some(receiver) => match receiver.await {
                    Ok(interrupt) => interrupt,
                    Err(_) => pending().await,
                },
                None => pending().await,
            }
        }
    }

    /// The answer is a stream that the caller goes on reading: from here on it is the caller's to cancel.
    pub fn release(&mut self) {
        self.controller = None;
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}

impl Listener {
    fn new(signal: AbortSignal, sender: Rc<RefCell<Option<Sender<Interrupt>>>>) -> Self {
        let aborted = signal.clone();
        let on_abort: Closure<dyn FnMut()> =
            Closure::new(move || report(&sender, || Interrupt::Aborted(aborted.reason())));
        // Fails only for arguments that are no listener.
        drop(signal.add_event_listener_with_callback("abort", on_abort.as_ref().unchecked_ref()));
        Self { signal, on_abort }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let on_abort = self.on_abort.as_ref().unchecked_ref();
        drop(self.signal.remove_event_listener_with_callback("abort", on_abort));
    }
}

fn report(sender: &RefCell<Option<Sender<Interrupt>>>, interrupt: impl FnOnce() -> Interrupt) {
    let sender = sender.borrow_mut().take();
    if let Some(sender) = sender {
        drop(sender.send(interrupt()));
    }
}
