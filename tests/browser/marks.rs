//! The token store: the mark beside the token. It says what the token is, is never trusted, and never holds a token.

use evertoken::policy::stored::{Ending, Says, Stored};
use evertoken::policy::token::{AccessToken, Identity};
use evertoken::ports::{Deposit, TokenStore};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{LOCAL, from_json, get};
use crate::token_store::{forget, in_local_storage, kept_in, save};

#[wasm_bindgen_test]
fn a_token_is_found_with_its_generation_its_user_and_its_age() {
    let store = in_local_storage();
    save_for_ann(&store, 7);
    let Stored { grant, mark } = another_tab().read();
    let (grant, mark) = (grant.unwrap(), mark.unwrap());
    assert_eq!((mark.generation, mark.says), (7, Says::Here));
    assert_eq!(
        (mark.identity.user_id.as_deref(), mark.identity.subject.as_deref()),
        (Some("7"), Some("ann"))
    );
    assert_eq!(get(&grant.user.unwrap(), "name").as_string().as_deref(), Some("Ann"));
    assert_eq!(grant.identity.user_id.as_deref(), Some("7"));
    assert!(grant.age.is_some());
}

#[wasm_bindgen_test]
fn the_token_under_its_key_stays_as_raw_as_it_was_and_the_mark_holds_none() {
    let store = in_local_storage();
    save_for_ann(&store, 7);
    assert_eq!(item("key").as_deref(), Some("s3cr3t"));
    assert!(!item("key:session").unwrap().contains("s3cr3t"));
}

#[wasm_bindgen_test]
fn a_look_finds_what_others_wrote_once() {
    let store = in_local_storage();
    save_for_ann(&store, 7);
    assert!(store.look().is_none(), "its own");
    let other = another_tab();
    assert!(other.look().is_some());
    assert!(other.look().is_none(), "seen");
    forget(&other);
    assert!(other.look().is_none());
    let found = store.look().unwrap();
    assert!(found.grant.is_none());
    assert_eq!(found.says(), Some(Says::Ended(Ending::SignedOut)));
}

#[wasm_bindgen_test]
fn an_end_says_why() {
    for ending in [Ending::SignedOut, Ending::Over] {
        let store = in_local_storage();
        save_for_ann(&store, 7);
        store.forget(8, ending);
        let found = another_tab().read();
        assert_eq!((found.says(), found.generation()), (Some(Says::Ended(ending)), 8));
        assert_eq!(item("key"), None);
    }
}

#[wasm_bindgen_test]
fn a_mark_belongs_to_its_own_token_alone() {
    let store = in_local_storage();
    save_for_ann(&store, 7);
    LOCAL.with(|storage| storage.set_item("key", "foreign"));
    let found = store.look().unwrap();
    assert_eq!(found.says(), Some(Says::Elsewhere));
    let grant = found.grant.unwrap();
    assert!(grant.user.is_none() && grant.age.is_none(), "neither is this token's");
    LOCAL.with(|storage| storage.remove_item("key"));
    assert_eq!(store.read().says(), Some(Says::Elsewhere));
}

#[wasm_bindgen_test]
fn a_user_that_cannot_be_written_or_is_too_big_is_left_out() {
    let circle = js_sys::Object::new();
    js_sys::Reflect::set(&circle, &"itself".into(), &circle).unwrap();
    let big = JsValue::from_str(&"a".repeat(20_000));
    for user in [circle.into(), big, JsValue::from(js_sys::BigInt::from(7))] {
        let store = in_local_storage();
        let token = AccessToken::parse("one").unwrap();
        store.save(Deposit {
            token: &token,
            generation: 3,
            identity: &Identity::default(),
            user: Some(&user),
        });
        let found = another_tab().read();
        assert_eq!((found.says(), found.generation()), (Some(Says::Here), 3));
        assert!(found.grant.unwrap().user.is_none());
    }
}

#[wasm_bindgen_test]
fn garbage_is_no_mark() {
    let store = in_local_storage();
    save(&store, "one");
    let long = format!(r#"{{"v":1,"generation":5,"ended":"over","user":"{}"}}"#, "a".repeat(20_000));
    let garbage = [
        "",
        "null",
        "7",
        "[]",
        "{",
        "{}",
        "\"text\"",
        &long,
        r#"{"v":2,"generation":5,"ended":"over"}"#,
        r#"{"v":1,"generation":-1,"ended":"over"}"#,
        r#"{"v":1,"generation":1.5,"ended":"over"}"#,
        r#"{"v":1,"generation":4294967296,"ended":"over"}"#,
        r#"{"v":1,"generation":"5","ended":"over"}"#,
        r#"{"v":1,"generation":5,"ended":"maybe"}"#,
        r#"{"v":1,"generation":5}"#,
        r#"{"v":1,"generation":5,"fingerprint":7,"receivedAt":"now"}"#,
        r#"{"v":1,"generation":5,"fingerprint":7,"receivedAt":null}"#,
        r#"{"v":1,"generation":5,"fingerprint":7,"receivedAt":1,"subject":{}}"#,
    ];
    for text in garbage {
        LOCAL.with(|storage| storage.set_item("key:session", text));
        let found = store.read();
        assert!(found.mark.is_none() && found.grant.is_some(), "{text}");
    }
    LOCAL.with(|storage| storage.set_item("key:session", r#"{"v":1,"generation":5,"ended":"over"}"#));
    assert!(store.read().mark.is_some(), "and this is one");
}

fn save_for_ann(store: &impl TokenStore<User = JsValue>, generation: u32) {
    let token = AccessToken::parse("s3cr3t").unwrap();
    let identity = Identity { user_id: Some("7".into()), subject: Some("ann".into()) };
    let user = from_json(r#"{"id":7,"name":"Ann"}"#);
    store.save(Deposit { token: &token, generation, identity: &identity, user: Some(&user) });
}

fn another_tab() -> impl TokenStore<User = JsValue> {
    kept_in(&"local".into(), "key")
}

fn item(key: &str) -> Option<String> {
    LOCAL.with(|storage| storage.get_item(key))
}
