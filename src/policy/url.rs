//! Joining a base, a path and a query, as axios does.

/// `scheme://…` or `//…`: needs no base.
#[must_use]
pub fn is_absolute(url: &str) -> bool {
    let (scheme, rest) = url.split_once(':').unwrap_or(("", url));
    url.starts_with("//") || (rest.starts_with("//") && is_scheme(scheme))
}

/// RFC 3986 §3.1.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// The base without its trailing slashes, `/`, the path without its leading ones; an empty path is the base
/// itself, an absolute one needs none.
#[must_use]
pub fn join(base: &str, path: &str) -> String {
    if path.is_empty() {
        base.into()
    } else if base.is_empty() || is_absolute(path) {
        path.into()
    } else {
        [base.trim_end_matches('/'), "/", path.trim_start_matches('/')].concat()
    }
}

/// A path on the page's own origin, with that origin in front: then nobody has to guess where it leads. Anything
/// else is left as it is, `//host` and what browsers read like it above all (WHATWG URL §4.4 drops tabs and
/// newlines and takes `\\` for `/`).
#[must_use]
pub fn anchor(page_origin: &str, url: String) -> String {
    let is_path = url.strip_prefix('/').is_some_and(|rest| !rest.starts_with(['/', '\\', '\t', '\n', '\r']));
    if is_path { [page_origin, &url].concat() } else { url }
}

/// Appends a query; the fragment goes, since no server sees it.
#[must_use]
pub fn with_query(url: String, query: &str) -> String {
    if query.is_empty() {
        return url;
    }
    let resource = url.split('#').next().unwrap_or_default();
    let separator = if resource.contains('?') { "&" } else { "?" };
    [resource, separator, query].concat()
}
