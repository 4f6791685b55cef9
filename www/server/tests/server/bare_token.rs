//! The other convention, under `/api/user`: a bare token, and 403 with a status that says why.

use axum::http::StatusCode;
use serde::Deserialize;

use crate::fixture::{Answer, Browser, Fixture, PAGE, PASSWORD, SECOND_MS, User, get, post};
use crate::lab::counters;

const REFRESH: &str = "/api/user/refresh_token";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Welcome {
    access_token: String,
    user: User,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Renewed {
    access_token: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Refused {
    status: Status,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Status {
    text: String,
    severity: String,
}

#[tokio::test]
async fn registration_and_login_answer_an_access_token_and_the_user() {
    let fixture = Fixture::new().await;
    let registered = sign_up(&fixture, "ann@example.com").await;
    let answer = fixture.call(post("/api/user/login").credentials("ann@example.com", PASSWORD)).await;
    let Welcome { access_token, user } = answer.json();
    assert_eq!((answer.status, &user), (StatusCode::OK, &registered.user));
    let me = fixture.call(get("/api/user/me").header("authorization", &access_token)).await;
    assert_eq!(me.json::<User>(), user);
    assert_ne!(answer.cookie(), registered.cookie);
}

#[tokio::test]
async fn refresh_rotates_and_answers_the_token_alone() {
    let fixture = Fixture::new().await;
    let browser = sign_up(&fixture, "ann@example.com").await;
    let answer = fixture.call(post(REFRESH).cookie(&browser.cookie).json("{}")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.cookie().contains(".2."), "{}", answer.cookie());
    let Renewed { access_token } = answer.json();
    assert_ne!(access_token, browser.token);
    let users = fixture.call(get("/api/user/users").header("authorization", &access_token)).await;
    assert_eq!(users.json::<Vec<User>>(), [browser.user]);
    assert_eq!(
        fixture.call(get(REFRESH).cookie(answer.cookie())).await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
}

#[tokio::test]
async fn grace_and_reuse_are_those_of_the_other_dialect() {
    let fixture = Fixture::with_lab().await;
    let browser = sign_up(&fixture, "ann@example.com").await;
    let renewed = fixture.call(post(REFRESH).cookie(&browser.cookie)).await;
    let healed = fixture.call(post(REFRESH).cookie(&browser.cookie)).await;
    assert_eq!((healed.status, healed.cookie()), (StatusCode::OK, renewed.cookie()));
    fixture.clock.advance(30 * SECOND_MS);
    let _text = refused(&fixture.call(post(REFRESH).cookie(&browser.cookie)).await, StatusCode::FORBIDDEN);
    let _text = refused(&fixture.call(post(REFRESH).cookie(renewed.cookie())).await, StatusCode::FORBIDDEN);
    let counted = counters(&fixture).await;
    assert_eq!((counted.refreshes, counted.reuses, counted.unauthorized), (4, 1, 2));
}

#[tokio::test]
async fn one_session_speaks_both_dialects() {
    let fixture = Fixture::new().await;
    let browser = sign_up(&fixture, "ann@example.com").await;
    assert_eq!(fixture.users(&browser.token).await.status, StatusCode::OK);
    let renewed = fixture.refresh(&browser.cookie).await.browser();
    assert_eq!(fixture.call(post(REFRESH).cookie(&renewed.cookie)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_protected_route_takes_the_bare_token_and_refuses_all_else_with_403() {
    let fixture = Fixture::new().await;
    let token = sign_up(&fixture, "ann@example.com").await.token;
    let bearer = format!("Bearer {token}");
    let broken = format!("{token}x");
    let headers = [
        None,
        Some(""),
        Some("undefined"),
        Some("null"),
        Some("Bearer undefined"),
        Some(&bearer),
        Some(&broken),
    ];
    for path in ["/api/user/me", "/api/user/users"] {
        for header in headers {
            let call = match header {
                Some(header) => get(path).header("authorization", header),
                None => get(path),
            };
            let answer = fixture.call(call.header("origin", PAGE)).await;
            let text = refused(&answer, StatusCode::FORBIDDEN);
            assert_eq!(text, "The access token is missing, invalid or expired", "{header:?}");
            assert_eq!(answer.header("www-authenticate"), None);
            assert_eq!(answer.header("access-control-allow-origin"), Some(PAGE));
        }
        let answer = fixture.call(get(path).header("authorization", &token)).await;
        assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, Some("no-store")));
    }
    fixture.clock.advance(600 * SECOND_MS);
    let _text = refused(
        &fixture.call(get("/api/user/me").header("authorization", &token)).await,
        StatusCode::FORBIDDEN,
    );
}

#[tokio::test]
async fn a_failed_login_keeps_its_status_and_its_secrets() {
    let fixture = Fixture::with(|config| config.login_limits.per_account = 1).await;
    let _browser = sign_up(&fixture, "ann@example.com").await;
    let wrong = || post("/api/user/login").credentials("ann@example.com", "wrong password");
    let answer = fixture.call(wrong()).await;
    assert_eq!(refused(&answer, StatusCode::BAD_REQUEST), "Wrong email or password");
    let closed = fixture.call(wrong()).await;
    assert_eq!(refused(&closed, StatusCode::TOO_MANY_REQUESTS), "Too many attempts, please try again later");
    assert_eq!(closed.header("retry-after"), Some("900"));
}

#[tokio::test]
async fn logout_ends_the_session_and_a_foreign_page_can_do_nothing() {
    let fixture = Fixture::new().await;
    let browser = sign_up(&fixture, "ann@example.com").await;
    for path in [REFRESH, "/api/user/logout"] {
        let foreign = post(path).cookie(&browser.cookie).header("origin", "https://evil.example");
        let answer = fixture.call(foreign).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
    }
    let logout = fixture.call(post("/api/user/logout").cookie(&browser.cookie)).await;
    assert_eq!((logout.status, logout.max_age()), (StatusCode::OK, 0));
    let _text = refused(&fixture.call(post(REFRESH).cookie(&browser.cookie)).await, StatusCode::FORBIDDEN);
    let _text = refused(&fixture.call(post(REFRESH)).await, StatusCode::FORBIDDEN);
}

async fn sign_up(fixture: &Fixture, email: &str) -> Browser {
    let answer = fixture.call(post("/api/user/registration").credentials(email, PASSWORD)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let Welcome { access_token, user } = answer.json();
    Browser { token: access_token, cookie: answer.cookie().to_owned(), user }
}

/// What the refusal says, checked to be complete and to leave the cookie alone.
fn refused(answer: &Answer, status: StatusCode) -> String {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.set_cookie(), None);
    let Refused { status: Status { text, severity } } = answer.json();
    assert_eq!(severity, "error");
    text
}
