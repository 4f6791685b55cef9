//! What browsers ask and tell: CORS, Origin, Sec-Fetch-*, caches.

use axum::http::StatusCode;
use evertoken_server::origin::Origin;

use crate::fixture::{Answer, Call, Fixture, PAGE, PASSWORD, get, post};

const FOREIGN: &str = "https://evil.example";

#[tokio::test]
async fn a_listed_page_may_call_with_credentials_and_the_preflight_is_cached() {
    let fixture = Fixture::new().await;
    let answer = preflight(&fixture, PAGE).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("access-control-allow-origin"), Some(PAGE));
    assert_eq!(answer.header("access-control-allow-credentials"), Some("true"));
    assert_eq!(answer.header("access-control-allow-headers"), Some("authorization,content-type"));
    assert_eq!(answer.header("access-control-max-age"), Some("7200"));
    assert!(answer.header("access-control-allow-methods").unwrap().contains("DELETE"));
    assert!(answer.header("vary").unwrap().contains("origin"));
}

#[tokio::test]
async fn no_other_page_may() {
    let fixture = Fixture::new().await;
    let lookalikes = [
        FOREIGN,
        "null",
        "http://localhost:51730",
        "http://localhost",
        "https://localhost:5173",
        "http://localhost:5173.evil.example",
    ];
    for origin in lookalikes {
        assert_eq!(preflight(&fixture, origin).await.header("access-control-allow-origin"), None, "{origin}");
        let answer = fixture.call(get("/api/users").header("origin", origin)).await;
        assert_eq!(answer.header("access-control-allow-origin"), None, "{origin}");
    }
}

#[tokio::test]
async fn a_page_can_read_every_refusal_and_the_headers_that_explain_it() {
    let fixture = Fixture::new().await;
    let large = "x".repeat(20_000);
    let calls = [
        get("/api/users"),
        get("/api/nothing"),
        get("/nothing"),
        get("/lab/counters"),
        Call::new("PUT", "/api/login"),
        post("/api/login").json("{"),
        post("/api/login").json(&format!(r#"{{"email":"{large}"}}"#)),
        post("/api/login").body("text"),
        get("/api/refresh"),
    ];
    for call in calls {
        let answer = fixture.call(call.header("origin", PAGE)).await;
        assert!(answer.status.is_client_error());
        assert_eq!(answer.header("access-control-allow-origin"), Some(PAGE), "{}", answer.status);
        assert_eq!(answer.header("access-control-expose-headers"), Some("www-authenticate,retry-after"));
    }
}

#[tokio::test]
async fn a_foreign_page_neither_rotates_nor_logs_out() {
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    let foreign = [
        ("origin", FOREIGN),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-mode", "navigate"),
    ];
    for (name, value) in foreign {
        for call in [get("/api/refresh"), post("/api/refresh"), post("/api/logout")] {
            let answer = fixture.call(call.cookie(&browser.cookie).header(name, value)).await;
            // No JSON: a client must not take it for the end of the session.
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
            assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
            assert_eq!(answer.set_cookie(), None);
        }
    }
    let answer = fixture.refresh(&browser.cookie).await;
    assert!(answer.cookie().contains(".2."), "{}", answer.cookie());
}

#[tokio::test]
async fn a_listed_origin_does_not_excuse_a_cross_site_call() {
    let fixture = Fixture::new().await;
    let call = post("/api/refresh").header("origin", PAGE).header("sec-fetch-site", "cross-site");
    assert_eq!(fixture.call(call).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn pages_of_ones_own_refresh_with_and_without_these_headers() {
    let fixture = Fixture::new().await;
    let mut cookie = fixture.sign_up().await.cookie;
    let own: [&[(&'static str, &str)]; 4] = [
        &[],
        &[("origin", PAGE)],
        &[("origin", PAGE), ("sec-fetch-site", "same-site"), ("sec-fetch-mode", "cors")],
        &[("host", "127.0.0.1:5000"), ("origin", "http://127.0.0.1:5000"), ("sec-fetch-site", "same-origin")],
    ];
    for headers in own {
        let mut call = post("/api/refresh").cookie(&cookie);
        for (name, value) in headers {
            call = call.header(name, value);
        }
        let answer = fixture.call(call).await;
        assert_eq!(answer.status, StatusCode::OK, "{headers:?}");
        cookie = answer.cookie().to_owned();
    }
}

#[tokio::test]
async fn behind_a_public_address_the_host_header_proves_nothing() {
    let fixture = Fixture::with(|config| config.public_url = Origin::parse("https://auth.example")).await;
    let refresh = |origin: &str, host: &str| {
        fixture.call(post("/api/refresh").header("host", host).header("origin", origin))
    };
    assert_eq!(refresh("http://inner:5000", "inner:5000").await.status, StatusCode::FORBIDDEN);
    assert_eq!(refresh("https://auth.example", "inner:5000").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn nothing_that_holds_a_token_is_ever_stored_by_a_cache() {
    let fixture = Fixture::new().await;
    let registration =
        fixture.call(post("/api/registration").credentials("cached@example.com", PASSWORD)).await;
    let browser = registration.browser();
    let answers = [
        registration,
        fixture.call(post("/api/login").credentials("cached@example.com", PASSWORD)).await,
        fixture.call(get("/api/refresh").cookie(&browser.cookie)).await,
        fixture.call(get("/api/refresh")).await,
        fixture.users(&browser.token).await,
        fixture.call(post("/api/logout")).await,
    ];
    for answer in answers {
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
}

async fn preflight(fixture: &Fixture, origin: &str) -> Answer {
    let call = Call::new("OPTIONS", "/api/users")
        .header("origin", origin)
        .header("access-control-request-method", "GET")
        .header("access-control-request-headers", "authorization,content-type");
    fixture.call(call).await
}
