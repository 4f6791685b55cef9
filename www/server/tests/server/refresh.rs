//! Rotation, grace, and what happens to a copied token.

use axum::http::StatusCode;
use evertoken_server::refresh_token::RefreshTokens;
use evertoken_server::secret::Key;

use crate::fixture::{Fixture, SECOND_MS, get, post};

#[tokio::test]
async fn each_refresh_by_get_or_post_gives_a_new_cookie_and_a_new_token() {
    let fixture = Fixture::new().await;
    let first = fixture.sign_up().await;
    let second = fixture.call(post("/api/refresh").cookie(&first.cookie)).await.browser();
    let third = fixture.call(get("/api/refresh").cookie(&second.cookie)).await.browser();
    assert_eq!(third.user, first.user);
    assert!(first.cookie != second.cookie && second.cookie != third.cookie && first.cookie != third.cookie);
    assert!(first.token != second.token && second.token != third.token);
    assert_eq!(fixture.users(&third.token).await.status, StatusCode::OK);
}

#[tokio::test]
async fn without_a_cookie_there_is_no_session_and_nothing_to_highlight() {
    let fixture = Fixture::new().await;
    let answer = fixture.call(get("/api/refresh")).await;
    assert_eq!(answer.problem(StatusCode::UNAUTHORIZED).errors, []);
}

#[tokio::test]
async fn the_previous_token_is_answered_with_the_current_one() {
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    let lost = fixture.refresh(&browser.cookie).await;
    fixture.clock.advance(29 * SECOND_MS);
    for _ in 0..3 {
        let healed = fixture.refresh(&browser.cookie).await;
        assert_eq!(healed.cookie(), lost.cookie());
        assert_eq!(fixture.users(&healed.access_token()).await.status, StatusCode::OK);
    }
    assert_eq!(fixture.refresh(lost.cookie()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn after_thirty_seconds_the_previous_token_revokes_the_session() {
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    let elsewhere = fixture.log_in(&browser.user.email).await;
    let renewed = fixture.refresh(&browser.cookie).await.browser();
    // Healing in between does not start the thirty seconds anew.
    fixture.clock.advance(20 * SECOND_MS);
    assert_eq!(fixture.refresh(&browser.cookie).await.status, StatusCode::OK);
    fixture.clock.advance(10 * SECOND_MS);
    let _problem = fixture.refresh(&browser.cookie).await.problem(StatusCode::UNAUTHORIZED);
    let _problem = fixture.refresh(&renewed.cookie).await.problem(StatusCode::UNAUTHORIZED);
    let _problem = fixture.users(&renewed.token).await.problem(StatusCode::UNAUTHORIZED);
    assert_eq!(fixture.refresh(&elsewhere.cookie).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_token_older_than_the_previous_one_revokes_the_session_at_once() {
    let fixture = Fixture::new().await;
    let first = fixture.sign_up().await;
    let second = fixture.refresh(&first.cookie).await.browser();
    let third = fixture.refresh(&second.cookie).await.browser();
    let _problem = fixture.refresh(&first.cookie).await.problem(StatusCode::UNAUTHORIZED);
    for cookie in [third.cookie, second.cookie, first.cookie] {
        let _problem = fixture.refresh(&cookie).await.problem(StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn a_forged_token_is_refused_and_harms_nobody() {
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    let second = fixture.refresh(&browser.cookie).await.browser();
    let text = second.cookie.strip_prefix("refreshToken=").unwrap();
    let [session, generation, mac] = text.split('.').collect::<Vec<_>>()[..] else { panic!("{text}") };
    assert_eq!(generation, "2");
    let mut wrong_mac = mac.to_owned();
    wrong_mac.replace_range(..1, if mac.starts_with('A') { "B" } else { "A" });
    let foreign = RefreshTokens::new(&Key::random().unwrap()).unwrap().write(session, 2);
    let forged = [
        format!("{session}.1.{mac}"),
        format!("{session}.3.{mac}"),
        format!("{session}.2.{wrong_mac}"),
        format!("{session}.2.{}", &mac[..20]),
        format!("{session}.2."),
        format!("{session}.2"),
        format!("{session}.2.{mac}="),
        format!("{}.2.{mac}", session.to_lowercase()),
        foreign,
        "..".to_owned(),
        String::new(),
        "x".repeat(5000),
    ];
    for token in forged {
        let _problem =
            fixture.refresh(&format!("refreshToken={token}")).await.problem(StatusCode::UNAUTHORIZED);
    }
    assert_eq!(fixture.users(&second.token).await.status, StatusCode::OK);
    assert_eq!(fixture.refresh(&second.cookie).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_generation_that_was_never_reached_is_refused_and_revokes_nothing() {
    // A database restored from a copy is behind its own tokens.
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    let session = browser.cookie.strip_prefix("refreshToken=").unwrap().split('.').next().unwrap();
    let ahead = fixture.server.refresh_tokens.write(session, 9);
    let _problem = fixture.refresh(&format!("refreshToken={ahead}")).await.problem(StatusCode::UNAUTHORIZED);
    assert_eq!(fixture.refresh(&browser.cookie).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_planted_cookie_does_not_hide_the_right_one() {
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    let answer = fixture.refresh(&format!("refreshToken=planted; {}", browser.cookie)).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn nothing_at_rest_is_a_token() {
    let file = std::env::temp_dir().join(format!("evertoken-at-rest-{}.sqlite", std::process::id()));
    let path = file.to_str().unwrap().to_owned();
    let fixture = Fixture::with(|config| config.database.clone_from(&path)).await;
    let browser = fixture.sign_up().await;
    let renewed = fixture.refresh(&browser.cookie).await.browser();
    fixture.server.store.close().await;
    let stored = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
    std::fs::remove_file(&file).unwrap();
    assert!(stored.contains(&browser.user.email));
    for cookie in [browser.cookie, renewed.cookie] {
        let mac = cookie.rsplit('.').next().unwrap();
        assert!(!stored.contains(mac));
    }
    for secret in [browser.token.as_str(), &renewed.token, crate::fixture::PASSWORD] {
        assert!(!stored.contains(secret));
    }
}
