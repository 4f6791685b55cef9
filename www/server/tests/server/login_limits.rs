//! How often one may guess.

use axum::http::StatusCode;
use evertoken_server::config::{Config, LoginLimits};

use crate::fixture::{Answer, Fixture, PASSWORD, SECOND_MS, post};

#[tokio::test]
async fn after_too_many_failures_an_account_is_closed_for_a_while() {
    let fixture = limited(3, 100).await;
    let email = fixture.sign_up().await.user.email;
    for _ in 0..3 {
        assert_eq!(guess(&fixture, &email, "198.51.100.1").await.status, StatusCode::BAD_REQUEST);
    }
    fixture.clock.advance(10 * SECOND_MS);
    // From elsewhere, and even with the right password: else the answer would tell a guesser that it was right.
    let answer = fixture.call(post("/api/login").credentials(&email, PASSWORD).from("198.51.100.2")).await;
    let _problem = answer.problem(StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header("retry-after"), Some("50"));
    fixture.clock.advance(50 * SECOND_MS);
    let _browser = fixture.log_in(&email).await;
}

#[tokio::test]
async fn a_closed_account_does_not_close_another() {
    let fixture = limited(1, 100).await;
    let (one, other) = (fixture.sign_up().await, fixture.sign_up().await);
    assert_eq!(guess(&fixture, &one.user.email, "198.51.100.1").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(guess(&fixture, &one.user.email, "198.51.100.1").await.status, StatusCode::TOO_MANY_REQUESTS);
    let _browser = fixture.log_in(&other.user.email).await;
}

#[tokio::test]
async fn an_unknown_mail_is_closed_in_the_same_way() {
    let fixture = limited(2, 100).await;
    let email = fixture.sign_up().await.user.email;
    for _ in 0..3 {
        let known = guess(&fixture, &email, "198.51.100.1").await;
        let unknown = guess(&fixture, "nobody@example.com", "198.51.100.1").await;
        assert_eq!(
            (known.status, known.headers, known.body),
            (unknown.status, unknown.headers, unknown.body)
        );
    }
}

#[tokio::test]
async fn after_too_many_failures_an_address_is_closed_whatever_the_account() {
    let fixture = limited(100, 3).await;
    let email = fixture.sign_up().await.user.email;
    for number in 0..3 {
        let answer = guess(&fixture, &format!("nobody{number}@example.com"), "198.51.100.1").await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    }
    assert_eq!(guess(&fixture, &email, "198.51.100.1").await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(guess(&fixture, &email, "198.51.100.2").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn an_ipv6_network_counts_as_one_address() {
    let fixture = limited(100, 1).await;
    assert_eq!(guess(&fixture, "a@example.com", "2001:db8:1:2::1").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(
        guess(&fixture, "b@example.com", "2001:db8:1:2:9::7").await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
    assert_eq!(guess(&fixture, "c@example.com", "2001:db8:1:3::1").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(guess(&fixture, "d@example.com", "198.51.100.1").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(
        guess(&fixture, "e@example.com", "::ffff:198.51.100.1").await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
}

#[tokio::test]
async fn a_success_forgets_the_accounts_failures() {
    let fixture = limited(2, 100).await;
    let email = fixture.sign_up().await.user.email;
    for _ in 0..3 {
        assert_eq!(guess(&fixture, &email, "198.51.100.1").await.status, StatusCode::BAD_REQUEST);
        let _browser = fixture.log_in(&email).await;
    }
}

#[tokio::test]
async fn successes_never_count() {
    let fixture = limited(2, 2).await;
    let email = fixture.sign_up().await.user.email;
    for _ in 0..4 {
        let login = post("/api/login").credentials(&email, PASSWORD).from("198.51.100.1");
        assert_eq!(fixture.call(login).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn guesses_sent_at_once_are_counted_before_they_are_checked() {
    let fixture = limited(3, 100).await;
    let email = fixture.sign_up().await.user.email;
    let guesses = (0..12).map(|_| {
        let (fixture, email) = (fixture.clone(), email.clone());
        tokio::spawn(async move { guess(&fixture, &email, "198.51.100.1").await.status })
    });
    let mut checked = 0;
    for guess in guesses.collect::<Vec<_>>() {
        checked += u32::from(guess.await.unwrap() == StatusCode::BAD_REQUEST);
    }
    assert_eq!(checked, 3);
}

#[tokio::test]
async fn a_forwarded_address_is_believed_only_behind_a_proxy_of_ones_own() {
    for (trust_proxy, expected) in [(true, StatusCode::BAD_REQUEST), (false, StatusCode::TOO_MANY_REQUESTS)] {
        let fixture = Fixture::with(|config| {
            limit(config, 100, 1);
            config.trust_proxy = trust_proxy;
        })
        .await;
        let mut last = None;
        for client in ["203.0.113.1", "203.0.113.2"] {
            let login = post("/api/login").credentials("nobody@example.com", PASSWORD).from("198.51.100.1");
            let forwarded = format!("192.0.2.99, {client}");
            last = Some(fixture.call(login.header("x-forwarded-for", &forwarded)).await.status);
        }
        assert_eq!(last, Some(expected));
    }
}

async fn limited(per_account: u32, per_address: u32) -> Fixture {
    Fixture::with(|config| limit(config, per_account, per_address)).await
}

fn limit(config: &mut Config, per_account: u32, per_address: u32) {
    config.login_limits = LoginLimits { per_account, per_address, window_seconds: 60 };
}

async fn guess(fixture: &Fixture, email: &str, address: &str) -> Answer {
    fixture.call(post("/api/login").credentials(email, "wrong password").from(address)).await
}
