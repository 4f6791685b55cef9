//! Many at once, on real threads and a real file.

use std::collections::HashSet;
use std::path::PathBuf;

use axum::http::StatusCode;
use evertoken_server::secret::Key;

use crate::fixture::{Fixture, get, post};

const TABS: usize = 100;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_refreshes_at_once_none_is_refused_and_all_get_one_cookie() {
    let database = Database::new("race");
    let fixture = database.server().await;
    let mut cookie = fixture.sign_up().await.cookie;
    for generation in 2..7 {
        let cookies = refresh_at_once(&[&fixture], &cookie).await;
        assert_eq!(cookies.len(), 1, "{cookies:?}");
        cookie = cookies.into_iter().next().unwrap();
        assert!(cookie.contains(&format!(".{generation}.")), "{cookie}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_processes_on_one_database_rotate_as_one() {
    let database = Database::new("processes");
    let (one, other) = (database.server().await, database.server().await);
    let browser = one.sign_up().await;
    let cookies = refresh_at_once(&[&one, &other], &browser.cookie).await;
    assert_eq!(cookies.len(), 1, "{cookies:?}");
    let cookie = cookies.into_iter().next().unwrap();
    assert!(cookie.contains(".2."));
    let renewed = other.refresh(&cookie).await.browser();
    assert_eq!(one.users(&renewed.token).await.status, StatusCode::OK);
    let _problem = one.refresh(&browser.cookie).await.problem(StatusCode::UNAUTHORIZED);
    let _problem = other.users(&renewed.token).await.problem(StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn reads_and_writes_together_never_find_the_database_busy() {
    let database = Database::new("busy");
    let fixture = database.server().await;
    let browser = fixture.sign_up().await;
    let tasks: Vec<_> = (0..TABS)
        .map(|number| {
            let (fixture, browser) = (fixture.clone(), browser.clone());
            tokio::spawn(async move {
                let call = match number % 4 {
                    0 => get("/api/users").bearer(&browser.token),
                    1 => post("/api/refresh").cookie(&browser.cookie),
                    2 => get("/api/sessions").bearer(&browser.token),
                    _ => post("/api/login").credentials(&browser.user.email, crate::fixture::PASSWORD),
                };
                fixture.call(call).await.status
            })
        })
        .collect();
    for task in tasks {
        let status = task.await.unwrap();
        // More logins of one account than may be under way at once are told to wait.
        assert!(status == StatusCode::OK || status == StatusCode::TOO_MANY_REQUESTS, "{status}");
    }
}

async fn refresh_at_once(servers: &[&Fixture], cookie: &str) -> HashSet<String> {
    let tasks: Vec<_> = (0..TABS)
        .map(|number| {
            let (fixture, cookie) = (servers[number % servers.len()].clone(), cookie.to_owned());
            tokio::spawn(async move { fixture.refresh(&cookie).await.browser().cookie })
        })
        .collect();
    let mut cookies = HashSet::new();
    for task in tasks {
        cookies.insert(task.await.unwrap());
    }
    cookies
}

struct Database {
    file: PathBuf,
    keys: [Key; 2],
}

impl Database {
    fn new(name: &str) -> Self {
        let file = std::env::temp_dir().join(format!("evertoken-{name}-{}.sqlite", std::process::id()));
        Self { file, keys: [Key::random().unwrap(), Key::random().unwrap()] }
    }

    async fn server(&self) -> Fixture {
        let [jwt, refresh] = self.keys.clone();
        Fixture::with(|config| {
            config.database = self.file.to_str().unwrap().to_owned();
            config.jwt_secret = Some(jwt);
            config.refresh_secret = Some(refresh);
        })
        .await
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", self.file.display()));
        }
    }
}
