//! Each switch does what its name says, and none is there without `LAB=1`.

use axum::http::StatusCode;
use serde::Deserialize;
use tokio::time::{Duration, Instant};

use crate::fixture::{Answer, Call, Fixture, PAGE, SECOND_MS, get, post};

#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counters {
    pub requests: u64,
    pub refreshes: u64,
    pub reuses: u64,
    pub unauthorized: u64,
    pub logins: u64,
    pub logouts: u64,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Echo {
    data: String,
    content_type: Option<String>,
}

pub async fn counters(fixture: &Fixture) -> Counters {
    fixture.call(get("/lab/counters")).await.json()
}

#[tokio::test]
async fn without_the_lab_there_is_no_switch() {
    let fixture = Fixture::new().await;
    let token = fixture.sign_up().await.token;
    for path in ["/lab/settings", "/lab/reset", "/lab/expire", "/lab/revoke-all", "/api/echo"] {
        let _problem =
            fixture.call(post(path).bearer(&token).json("{}")).await.problem(StatusCode::NOT_FOUND);
    }
    let _problem = fixture.call(get("/lab/counters")).await.problem(StatusCode::NOT_FOUND);
    assert_eq!(fixture.users(&token).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_page_may_use_the_lab_as_it_may_use_the_api() {
    let fixture = Fixture::with_lab().await;
    let answer = fixture.call(get("/lab/counters").header("origin", PAGE)).await;
    assert_eq!(answer.header("access-control-allow-origin"), Some(PAGE));
}

#[tokio::test]
async fn the_counters_count_calls_refreshes_reuses_refusals_logins_and_logouts() {
    let fixture = Fixture::with_lab().await;
    let browser = fixture.sign_up().await;
    let second = fixture.log_in(&browser.user.email).await;
    let _ = fixture.call(post("/api/login").credentials(&browser.user.email, "wrong password")).await;
    let renewed = fixture.refresh(&browser.cookie).await.browser();
    let _ = fixture.refresh(&renewed.cookie).await.browser();
    let _ = fixture.refresh(&browser.cookie).await.problem(StatusCode::UNAUTHORIZED);
    let _ = fixture.users("nonsense").await;
    let _ = fixture.call(post("/api/logout").cookie(&second.cookie)).await;
    let _ = fixture.call(Call::new("OPTIONS", "/api/users").header("origin", PAGE)).await;
    let _ = fixture.call(get("/nothing")).await;
    let expected = Counters { requests: 8, refreshes: 3, reuses: 1, unauthorized: 2, logins: 1, logouts: 1 };
    assert_eq!(counters(&fixture).await, expected);
    let _ = fixture.call(post("/lab/reset")).await;
    assert_eq!(counters(&fixture).await, Counters::default());
}

#[tokio::test]
async fn expire_refuses_every_token_until_now_and_none_after_within_the_same_second() {
    let fixture = Fixture::with_lab().await;
    let (ann, ben) = (fixture.sign_up().await, fixture.sign_up().await);
    assert_eq!(fixture.users(&ann.token).await.status, StatusCode::OK);
    let _ = fixture.call(post("/lab/expire")).await;
    let _problem = fixture.users(&ann.token).await.problem(StatusCode::UNAUTHORIZED);
    let _problem = fixture.users(&ben.token).await.problem(StatusCode::UNAUTHORIZED);
    let renewed = fixture.refresh(&ann.cookie).await.browser();
    assert_eq!(fixture.users(&renewed.token).await.status, StatusCode::OK);
    let _problem = fixture.users(&ann.token).await.problem(StatusCode::UNAUTHORIZED);
    let _ = fixture.call(post("/lab/expire")).await;
    let _problem = fixture.users(&renewed.token).await.problem(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn revoke_all_makes_every_refresh_cookie_dead() {
    let fixture = Fixture::with_lab().await;
    let (ann, ben) = (fixture.sign_up().await, fixture.sign_up().await);
    let _ = fixture.call(post("/lab/revoke-all")).await;
    let _problem = fixture.refresh(&ann.cookie).await.problem(StatusCode::UNAUTHORIZED);
    let _problem = fixture.refresh(&ben.cookie).await.problem(StatusCode::UNAUTHORIZED);
    let again = fixture.log_in(&ann.user.email).await;
    assert_eq!(fixture.refresh(&again.cookie).await.status, StatusCode::OK);
}

#[tokio::test]
async fn lifetimes_can_be_changed_and_put_back() {
    let fixture = Fixture::with_lab().await;
    fixture.set(r#"{"accessTtlSeconds":15,"refreshTtlSeconds":30}"#).await;
    let browser = fixture.sign_up().await;
    fixture.clock.advance(15 * SECOND_MS);
    let _problem = fixture.users(&browser.token).await.problem(StatusCode::UNAUTHORIZED);
    let renewed = fixture.refresh(&browser.cookie).await;
    assert_eq!(renewed.max_age(), 15);
    fixture.clock.advance(15 * SECOND_MS);
    let _problem = fixture.refresh(renewed.cookie()).await.problem(StatusCode::UNAUTHORIZED);
    // The refresh lifetime holds for living sessions too, in both directions.
    fixture.set(r#"{"refreshTtlSeconds":null}"#).await;
    let renewed = fixture.refresh(renewed.cookie()).await.browser();
    fixture.clock.advance(15 * SECOND_MS);
    let _problem = fixture.users(&renewed.token).await.problem(StatusCode::UNAUTHORIZED);
    fixture.set(r#"{"accessTtlSeconds":null}"#).await;
    let renewed = fixture.refresh(&renewed.cookie).await.browser();
    fixture.clock.advance(599 * SECOND_MS);
    assert_eq!(fixture.users(&renewed.token).await.status, StatusCode::OK);
}

#[tokio::test]
async fn without_grace_the_previous_token_revokes_at_once() {
    let fixture = Fixture::with_lab().await;
    fixture.set(r#"{"graceSeconds":0}"#).await;
    let browser = fixture.sign_up().await;
    let _ = fixture.refresh(&browser.cookie).await.browser();
    let _problem = fixture.refresh(&browser.cookie).await.problem(StatusCode::UNAUTHORIZED);
    assert_eq!(counters(&fixture).await.reuses, 1);
}

#[tokio::test]
async fn identical_tokens_are_the_same_text_after_each_refresh_and_still_work() {
    let fixture = Fixture::with_lab().await;
    fixture.set(r#"{"identicalTokens":true}"#).await;
    let mut browser = fixture.sign_up().await;
    let first = browser.token.clone();
    for _ in 0..3 {
        fixture.clock.advance(60 * SECOND_MS);
        let _ = fixture.call(post("/lab/expire")).await;
        let _problem = fixture.users(&first).await.problem(StatusCode::UNAUTHORIZED);
        browser = fixture.refresh(&browser.cookie).await.browser();
        assert_eq!(browser.token, first);
        assert_eq!(fixture.users(&first).await.status, StatusCode::OK);
    }
    assert_ne!(fixture.log_in(&browser.user.email).await.token, first);
}

#[tokio::test]
async fn opaque_tokens_say_nothing_and_work_as_long_as_others() {
    let fixture = Fixture::with_lab().await;
    fixture.set(r#"{"opaqueTokens":true,"accessTtlSeconds":15}"#).await;
    let browser = fixture.sign_up().await;
    assert!(!browser.token.contains('.'), "{}", browser.token);
    assert_eq!(fixture.users(&browser.token).await.status, StatusCode::OK);
    let _ = fixture.call(post("/lab/expire")).await;
    let _problem = fixture.users(&browser.token).await.problem(StatusCode::UNAUTHORIZED);
    let renewed = fixture.refresh(&browser.cookie).await.browser();
    assert_ne!(renewed.token, browser.token);
    assert_eq!(fixture.users(&renewed.token).await.status, StatusCode::OK);
    fixture.clock.advance(15 * SECOND_MS);
    let _problem = fixture.users(&renewed.token).await.problem(StatusCode::UNAUTHORIZED);
    let _problem = fixture.users("no-such-name").await.problem(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_route_can_refuse_every_token_while_others_take_them() {
    let fixture = Fixture::with_lab().await;
    let token = fixture.sign_up().await.token;
    for status in [401, 403, 503] {
        fixture.set(&format!(r#"{{"usersStatus":{status}}}"#)).await;
        let _problem = fixture.users(&token).await.problem(StatusCode::from_u16(status).unwrap());
    }
    assert_eq!(fixture.call(get("/api/sessions").bearer(&token)).await.status, StatusCode::OK);
    fixture.set(r#"{"usersStatus":null}"#).await;
    assert_eq!(fixture.users(&token).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_servers_clock_can_be_wrong() {
    let fixture = Fixture::with_lab().await;
    let browser = fixture.sign_up().await;
    fixture.set(r#"{"clockOffsetSeconds":600}"#).await;
    let _problem = fixture.users(&browser.token).await.problem(StatusCode::UNAUTHORIZED);
    fixture.set(r#"{"clockOffsetSeconds":-86400}"#).await;
    assert_eq!(fixture.users(&browser.token).await.status, StatusCode::OK);
    let _ = fixture.call(post("/lab/reset")).await;
    fixture.clock.advance(600 * SECOND_MS);
    let _problem = fixture.users(&browser.token).await.problem(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_delay_holds_back_an_answer_whose_work_is_done() {
    let fixture = Fixture::with_lab().await;
    let mut browser = fixture.sign_up().await;
    fixture.set(r#"{"refreshDelayMs":120,"usersDelayMs":110,"loginDelayMs":100,"logoutDelayMs":90}"#).await;
    assert!(timed(&fixture, get("/api/users").bearer(&browser.token)).await.1 >= Duration::from_millis(110));
    let login = post("/api/login").credentials(&browser.user.email, crate::fixture::PASSWORD);
    assert!(timed(&fixture, login).await.1 >= Duration::from_millis(100));
    let (answer, took) = timed(&fixture, post("/api/refresh").cookie(&browser.cookie)).await;
    assert!(took >= Duration::from_millis(120));
    browser = answer.browser();
    // A logout that comes while a refresh is held back finds it committed.
    let session = fixture.server.verify_access_token(&browser.token).unwrap().sid;
    let refresh = timed(&fixture, post("/api/refresh").cookie(&browser.cookie));
    let logout = async {
        while fixture.server.store.session(&session).await.unwrap().unwrap().generation < 3 {
            tokio::task::yield_now().await;
        }
        timed(&fixture, post("/api/logout").cookie(&browser.cookie)).await
    };
    let ((refreshed, _), (logged_out, took)) = tokio::join!(refresh, logout);
    assert_eq!((refreshed.status, logged_out.status), (StatusCode::OK, StatusCode::OK));
    assert!(took >= Duration::from_millis(90));
    let _problem = fixture.refresh(refreshed.cookie()).await.problem(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_unknown_switch_or_a_wrong_value_changes_nothing() {
    let fixture = Fixture::with_lab().await;
    for settings in [r#"{"graceSecond":0}"#, r#"{"graceSeconds":"none"}"#, r#"{"refreshStatus":503,"x":1}"#] {
        let _problem =
            fixture.call(post("/lab/settings").json(settings)).await.problem(StatusCode::BAD_REQUEST);
    }
    let browser = fixture.sign_up().await;
    assert_eq!(fixture.refresh(&browser.cookie).await.status, StatusCode::OK);
}

#[tokio::test]
async fn echo_gives_back_what_was_sent() {
    let fixture = Fixture::with_lab().await;
    let token = fixture.sign_up().await.token;
    let large = "ü".repeat(100_000);
    for (method, content_type, body) in [
        ("POST", Some("text/plain"), "hello"),
        ("PUT", Some("application/json"), r#"{"a":1}"#),
        ("PATCH", None, &large),
    ] {
        let mut call = Call::new(method, "/api/echo").bearer(&token).body(body.to_owned());
        if let Some(content_type) = content_type {
            call = call.header("content-type", content_type);
        }
        let expected = Echo { data: body.to_owned(), content_type: content_type.map(str::to_owned) };
        assert_eq!(fixture.call(call).await.json::<Echo>(), expected);
    }
}

async fn timed(fixture: &Fixture, call: Call) -> (Answer, Duration) {
    let begun = Instant::now();
    let answer = fixture.call(call).await;
    (answer, begun.elapsed())
}
