//! Joining URLs as axios does, and not a bit more cleverly.

use evertoken::policy::url::{anchor, is_absolute, join, with_query};

#[test]
fn absolute_is_a_scheme_with_two_slashes_or_two_slashes() {
    for url in ["http://a", "HTTPS://a", "//a", "x+y-z.1://a", "///a"] {
        assert!(is_absolute(url), "{url:?}");
    }
    for url in [
        "",
        "/",
        "a",
        "/a",
        "a//b",
        "a/b://c",
        "1http://a",
        "http:/a",
        "http:a",
        "://a",
        " //a",
        "a:b//c",
        "\\\\a",
    ] {
        assert!(!is_absolute(url), "{url:?}");
    }
}

#[test]
fn a_base_and_a_path_meet_at_one_slash() {
    for (base, path) in [
        ("http://a/api", "users"),
        ("http://a/api/", "users"),
        ("http://a/api", "/users"),
        ("http://a/api//", "/users"),
    ] {
        assert_eq!(join(base, path), "http://a/api/users");
    }
    assert_eq!(join("/", "users"), "/users");
    assert_eq!(join("/api", "users/"), "/api/users/");
}

#[test]
fn an_empty_path_is_the_base_and_an_absolute_one_needs_none() {
    assert_eq!(join("http://a/api/", ""), "http://a/api/");
    assert_eq!(join("http://a/api", "https://b/c"), "https://b/c");
    assert_eq!(join("http://a/api", "//b/c"), "//b/c");
    assert_eq!(join("", "users"), "users");
    assert_eq!(join("", ""), "");
}

#[test]
fn a_path_with_a_url_in_it_stays_below_the_base() {
    assert_eq!(join("http://a", "go?to=http://b/"), "http://a/go?to=http://b/");
    assert_eq!(join("http://a", "http:/b"), "http://a/http:/b");
    assert_eq!(join("http://a", "\\\\b"), "http://a/\\\\b");
}

#[test]
fn a_path_on_the_page_gets_the_pages_origin() {
    for (path, meant) in
        [("/", "http://p/"), ("/api", "http://p/api"), ("/@x", "http://p/@x"), ("/.//x", "http://p/.//x")]
    {
        assert_eq!(anchor("http://p", path.into()), meant);
    }
}

/// Promise 8: with the page's origin before them these would lead elsewhere than the browser takes them.
#[test]
fn what_a_browser_reads_as_another_host_gets_no_origin() {
    for url in [
        "//evil.com",
        "/\\evil.com",
        "/\t/evil.com",
        "/\n/evil.com",
        "/\r\n\\evil.com",
        "\\\\evil.com",
        "api",
        "",
        " /api",
    ] {
        assert_eq!(anchor("http://p", url.into()), url);
    }
}

#[test]
fn an_anchored_path_leads_where_the_browser_would_have_gone() {
    let page = ::url::Url::parse("http://p/dir/page?x").unwrap();
    for path in
        ["/", "/a/../b", "/.//evil", "/@evil", "/:80", "/%2f/evil", "/a\\b", "/a\tb", "/?//evil", "/#//evil"]
    {
        let anchored = anchor("http://p", path.into());
        assert_eq!(page.join(&anchored), page.join(path), "{path:?}");
        assert!(anchored.starts_with("http://p/"), "{path:?}");
    }
}

#[test]
fn a_query_is_added_before_a_fragment_that_no_server_sees() {
    assert_eq!(with_query("/a".into(), "x=1"), "/a?x=1");
    assert_eq!(with_query("/a?y=2".into(), "x=1"), "/a?y=2&x=1");
    assert_eq!(with_query("/a#b?c".into(), "x=1"), "/a?x=1");
    assert_eq!(with_query("/a#b".into(), ""), "/a#b");
}
