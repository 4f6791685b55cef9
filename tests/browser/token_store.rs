//! The token store: the raw text under its key; and a storage that cannot be used costs a warning and nothing else.

use evertoken::browser::token_store::MarkedStore;
use evertoken::policy::stored::Ending;
use evertoken::policy::token::{AccessToken, Identity};
use evertoken::ports::{Deposit, TokenStore};
use js_sys::{Function, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{self, LOCAL, SESSION, Shelf, during, object, shelf, warnings};
use crate::stage::Stage;

#[wasm_bindgen_test]
fn the_raw_text_stands_under_the_key() {
    let store = in_local_storage();
    save(&store, "one");
    assert_eq!(LOCAL.with(|storage| storage.get_item("key")).as_deref(), Some("one"));
    assert_eq!(text(&store).as_deref(), Some("one"));
    forget(&store);
    assert_eq!(LOCAL.with(|storage| storage.get_item("key")), None);
    assert_eq!(text(&store), None);
}

#[wasm_bindgen_test]
fn session_storage_is_another_place() {
    SESSION.with(page::Storage::clear);
    let local = in_local_storage();
    let session = kept_in(&"session".into(), "key");
    save(&session, "one");
    assert_eq!(SESSION.with(|storage| storage.get_item("key")).as_deref(), Some("one"));
    assert_eq!((text(&session).as_deref(), text(&local)), (Some("one"), None));
    forget(&session);
    assert_eq!(SESSION.with(|storage| storage.get_item("key")), None);
}

#[wasm_bindgen_test]
fn memory_touches_no_storage_and_needs_no_warning() {
    let other = in_local_storage();
    let warned = warnings(&mut || {
        let store = kept_in(&"memory".into(), "key");
        assert_eq!(text(&store), None);
        save(&store, "one");
        assert_eq!(text(&store).as_deref(), Some("one"));
        assert_eq!(text(&other), None);
        assert_eq!(text(&kept_in(&"memory".into(), "key")), None, "another client's memory is its own");
        forget(&store);
        assert_eq!(text(&store), None);
    });
    assert_eq!(warned, 0);
}

#[wasm_bindgen_test]
fn a_store_finds_what_an_earlier_page_kept() {
    save(&in_local_storage(), "one");
    assert_eq!(text(&kept_in(&"local".into(), "key")).as_deref(), Some("one"));
}

#[wasm_bindgen_test]
fn another_key_is_another_token() {
    let store = in_local_storage();
    let other = kept_in(&"local".into(), "other");
    save(&store, "one");
    save(&other, "two");
    forget(&store);
    assert_eq!((text(&store), text(&other).as_deref()), (None, Some("two")));
}

#[wasm_bindgen_test]
fn what_was_cleared_meanwhile_is_gone() {
    let store = in_local_storage();
    save(&store, "one");
    LOCAL.with(page::Storage::clear);
    assert_eq!(text(&store), None);
    save(&store, "two");
    assert_eq!(text(&store).as_deref(), Some("two"));
}

#[wasm_bindgen_test]
fn a_foreign_write_is_seen() {
    let store = in_local_storage();
    save(&store, "one");
    LOCAL.with(|storage| storage.set_item("key", "two"));
    assert_eq!(text(&store).as_deref(), Some("two"));
}

#[wasm_bindgen_test]
fn garbage_is_no_token_and_no_error() {
    let store = in_local_storage();
    for garbage in ["", "null", "undefined", " ", "two words", "a\nb", "a\0b", "schlüssel", "🔑", "\u{feff}a"]
    {
        LOCAL.with(|storage| storage.set_item("key", garbage));
        assert_eq!(text(&store), None, "{garbage:?}");
    }
}

#[wasm_bindgen_test]
fn a_token_need_not_be_a_jwt() {
    let store = in_local_storage();
    LOCAL.with(|storage| storage.set_item("key", "opaque"));
    let grant = store.read().grant.unwrap();
    assert_eq!(grant.token.reveal(), "opaque");
    assert_eq!((grant.identity.subject, grant.expires_at), (None, None));
}

#[wasm_bindgen_test]
fn five_megabytes_are_no_token_and_no_error() {
    let (shelf, store) = on_a_shelf();
    let warned = warnings(&mut || {
        shelf.put("key", &"a".repeat(5 << 20));
        assert_eq!(text(&store), None);
        shelf.put("key", &"a".repeat((64 << 10) + 1));
        assert_eq!(text(&store), None);
        shelf.put("key", &"a".repeat(64 << 10));
        assert_eq!(text(&store).map(|text| text.len()), Some(64 << 10));
    });
    assert_eq!(warned, 0);
    save(&store, "one");
    assert_eq!(shelf.kept("key").as_deref(), Some("one"), "the storage is as good as before");
}

#[wasm_bindgen_test]
fn a_storage_whose_property_throws_degrades() {
    let getter = object("get", &Function::new_no_args("throw new DOMException('no', 'SecurityError')"));
    during(&js_sys::global(), "localStorage", &getter, &mut in_memory_instead);
}

#[wasm_bindgen_test]
fn a_storage_that_is_not_there_degrades() {
    for nothing in [JsValue::UNDEFINED, JsValue::NULL, 7.into()] {
        let value = object("value", &nothing);
        during(&js_sys::global(), "localStorage", &value, &mut in_memory_instead);
    }
}

#[wasm_bindgen_test]
fn a_storage_that_is_full_degrades() {
    let (shelf, store) = on_a_shelf();
    shelf.break_at("setItem");
    goes_on_in_memory(&store);
    assert_ne!(shelf.kept("key").as_deref(), Some("two"));
}

#[wasm_bindgen_test]
fn an_older_token_is_not_left_for_the_next_page_load() {
    let (shelf, store) = on_a_shelf();
    save(&store, "one");
    shelf.break_at("setItem");
    assert_eq!(warnings(&mut || save(&store, "two")), 1);
    assert_eq!((shelf.kept("key"), text(&store).as_deref()), (None, Some("two")));
}

#[wasm_bindgen_test]
fn a_storage_that_cannot_be_read_degrades_to_the_last_token() {
    let (shelf, store) = on_a_shelf();
    save(&store, "one");
    shelf.break_at("getItem");
    let warned = warnings(&mut || assert_eq!(text(&store).as_deref(), Some("one")));
    assert_eq!(warned, 1);
    let warned = warnings(&mut || goes_on_in_memory_without_a_word(&store));
    assert_eq!(warned, 0, "once is enough");
}

#[wasm_bindgen_test]
fn a_storage_that_lets_nothing_go_degrades() {
    let (shelf, store) = on_a_shelf();
    save(&store, "one");
    shelf.break_at("removeItem");
    let warned = warnings(&mut || forget(&store));
    assert_eq!((warned, text(&store)), (1, None), "what was forgotten is not read again");
    let warned = warnings(&mut || goes_on_in_memory_without_a_word(&store));
    assert_eq!(warned, 0, "once is enough");
}

#[wasm_bindgen_test]
fn a_storage_that_throws_at_everything_degrades() {
    let (shelf, store) = on_a_shelf();
    for method in ["getItem", "setItem", "removeItem"] {
        shelf.break_at(method);
    }
    goes_on_in_memory(&store);
}

#[wasm_bindgen_test]
fn what_the_storage_kept_is_removed_also_after_it_degraded() {
    let (shelf, store) = on_a_shelf();
    save(&store, "one");
    shelf.break_at("setItem");
    warnings(&mut || save(&store, "two"));
    forget(&store);
    assert_eq!(shelf.kept("key"), None);
}

#[wasm_bindgen_test]
fn a_storage_that_was_cleared_is_not_a_broken_one() {
    let (shelf, store) = on_a_shelf();
    save(&store, "one");
    shelf.clear();
    let warned = warnings(&mut || assert_eq!(text(&store), None));
    assert_eq!(warned, 0);
}

/// As the page has it, whatever its mark says.
pub fn save(store: &MarkedStore, text: &str) {
    let token = AccessToken::parse(text).unwrap();
    store.save(Deposit { token: &token, generation: 1, identity: &Identity::default(), user: None });
}

pub fn forget(store: &impl TokenStore) {
    store.forget(2, Ending::SignedOut);
}

pub fn text(store: &MarkedStore) -> Option<String> {
    store.read().grant.map(|grant| grant.token.reveal().into())
}

pub fn kept_in(place: &JsValue, key: &str) -> MarkedStore {
    let given = object("storage", place);
    Reflect::set(&given, &"key".into(), &key.into()).unwrap();
    Stage::new(&given).store()
}

pub fn in_local_storage() -> MarkedStore {
    LOCAL.with(page::Storage::clear);
    kept_in(&"local".into(), "key")
}

fn on_a_shelf() -> (Shelf, MarkedStore) {
    let shelf = shelf();
    let store = kept_in(&shelf, "key");
    (shelf, store)
}

fn in_memory_instead() {
    let warned = warnings(&mut || {
        let store = kept_in(&"local".into(), "key");
        goes_on_in_memory_without_a_word(&store);
        goes_on_in_memory_without_a_word(&store);
    });
    assert_eq!(warned, 1, "once is enough");
}

fn goes_on_in_memory(store: &MarkedStore) {
    assert_eq!(warnings(&mut || goes_on_in_memory_without_a_word(store)), 1);
}

fn goes_on_in_memory_without_a_word(store: &MarkedStore) {
    save(store, "two");
    assert_eq!(text(store).as_deref(), Some("two"));
    save(store, "three");
    assert_eq!(text(store).as_deref(), Some("three"));
    forget(store);
    assert_eq!(text(store), None);
}
