//! One line a call. It names the route and not the address, which may hold an activation link, and no header or body.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;

pub async fn log(path: Option<MatchedPath>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let begun = Instant::now();
    let response = next.run(request).await;
    let route = path.as_ref().map_or("(none)", MatchedPath::as_str);
    let took_ms = begun.elapsed().as_millis();
    tracing::info!(%method, route, status = response.status().as_u16(), took_ms, "answered");
    response
}
