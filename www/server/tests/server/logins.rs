//! Login and logout.

use std::time::{Duration, Instant};

use axum::http::StatusCode;

use crate::fixture::{Fixture, PASSWORD, get, post};

#[tokio::test]
async fn a_login_answers_like_a_registration() {
    let fixture = Fixture::new().await;
    let registered = fixture.sign_up().await;
    let logged_in = fixture.log_in(&registered.user.email.to_uppercase()).await;
    assert_eq!(logged_in.user, registered.user);
    assert_eq!(fixture.users(&logged_in.token).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_failed_login_is_a_400_that_does_not_say_whether_the_mail_is_known() {
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    let wrong = fixture.call(post("/api/login").credentials(&browser.user.email, "wrong password")).await;
    let unknown = fixture.call(post("/api/login").credentials("nobody@example.com", PASSWORD)).await;
    let problem = wrong.problem(StatusCode::BAD_REQUEST);
    assert_eq!(problem.message, "Wrong email or password");
    assert_eq!(wrong.body, unknown.body);
    assert_eq!(wrong.headers, unknown.headers);
    for odd in ["{}", r#"{"email":""}"#, r#"{"email":"x","password":""}"#] {
        assert_eq!(fixture.call(post("/api/login").json(odd)).await.body, wrong.body);
    }
}

#[tokio::test]
async fn an_unknown_mail_takes_as_long_as_a_wrong_password() {
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    // The fastest of several in turn: the machine may be busy, and a hash never takes less than it takes.
    let (mut known, mut unknown) = (Duration::MAX, Duration::MAX);
    for _ in 0..8 {
        known = known.min(failure(&fixture, &browser.user.email).await);
        unknown = unknown.min(failure(&fixture, "nobody@example.com").await);
    }
    // Without the hash it would be a thirtieth.
    assert!(unknown > known / 6, "known {known:?}, unknown {unknown:?}");
}

#[tokio::test]
async fn a_password_too_long_to_be_one_is_simply_wrong() {
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    let answer = fixture.call(post("/api/login").credentials(&browser.user.email, &"x".repeat(5000))).await;
    assert_eq!(answer.problem(StatusCode::BAD_REQUEST).message, "Wrong email or password");
}

#[tokio::test]
async fn a_failed_login_changes_nothing() {
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    let login = post("/api/login").cookie(&browser.cookie).credentials(&browser.user.email, "wrong password");
    let _problem = fixture.call(login).await.problem(StatusCode::BAD_REQUEST);
    assert_eq!(fixture.users(&browser.token).await.status, StatusCode::OK);
    assert_eq!(fixture.refresh(&browser.cookie).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_logout_ends_this_session_and_no_other() {
    let fixture = Fixture::new().await;
    let here = fixture.sign_up().await;
    let there = fixture.log_in(&here.user.email).await;
    let answer = fixture.call(post("/api/logout").cookie(&here.cookie)).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, "{}"));
    assert_eq!(fixture.refresh(&here.cookie).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(fixture.users(&here.token).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(fixture.refresh(&there.cookie).await.status, StatusCode::OK);
    assert_eq!(fixture.users(&there.token).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_logout_works_with_the_previous_cookie_too() {
    // It may overtake the answer of a refresh.
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    let renewed = fixture.refresh(&browser.cookie).await;
    assert_eq!(fixture.call(post("/api/logout").cookie(&browser.cookie)).await.status, StatusCode::OK);
    assert_eq!(fixture.refresh(renewed.cookie()).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_logout_can_be_repeated_and_needs_no_session() {
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    for cookie in [browser.cookie.as_str(), &browser.cookie, "refreshToken=garbage", "other=1"] {
        let answer = fixture.call(post("/api/logout").cookie(cookie)).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.set_cookie(), Some("refreshToken=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax"));
    }
}

#[tokio::test]
async fn a_get_does_not_log_out() {
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    let answer = fixture.call(get("/api/logout").cookie(&browser.cookie)).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(fixture.users(&browser.token).await.status, StatusCode::OK);
}

async fn failure(fixture: &Fixture, email: &str) -> Duration {
    let begun = Instant::now();
    let answer = fixture.call(post("/api/login").credentials(email, "wrong password")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    begun.elapsed()
}
