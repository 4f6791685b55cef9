//! `CookieServer`: what each answer to the refresh call amounts to, and how the call leaves.

use evertoken::browser::auth_server::CookieServer;
use evertoken::browser::grant::Paths;
use evertoken::policy::millis::Millis;
use evertoken::policy::outcome::OVER_STATUSES;
use evertoken::policy::refresh::Outcome;
use evertoken::ports::AuthServer;
use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{answer, from_json, get, jwt, network, truncated};

const JSON: Option<&str> = Some("application/json");
const PROBLEM: Option<&str> = Some("Application/Problem+JSON; charset=utf-8");
const HTML: Option<&str> = Some("text/html");
const TOKEN: Option<&str> = Some(r#"{"accessToken":"fresh","user":{"id":7}}"#);
const ERROR: Option<&str> = Some(r#"{"error":"expired"}"#);
const PAGE: Option<&str> = Some("<!doctype html><title>proxy</title>");

#[wasm_bindgen_test]
async fn a_token_renews_whatever_stands_around_it() {
    for status in [200, 201, 203, 299] {
        for content_type in [JSON, PROBLEM, HTML, None] {
            for redirected in [false, true] {
                is("renewed", status, TOKEN, content_type, redirected).await;
            }
        }
    }
}

#[wasm_bindgen_test]
async fn what_a_renewal_brings_is_handed_over() {
    network(&always(&answer(200, TOKEN, JSON, false)));
    let Outcome::Renewed(grant) = server().refresh().await else { panic!("not renewed") };
    assert_eq!(grant.token.reveal(), "fresh");
    assert_eq!(grant.identity.user_id.as_deref(), Some("7"));
    assert_eq!(get(&grant.user.unwrap(), "id"), 7);
}

#[wasm_bindgen_test]
async fn a_success_without_a_token_is_invalid() {
    let bodies =
        [None, Some(""), Some("{}"), Some("null"), Some("[]"), Some("fresh"), Some(r#""fresh""#), PAGE];
    let tokens = [r#"{"accessToken":null}"#, r#"{"accessToken":""}"#, r#"{"accessToken":"two words"}"#];
    let beside = [Some(r#"{"refreshToken":"fresh"}"#), ERROR, Some(r#"{"accessToken":"fre"#)];
    for body in bodies.into_iter().chain(tokens.map(Some)).chain(beside) {
        for content_type in [JSON, HTML, None] {
            is("invalid", 200, body, content_type, false).await;
            is("invalid", 200, body, content_type, true).await;
        }
    }
    for status in [204, 205] {
        is("invalid", status, None, None, false).await;
    }
}

#[wasm_bindgen_test]
async fn a_token_that_ends_before_it_begins_is_invalid() {
    for (lifetime, outcome) in [(-1, "invalid"), (0, "invalid"), (1, "renewed")] {
        let token = jwt(&format!(r#"{{"iat":1000,"exp":{}}}"#, 1000 + lifetime));
        is(outcome, 200, Some(&format!(r#"{{"accessToken":"{token}"}}"#)), JSON, false).await;
    }
}

#[wasm_bindgen_test]
async fn a_401_is_over_in_whatever_words() {
    for body in [None, Some(""), ERROR, PAGE, TOKEN] {
        for content_type in [JSON, PROBLEM, HTML, None] {
            is("over", 401, body, content_type, false).await;
        }
    }
}

#[wasm_bindgen_test]
async fn a_400_and_a_403_are_over_only_in_json() {
    for status in [400, 403] {
        for content_type in [JSON, PROBLEM] {
            for body in [ERROR, TOKEN, Some("null"), Some("{}")] {
                is("over", status, body, content_type, false).await;
            }
            for body in [None, Some(""), PAGE, Some(r#"{"error":"#)] {
                is("unreachable", status, body, content_type, false).await;
            }
        }
        for content_type in [HTML, Some("text/json-like"), Some("application/jsonp"), None] {
            is("unreachable", status, ERROR, content_type, false).await;
        }
    }
}

#[wasm_bindgen_test]
async fn what_was_redirected_is_nobodys_word() {
    for status in OVER_STATUSES {
        is("unreachable", status, ERROR, JSON, true).await;
    }
}

#[wasm_bindgen_test]
async fn every_other_status_is_unreachable() {
    for status in
        [300, 302, 402, 404, 405, 408, 409, 410, 418, 419, 422, 429, 451, 500, 502, 503, 504, 511, 599]
    {
        for (body, content_type) in [(ERROR, JSON), (TOKEN, JSON), (PAGE, HTML), (None, None)] {
            is("unreachable", status, body, content_type, false).await;
        }
    }
    is("unreachable", 304, None, None, false).await;
}

#[wasm_bindgen_test]
async fn retry_after_is_read_as_seconds_or_as_a_date_by_the_servers_own_clock() {
    const NOON: &str = "'Date':'Sun, 22 Nov 2026 12:00:00 GMT',";
    for (status, date, value, wait) in [
        (503, "", "20", Some(20_000)),
        (429, "", "0", None),
        (500, NOON, "Sun, 22 Nov 2026 12:00:20 GMT", Some(20_000)),
        (503, NOON, "Sun, 22 Nov 2026 11:59:00 GMT", None),
        (503, "", "Sun, 06 Nov 1994 08:49:37 GMT", None),
        (503, "", "99999999999999999999", Some(Millis::MOST.0)),
        (503, "", "-5", None),
        (503, "", "soon", None),
        (503, "", "", None),
    ] {
        let headers = format!("{{ {date} 'Retry-After': '{value}' }}");
        network(&Function::new_no_args(&format!(
            "return new Response('busy', {{ status: {status}, headers: {headers} }})"
        )));
        let Outcome::Unreachable { retry_after } = server().refresh().await else { panic!("{value}") };
        assert_eq!(retry_after, Millis(wait.unwrap_or(0)), "{value}");
    }
}

#[wasm_bindgen_test]
async fn the_configured_statuses_replace_the_usual_ones() {
    let server = CookieServer { over_statuses: vec![419], ..server() };
    for (status, outcome) in [(419, "over"), (401, "unreachable"), (400, "unreachable"), (200, "renewed")] {
        network(&always(&answer(status, TOKEN, HTML, false)));
        assert_eq!(name(&server.refresh().await), outcome, "{status}");
    }
}

#[wasm_bindgen_test]
async fn a_network_failure_is_unreachable() {
    for failure in ["new TypeError('Failed to fetch')", "new DOMException('', 'AbortError')", "undefined"] {
        network(&Function::new_no_args(&format!("throw {failure}")));
        assert_eq!(name(&server().refresh().await), "unreachable", "{failure}");
    }
    network(&Function::new_no_args("return Response.error()"));
    assert_eq!(name(&server().refresh().await), "unreachable");
}

#[wasm_bindgen_test]
async fn a_truncated_body_is_unreachable_whatever_the_status() {
    for status in [200, 400, 401, 403, 500] {
        network(&always(&truncated(status)));
        assert_eq!(name(&server().refresh().await), "unreachable", "{status}");
    }
}

#[wasm_bindgen_test]
async fn a_refresh_is_one_call_with_the_cookie_and_no_token() {
    let calls = network(&always(&answer(200, TOKEN, JSON, false)));
    server().refresh().await;
    is_with_cookie(&calls, 1, "https://auth.test/refresh");
}

#[wasm_bindgen_test]
async fn a_refresh_that_is_off_asks_nobody() {
    let calls = network(&always(&answer(200, TOKEN, JSON, false)));
    let server = CookieServer { can_refresh: false, ..server() };
    assert_eq!((server.can_refresh(), name(&server.refresh().await)), (false, "unreachable"));
    assert_eq!(calls.length(), 0);
}

#[wasm_bindgen_test]
async fn a_sign_out_leaves_as_a_refresh_does() {
    let calls = network(&always(&answer(204, None, None, false)));
    server().sign_out().await;
    is_with_cookie(&calls, 1, "https://auth.test/logout");
}

#[wasm_bindgen_test]
async fn a_sign_out_does_not_care_for_the_answer() {
    network(&Function::new_no_args("throw new TypeError('Failed to fetch')"));
    server().sign_out().await;
    network(&always(&truncated(500)));
    server().sign_out().await;
}

#[wasm_bindgen_test]
async fn the_headers_of_the_call_are_kept() {
    let calls = network(&always(&answer(200, TOKEN, JSON, false)));
    server().refresh().await;
    assert_eq!(get(&get(&calls.get(0), "headers"), "x-csrf"), "1");
}

#[wasm_bindgen_test]
async fn a_call_without_a_body_is_not_made_twice() {
    let calls = network(&Function::new_no_args("throw new TypeError('Failed to fetch')"));
    server().refresh().await;
    assert_eq!(calls.length(), 1);
}

#[wasm_bindgen_test]
async fn a_body_that_keepalive_has_no_room_for_leaves_without_it() {
    let plan = "if (count === 1) throw new TypeError('Failed to fetch'); return response";
    let renewal = answer(200, TOKEN, JSON, false);
    let calls = network(&planned("response, count", plan, &renewal));
    let server = CookieServer { refresh: call("refresh", r#""body":"device=1","#), ..server() };
    assert_eq!(name(&server.refresh().await), "renewed");
    assert_eq!(calls.length(), 2);
    assert_eq!([0, 1].map(|index| get(&calls.get(index), "keepalive")), [true, false].map(JsValue::from));
    for call in calls.iter() {
        assert_eq!(get(&call, "body"), "device=1");
        assert_eq!(get(&call, "credentials"), "include");
    }
}

async fn is(outcome: &str, status: u16, body: Option<&str>, content_type: Option<&str>, redirected: bool) {
    let calls = network(&always(&answer(status, body, content_type, redirected)));
    let found = server().refresh().await;
    assert_eq!(name(&found), outcome, "{status} {content_type:?} {body:?} redirected: {redirected}");
    assert_eq!(calls.length(), 1);
}

fn is_with_cookie(calls: &Array, count: u32, url: &str) {
    assert_eq!(calls.length(), count);
    let call = calls.get(0);
    let text = |name| get(&call, name).as_string();
    assert_eq!(text("url").as_deref(), Some(url));
    assert_eq!(text("method").as_deref(), Some("POST"));
    assert_eq!(text("credentials").as_deref(), Some("include"));
    assert_eq!(text("cache").as_deref(), Some("no-store"));
    assert_eq!(get(&call, "keepalive"), true);
    assert!(get(&get(&call, "headers"), "authorization").is_undefined());
}

fn always(response: &JsValue) -> Function {
    planned("response", "return response", response)
}

fn planned(names: &str, plan: &str, response: &JsValue) -> Function {
    Function::new_with_args(names, plan).bind1(&JsValue::NULL, response).unchecked_into()
}

fn server() -> CookieServer {
    CookieServer {
        refresh: call("refresh", ""),
        can_refresh: true,
        sign_out: call("logout", ""),
        over_statuses: OVER_STATUSES.into(),
        paths: Paths { token: "accessToken".into(), user: "user".into() },
    }
}

fn call(path: &str, more: &str) -> evertoken::browser::fetch::Sendable {
    let init = format!(r#"{{{more}"method":"POST","headers":{{"x-csrf":"1"}}}}"#);
    from_json(&format!(r#"{{"url":"https://auth.test/{path}","init":{init}}}"#)).unchecked_into()
}

fn name(outcome: &Outcome<JsValue>) -> &'static str {
    match outcome {
        Outcome::Renewed(_) => "renewed",
        Outcome::Over => "over",
        Outcome::Unreachable { .. } => "unreachable",
        Outcome::Invalid => "invalid",
    }
}
