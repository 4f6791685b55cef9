//! The auth server: what each answer to the refresh call amounts to.

use evertoken::policy::refresh::Attempt;
use evertoken::ports::AuthServer;
use js_sys::Function;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{answer, jwt, network, truncated};
use crate::stage::Stage;

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
async fn json_is_known_by_its_type() {
    let types = [
        "application/json",
        "Application/JSON ; charset=utf-8",
        " application/problem+json",
        "application/x+JSON",
    ];
    for content_type in types {
        is("over", 400, ERROR, Some(content_type), false).await;
    }
    let others = [
        "",
        "text/html",
        "application/jsonp",
        "json",
        "text/html; x=application/json",
        "application/json+xml",
        "é",
    ];
    for content_type in others {
        is("unreachable", 400, ERROR, Some(content_type), false).await;
    }
}

#[wasm_bindgen_test]
async fn what_was_redirected_is_nobodys_word() {
    for status in [400, 401, 403] {
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
async fn the_configured_statuses_replace_the_usual_ones() {
    for (status, outcome) in [(419, "over"), (401, "unreachable"), (400, "unreachable"), (200, "renewed")] {
        network(&answer(status, TOKEN, HTML, false));
        let stage = Stage::with_core(r#"{"overStatuses":[419]}"#);
        assert_eq!(name(&stage.refresh().await), outcome, "{status}");
    }
}

#[wasm_bindgen_test]
async fn a_network_failure_is_unreachable() {
    for failure in ["new TypeError('Failed to fetch')", "new DOMException('', 'AbortError')", "undefined"] {
        let calls = network(&Function::new_no_args(&format!("throw {failure}")));
        is_unreachable(failure).await;
        assert_eq!(calls.length(), 2, "a call without a body is not made twice");
    }
    network(&Function::new_no_args("return Response.error()"));
    assert_eq!(name(&Stage::with_core("{}").refresh().await), "unreachable");
}

#[wasm_bindgen_test]
async fn a_truncated_body_is_unreachable_whatever_the_status() {
    for status in [200, 400, 401, 403, 500] {
        network(&truncated(status));
        is_unreachable(&status.to_string()).await;
    }
}

/// As the wasm understands it, where nobody was signed in: there the first "no" is enough.
async fn is(outcome: &str, status: u16, body: Option<&str>, content_type: Option<&str>, redirected: bool) {
    let calls = network(&answer(status, body, content_type, redirected));
    let found = Stage::with_core("{}").refresh().await;
    assert_eq!(name(&found), outcome, "{status} {content_type:?} {body:?} redirected: {redirected}");
    assert_eq!(calls.length(), 1);
}

/// And nothing is told of an answer that there was not.
async fn is_unreachable(about: &str) {
    assert_eq!(name(&Stage::with_core("{}").refresh().await), "unreachable", "{about}");
    let stage = Stage::with("{}");
    stage.outside().refresh(Attempt(9));
    stage.hears("refreshAnswered", 1).await;
    let facts = r#"[[9,0,false,false]]"#;
    assert_eq!(stage.told("refreshAnswered"), facts, "{about}");
}

pub fn name(code: &str) -> &str {
    match code {
        "ERR_SESSION_OVER" => "over",
        "ERR_REFRESH_UNREACHABLE" => "unreachable",
        "ERR_REFRESH_INVALID" => "invalid",
        other => other,
    }
}
