//! The switches that spoil a refresh.

use axum::http::StatusCode;

use crate::fixture::{Answer, Browser, Fixture, PASSWORD, SignedIn, post};
use crate::lab::counters;

#[tokio::test]
async fn a_forced_status_answers_and_does_nothing() {
    let fixture = Fixture::with_lab().await;
    let browser = fixture.sign_up().await;
    for status in [401, 408, 425, 429, 500, 502, 503, 504] {
        fixture.set(&format!(r#"{{"refreshStatus":{status}}}"#)).await;
        let _problem = fixture.refresh(&browser.cookie).await.problem(StatusCode::from_u16(status).unwrap());
    }
    fixture.set(r#"{"refreshStatus":null}"#).await;
    let answer = fixture.refresh(&browser.cookie).await;
    assert!(answer.cookie().contains(".2."));
    assert_eq!(counters(&fixture).await.refreshes, 9);
}

#[tokio::test]
async fn something_else_can_stand_in_for_the_answer_and_nothing_happens() {
    let fixture = Fixture::with_lab().await;
    let browser = fixture.sign_up().await;
    let (html, json, text) = ("text/html; charset=utf-8", "application/json", "text/plain");
    for (settings, status, content_type, start) in [
        (r#"{"refreshBody":"html"}"#, 200, html, "<!doctype html>"),
        (r#"{"refreshBody":"html","refreshStatus":403}"#, 403, html, "<!doctype html>"),
        (r#"{"refreshBody":"html","refreshStatus":404}"#, 404, html, "<!doctype html>"),
        (r#"{"refreshBody":"empty"}"#, 200, json, ""),
        (r#"{"refreshBody":"truncated"}"#, 200, json, r#"{"accessToken":"#),
        (r#"{"refreshStatus":403,"refreshContentType":"text/plain"}"#, 403, text, "{"),
    ] {
        let _ = fixture.call(post("/lab/reset")).await;
        fixture.set(settings).await;
        let answer = fixture.refresh(&browser.cookie).await;
        assert_eq!((answer.status.as_u16(), answer.set_cookie()), (status, None), "{settings}");
        assert_eq!(answer.header("content-type"), Some(content_type), "{settings}");
        assert!(answer.body.starts_with(start) && answer.body.is_empty() == start.is_empty(), "{settings}");
        assert!(!settings.contains("truncated") || !answer.body.ends_with('}'));
    }
    fixture.set(r#"{"refreshBody":null,"refreshStatus":204}"#).await;
    let answer = fixture.refresh(&browser.cookie).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::NO_CONTENT, ""));
    let _ = fixture.call(post("/lab/reset")).await;
    assert!(is_rotated_once(&fixture.refresh(&browser.cookie).await));
}

#[tokio::test]
async fn a_good_answer_can_go_by_another_name() {
    let fixture = Fixture::with_lab().await;
    let browser = fixture.sign_up().await;
    fixture.set(r#"{"refreshContentType":"text/plain"}"#).await;
    let answer = fixture.refresh(&browser.cookie).await;
    assert_eq!(answer.header("content-type"), Some("text/plain"));
    assert!(is_rotated_once(&answer));
    assert_eq!(fixture.users(&answer.access_token()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_refresh_can_lead_to_a_web_page() {
    let fixture = Fixture::with_lab().await;
    let browser = fixture.sign_up().await;
    fixture.set(r#"{"refreshRedirect":true}"#).await;
    let answer = fixture.refresh(&browser.cookie).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::FOUND, Some("/lab/page")));
    let page = fixture.call(crate::fixture::get("/lab/page")).await;
    assert_eq!(
        (page.status, page.header("content-type")),
        (StatusCode::OK, Some("text/html; charset=utf-8"))
    );
    fixture.set(r#"{"refreshRedirect":null}"#).await;
    assert!(is_rotated_once(&fixture.refresh(&browser.cookie).await));
}

#[tokio::test]
async fn a_spoilt_answer_can_say_when_to_ask_again_in_either_form() {
    let fixture = Fixture::with_lab().await;
    for retry_after in ["7", "Wed, 21 Oct 2026 07:28:00 GMT"] {
        fixture.set(&format!(r#"{{"refreshStatus":503,"refreshRetryAfter":"{retry_after}"}}"#)).await;
        let answer = fixture.refresh("refreshToken=any").await;
        assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, Some(retry_after)));
    }
}

#[tokio::test]
async fn faults_can_hold_for_a_number_of_refreshes_and_then_end_together() {
    let fixture = Fixture::with_lab().await;
    let browser = fixture.sign_up().await;
    let settings = r#"{"refreshStatus":401,"clearCookieOn401":true,"refreshFaults":2,"graceSeconds":5}"#;
    fixture.set(settings).await;
    for _ in 0..2 {
        let refused = fixture.refresh(&browser.cookie).await;
        assert_eq!((refused.status, refused.max_age()), (StatusCode::UNAUTHORIZED, 0));
    }
    assert!(is_rotated_once(&fixture.refresh(&browser.cookie).await));
    let dead = fixture.refresh("refreshToken=dead").await;
    assert_eq!((dead.status, dead.set_cookie()), (StatusCode::UNAUTHORIZED, None));
    // What is no fault of a refresh stays.
    fixture.clock.advance(5 * crate::fixture::SECOND_MS);
    let _problem = fixture.refresh(&browser.cookie).await.problem(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_refresh_can_answer_for_another_user() {
    let fixture = Fixture::with_lab().await;
    let (ann, ben) = (fixture.sign_up().await, fixture.sign_up().await);
    fixture.set(&format!(r#"{{"refreshUser":"{}","refreshFaults":1}}"#, ben.user.email)).await;
    let answer = fixture.refresh(&ann.cookie).await;
    let Browser { token, cookie, user } = answer.browser();
    assert_eq!(user, ben.user);
    assert_eq!(fixture.users(&token).await.status, StatusCode::OK);
    assert_eq!(fixture.refresh(&cookie).await.json::<SignedIn>().user, ben.user);
    assert_eq!(fixture.refresh(&ann.cookie).await.json::<SignedIn>().user, ann.user);
    fixture.set(r#"{"refreshUser":"nobody@example.com"}"#).await;
    let _problem = fixture.refresh(&ann.cookie).await.problem(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn cookies_can_be_kept_from_every_answer() {
    let fixture = Fixture::with_lab().await;
    let browser = fixture.sign_up().await;
    fixture.set(r#"{"noCookies":true}"#).await;
    let login = fixture.call(post("/api/login").credentials(&browser.user.email, PASSWORD)).await;
    let refresh = fixture.refresh(&browser.cookie).await;
    let logout = fixture.call(post("/api/logout").cookie(&browser.cookie)).await;
    for answer in [login, refresh, logout] {
        assert_eq!((answer.status, answer.set_cookie()), (StatusCode::OK, None));
    }
}

#[tokio::test]
async fn a_401_can_be_made_to_clear_the_cookie() {
    let fixture = Fixture::with_lab().await;
    fixture.set(r#"{"clearCookieOn401":true}"#).await;
    let answer = fixture.refresh("refreshToken=dead").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.set_cookie(), Some("refreshToken=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax"));
    fixture.set(r#"{"clearCookieOn401":null}"#).await;
    assert_eq!(fixture.refresh("refreshToken=dead").await.set_cookie(), None);
}

fn is_rotated_once(answer: &Answer) -> bool {
    answer.status == StatusCode::OK && answer.cookie().contains(".2.")
}
