//! The other tabs: the lock, what they call to each other, and what the page itself says. Two of them stand in one page here;
//! what needs two pages is in `tests/e2e/tabs`.

use evertoken::policy::refresh::LockRequest;
use evertoken::policy::stored::{Ending, Word};
use evertoken::ports::Tabs;
use js_sys::futures::JsFuture;
use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{
    LOCAL, asked_for_locks, call_out, during, from_json, happen, neighbour_writes, next_call, object,
    uncaught,
};
use crate::stage::{Stage, turn, until};

/// As on a LAN address.
#[wasm_bindgen_test]
async fn without_a_lock_a_tab_says_that_it_asks_and_goes_on() {
    let tab = listening("asks");
    let call = next_call("evertoken:asks");
    insecurely(&mut || tab.outside().request_lock(LockRequest(1)));
    tab.hears("lock", 1).await;
    assert_eq!(answers(&tab), r#"[["refused",1]]"#);
    let word = Array::from(&JsFuture::from(call).await.unwrap()).get(0);
    assert_eq!((word.as_string(), heard(&tab)), (Some("asking".into()), "[]".into()));
}

#[wasm_bindgen_test]
async fn without_a_lock_a_tab_waits_while_another_one_asks() {
    let (tab, other) = (listening("quiet"), listening("quiet"));
    let call = next_call("evertoken:quiet");
    call_out("evertoken:quiet", &from_json("[\"asking\"]"));
    JsFuture::from(call).await.unwrap();
    insecurely(&mut || {
        tab.outside().request_lock(LockRequest(1));
        other.outside().request_lock(LockRequest(1));
    });
    for _ in 0..5 {
        turn(1).await;
    }
    assert_eq!(answers(&tab), "[]");
    other.outside().release_lock();
    call_out("evertoken:quiet", &from_json("[\"renewed\",2]"));
    tab.hears("lock", 1).await;
    assert_eq!((answers(&tab), answers(&other)), (r#"[["refused",1]]"#.into(), "[]".into()));
    assert_eq!(heard(&tab), r#"[["renewed",2]]"#);
}

#[wasm_bindgen_test]
async fn a_free_lock_comes_at_once_and_the_next_one_waits_for_it() {
    let (one, two) = (tab("free"), tab("free"));
    one.outside().request_lock(LockRequest(7));
    assert_eq!(answers(&one), "[]", "not within the order");
    one.hears("lock", 1).await;
    two.outside().request_lock(LockRequest(8));
    until(async || asked_for_locks("evertoken:free").await == "1 1").await;
    assert_eq!((answers(&one), answers(&two)), (r#"[["granted",7]]"#.into(), "[]".into()));
    one.outside().release_lock();
    two.hears("lock", 1).await;
    assert_eq!(answers(&two), r#"[["grantedLate",8]]"#);
    two.outside().release_lock();
    until(async || asked_for_locks("evertoken:free").await == "0 0").await;
}

#[wasm_bindgen_test]
async fn another_key_is_another_lock() {
    for tab in [tab("one"), tab("two")] {
        tab.outside().request_lock(LockRequest(1));
        tab.hears("lock", 1).await;
        assert_eq!(answers(&tab), r#"[["granted",1]]"#);
    }
}

#[wasm_bindgen_test]
async fn a_request_that_is_taken_back_is_told_nothing_and_leaves_nothing() {
    uncaught();
    let (one, two) = (tab("back"), tab("back"));
    one.outside().request_lock(LockRequest(1));
    one.outside().release_lock();
    one.outside().request_lock(LockRequest(2));
    one.hears("lock", 1).await;
    assert!(["granted", "grantedLate"].map(|answer| format!(r#"[["{answer}",2]]"#)).contains(&answers(&one)));
    two.outside().request_lock(LockRequest(1));
    until(async || asked_for_locks("evertoken:back").await == "1 1").await;
    two.outside().release_lock();
    until(async || asked_for_locks("evertoken:back").await == "1 0").await;
    one.outside().release_lock();
    one.outside().release_lock();
    until(async || asked_for_locks("evertoken:back").await == "0 0").await;
    assert_eq!((one.facts("lock").length(), answers(&two), uncaught()), (1, "[]".into(), 0));
}

/// The session may have got what it wanted from elsewhere in the very moment of the grant.
#[wasm_bindgen_test]
async fn a_lock_may_be_let_go_by_who_is_told_of_it() {
    uncaught();
    let tab = tab("told");
    let outside = tab.outside();
    let let_go = Closure::once(move || outside.release_lock());
    tab.when("lock", let_go.as_ref().unchecked_ref());
    tab.outside().request_lock(LockRequest(1));
    tab.hears("lock", 1).await;
    until(async || asked_for_locks("evertoken:told").await == "0 0").await;
    assert_eq!(uncaught(), 0);
}

#[wasm_bindgen_test]
async fn a_lock_for_a_session_that_nobody_has_any_more_is_let_go() {
    let (holder, waiting) = (tab("nobody"), tab("nobody"));
    holder.outside().request_lock(LockRequest(1));
    holder.hears("lock", 1).await;
    waiting.outside().request_lock(LockRequest(1));
    until(async || asked_for_locks("evertoken:nobody").await == "1 1").await;
    waiting.collect();
    holder.outside().release_lock();
    until(async || asked_for_locks("evertoken:nobody").await == "0 0").await;
    assert_eq!(answers(&waiting), "[]");
}

#[wasm_bindgen_test]
async fn a_lock_that_is_forbidden_is_refused() {
    let tab = tab("no");
    let locks = from_json("{}");
    let refuse = Function::new_no_args("return Promise.reject(new DOMException('no', 'SecurityError'))");
    js_sys::Reflect::set(&locks, &"request".into(), &refuse).unwrap();
    let navigator = object("value", &object("locks", &locks));
    let ask = &mut || tab.outside().request_lock(LockRequest(1));
    during(&js_sys::global(), "navigator", &navigator, ask);
    tab.hears("lock", 1).await;
    assert_eq!(answers(&tab), r#"[["refused",1]]"#);
}

#[wasm_bindgen_test]
async fn what_one_tab_calls_out_the_others_of_its_key_hear() {
    let (one, two, stranger) = (listening("call"), listening("call"), listening("other"));
    let words = [Word::Renewed, Word::SignedIn, Word::Ended(Ending::SignedOut), Word::Ended(Ending::Over)];
    for word in words {
        one.outside().spread(word, u32::MAX);
    }
    two.hears("news", 4).await;
    assert_eq!(
        heard(&two),
        r#"[["renewed",4294967295],["login",4294967295],["logout",4294967295],["over",4294967295]]"#
    );
    assert_eq!((heard(&one), heard(&stranger)), ("[]".into(), "[]".into()));
}

/// Anybody of the same origin may say anything there.
#[wasm_bindgen_test]
async fn what_is_no_word_is_not_heard() {
    let tab = listening("noise");
    let foreign = ["7", "null", "\"logout\"", "{\"0\":\"logout\",\"1\":2}"];
    let incomplete = ["[]", "[\"logout\"]", "[\"logout\",\"2\"]", "[\"logout\",0.5]"];
    let inward = ["[\"removed\",1]", "[\"hidden\",1]", "[\"written\",1]"];
    for noise in foreign.iter().chain(&incomplete).chain(&inward) {
        call_out("evertoken:noise", &from_json(noise));
    }
    call_out("evertoken:noise", &from_json("[\"logout\",2]"));
    tab.hears("news", 1).await;
    assert_eq!(heard(&tab), r#"[["logout",2]]"#);
}

#[wasm_bindgen_test]
async fn what_another_page_writes_is_an_event() {
    LOCAL.with(crate::page::Storage::clear);
    let tab = listening("key");
    neighbour_writes("key", Some("one"));
    neighbour_writes("key:session", Some("{}"));
    neighbour_writes("keys", Some("another's"));
    neighbour_writes("key:session", None);
    neighbour_writes("key", None);
    tab.hears("news", 4).await;
    assert_eq!(heard(&tab), r#"[["written",0],["written",0],["written",0],["removed",0]]"#);
    neighbour_writes("", None);
    tab.hears("news", 5).await;
    assert!(heard(&tab).ends_with(r#",["written",0]]"#), "`clear()` is an eviction");
    tab.outside().close();
}

#[wasm_bindgen_test]
fn a_page_that_is_put_aside_says_so_and_looks_when_it_is_back() {
    let tab = listening("aside");
    happen("pagehide");
    happen("pageshow");
    happen("freeze");
    happen("resume");
    assert_eq!(heard(&tab), r#"[["hidden",0],["written",0],["hidden",0],["written",0]]"#);
}

#[wasm_bindgen_test]
async fn who_stops_listening_hears_nothing_and_one_whom_nobody_has_any_more_stops() {
    uncaught();
    let (one, two, caller) = (listening("stop"), listening("stop"), tab("stop"));
    one.outside().close();
    two.collect();
    caller.outside().open();
    happen("pagehide");
    two.find_again();
    happen("pageshow");
    call_out("evertoken:stop", &from_json("[\"login\",1]"));
    caller.hears("news", 3).await;
    assert_eq!((heard(&one), heard(&two), uncaught()), ("[]".into(), "[]".into(), 0));
}

#[wasm_bindgen_test]
async fn who_has_stopped_may_listen_again_and_hears_everything_once() {
    let (tab, caller) = (listening("again"), listening("again"));
    tab.outside().close();
    tab.outside().open();
    caller.outside().spread(Word::SignedIn, 1);
    tab.hears("news", 1).await;
    happen("pagehide");
    assert_eq!(heard(&tab), r#"[["login",1],["hidden",0]]"#);
}

fn tab(key: &str) -> Stage {
    Stage::new(&object("key", &key.into()))
}

fn listening(key: &str) -> Stage {
    let tab = tab(key);
    tab.outside().open();
    tab
}

/// With the numbers of the requests.
fn answers(tab: &Stage) -> String {
    tab.told("lock")
}

/// With the numbers of the generations.
fn heard(tab: &Stage) -> String {
    tab.told("news")
}

/// As if the page had come by plain HTTP, with no delay where one is left to chance.
fn insecurely(work: &mut impl FnMut()) {
    let insecure = object("value", &from_json("{}"));
    let math = js_sys::Reflect::get(&js_sys::global(), &"Math".into()).unwrap();
    let at_once = object("value", &Function::new_no_args("return 0"));
    during(&js_sys::global(), "navigator", &insecure, &mut || during(&math, "random", &at_once, &mut *work));
}
