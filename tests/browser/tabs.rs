//! The other tabs: the lock, what they call to each other, and what the page itself says. Two of them stand in one page here;
//! what needs two pages is in `tests/e2e/tabs`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use evertoken::browser::runtime::Timer;
use evertoken::browser::tabs::Street;
use evertoken::policy::millis::Millis;
use evertoken::policy::stored::{Ending, Word};
use evertoken::ports::{Answered, News, Tabs};
use js_sys::Promise;
use js_sys::futures::JsFuture;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{
    LOCAL, asked_for_locks, call_out, during, from_json, happen, neighbour_writes, next_call, object,
    uncaught,
};

/// As on a LAN address.
#[wasm_bindgen_test]
async fn without_a_lock_a_tab_says_that_it_asks_and_goes_on() {
    let street = Street::new("asks");
    let (ear, lock) = (Ear::default(), Ear::default());
    street.listen(ear.news());
    let call = next_call("evertoken:asks");
    let mut hold = None;
    insecurely(&mut || hold = Some(street.request_lock(lock.lock())));
    lock.hears(1).await;
    assert_eq!(lock.answers(), [Answered::Refused]);
    let word = js_sys::Array::from(&JsFuture::from(call).await.unwrap()).get(0);
    assert_eq!((word.as_string(), ear.heard()), (Some("asking".into()), vec![]));
}

#[wasm_bindgen_test]
async fn without_a_lock_a_tab_waits_while_another_one_asks() {
    let street = Street::new("quiet");
    let (ear, lock, taken_back) = (Ear::default(), Ear::default(), Ear::default());
    street.listen(ear.news());
    let call = next_call("evertoken:quiet");
    call_out("evertoken:quiet", &from_json("[\"asking\"]"));
    JsFuture::from(call).await.unwrap();
    let mut holds = None;
    insecurely(&mut || {
        holds = Some([street.request_lock(lock.lock()), street.request_lock(taken_back.lock())])
    });
    for _ in 0..5 {
        turn().await;
    }
    assert_eq!(lock.answers(), []);
    let [_hold, back] = holds.unwrap();
    drop(back);
    call_out("evertoken:quiet", &from_json("[\"renewed\",2]"));
    lock.hears(1).await;
    assert_eq!(lock.answers(), [Answered::Refused]);
    assert_eq!((taken_back.answers(), ear.heard()), (vec![], vec![News::Word(Word::Renewed, 2)]));
}

#[wasm_bindgen_test]
async fn a_free_lock_comes_at_once_and_the_next_one_waits_for_it() {
    let (one, two) = (Street::new("free"), Street::new("free"));
    let (first, second) = (Ear::default(), Ear::default());
    let held = one.request_lock(first.lock());
    first.hears(1).await;
    let waiting = two.request_lock(second.lock());
    until(async || asked_for_locks("evertoken:free").await == "1 1").await;
    assert_eq!((first.answers(), second.answers()), (vec![Answered::AtOnce], vec![]));
    drop(held);
    second.hears(1).await;
    assert_eq!(second.answers(), [Answered::AfterAWait]);
    drop(waiting);
    until(async || asked_for_locks("evertoken:free").await == "0 0").await;
}

#[wasm_bindgen_test]
async fn another_key_is_another_lock() {
    let (one, two) = (Street::new("one"), Street::new("two"));
    let (first, second) = (Ear::default(), Ear::default());
    let _holds = (one.request_lock(first.lock()), two.request_lock(second.lock()));
    first.hears(1).await;
    second.hears(1).await;
    assert_eq!((first.answers(), second.answers()), (vec![Answered::AtOnce], vec![Answered::AtOnce]));
}

#[wasm_bindgen_test]
async fn a_request_that_is_taken_back_is_told_nothing_and_leaves_nothing() {
    uncaught();
    let (one, two) = (Street::new("back"), Street::new("back"));
    let (first, second) = (Ear::default(), Ear::default());
    drop(one.request_lock(first.lock()));
    let held = one.request_lock(first.lock());
    first.hears(1).await;
    let waiting = two.request_lock(second.lock());
    until(async || asked_for_locks("evertoken:back").await == "1 1").await;
    drop(waiting);
    until(async || asked_for_locks("evertoken:back").await == "1 0").await;
    drop(held);
    until(async || asked_for_locks("evertoken:back").await == "0 0").await;
    assert_eq!((first.answers().len(), second.answers().len(), uncaught()), (1, 0, 0));
}

/// The session may have got what it wanted from elsewhere in the very moment of the grant.
#[wasm_bindgen_test]
async fn a_lock_may_be_let_go_by_who_is_told_of_it() {
    uncaught();
    let street = Street::new("told");
    let slot = Rc::new(RefCell::new(None));
    let own = Rc::clone(&slot);
    let hold = street.request_lock(Box::new(move |_| drop(own.take())));
    *slot.borrow_mut() = Some(hold);
    until(async || slot.borrow().is_none()).await;
    until(async || asked_for_locks("evertoken:told").await == "0 0").await;
    assert_eq!(uncaught(), 0);
}

#[wasm_bindgen_test]
async fn a_lock_that_is_forbidden_is_refused() {
    let street = Street::new("no");
    let ear = Ear::default();
    let locks = from_json("{}");
    let refuse =
        js_sys::Function::new_no_args("return Promise.reject(new DOMException('no', 'SecurityError'))");
    js_sys::Reflect::set(&locks, &"request".into(), &refuse).unwrap();
    let mut hold = None;
    let navigator = object("value", &object("locks", &locks));
    during(&js_sys::global(), "navigator", &navigator, &mut || hold = Some(street.request_lock(ear.lock())));
    ear.hears(1).await;
    assert_eq!(ear.answers(), [Answered::Refused]);
}

#[wasm_bindgen_test]
async fn what_one_tab_calls_out_the_others_of_its_key_hear() {
    let (one, two, stranger) = (Street::new("call"), Street::new("call"), Street::new("other"));
    let (own, heard, strange) = (Ear::default(), Ear::default(), Ear::default());
    one.listen(own.news());
    two.listen(heard.news());
    stranger.listen(strange.news());
    let words = [Word::Renewed, Word::SignedIn, Word::Ended(Ending::SignedOut), Word::Ended(Ending::Over)];
    for word in words {
        one.spread(word, u32::MAX);
    }
    heard.hears(4).await;
    assert_eq!(heard.heard(), words.map(|word| News::Word(word, u32::MAX)));
    assert_eq!((own.heard(), strange.heard()), (vec![], vec![]));
}

/// Anybody of the same origin may say anything there.
#[wasm_bindgen_test]
async fn what_is_no_word_is_not_heard() {
    let street = Street::new("noise");
    let ear = Ear::default();
    street.listen(ear.news());
    let foreign = ["7", "null", "\"logout\"", "{\"0\":\"logout\",\"1\":2}"];
    let incomplete = ["[]", "[\"logout\"]", "[\"logout\",\"2\"]", "[\"logout\",0.5]"];
    let inward = ["[\"removed\",1]", "[\"hidden\",1]", "[\"written\",1]"];
    for noise in foreign.iter().chain(&incomplete).chain(&inward) {
        call_out("evertoken:noise", &from_json(noise));
    }
    call_out("evertoken:noise", &from_json("[\"logout\",2]"));
    ear.hears(1).await;
    assert_eq!(ear.heard(), [News::Word(Word::Ended(Ending::SignedOut), 2)]);
}

#[wasm_bindgen_test]
async fn what_another_page_writes_is_an_event() {
    LOCAL.with(crate::page::Storage::clear);
    let street = Street::new("key");
    let ear = Ear::default();
    street.listen(ear.news());
    neighbour_writes("key", Some("one"));
    neighbour_writes("key:session", Some("{}"));
    neighbour_writes("keys", Some("another's"));
    neighbour_writes("key:session", None);
    neighbour_writes("key", None);
    ear.hears(4).await;
    assert_eq!(ear.heard(), [News::Written, News::Written, News::Written, News::Removed]);
    neighbour_writes("", None);
    ear.hears(5).await;
    assert_eq!(ear.heard()[4], News::Written, "`clear()` is an eviction");
}

#[wasm_bindgen_test]
fn a_page_that_is_put_aside_says_so_and_looks_when_it_is_back() {
    let street = Street::new("aside");
    let ear = Ear::default();
    street.listen(ear.news());
    happen("pagehide");
    happen("pageshow");
    happen("freeze");
    happen("resume");
    assert_eq!(ear.heard(), [News::Hidden, News::Written, News::Hidden, News::Written]);
}

#[wasm_bindgen_test]
async fn who_stops_listening_hears_nothing_and_one_that_is_gone_has_stopped() {
    uncaught();
    let (one, two, caller) = (Street::new("stop"), Street::new("stop"), Street::new("stop"));
    let (first, second, third) = (Ear::default(), Ear::default(), Ear::default());
    one.listen(first.news());
    two.listen(second.news());
    one.stop_listening();
    drop(two);
    caller.listen(third.news());
    happen("pagehide");
    happen("pageshow");
    call_out("evertoken:stop", &from_json("[\"login\",1]"));
    third.hears(3).await;
    assert_eq!((first.heard(), second.heard(), uncaught()), (vec![], vec![], 0));
}

/// As if the page had come by plain HTTP, with no delay where one is left to chance.
fn insecurely(work: &mut impl FnMut()) {
    let insecure = object("value", &from_json("{}"));
    let math = js_sys::Reflect::get(&js_sys::global(), &"Math".into()).unwrap();
    let at_once = object("value", &js_sys::Function::new_no_args("return 0"));
    during(&js_sys::global(), "navigator", &insecure, &mut || during(&math, "random", &at_once, &mut *work));
}

/// What was heard, and told.
#[derive(Clone, Default)]
struct Ear {
    answers: Rc<RefCell<Vec<Answered>>>,
    news: Rc<RefCell<Vec<News>>>,
    count: Rc<Cell<usize>>,
}

impl Ear {
    fn lock(&self) -> Box<dyn FnOnce(Answered)> {
        let ear = self.clone();
        Box::new(move |answered| {
            ear.answers.borrow_mut().push(answered);
            ear.count.set(ear.count.get() + 1);
        })
    }

    fn news(&self) -> Box<dyn Fn(News)> {
        let ear = self.clone();
        Box::new(move |news| {
            ear.news.borrow_mut().push(news);
            ear.count.set(ear.count.get() + 1);
        })
    }

    fn answers(&self) -> Vec<Answered> {
        self.answers.borrow().clone()
    }

    fn heard(&self) -> Vec<News> {
        self.news.borrow().clone()
    }

    async fn hears(&self, count: usize) {
        until(async || self.count.get() >= count).await;
    }
}

async fn until(fact: impl AsyncFn() -> bool) {
    for _ in 0..20_000 {
        if fact().await {
            return;
        }
        turn().await;
    }
    panic!("it does not come to pass");
}

async fn turn() {
    let timer = Rc::new(RefCell::new(None));
    let promise = Promise::new(&mut |resolve, _| {
        let ring = move || drop(resolve.call0(&JsValue::UNDEFINED));
        *timer.borrow_mut() = Some(Timer::new(Millis(1), ring));
    });
    JsFuture::from(promise).await.unwrap();
}
