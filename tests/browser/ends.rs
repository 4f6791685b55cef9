//! What a caller gets in the end.

use evertoken::policy::error::Cause;
use evertoken::ports::{Attachment, End, Transport};
use js_sys::Function;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{answer, get, network, uncaught};
use crate::stage::{Request, Stage, plain};

#[wasm_bindgen_test]
async fn who_gets_no_answer_is_told_so_first_and_then_the_session() {
    uncaught();
    network(&Function::new_no_args("throw new DOMException('', 'NetworkError')"));
    let stage = Stage::with("{}");
    let (number, call) = stage.asked(&plain());
    stage.outside().send(call, Attachment::Nothing, true);
    assert_eq!(stage.end(number).await, r#"["rejected","NetworkError",true,false]"#);
    assert_eq!((stage.told("end"), stage.told("answered")), (format!("[[{number}]]"), "[]".into()));
    assert_eq!(uncaught(), 0);
}

#[wasm_bindgen_test]
async fn an_aborted_request_is_not_sent() {
    let calls = network(&answer(200, None, None, false));
    let stage = Stage::with("{}");
    let request = plain();
    let signal = js_sys::eval("AbortSignal.abort(new DOMException('', 'AbortError'))").unwrap();
    js_sys::Reflect::set(&get(&request, "init"), &"signal".into(), &signal).unwrap();
    let (number, call) = stage.asked(&request);
    stage.outside().send(call, Attachment::Nothing, true);
    assert_eq!(stage.end(number).await, r#"["rejected","AbortError",true,false]"#);
    assert_eq!((stage.told("end"), calls.length()), (format!("[[{number}]]"), 0));
}

#[wasm_bindgen_test]
async fn the_last_answer_is_the_callers_and_for_a_rejection_it_says_why() {
    let ends = [
        (End::Answered(None), r#"["fulfilled",["finished",401,"nothing"]]"#),
        (End::Answered(Some(Cause::SessionOver)), r#"["fulfilled",["finished",401,"ERR_SESSION_OVER"]]"#),
        (
            End::Answered(Some(Cause::BodyNotReplayable)),
            r#"["fulfilled",["finished",401,"ERR_BODY_NOT_REPLAYABLE"]]"#,
        ),
    ];
    for (end, told) in ends {
        network(&answer(401, None, None, false));
        let stage = Stage::with("{}");
        let (number, call) = stage.asked(&plain());
        stage.outside().send(call, Attachment::Nothing, true);
        stage.hears("answered", 1).await;
        stage.outside().settle(call, end);
        assert_eq!(stage.end(number).await, told);
    }
}

#[wasm_bindgen_test]
async fn who_was_not_sent_or_sent_nothing_gets_an_error_or_a_word() {
    let refused = |request: &str| format!(r#"["rejected","ERR_SESSION_CHANGED",true,{request}]"#);
    let held = Stage::with("{}");
    let (number, call) = held.asked(&plain());
    held.outside().settle(call, End::Refused(Cause::SessionChanged));
    assert_eq!(held.end(number).await, refused("true"), "with the config of its request");

    let ends = [
        (End::Refused(Cause::SessionChanged), refused("true")),
        (End::Signed(true), r#"["fulfilled",true]"#.into()),
        (End::Signed(false), r#"["fulfilled",false]"#.into()),
        (End::YourTurn, r#"["fulfilled",true]"#.into()),
    ];
    for (end, told) in ends {
        let stage = Stage::with("{}");
        let (number, call) = stage.asked(&nothing());
        stage.outside().settle(call, end);
        assert_eq!(stage.end(number).await, told);
    }
}

#[wasm_bindgen_test]
async fn each_cause_is_an_error_with_a_code_and_words() {
    let causes = [
        (Cause::SessionOver, "ERR_SESSION_OVER"),
        (Cause::RefreshUnreachable, "ERR_REFRESH_UNREACHABLE"),
        (Cause::RefreshInvalid, "ERR_REFRESH_INVALID"),
        (Cause::SessionChanged, "ERR_SESSION_CHANGED"),
        (Cause::BodyNotReplayable, "ERR_BODY_NOT_REPLAYABLE"),
    ];
    for (cause, code) in causes {
        let stage = Stage::with("{}");
        let (number, call) = stage.asked(&plain());
        stage.outside().settle(call, End::Refused(cause));
        assert_eq!(stage.end(number).await, format!(r#"["rejected","{code}",true,true]"#));
    }
}

#[wasm_bindgen_test]
async fn each_call_has_a_number_of_its_own() {
    let stage = Stage::with("{}");
    let calls = [true, false, true].map(|yes| (stage.asked(&nothing()), yes));
    for ((_, call), yes) in calls.iter().rev() {
        stage.outside().settle(*call, End::Signed(*yes));
    }
    for ((number, _), yes) in calls {
        assert_eq!(stage.end(number).await, format!(r#"["fulfilled",{yes}]"#));
    }
}

#[wasm_bindgen_test]
async fn what_has_come_to_its_end_is_under_way_no_more() {
    let ends = [End::Answered(None), End::Refused(Cause::SessionChanged), End::Signed(true), End::YourTurn];
    for end in ends {
        let stage = Stage::with("{}");
        let (number, call) = stage.asked(&plain());
        assert!(stage.is_under_way(number));
        stage.outside().settle(call, end);
        assert!(!stage.is_under_way(number), "{end:?}");
    }
    network(&Function::new_no_args("throw new DOMException('', 'NetworkError')"));
    let stage = Stage::with("{}");
    let (number, call) = stage.asked(&plain());
    stage.outside().send(call, Attachment::Nothing, true);
    assert!(stage.is_under_way(number));
    stage.hears("end", 1).await;
    assert!(!stage.is_under_way(number));
}

/// Who asks for something else sends no request.
fn nothing() -> Request {
    JsValue::UNDEFINED.unchecked_into()
}
