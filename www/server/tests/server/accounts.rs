//! Registration and activation.

use axum::http::StatusCode;

use crate::fixture::{Fixture, PASSWORD, User, get, post};

#[tokio::test]
async fn a_registration_opens_a_session_and_says_whose() {
    let fixture = Fixture::new().await;
    let answer = fixture.call(post("/api/registration").credentials(" Ann@Example.com ", PASSWORD)).await;
    let browser = answer.browser();
    assert_eq!(browser.user.email, "ann@example.com");
    assert!(!browser.user.is_activated);
    assert!(fixture.users(&browser.token).await.json::<Vec<User>>().contains(&browser.user));
    assert_eq!(fixture.refresh(&browser.cookie).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_taken_mail_is_refused_however_it_is_capitalised() {
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    let email = browser.user.email.to_uppercase();
    let answer = fixture.call(post("/api/registration").credentials(&email, PASSWORD)).await;
    let problem = answer.problem(StatusCode::BAD_REQUEST);
    assert_eq!(problem.errors[0].param, "email");
}

#[tokio::test]
async fn of_two_registrations_of_one_mail_at_once_one_succeeds() {
    let fixture = Fixture::new().await;
    let register = || fixture.call(post("/api/registration").credentials("twice@example.com", PASSWORD));
    let (one, other) = tokio::join!(register(), register());
    let mut statuses = [one.status, other.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::BAD_REQUEST]);
}

#[tokio::test]
async fn wrong_fields_are_named_and_their_values_are_not_repeated() {
    let fixture = Fixture::new().await;
    let answer = fixture.call(post("/api/registration").credentials("no-mail-here", "short77")).await;
    let problem = answer.problem(StatusCode::BAD_REQUEST);
    let named: Vec<_> = problem.errors.iter().map(|field| field.param.as_str()).collect();
    assert_eq!(named, ["email", "password"]);
    assert!(problem.errors.iter().all(|field| field.location == "body" && !field.msg.is_empty()));
    assert!(!answer.body.contains("no-mail-here") && !answer.body.contains("short77"));
}

#[tokio::test]
async fn missing_fields_are_named_too() {
    let fixture = Fixture::new().await;
    let problem = fixture.call(post("/api/registration").json("{}")).await.problem(StatusCode::BAD_REQUEST);
    assert_eq!(problem.errors.len(), 2);
}

#[tokio::test]
async fn a_mail_must_look_like_one() {
    let fixture = Fixture::new().await;
    let long = format!("{}@example.com", "a".repeat(250));
    for email in
        ["", "@", "a@", "@example.com", "a@b@example.com", "a b@example.com", "a@example", "a@.com", &long]
    {
        let answer = fixture.call(post("/api/registration").credentials(email, PASSWORD)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{email}");
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_refused_without_being_quoted() {
    let fixture = Fixture::new().await;
    for body in [
        r#"{"email":"#,
        "[5]",
        "null",
        r#"{"email":5,"password":"hunter22hunter22"}"#,
        r#""hunter22hunter22""#,
    ] {
        let answer = fixture.call(post("/api/registration").json(body)).await;
        assert_eq!(answer.problem(StatusCode::BAD_REQUEST).errors, []);
        assert!(!answer.body.contains("hunter22"), "{}", answer.body);
    }
}

#[tokio::test]
async fn a_body_that_is_not_declared_as_json_is_refused() {
    // A form of a foreign page can send text/plain without a preflight, and so log a victim in as somebody else.
    let fixture = Fixture::new().await;
    let body = format!(r#"{{"email":"ann@example.com","password":"{PASSWORD}"}}"#);
    for path in ["/api/registration", "/api/login"] {
        let answer = fixture.call(post(path).header("content-type", "text/plain").body(body.clone())).await;
        let _problem = answer.problem(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let fixture = Fixture::new().await;
    let body = format!(r#"{{"email":"{}"}}"#, "a".repeat(17 * 1024));
    for path in ["/api/registration", "/api/login"] {
        let _problem = fixture.call(post(path).json(&body)).await.problem(StatusCode::PAYLOAD_TOO_LARGE);
    }
}

#[tokio::test]
async fn an_unknown_activation_link_is_a_400() {
    let fixture = Fixture::new().await;
    let _problem = fixture.call(get("/api/activate/nothing")).await.problem(StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_is_not_there_is_a_404_and_a_wrong_method_a_405() {
    let fixture = Fixture::new().await;
    let _problem = fixture.call(get("/api/nothing")).await.problem(StatusCode::NOT_FOUND);
    let _problem = fixture.call(get("/nothing")).await.problem(StatusCode::NOT_FOUND);
    let _problem = fixture.call(post("/api/users")).await.problem(StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn health_is_the_databases_health() {
    let fixture = Fixture::new().await;
    assert_eq!(fixture.call(get("/api/healthz")).await.status, StatusCode::OK);
    fixture.server.store.close().await;
    let _problem = fixture.call(get("/api/healthz")).await.problem(StatusCode::INTERNAL_SERVER_ERROR);
}
