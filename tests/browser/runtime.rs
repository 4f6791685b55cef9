//! The one alarm rings, or not; what a page hears that was away wakes the session; clocks go on.

use evertoken::browser::runtime::wall_clock;
use evertoken::policy::millis::Millis;
use evertoken::ports::Runtime;
use js_sys::Function;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{happen, uncaught};
use crate::stage::{Stage, turn};

const AWAKENINGS: [&str; 4] = ["visibilitychange", "resume", "pageshow", "online"];

#[wasm_bindgen_test]
async fn an_alarm_rings_once_and_not_at_once() {
    let stage = Stage::with("{}");
    set(&stage, 1);
    assert_eq!(rings(&stage), 0);
    turn(20).await;
    assert_eq!(rings(&stage), 1);
}

#[wasm_bindgen_test]
async fn the_alarms_of_two_sessions_ring_in_the_order_of_their_delays() {
    let (late, early) = (Stage::with("{}"), Stage::with("{}"));
    set(&late, 40);
    set(&early, 5);
    early.hears("woke", 1).await;
    assert_eq!(rings(&late), 0);
    late.hears("woke", 1).await;
    assert_eq!(rings(&early), 1);
}

#[wasm_bindgen_test]
async fn an_alarm_that_is_taken_back_does_not_ring_and_leaves_the_others() {
    let stages = [Stage::with("{}"), Stage::with("{}"), Stage::with("{}")];
    for stage in &stages {
        set(stage, 1);
    }
    stages[1].outside().set_alarm(None);
    turn(20).await;
    assert_eq!(stages.map(|stage| rings(&stage)), [1, 0, 1]);
}

#[wasm_bindgen_test]
async fn an_alarm_that_is_set_anew_rings_at_its_new_time_alone() {
    let (sooner, later) = (Stage::with("{}"), Stage::with("{}"));
    set(&sooner, 60_000);
    set(&sooner, 1);
    set(&later, 1);
    set(&later, 60_000);
    turn(20).await;
    assert_eq!((rings(&sooner), rings(&later)), (1, 0));
    later.outside().set_alarm(None);
}

#[wasm_bindgen_test]
async fn an_alarm_may_be_set_anew_by_its_own_ring() {
    uncaught();
    let stage = Stage::with("{}");
    let outside = stage.outside();
    let again = Closure::once(move || outside.set_alarm(Some(Millis(1))));
    let reaction = Function::new_with_args(
        "again, ...ring",
        "return again.count ? undefined : (again.count = 1, again())",
    );
    let reaction = reaction.bind1(&JsValue::NULL, again.as_ref());
    stage.when("woke", reaction.unchecked_ref());
    set(&stage, 1);
    stage.hears("woke", 2).await;
    turn(20).await;
    assert_eq!((rings(&stage), uncaught()), (2, 0));
}

/// A browser keeps the lowest 32 bits of a delay, so each of these would ring at once.
#[wasm_bindgen_test]
async fn long_delays_are_cut_and_not_wrapped() {
    let long = [(1 << 31) - 1, 1 << 31, (1 << 32) - 1, 1 << 32, (1 << 32) + 1, 1 << 53, u64::MAX];
    let stages = long.map(|delay| {
        let stage = Stage::with("{}");
        set(&stage, delay);
        stage
    });
    turn(20).await;
    for stage in stages {
        assert_eq!(rings(&stage), 0);
        stage.outside().set_alarm(None);
    }
}

#[wasm_bindgen_test]
fn who_watches_is_woken_whenever_time_may_have_passed_unnoticed() {
    let stage = Stage::with("{}");
    AWAKENINGS.iter().for_each(|name| happen(name));
    assert_eq!(rings(&stage), 0, "before");
    stage.outside().watch(true);
    for (count, name) in (1..).zip(AWAKENINGS) {
        happen(name);
        assert_eq!(rings(&stage), count, "{name}");
    }
    happen("pagehide");
    assert_eq!(rings(&stage), 4);
    stage.outside().watch(false);
    AWAKENINGS.iter().for_each(|name| happen(name));
    assert_eq!(rings(&stage), 4, "after");
}

#[wasm_bindgen_test]
async fn after_an_awakening_no_alarm_is_set_any_more() {
    let stage = Stage::with("{}");
    stage.outside().watch(true);
    set(&stage, 1);
    happen("online");
    turn(20).await;
    assert_eq!(rings(&stage), 1);
    stage.outside().watch(false);
}

#[wasm_bindgen_test]
async fn neither_an_alarm_nor_a_watch_holds_a_session_that_nobody_has_any_more() {
    uncaught();
    let (alarmed, watching) = (Stage::with("{}"), Stage::with("{}"));
    set(&alarmed, 1);
    watching.outside().watch(true);
    alarmed.collect();
    watching.collect();
    turn(20).await;
    happen("online");
    watching.find_again();
    happen("online");
    assert_eq!((rings(&alarmed), rings(&watching), uncaught()), (0, 0, 0));
}

#[wasm_bindgen_test]
async fn the_clock_goes_on() {
    let outside = Stage::with("{}").outside();
    let before = outside.now();
    turn(20).await;
    assert!(outside.now().since(before) >= Millis(15));
}

#[wasm_bindgen_test]
fn the_wall_clock_is_the_users() {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let date = || Millis(js_sys::Date::now() as u64);
    let (before, reading, after) = (date(), wall_clock(), date());
    assert!(before <= reading && reading <= after);
}

fn set(stage: &Stage, delay: u64) {
    stage.outside().set_alarm(Some(Millis(delay)));
}

fn rings(stage: &Stage) -> u32 {
    stage.facts("woke").length()
}
