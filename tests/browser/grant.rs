//! What is read of a login's or a renewal's data and of a token's claims; all of it is untrusted.

use evertoken::browser::grant::{JUST_NOW, grant};
use evertoken::browser::runtime::wall_clock;
use evertoken::policy::millis::Millis;
use evertoken::policy::token::{AccessToken, Claims, Grant};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{during, from_json, get, granted, jwt, object, prototype};

#[wasm_bindgen_test]
fn iat_exp_and_sub_are_read() {
    let claims = claims(r#"{"iat":1000,"exp":1600.5,"sub":"ann"}"#);
    let expected = Claims { issued: Some(1000.0), expires: Some(1600.5), subject: Some("ann".into()) };
    assert_eq!(claims, expected);
}

#[wasm_bindgen_test]
fn a_payload_may_have_the_letters_of_base64url() {
    let text = jwt(r#"{"sub":"???>>>~~~"}"#);
    assert!(text.contains('_') && text.contains('-'), "{text}");
    assert_eq!(claims_of(&text).subject.as_deref(), Some("???>>>~~~"));
}

#[wasm_bindgen_test]
fn garbage_has_no_claims() {
    for garbage in ["a", ".", "..", "a.b", "a..c", "a.!!!.c", "a.b.c.d.e", "a.eyJ.c", "%.%.%"] {
        assert_eq!(claims_of(garbage), Claims::default(), "{garbage}");
    }
    for payload in ["", "null", "true", "7", r#""text""#, "[]", "[1,2]", "{", "{}", r#"{"iat"}"#] {
        assert_eq!(claims(payload), Claims::default(), "{payload}");
    }
    assert_eq!(claims(&"[".repeat(30_000)), Claims::default());
}

#[wasm_bindgen_test]
fn claims_of_another_type_are_none() {
    for value in [r#""7""#, "null", "true", "[]", "[7]", "{}", r#"{"valueOf":7}"#] {
        let claims = claims(&format!(r#"{{"iat":{value},"exp":{value}}}"#));
        assert_eq!((claims.issued, claims.expires), (None, None), "{value}");
    }
    for value in ["null", "true", "[]", r#"["ann"]"#, "{}", r#"{"toString":"ann"}"#] {
        assert_eq!(claims(&format!(r#"{{"sub":{value}}}"#)).subject, None, "{value}");
    }
}

#[wasm_bindgen_test]
fn claims_are_own_properties() {
    let number = object("value", &7.into());
    for name in ["iat", "exp", "sub"] {
        during(&prototype(), name, &number, &mut || assert_eq!(claims("{}"), Claims::default(), "{name}"));
    }
    assert_eq!(claims(r#"{"__proto__":{"iat":7,"exp":7,"sub":7}}"#), Claims::default());
}

#[wasm_bindgen_test]
fn numbers_and_texts_name_the_same() {
    assert_eq!(claims(r#"{"sub":7}"#).subject, claims(r#"{"sub":"7"}"#).subject);
    assert_eq!(claims(r#"{"sub":7}"#).subject.as_deref(), Some("7"));
    let number = read(r#"{"accessToken":"t","user":{"id":7}}"#).unwrap();
    let text = read(r#"{"accessToken":"t","user":{"id":"7"}}"#).unwrap();
    assert_eq!(number.identity, text.identity);
    assert_eq!(number.identity.user_id.as_deref(), Some("7"));
}

#[wasm_bindgen_test]
fn only_numbers_and_texts_name_somebody() {
    for id in ["null", "true", "[]", r#"["7"]"#, "{}", r#"{"id":7}"#] {
        let grant = read(&format!(r#"{{"accessToken":"t","user":{{"id":{id}}}}}"#)).unwrap();
        assert_eq!(grant.identity.user_id, None, "{id}");
    }
}

#[wasm_bindgen_test]
fn a_lifetime_counts_from_the_receipt() {
    let before = wall_clock();
    let grant = read(&data(&jwt(r#"{"iat":1000,"exp":1600}"#))).unwrap();
    let expires_at = grant.expires_at.unwrap();
    let lifetime = Millis(600_000);
    assert_eq!(grant.age, Some(Millis(0)));
    assert!(before + lifetime <= expires_at && expires_at <= wall_clock() + lifetime);
}

#[wasm_bindgen_test]
fn a_token_from_the_store_expires_when_it_says() {
    let grant = found(&jwt(r#"{"iat":1000,"exp":1600,"sub":"ann"}"#), None);
    assert_eq!(grant.expires_at, Some(Millis(1_600_000)));
    assert_eq!((grant.identity.subject.as_deref(), grant.identity.user_id), (Some("ann"), None));
    assert!(grant.user.is_none());
}

/// The clock may have been set since, and a mark may say anything.
#[wasm_bindgen_test]
fn a_token_from_the_store_is_as_old_as_its_mark_says_between_nothing_and_its_lifetime() {
    let text = jwt(r#"{"iat":1000,"exp":1600}"#);
    let (day, lifetime) = (Millis(86_400_000), Millis(600_000));
    let now = wall_clock();
    let ages = [
        (now, Millis(0)),
        (Millis(now.since(Millis(60_000)).0), Millis(60_000)),
        (now + day, Millis(0)),
        (Millis(now.since(day).0), lifetime),
        (Millis(0), lifetime),
    ];
    for (received, age) in ages {
        let grant = found(&text, Some(received));
        let (found, late) = (grant.age.unwrap(), Millis(5_000));
        assert!(age <= found && found <= age + late, "{received:?}: {found:?}");
        let end = Millis((now + lifetime).since(age).0);
        let expires_at = grant.expires_at.unwrap();
        assert!(
            Millis(end.since(late).0) <= expires_at && expires_at <= end + late,
            "{received:?}: {expires_at:?}"
        );
    }
}

#[wasm_bindgen_test]
fn an_end_that_is_no_time_is_none() {
    for end in ["0", "-1", "1e999", "-1e999"] {
        assert_eq!(found(&jwt(&format!(r#"{{"exp":{end}}}"#)), None).expires_at, None, "{end}");
    }
    assert!(found(&jwt(r#"{"exp":1e300}"#), None).expires_at.is_some());
}

#[wasm_bindgen_test]
fn token_and_user_stand_at_dotted_paths() {
    let data = from_json(r#"{"data":{"tokens":{"access":"t"},"who":{"id":7,"name":"Ann"}}}"#);
    let grant = read_at("data.tokens.access", "data.who", &data).unwrap();
    assert_eq!(grant.token.reveal(), "t");
    assert_eq!(get(&grant.user.unwrap(), "name").as_string().as_deref(), Some("Ann"));

    for elsewhere in [r#"{"data.tokens.access":"t"}"#, r#"{"data":{"tokens":"access"}}"#, r#"{"data":null}"#]
    {
        let found = read_at("data.tokens.access", "data.who", &from_json(elsewhere));
        assert!(found.is_none(), "{elsewhere}");
    }
    let grant = read_at("tokens.1", "user", &from_json(r#"{"tokens":["a","b"]}"#)).unwrap();
    assert_eq!(grant.token.reveal(), "b");
}

#[wasm_bindgen_test]
fn paths_lead_through_own_properties_only() {
    let stolen = object("value", &"stolen".into());
    during(&prototype(), "accessToken", &stolen, &mut || assert!(read("{}").is_none()));
    let somebody = object("value", &from_json(r#"{"id":7}"#));
    during(&prototype(), "user", &somebody, &mut || {
        let grant = read(r#"{"accessToken":"t"}"#).unwrap();
        assert!(grant.user.is_none() && grant.identity.user_id.is_none());
    });
    during(&prototype(), "id", &stolen, &mut || {
        let grant = read(r#"{"accessToken":"t","user":{}}"#).unwrap();
        assert!(grant.user.is_some() && grant.identity.user_id.is_none());
    });
    let inherited = read_at("accessToken.constructor.name", "user", &from_json(r#"{"accessToken":{}}"#));
    assert!(inherited.is_none());
    assert!(read(r#"{"__proto__":{"accessToken":"stolen"}}"#).is_none());
}

#[wasm_bindgen_test]
fn what_cannot_stand_in_a_header_is_no_token() {
    let texts = [
        "",
        " ",
        "two words",
        " t",
        "t ",
        "a\\r\\nX-Evil: 1",
        "a\\u0000",
        "schlüssel",
        "🔑",
        "null",
        "undefined",
    ];
    for text in texts {
        assert!(read(&data(text)).is_none(), "{text}");
    }
    assert!(read(&data(&"a".repeat((64 << 10) + 1))).is_none());
    for value in ["null", "7", "true", "[]", r#"["t"]"#, "{}"] {
        assert!(read(&format!(r#"{{"accessToken":{value}}}"#)).is_none(), "{value}");
    }
}

#[wasm_bindgen_test]
fn data_that_is_no_object_holds_no_token() {
    for data in ["null", "7", "true", r#""accessToken""#, "[]"] {
        assert!(read(data).is_none(), "{data}");
    }
    assert!(read_at("accessToken", "user", &JsValue::UNDEFINED).is_none());
}

#[wasm_bindgen_test]
fn a_refresh_token_beside_is_not_taken() {
    let grant = read(r#"{"refreshToken":"r","accessToken":"t","user":{"id":7}}"#).unwrap();
    assert_eq!(grant.token.reveal(), "t");
    assert!(get(&grant.user.unwrap(), "refreshToken").is_undefined());
    assert!(read(r#"{"refreshToken":"r"}"#).is_none());
}

#[wasm_bindgen_test]
fn a_user_is_handed_over_as_it_is() {
    let data = from_json(r#"{"accessToken":"t","user":{"id":7}}"#);
    let grant = read_at("accessToken", "user", &data).unwrap();
    assert!(js_sys::Object::is(&grant.user.unwrap(), &get(&data, "user")));
    assert!(read(r#"{"accessToken":"t","user":null}"#).unwrap().user.is_none());
    assert!(read(r#"{"accessToken":"t"}"#).unwrap().user.is_none());
}

#[wasm_bindgen_test]
fn a_user_that_is_no_object_has_no_id() {
    for user in ["7", r#""ann""#, "true", "false", "[]"] {
        let grant = read(&format!(r#"{{"accessToken":"t","user":{user}}}"#)).unwrap();
        assert_eq!(grant.identity.user_id, None, "{user}");
        assert!(js_sys::Object::is(&grant.user.unwrap(), &from_json(user)) || user == "[]", "{user}");
    }
}

fn read(data: &str) -> Option<Grant<JsValue>> {
    read_at("accessToken", "user", &from_json(data))
}

/// As the answers to a login and to a refresh are read.
fn read_at(token_path: &str, user_path: &str, data: &JsValue) -> Option<Grant<JsValue>> {
    let found = granted(data, token_path, user_path);
    let token = AccessToken::parse(&found.get(0).as_string()?)?;
    Some(grant(token, found.get(1), JUST_NOW).0)
}

fn data(token: &str) -> String {
    format!(r#"{{"accessToken":"{token}"}}"#)
}

fn claims(payload: &str) -> Claims {
    claims_of(&jwt(payload))
}

fn claims_of(token: &str) -> Claims {
    grant(AccessToken::parse(token).unwrap(), JsValue::UNDEFINED, None).1
}

fn found(text: &str, received: Option<Millis>) -> Grant<JsValue> {
    grant(AccessToken::parse(text).unwrap(), JsValue::UNDEFINED, received).0
}
