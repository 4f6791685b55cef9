//! Clocks, timers and tasks.

use std::future::Future;

use wasm_bindgen::prelude::*;

use crate::policy::millis::Millis;
use crate::ports::Runtime;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
    #[wasm_bindgen(js_namespace = Date, js_name = now)]
    fn date_now() -> f64;
    #[wasm_bindgen(js_namespace = Math, js_name = random)]
    fn random() -> f64;
    // What identifies a timer is a number in browsers and an object in Node.
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(wake: &JsValue, delay: f64) -> JsValue;
    // Missing outside of browsers; in a worker there is nothing to hear but `online`.
    #[wasm_bindgen(catch, js_name = addEventListener)]
    fn add_event_listener(name: &str, look: &JsValue, capture: bool) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_name = removeEventListener)]
    fn remove_event_listener(name: &str, look: &JsValue, capture: bool) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);
}

/// The page's own clock and event loop.
pub struct EventLoop;

/// Rings once, unless dropped before.
pub struct Timer {
    id: JsValue,
    _wake: Closure<dyn FnMut()>,
}

impl Timer {
    /// Delays above 2³¹−1 ms would ring at once (HTML §8.6), so they are cut.
    #[allow(clippy::cast_precision_loss)] // cut to 31 bits
    pub fn new(delay: Millis, wake: impl FnOnce() + 'static) -> Self {
        const LONGEST: u64 = (1 << 31) - 1;
        let wake = Closure::once(wake);
        let id = set_timeout(wake.as_ref(), delay.0.min(LONGEST) as f64);
        Self { id, _wake: wake }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        clear_timeout(&self.id);
    }
}

/// Hears what a page hears that was away.
pub struct Watch {
    look: Closure<dyn Fn()>,
}

impl Watch {
    /// `resume` and `visibilitychange` go to the document: caught on their way there.
    const EVENTS: [&str; 4] = ["visibilitychange", "resume", "pageshow", "online"];

    #[must_use]
    pub fn new(look: Box<dyn Fn()>) -> Self {
        let look = Closure::wrap(look);
        for name in Self::EVENTS {
            drop(add_event_listener(name, look.as_ref(), true));
        }
        Self { look }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        for name in Self::EVENTS {
            drop(remove_event_listener(name, self.look.as_ref(), true));
        }
    }
}

impl Runtime for EventLoop {
    type Timer = Timer;
    type Watch = Watch;

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a clock that starts at 0
    fn now(&self) -> Millis {
        Millis(performance_now() as u64)
    }

    fn wake_after(&self, delay: Millis, wake: Box<dyn FnOnce()>) -> Timer {
        Timer::new(delay, wake)
    }

    fn watch(&self, look: Box<dyn Fn()>) -> Watch {
        Watch::new(look)
    }

    fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        js_sys::futures::spawn_local(task);
    }
}

/// Differs from tab to tab. Nothing that anybody must not guess hangs on it.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 0 to below 2³²
pub fn seed() -> u32 {
    (random() * 4_294_967_296.0) as u32
}

/// Milliseconds since 1970, as the user's clock has it.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
pub fn wall_clock() -> Millis {
    Millis(date_now() as u64)
}
