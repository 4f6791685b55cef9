//! The log says what happened and never with what.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, OnceLock};

use axum::http::StatusCode;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;

use crate::fixture::{Fixture, SECOND_MS, get, post};

const PASSWORD: &str = "hunter2-hunter2-hunter2";
const JWT_SECRET: &str = "jwt-secret-0123456789-0123456789-0123456789";

#[tokio::test]
async fn the_log_names_routes_and_verdicts_and_no_secret_even_at_its_most_talkative() {
    let log = recorded();
    let fixture = Fixture::with(|config| {
        config.jwt_secret = evertoken_server::secret::Key::from_text(JWT_SECRET);
    })
    .await;
    let browser =
        fixture.call(post("/api/registration").credentials("logged@example.com", PASSWORD)).await.browser();
    let wrong = "wrong-password-wrong-password";
    let _ = fixture.call(post("/api/login").credentials("logged@example.com", wrong)).await;
    let _ =
        fixture.call(post("/api/login").json(r#"{"email":"a","password":["broken-json-password"]}"#)).await;
    let renewed = fixture.refresh(&browser.cookie).await.browser();
    let _ = fixture.users(&renewed.token).await;
    fixture.clock.advance(31 * SECOND_MS);
    let _problem = fixture.refresh(&browser.cookie).await.problem(StatusCode::UNAUTHORIZED);

    let text = log.text();
    let audited =
        text.lines().find(|line| line.contains("session revoked") && line.contains(&browser.user.id));
    assert!(audited.is_some_and(|line| line.contains("WARN") && line.contains("audit")), "{text}");
    assert!(text.contains(r#"method=POST route="/api/login" status=400"#), "{text}");

    let hash = fixture.server.store.credentials("logged@example.com").await.unwrap().unwrap().password_hash;
    let mac_of = |cookie: &str| cookie.rsplit('.').next().unwrap().to_owned();
    let signature_of = mac_of;
    let secrets = [
        PASSWORD.to_owned(),
        wrong.to_owned(),
        "broken-json-password".to_owned(),
        JWT_SECRET.to_owned(),
        hash.rsplit('$').next().unwrap().to_owned(),
        mac_of(&browser.cookie),
        mac_of(&renewed.cookie),
        signature_of(&browser.token),
        signature_of(&renewed.token),
    ];
    for secret in secrets {
        assert!(!text.contains(&secret), "{secret} is in the log");
    }
}

#[tokio::test]
async fn the_activation_link_is_logged_once_and_following_it_is_logged_without_it() {
    let log = recorded();
    let fixture = Fixture::new().await;
    let browser = fixture.sign_up().await;
    let text = log.text();
    let line =
        text.lines().find(|line| line.contains("to activate") && line.contains(&browser.user.id)).unwrap();
    let link = line.split("/api/activate/").nth(1).unwrap().split_whitespace().next().unwrap();
    let answer = fixture.call(get(&format!("/api/activate/{link}"))).await;
    assert_eq!(answer.status, StatusCode::FOUND);
    assert_eq!(answer.header("location"), Some("http://localhost:5173"));
    assert!(fixture.refresh(&browser.cookie).await.browser().user.is_activated);
    assert_eq!(log.text().matches(link).count(), 1);
}

#[test]
fn what_holds_a_secret_prints_as_redacted() {
    let key = evertoken_server::secret::Key::from_text(JWT_SECRET).unwrap();
    let password = evertoken_server::secret::Password::new(PASSWORD);
    assert_eq!(format!("{key:?} {password:?}"), "[redacted] [redacted]");
    let tokens = evertoken_server::refresh_token::RefreshTokens::new(&key).unwrap();
    assert_eq!(format!("{tokens:?}"), "RefreshTokens([redacted])");
}

/// What this whole process logs, the other tests and the database's threads included.
fn recorded() -> &'static Lines {
    static LINES: OnceLock<Lines> = OnceLock::new();
    LINES.get_or_init(|| {
        let lines = Lines::default();
        let subscriber = tracing_subscriber::fmt()
            .with_writer(lines.clone())
            .with_ansi(false)
            .with_max_level(LevelFilter::TRACE)
            .finish();
        tracing::subscriber::set_global_default(subscriber).unwrap();
        lines
    })
}

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
