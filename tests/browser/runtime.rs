//! Timers ring, or not; tasks run; clocks go on.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use evertoken::browser::runtime::{EventLoop, Timer, wall_clock};
use evertoken::policy::millis::Millis;
use evertoken::ports::Runtime;
use js_sys::Promise;
use js_sys::futures::JsFuture;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::uncaught;

#[wasm_bindgen_test]
async fn a_timer_rings_once_and_not_at_once() {
    let rings = Rc::new(Cell::new(0));
    let timer = Timer::new(Millis(1), count(&rings));
    assert_eq!(rings.get(), 0);
    ring_after(Millis(20)).await;
    assert_eq!(rings.get(), 1);
    drop(timer);
}

#[wasm_bindgen_test]
async fn timers_ring_in_the_order_of_their_delays() {
    let order = Rc::new(RefCell::new(Vec::new()));
    let note = |name| {
        let order = order.clone();
        move || order.borrow_mut().push(name)
    };
    let _late = Timer::new(Millis(40), note("late"));
    let _early = Timer::new(Millis(5), note("early"));
    ring_after(Millis(80)).await;
    assert_eq!(*order.borrow(), ["early", "late"]);
}

#[wasm_bindgen_test]
async fn a_dropped_timer_does_not_ring() {
    uncaught();
    let rings = Rc::new(Cell::new(0));
    drop(Timer::new(Millis(1), count(&rings)));
    ring_after(Millis(20)).await;
    assert_eq!(rings.get(), 0);
    assert_eq!(uncaught(), 0, "a closure that is gone was called");
}

#[wasm_bindgen_test]
async fn a_dropped_timer_lets_go_of_what_it_would_have_woken() {
    let held = Rc::new(Cell::new(0));
    drop(Timer::new(Millis(60_000), count(&held)));
    assert_eq!(Rc::strong_count(&held), 1);
}

#[wasm_bindgen_test]
async fn a_timer_may_be_dropped_by_its_own_ring() {
    uncaught();
    let slot = Rc::new(RefCell::new(None));
    let own = slot.clone();
    *slot.borrow_mut() = Some(Timer::new(Millis(1), move || drop(own.take())));
    ring_after(Millis(20)).await;
    assert!(slot.borrow().is_none());
    assert_eq!(uncaught(), 0);
}

#[wasm_bindgen_test]
async fn dropping_one_timer_leaves_the_others() {
    let rings = Rc::new(Cell::new(0));
    let _one = Timer::new(Millis(1), count(&rings));
    drop(Timer::new(Millis(1), count(&rings)));
    let _three = Timer::new(Millis(1), count(&rings));
    ring_after(Millis(20)).await;
    assert_eq!(rings.get(), 2);
}

/// A browser keeps the lowest 32 bits of a delay, so each of these would ring at once.
#[wasm_bindgen_test]
async fn long_delays_are_cut_and_not_wrapped() {
    let rings = Rc::new(Cell::new(0));
    let long = [(1 << 31) - 1, 1 << 31, (1 << 32) - 1, 1 << 32, (1 << 32) + 1, 1 << 53, u64::MAX];
    let timers = long.map(|delay| Timer::new(Millis(delay), count(&rings)));
    ring_after(Millis(20)).await;
    assert_eq!(rings.get(), 0);
    drop(timers);
}

#[wasm_bindgen_test]
async fn the_event_loop_wakes() {
    let rings = Rc::new(Cell::new(0));
    let _rung = EventLoop.wake_after(Millis(1), Box::new(count(&rings)));
    drop(EventLoop.wake_after(Millis(1), Box::new(count(&rings))));
    ring_after(Millis(20)).await;
    assert_eq!(rings.get(), 1);
}

#[wasm_bindgen_test]
async fn a_task_runs_later_and_to_its_end() {
    let steps = Rc::new(Cell::new(0));
    let done = Promise::new(&mut |resolve, _| {
        let steps = steps.clone();
        EventLoop.spawn(async move {
            steps.set(1);
            ring_after(Millis(1)).await;
            steps.set(2);
            resolve.call0(&JsValue::NULL).unwrap();
        });
    });
    assert_eq!(steps.get(), 0, "not within the call");
    JsFuture::from(done).await.unwrap();
    assert_eq!(steps.get(), 2);
}

#[wasm_bindgen_test]
async fn the_clock_goes_on() {
    let before = EventLoop.now();
    ring_after(Millis(20)).await;
    assert!(EventLoop.now().since(before) >= Millis(15));
}

#[wasm_bindgen_test]
fn the_wall_clock_is_the_users() {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let date = || Millis(js_sys::Date::now() as u64);
    let (before, reading, after) = (date(), wall_clock(), date());
    assert!(before <= reading && reading <= after);
}

fn count(rings: &Rc<Cell<u32>>) -> impl FnOnce() + 'static {
    let rings = rings.clone();
    move || rings.set(rings.get() + 1)
}

async fn ring_after(delay: Millis) {
    let mut timer = None;
    let rung = Promise::new(&mut |resolve, _| {
        timer = Some(Timer::new(delay, move || drop(resolve.call0(&JsValue::NULL))));
    });
    JsFuture::from(rung).await.unwrap();
    drop(timer);
}
