//! A built page beside the API.

use std::fs;
use std::path::PathBuf;

use axum::http::StatusCode;

use crate::fixture::{Fixture, get, post};

const PAGE: &str = "<!doctype html><title>the page</title>";

#[tokio::test]
async fn the_page_and_its_files_are_served() {
    let (fixture, _directory) = with_page("files").await;
    let index = fixture.call(get("/")).await;
    assert_eq!((index.status, index.body.as_str()), (StatusCode::OK, PAGE));
    assert_eq!(index.header("content-type"), Some("text/html"));
    let script = fixture.call(get("/assets/index.js")).await;
    assert_eq!((script.body.as_str(), script.header("content-type")), ("go()", Some("text/javascript")));
    let wasm = fixture.call(get("/assets/evertoken.wasm")).await;
    assert_eq!(wasm.header("content-type"), Some("application/wasm"));
}

#[tokio::test]
async fn the_pages_own_addresses_get_the_page_and_a_missing_script_does_not() {
    let (fixture, _directory) = with_page("addresses").await;
    let reloaded = fixture.call(get("/users/7").header("accept", "text/html,application/xhtml+xml")).await;
    assert_eq!((reloaded.status, reloaded.body.as_str()), (StatusCode::OK, PAGE));
    let missing = fixture.call(get("/assets/old.js").header("accept", "*/*")).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_api_stays_the_api() {
    let (fixture, _directory) = with_page("api").await;
    let _browser = fixture.sign_up().await;
    let unknown = fixture.call(get("/api/nothing").header("accept", "text/html")).await;
    let _problem = unknown.problem(StatusCode::NOT_FOUND);
    let _problem = fixture.call(post("/api/users")).await.problem(StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn nothing_outside_the_directory_is_served() {
    let (fixture, directory) = with_page("outside").await;
    fs::write(directory.0.join("secret.txt"), "secret").unwrap();
    for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/../../secret.txt"] {
        assert!(!fixture.call(get(path)).await.body.contains("secret"), "{path}");
    }
}

async fn with_page(name: &str) -> (Fixture, Directory) {
    let directory =
        Directory(std::env::temp_dir().join(format!("evertoken-page-{name}-{}", std::process::id())));
    let dist = directory.0.join("dist");
    fs::create_dir_all(dist.join("assets")).unwrap();
    fs::write(dist.join("index.html"), PAGE).unwrap();
    fs::write(dist.join("assets/index.js"), "go()").unwrap();
    fs::write(dist.join("assets/evertoken.wasm"), "\0asm").unwrap();
    let fixture = Fixture::with(|config| config.static_dir = Some(dist)).await;
    (fixture, directory)
}

struct Directory(PathBuf);

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
