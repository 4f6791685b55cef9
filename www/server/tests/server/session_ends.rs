//! When a session is over, and what the cookie says about it.

use axum::http::StatusCode;
use evertoken_server::config::Config;

use crate::fixture::{DAY_MS, Fixture, SECOND_MS, post};

#[tokio::test]
async fn a_session_that_nobody_refreshed_for_fourteen_days_is_over() {
    let fixture = Fixture::new().await;
    let (early, late) = (fixture.sign_up().await, fixture.sign_up().await);
    fixture.clock.advance(14 * DAY_MS - SECOND_MS);
    assert_eq!(fixture.refresh(&early.cookie).await.status, StatusCode::OK);
    fixture.clock.advance(SECOND_MS);
    let _problem = fixture.refresh(&late.cookie).await.problem(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn rotation_never_moves_the_absolute_end() {
    let fixture = Fixture::new().await;
    let mut cookie = fixture.sign_up().await.cookie;
    for days_left in [20, 10] {
        fixture.clock.advance(10 * DAY_MS);
        let answer = fixture.refresh(&cookie).await;
        assert_eq!(answer.max_age(), days_left.min(14) * DAY_MS / SECOND_MS);
        cookie = answer.cookie().to_owned();
    }
    fixture.clock.advance(10 * DAY_MS - SECOND_MS);
    let last = fixture.refresh(&cookie).await;
    assert_eq!((last.status, last.max_age()), (StatusCode::OK, 1));
    fixture.clock.advance(SECOND_MS);
    let _problem = fixture.refresh(last.cookie()).await.problem(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_session_at_either_end_takes_its_access_token_along() {
    let ends: [fn(&mut Config); 2] =
        [|config| config.lifetimes.refresh_seconds = 30, |config| config.lifetimes.idle_seconds = 30];
    for end in ends {
        let fixture = Fixture::with(end).await;
        let browser = fixture.sign_up().await;
        fixture.clock.advance(29 * SECOND_MS);
        assert_eq!(fixture.users(&browser.token).await.status, StatusCode::OK);
        fixture.clock.advance(SECOND_MS);
        let _problem = fixture.users(&browser.token).await.problem(StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn an_ended_session_is_not_mistaken_for_a_stolen_one() {
    let fixture = Fixture::with_lab().await;
    let browser = fixture.sign_up().await;
    let renewed = fixture.refresh(&browser.cookie).await.browser();
    assert_eq!(fixture.call(post("/api/logout").cookie(&renewed.cookie)).await.status, StatusCode::OK);
    let _problem = fixture.refresh(&browser.cookie).await.problem(StatusCode::UNAUTHORIZED);
    assert_eq!(crate::lab::counters(&fixture).await.reuses, 0);
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_of_foreign_posts() {
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    let answer = fixture.refresh(&browser.cookie).await;
    let (_, attributes) = answer.set_cookie().unwrap().split_once("; ").unwrap();
    assert_eq!(attributes, "Max-Age=1209600; Path=/; HttpOnly; SameSite=Lax");
}

#[tokio::test]
async fn over_https_the_cookie_is_secure_and_bound_to_the_host() {
    let fixture = Fixture::with(|config| {
        config.public_url = evertoken_server::origin::Origin::parse("https://auth.example");
    })
    .await;
    let browser = fixture.sign_up().await;
    let answer = fixture.refresh(&browser.cookie).await;
    assert!(answer.cookie().starts_with("__Host-refreshToken="));
    assert!(answer.set_cookie().unwrap().ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"));
    let plain = answer.cookie().strip_prefix("__Host-").unwrap();
    let _problem = fixture.refresh(plain).await.problem(StatusCode::UNAUTHORIZED);
    let logout = fixture.call(post("/api/logout").cookie(answer.cookie())).await;
    let cleared = "__Host-refreshToken=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure";
    assert_eq!(logout.set_cookie(), Some(cleared));
}
