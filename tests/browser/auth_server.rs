//! The auth server: how the refresh call and the second logout call leave, and what is told of their answers.

use evertoken::policy::refresh::{Attempt, Ticket};
use evertoken::ports::AuthServer;
use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::outcomes::name;
use crate::page::{answer, get, network, truncated};
use crate::stage::Stage;

const JSON: Option<&str> = Some("application/json");
const TOKEN: Option<&str> = Some(r#"{"accessToken":"fresh","user":{"id":7}}"#);

#[wasm_bindgen_test]
async fn what_a_renewal_brings_is_handed_over() {
    network(&answer(200, TOKEN, JSON, false));
    let stage = Stage::with("{}");
    stage.outside().refresh(Attempt(7));
    stage.hears("refreshAnswered", 1).await;
    let facts = r#"[[7,200,false,true,"nothing","fresh",{"id":7}]]"#;
    assert_eq!(stage.told("refreshAnswered"), facts);
}

#[wasm_bindgen_test]
async fn token_and_user_stand_where_the_application_says() {
    network(&answer(200, Some(r#"{"data":{"jwt":"fresh"},"who":"ann","accessToken":"other"}"#), JSON, false));
    let stage = Stage::with(r#"{"tokenPath":"data.jwt","userPath":"who"}"#);
    stage.outside().refresh(Attempt(7));
    stage.hears("refreshAnswered", 1).await;
    let facts = Array::from(&stage.facts("refreshAnswered").get(0));
    assert_eq!((facts.get(5), facts.get(6)), ("fresh".into(), "ann".into()));
}

#[wasm_bindgen_test]
async fn retry_after_is_read_as_seconds_or_as_a_date_by_the_servers_own_clock() {
    const NOON: &str = "'Date':'Sun, 22 Nov 2026 12:00:00 GMT',";
    for (status, date, value, wait) in [
        (503, "", "20", Some(20_000.0)),
        (429, "", "0", None),
        (500, NOON, "Sun, 22 Nov 2026 12:00:20 GMT", Some(20_000.0)),
        (503, NOON, "Sun, 22 Nov 2026 11:59:00 GMT", None),
        (503, "", "Sun, 06 Nov 1994 08:49:37 GMT", None),
        (503, "", "99999999999999999999", Some(1e23)),
        (503, "", "-5", None),
        (503, "", "soon", None),
        (503, "", "", None),
    ] {
        let headers = format!("{{ {date} 'Retry-After': '{value}' }}");
        network(&Function::new_no_args(&format!(
            "return new Response('busy', {{ status: {status}, headers: {headers} }})"
        )));
        let stage = Stage::with("{}");
        stage.outside().refresh(Attempt(1));
        stage.hears("refreshAnswered", 1).await;
        let facts = Array::from(&stage.facts("refreshAnswered").get(0));
        assert_eq!(
            (facts.get(1).as_f64(), facts.get(4).as_f64()),
            (Some(f64::from(status)), wait),
            "{value}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_refresh_is_one_call_with_the_cookie_and_no_token() {
    let calls = network(&answer(200, TOKEN, JSON, false));
    let stage = Stage::with("{}");
    stage.outside().refresh(Attempt(1));
    assert_eq!(calls.length(), 0, "the session is done with the order before");
    stage.hears("refreshAnswered", 1).await;
    is_with_cookie(&calls, "https://auth.test/refresh");
}

#[wasm_bindgen_test]
async fn a_refresh_that_is_off_asks_nobody() {
    let calls = network(&answer(200, TOKEN, JSON, false));
    let stage = Stage::with_core(r#"{"statuses":[]}"#);
    assert_eq!((name(&stage.refresh().await), calls.length()), ("unreachable", 0));
}

#[wasm_bindgen_test]
async fn a_sign_out_leaves_as_a_refresh_does() {
    let calls = network(&answer(204, None, None, false));
    let stage = Stage::with("{}");
    stage.outside().sign_out(Ticket(3));
    stage.hears("goodbye", 1).await;
    is_with_cookie(&calls, "https://auth.test/logout");
    assert_eq!(stage.told("goodbye"), "[[3]]");
}

#[wasm_bindgen_test]
async fn a_sign_out_does_not_care_for_the_answer() {
    for plan in [Function::new_no_args("throw new TypeError('Failed to fetch')"), truncated(500)] {
        network(&plan);
        let stage = Stage::with("{}");
        stage.outside().sign_out(Ticket(3));
        stage.hears("goodbye", 1).await;
        assert_eq!(stage.told("goodbye"), "[[3]]");
    }
}

#[wasm_bindgen_test]
async fn a_body_that_keepalive_has_no_room_for_leaves_without_it() {
    let plan = "if (count === 1) throw new TypeError('Failed to fetch'); return answer()";
    let renewal = answer(200, TOKEN, JSON, false);
    let plan: Function =
        Function::new_with_args("answer, count", plan).bind1(&JsValue::NULL, &renewal).unchecked_into();
    let calls = network(&plan);
    let stage = Stage::with_core(r#"{"body":"device=1"}"#);
    assert_eq!(name(&stage.refresh().await), "renewed");
    assert_eq!(calls.length(), 2);
    assert_eq!([0, 1].map(|index| get(&calls.get(index), "keepalive")), [true, false].map(JsValue::from));
    for call in calls.iter() {
        assert_eq!(get(&call, "body"), "device=1");
        assert_eq!(get(&call, "credentials"), "include");
    }
}

fn is_with_cookie(calls: &Array, url: &str) {
    assert_eq!(calls.length(), 1);
    let call = calls.get(0);
    let text = |name| get(&call, name).as_string();
    assert_eq!(text("url").as_deref(), Some(url));
    assert_eq!(text("method").as_deref(), Some("POST"));
    assert_eq!(text("credentials").as_deref(), Some("include"));
    assert_eq!(text("cache").as_deref(), Some("no-store"));
    assert_eq!(get(&call, "keepalive"), true);
    let headers = get(&call, "headers");
    assert_eq!(get(&headers, "x-csrf"), "1", "its own headers are kept");
    assert!(get(&headers, "authorization").is_undefined());
}
