//! Clocks, and the alarm.

use wasm_bindgen::prelude::*;

use super::Outside;
use crate::policy::millis::Millis;
use crate::ports::Runtime;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
    #[wasm_bindgen(js_namespace = Date, js_name = now)]
    fn date_now() -> f64;

    /// In ms.
    #[wasm_bindgen(method, js_name = setAlarm)]
    fn set_alarm(this: &Outside, delay: Option<f64>);
    #[wasm_bindgen(method)]
    fn watch(this: &Outside, is_watching: bool);
}

impl Runtime for Outside {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a clock that starts at 0
    fn now(&self) -> Millis {
        Millis(performance_now() as u64)
    }

    #[allow(clippy::cast_precision_loss)] // whoever gives numbers above 2⁵³ wants to wait for ever
    fn set_alarm(&self, delay: Option<Millis>) {
        Self::set_alarm(self, delay.map(|delay| delay.0 as f64));
    }

    fn watch(&self, is_watching: bool) {
        Self::watch(self, is_watching);
    }
}

/// Milliseconds since 1970, as the user's clock has it.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
pub fn wall_clock() -> Millis {
    Millis(date_now() as u64)
}
