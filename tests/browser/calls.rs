//! Requests: how each is sent, and what is told of its answer.

use evertoken::policy::refresh::{Attempt, Ticket};
use evertoken::policy::token::AccessToken;
use evertoken::ports::{Attachment, AuthServer, Call, Transport};
use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{answer, from_json, get, network, object};
use crate::stage::{Stage, plain, request};

#[wasm_bindgen_test]
async fn a_request_carries_the_token_or_nothing_or_what_was_given() {
    let token = token();
    let cases = [
        (Attachment::Token(&token), r#"{"scheme":"Bearer"}"#, Some("Bearer t")),
        (Attachment::Token(&token), r#"{"scheme":""}"#, Some("t")),
        (Attachment::Nothing, r#"{"scheme":"Bearer"}"#, None),
        (Attachment::Farewell, r#"{"scheme":"Bearer"}"#, Some("Bearer bye")),
        (Attachment::AsGiven, r#"{"scheme":"Bearer"}"#, Some("its own")),
    ];
    for (attachment, given, carried) in cases {
        let calls = network(&answer(200, None, None, false));
        let stage = Stage::with(given);
        let number = stage.ask(&request(&from_json(r#"{"authorization":"its own","x":"1"}"#)));
        stage.outside().send(Call(number), attachment, true);
        assert_eq!(calls.length(), 1, "before the order returns");
        let headers = get(&calls.get(0), "headers");
        assert_eq!(get(&headers, "authorization").as_string().as_deref(), carried, "{attachment:?}");
        assert_eq!(get(&headers, "x"), "1");
        stage.hears("answered", 1).await;
    }
}

#[wasm_bindgen_test]
async fn an_adapter_is_given_the_header_and_what_travels_in_it() {
    let token = token();
    let cases = [
        (Attachment::Token(&token), r#"{"scheme":"Token"}"#, r#"["Authorization","Token t"]"#),
        (Attachment::Token(&token), r#"{"header":"X-Token","scheme":""}"#, r#"["X-Token","t"]"#),
        (Attachment::Nothing, "{}", r#"["Authorization",null]"#),
        (Attachment::AsGiven, "{}", r#"["Authorization"]"#),
    ];
    for (attachment, given, told) in cases {
        let request = plain();
        let adapt = "this.given = given.filter((it) => it !== undefined); return new Response()";
        let adapt = Function::new_with_args("...given", adapt).bind0(&request);
        js_sys::Reflect::set(&request, &"adapt".into(), &adapt).unwrap();
        let stage = Stage::with(given);
        let (_, call) = stage.asked(&request);
        stage.outside().send(call, attachment, true);
        stage.hears("answered", 1).await;
        let given = String::from(js_sys::JSON::stringify(&get(&request, "given")).unwrap());
        assert_eq!(given, told, "{attachment:?}");
    }
}

#[wasm_bindgen_test]
async fn a_token_in_a_header_of_its_own_follows_no_redirect() {
    let calls = network(&answer(200, None, None, false));
    let stage = Stage::with(r#"{"header":"X-Token","scheme":""}"#);
    let number = stage.ask(&plain());
    stage.outside().send(Call(number), Attachment::Token(&token()), true);
    stage.hears("answered", 1).await;
    assert_eq!(get(&get(&calls.get(0), "headers"), "x-token"), "t");
    assert_eq!(get(&calls.get(0), "redirect"), "error");
}

#[wasm_bindgen_test]
async fn what_the_session_has_to_know_of_an_answer_is_told() {
    let blaming = "return new Response('', { status: 401, headers: { 'WWW-Authenticate': 'Bearer error=\"invalid_token\"' } })";
    let silent = "return new Response('', { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } })";
    for (plan, blames) in [(blaming, true), (silent, false)] {
        network(&Function::new_no_args(plan));
        let stage = Stage::with("{}");
        let request = plain();
        let (number, call) = stage.asked(&request);
        stage.outside().send(call, Attachment::Nothing, true);
        assert_eq!(stage.told("answered"), "[]", "not within the order");
        stage.hears("answered", 1).await;
        stage.outside().spend(call);
        stage.outside().send(call, Attachment::Nothing, false);
        stage.hears("answered", 2).await;
        let url = "https://api.test";
        let facts = |is_spent| format!(r#"[{number},401,"{url}",{blames},{is_spent}]"#);
        assert_eq!(stage.told("answered"), format!("[{},{}]", facts(false), facts(true)));
    }
}

#[wasm_bindgen_test]
async fn a_refusal_is_told_with_the_origin_that_it_came_from_after_redirects() {
    let cases = [
        (401, "https://elsewhere.test:8443/x?y", r#""https://elsewhere.test:8443""#),
        (401, "data:,x", r#""null""#),
        (401, "", r#""nothing""#),
        (204, "https://elsewhere.test/x", r#""nothing""#),
    ];
    for (status, url, origin) in cases {
        let response = format!("new Response(null, {{ status: {status} }})");
        let plan = format!("return Object.defineProperty({response}, 'url', {{ value: '{url}' }})");
        network(&Function::new_no_args(&plan));
        let stage = Stage::with("{}");
        let (number, call) = stage.asked(&plain());
        stage.outside().send(call, Attachment::Nothing, true);
        stage.hears("answered", 1).await;
        assert_eq!(stage.told("answered"), format!("[[{number},{status},{origin},false,false]]"));
    }
}

#[wasm_bindgen_test]
async fn a_call_that_is_spent_says_so_to_interceptors_and_to_who_traces_it() {
    network(&answer(401, None, None, false));
    let stage = Stage::with("{}");
    let request = plain();
    let (_, call) = stage.asked(&request);
    stage.outside().send(call, Attachment::Nothing, true);
    stage.hears("answered", 1).await;
    stage.outside().spend(call);
    stage.outside().hold(call);
    let config = get(&request, "config");
    assert_eq!((get(&config, "_isRetry"), get(&config, "_retry")), (true.into(), true.into()));
    let done = Array::from(&get(&request, "done")).join(" ");
    assert_eq!((done, get(&get(&request, "trace"), "status")), ("left spent held".into(), 401.into()));
}

/// A `Request` of the application's can be read once, unless it is kept.
#[wasm_bindgen_test]
async fn what_may_have_to_be_sent_again_is_kept_and_nothing_else() {
    for (may_return, is_spent, kept) in [(true, false, 1), (false, false, 0), (true, true, 0)] {
        network(&answer(200, None, None, false));
        let stage = Stage::with("{}");
        let request = plain();
        let original = js_sys::eval(
            "({ kept: 0, keep() { this.kept += 1; }, take: () => new Request('https://api.test/users') })",
        );
        let original = original.unwrap();
        js_sys::Reflect::set(&request, &"original".into(), &original).unwrap();
        js_sys::Reflect::set(&get(&request, "config"), &"_retry".into(), &is_spent.into()).unwrap();
        let (_, call) = stage.asked(&request);
        stage.outside().send(call, Attachment::Nothing, may_return);
        stage.hears("answered", 1).await;
        assert_eq!(get(&original, "kept"), kept, "{may_return} {is_spent}");
    }
}

#[wasm_bindgen_test]
async fn an_answer_that_nobody_will_read_is_let_go() {
    let state = object("cancelled", &0.into());
    let plan = "return new Response(new ReadableStream({ cancel: () => void (state.cancelled += 1) }), { status: 401 })";
    let plan: Function =
        Function::new_with_args("state", plan).bind1(&JsValue::NULL, &state).unchecked_into();
    network(&plan);
    let stage = Stage::with("{}");
    let (_, call) = stage.asked(&plain());
    stage.outside().send(call, Attachment::Nothing, true);
    stage.hears("answered", 1).await;
    assert_eq!(get(&state, "cancelled"), 0, "it may be the last one");
    stage.outside().send(call, Attachment::Nothing, false);
    stage.hears("answered", 2).await;
    assert_eq!(get(&state, "cancelled"), 1);
}

#[wasm_bindgen_test]
async fn what_is_under_way_holds_the_session_of_which_nobody_else_has_hold() {
    for (plan, told) in [(answer(200, None, None, false), "answered"), (refusing(), "end")] {
        network(&plan);
        let stage = Stage::with("{}");
        let (_, call) = stage.asked(&plain());
        stage.collect();
        stage.outside().send(call, Attachment::Nothing, true);
        stage.hears(told, 1).await;
    }
    for plan in [answer(200, None, None, false), refusing()] {
        network(&plan);
        let stage = Stage::with("{}");
        stage.outside().refresh(Attempt(1));
        stage.outside().sign_out(Ticket(1));
        stage.collect();
        stage.hears("refreshAnswered", 1).await;
        stage.hears("goodbye", 1).await;
    }
}

fn token() -> AccessToken {
    AccessToken::parse("t").unwrap()
}

fn refusing() -> Function {
    Function::new_no_args("throw new TypeError('Failed to fetch')")
}
