//! A built page beside the API, so that both share an origin. Addresses of the page's own router get the page; a
//! missing script gets 404, since a script that is HTML fails in a way that nobody understands.

use std::path::Path;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::ACCEPT;
use axum::response::{IntoResponse as _, Response};
use axum::{Router, middleware};
use tower_http::services::{ServeDir, ServeFile};

pub fn serve(directory: &Path) -> Router {
    let page = ServeFile::new(directory.join("index.html"));
    let page = Router::new().fallback_service(page).layer(middleware::from_fn(only_for_navigations));
    Router::new().fallback_service(ServeDir::new(directory).fallback(page))
}

async fn only_for_navigations(request: Request, next: middleware::Next) -> Response {
    let wants_a_page = request
        .headers()
        .get(ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    if wants_a_page { next.run(request).await } else { StatusCode::NOT_FOUND.into_response() }
}
