//! What only a real socket shows.

use axum::http::StatusCode;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::fixture::{Fixture, get};

#[tokio::test]
async fn a_dropped_refresh_is_committed_and_not_a_byte_of_its_answer_arrives() {
    let fixture = Fixture::with_lab().await;
    let browser = fixture.sign_up().await;
    fixture.set(r#"{"dropRefreshAfterCommit":true}"#).await;
    assert_eq!(talk(&fixture, &browser.cookie).await, "");
    let session = fixture.server.verify_access_token(&browser.token).unwrap().sid;
    assert_eq!(fixture.server.store.session(&session).await.unwrap().unwrap().generation, 2);

    // The lost answer is given again.
    fixture.set(r#"{"dropRefreshAfterCommit":null}"#).await;
    let answer = talk(&fixture, &browser.cookie).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.contains(&format!("refreshToken={session}.2.")), "{answer}");
}

#[tokio::test]
async fn a_refresh_dropped_before_it_happens_changes_nothing() {
    let fixture = Fixture::with_lab().await;
    let browser = fixture.sign_up().await;
    fixture.set(r#"{"dropRefresh":true,"refreshFaults":1}"#).await;
    assert_eq!(talk(&fixture, &browser.cookie).await, "");
    let answer = talk(&fixture, &browser.cookie).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.contains(".2."), "{answer}");
}

#[tokio::test]
async fn an_answer_can_break_off_in_the_middle() {
    let fixture = Fixture::with_lab().await;
    fixture.set(r#"{"refreshBody":"cut"}"#).await;
    let answer = talk(&fixture, "refreshToken=any").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.contains(r#"{"accessToken":"#), "{answer}");
    // Without the chunk that ends a body.
    assert!(!answer.ends_with("0\r\n\r\n"), "{answer}");
}

#[tokio::test]
async fn a_refusal_is_not_dropped() {
    let fixture = Fixture::with_lab().await;
    fixture.set(r#"{"dropRefreshAfterCommit":true}"#).await;
    let answer = talk(&fixture, "refreshToken=dead").await;
    assert!(answer.starts_with("HTTP/1.1 401 Unauthorized\r\n"), "{answer}");
    assert_eq!(fixture.call(get("/api/healthz")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn both_dialects_are_spoken_over_a_socket() {
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    let missing = say(&fixture, "GET /api/user/me HTTP/1.1").await;
    assert!(missing.starts_with("HTTP/1.1 403 Forbidden\r\n"), "{missing}");
    let refusal =
        r#"{"status":{"text":"The access token is missing, invalid or expired","severity":"error"}}"#;
    assert!(missing.ends_with(&format!("\r\n\r\n{refusal}")), "{missing}");
    assert!(missing.contains(&format!("content-length: {}\r\n", refusal.len())), "{missing}");
    let undefined = say(&fixture, "GET /api/user/me HTTP/1.1\r\nAuthorization: undefined").await;
    assert!(undefined.starts_with("HTTP/1.1 403 "), "{undefined}");
    let bare = say(&fixture, &format!("GET /api/user/me HTTP/1.1\r\nAuthorization: {}", browser.token)).await;
    assert!(bare.starts_with("HTTP/1.1 200 OK\r\n") && bare.contains(&browser.user.email), "{bare}");
    let refresh = format!("POST /api/user/refresh_token HTTP/1.1\r\nCookie: {}", browser.cookie);
    let renewed = say(&fixture, &refresh).await;
    assert!(renewed.starts_with("HTTP/1.1 200 OK\r\n"), "{renewed}");
    assert!(renewed.contains("\r\n\r\n{\"access_token\":\""), "{renewed}");
    let course = say(&fixture, "GET /api/users HTTP/1.1").await;
    assert!(course.starts_with("HTTP/1.1 401 Unauthorized\r\n"), "{course}");
}

/// Everything that the server says on one connection to one refresh.
async fn talk(fixture: &Fixture, cookie: &str) -> String {
    say(fixture, &format!("POST /api/refresh HTTP/1.1\r\nCookie: {cookie}")).await
}

/// The same for any request without a body: its first line and its headers.
async fn say(fixture: &Fixture, head: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = tokio::spawn(axum::serve(listener, fixture.router()).into_future());
    let mut socket = TcpStream::connect(address).await.unwrap();
    let request = format!("{head}\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // A reset instead of an end is as good: the answer never came.
    let _ = socket.read_to_end(&mut answer).await;
    serving.abort();
    String::from_utf8(answer).unwrap()
}
