//! The user's sessions on all devices.

use axum::http::StatusCode;
use serde::Deserialize;

use crate::fixture::{Browser, Call, Fixture, PASSWORD, SECOND_MS, get, post};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Device {
    id: String,
    user_agent: String,
    created_at: String,
    last_refreshed_at: String,
    is_current: bool,
}

#[tokio::test]
async fn a_user_sees_each_device_and_which_one_is_this() {
    let fixture = Fixture::new().await;
    let desktop = fixture.sign_up().await;
    let _stranger = fixture.sign_up().await;
    fixture.clock.advance(60 * SECOND_MS);
    let login = post("/api/login").header("user-agent", "Phone/1").credentials(&desktop.user.email, PASSWORD);
    let phone = fixture.call(login).await.browser();
    fixture.clock.advance(60 * SECOND_MS);
    let phone = fixture.refresh(&phone.cookie).await.browser();
    let [seen_phone, seen_desktop] = &devices(&fixture, &phone).await[..] else { panic!("two devices") };
    assert!(seen_phone.is_current && !seen_desktop.is_current);
    assert_eq!((seen_phone.user_agent.as_str(), seen_desktop.user_agent.as_str()), ("Phone/1", ""));
    assert_eq!(seen_desktop.created_at, "2026-11-18T11:06:40Z");
    assert_eq!(seen_phone.created_at, "2026-11-18T11:07:40Z");
    assert_eq!(seen_phone.last_refreshed_at, "2026-11-18T11:08:40Z");
}

#[tokio::test]
async fn a_device_can_be_logged_out_from_another() {
    let fixture = Fixture::new().await;
    let here = fixture.sign_up().await;
    let lost = fixture.log_in(&here.user.email).await;
    let id = devices(&fixture, &lost).await.into_iter().find(|device| device.is_current).unwrap().id;
    assert_eq!(revoke(&fixture, &here, &id).await, StatusCode::NO_CONTENT);
    let _problem = fixture.users(&lost.token).await.problem(StatusCode::UNAUTHORIZED);
    let _problem = fixture.refresh(&lost.cookie).await.problem(StatusCode::UNAUTHORIZED);
    assert_eq!(devices(&fixture, &here).await.len(), 1);
    assert_eq!(revoke(&fixture, &here, &id).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_can_log_out_somebody_elses_device() {
    let fixture = Fixture::new().await;
    let (ann, ben) = (fixture.sign_up().await, fixture.sign_up().await);
    let id = devices(&fixture, &ann).await.remove(0).id;
    assert_eq!(revoke(&fixture, &ben, &id).await, StatusCode::NOT_FOUND);
    assert_eq!(revoke(&fixture, &ben, "nothing").await, StatusCode::NOT_FOUND);
    assert_eq!(fixture.users(&ann.token).await.status, StatusCode::OK);
}

#[tokio::test]
async fn logout_everywhere_ends_all_of_the_users_sessions_and_nobody_elses() {
    let fixture = Fixture::new().await;
    let here = fixture.sign_up().await;
    let there = fixture.log_in(&here.user.email).await;
    let stranger = fixture.sign_up().await;
    let answer = fixture.call(post("/api/logout-all").bearer(&here.token)).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.set_cookie(), Some("refreshToken=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax"));
    for browser in [&here, &there] {
        let _problem = fixture.users(&browser.token).await.problem(StatusCode::UNAUTHORIZED);
        let _problem = fixture.refresh(&browser.cookie).await.problem(StatusCode::UNAUTHORIZED);
    }
    assert_eq!(fixture.users(&stranger.token).await.status, StatusCode::OK);
}

async fn devices(fixture: &Fixture, browser: &Browser) -> Vec<Device> {
    fixture.call(get("/api/sessions").bearer(&browser.token)).await.json()
}

async fn revoke(fixture: &Fixture, browser: &Browser, id: &str) -> StatusCode {
    fixture.call(Call::new("DELETE", &format!("/api/sessions/{id}")).bearer(&browser.token)).await.status
}
