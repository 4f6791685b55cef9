//! The access token, and the routes behind it.

use axum::http::StatusCode;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use evertoken_server::access_token::{AccessTokens, Claims};
use evertoken_server::secret::Key;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::fixture::{Browser, Call, Fixture, SECOND_MS, User, get, post};

const SECRET: &str = "a secret of at least thirty-two bytes";

#[tokio::test]
async fn the_users_are_listed_to_whoever_is_signed_in() {
    let fixture = Fixture::new().await;
    let (ann, ben) = (fixture.sign_up().await, fixture.sign_up().await);
    let answer = fixture.users(&ben.token).await;
    let mut emails: Vec<_> = answer.json::<Vec<User>>().into_iter().map(|user| user.email).collect();
    emails.sort();
    let mut expected = [ann.user.email, ben.user.email];
    expected.sort();
    assert_eq!(emails, expected);
}

#[tokio::test]
async fn every_protected_route_refuses_in_the_same_way() {
    let fixture = Fixture::with_lab().await;
    let protected = [
        ("GET", "/api/users"),
        ("GET", "/api/sessions"),
        ("DELETE", "/api/sessions/anything"),
        ("POST", "/api/logout-all"),
        ("POST", "/api/echo"),
    ];
    for (method, path) in protected {
        let answer = fixture.call(Call::new(method, path)).await;
        let _problem = answer.problem(StatusCode::UNAUTHORIZED);
        assert_eq!(answer.header("www-authenticate"), Some(r#"Bearer error="invalid_token""#), "{path}");
    }
}

#[tokio::test]
async fn only_a_bearer_token_of_this_server_is_let_in() {
    let fixture = Fixture::new().await;
    let token = fixture.sign_up().await.token;
    let refused = [
        "undefined".to_owned(),
        "Bearer".to_owned(),
        "Bearer ".to_owned(),
        "Bearer undefined".to_owned(),
        "Bearer null".to_owned(),
        token.clone(),
        format!("Basic {token}"),
        format!("Bearer {token}x"),
        format!("Bearer {}", &token[..token.len() - 1]),
    ];
    for header in refused {
        let answer = fixture.call(get("/api/users").header("authorization", &header)).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{header}");
    }
    let answer = fixture.call(get("/api/users").header("authorization", &format!("bearer {token}"))).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_token_says_who_and_in_which_session_and_until_when() {
    let fixture = with_secret().await;
    let browser = fixture.sign_up().await;
    let claims = claims_of(&fixture, &browser);
    assert_eq!(claims.sub, browser.user.id);
    assert!(browser.cookie.starts_with(&format!("refreshToken={}.1.", claims.sid)));
    assert_eq!(claims.iat, fixture.clock.now() / SECOND_MS);
    assert_eq!(claims.exp, claims.iat + 600);
    assert_eq!((claims.iss.as_str(), claims.aud.as_str()), ("evertoken-server", "evertoken-api"));
    let next = fixture.refresh(&browser.cookie).await.browser();
    assert_ne!(claims_of(&fixture, &next).jti, claims.jti);
}

#[tokio::test]
async fn a_token_is_good_to_its_last_moment_and_no_longer() {
    let fixture = Fixture::with(|config| config.lifetimes.access_seconds = 15).await;
    let browser = fixture.sign_up().await;
    fixture.clock.advance(15 * SECOND_MS - 1);
    assert_eq!(fixture.users(&browser.token).await.status, StatusCode::OK);
    fixture.clock.advance(1);
    let _problem = fixture.users(&browser.token).await.problem(StatusCode::UNAUTHORIZED);
    let renewed = fixture.refresh(&browser.cookie).await.browser();
    assert_eq!(fixture.users(&renewed.token).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_token_cannot_choose_its_algorithm() {
    let fixture = with_secret().await;
    let browser = fixture.sign_up().await;
    let payload = browser.token.split('.').nth(1).unwrap();
    for algorithm in ["HS384", "HS512", "RS256", "ES256", "EdDSA", "none", "None"] {
        let header = URL_SAFE_NO_PAD.encode(format!(r#"{{"typ":"JWT","alg":"{algorithm}"}}"#));
        let content = format!("{header}.{payload}");
        for signature in [hs256(&content), String::new()] {
            let answer = fixture.users(&format!("{content}.{signature}")).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{algorithm}");
        }
    }
    // The same by hand with the right name, so that the refusals above are about the name.
    let header = URL_SAFE_NO_PAD.encode(r#"{"typ":"JWT","alg":"HS256"}"#);
    let content = format!("{header}.{payload}");
    let answer = fixture.users(&format!("{content}.{}", hs256(&content))).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_token_signed_for_somebody_else_is_refused() {
    let fixture = with_secret().await;
    let browser = fixture.sign_up().await;
    let right = claims_of(&fixture, &browser);
    let same_key = AccessTokens::new(&Key::from_text(SECRET).unwrap());
    let other_key = AccessTokens::new(&Key::random().unwrap());
    let wrong = [
        same_key.sign(&Claims { iss: "another-server".to_owned(), ..right.clone() }),
        same_key.sign(&Claims { aud: "another-api".to_owned(), ..right.clone() }),
        same_key.sign(&Claims { sid: "no-such-session".to_owned(), ..right.clone() }),
        other_key.sign(&right),
    ];
    for token in wrong {
        let _problem = fixture.users(&token.unwrap()).await.problem(StatusCode::UNAUTHORIZED);
    }
    let answer = fixture.users(&same_key.sign(&right).unwrap()).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_refresh_token_is_no_access_token_and_the_other_way_round() {
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    let refresh_token = browser.cookie.strip_prefix("refreshToken=").unwrap();
    let _problem = fixture.users(refresh_token).await.problem(StatusCode::UNAUTHORIZED);
    let cookie = format!("refreshToken={}", browser.token);
    let _problem = fixture.refresh(&cookie).await.problem(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_cookie_alone_opens_no_protected_route() {
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    let _problem =
        fixture.call(get("/api/users").cookie(&browser.cookie)).await.problem(StatusCode::UNAUTHORIZED);
    let _problem =
        fixture.call(post("/api/logout-all").cookie(&browser.cookie)).await.problem(StatusCode::UNAUTHORIZED);
}

async fn with_secret() -> Fixture {
    Fixture::with(|config| config.jwt_secret = Key::from_text(SECRET)).await
}

fn claims_of(fixture: &Fixture, browser: &Browser) -> Claims {
    fixture.server.verify_access_token(&browser.token).unwrap()
}

fn hs256(content: &str) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap().chain_update(content);
    URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}
