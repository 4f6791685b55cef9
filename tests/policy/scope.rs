//! Promise 8: the token goes to the allowed origins and nowhere else.

use evertoken::policy::scope::{Place, Scope};

const API: &str = "http://api.test:5000";

#[test]
fn the_token_goes_below_an_allowed_origin() {
    for url in ["http://api.test:5000/", "http://api.test:5000/api/users?x=1#y", "https://files.test/a/b"] {
        let place = scope().place_of(url).unwrap();
        assert!(place.is_allowed && place.is_guarded(), "{url}");
    }
}

#[test]
fn what_only_looks_like_an_allowed_origin_is_left_to_a_parser() {
    for url in LOOKALIKES {
        assert_eq!(scope().place_of(url), None, "{url:?}");
    }
}

#[test]
fn a_parser_finds_no_lookalike_allowed() {
    for url in LOOKALIKES {
        assert!(!judged(url).is_allowed, "{url:?}");
        assert!(!scope().covers(url), "{url:?}");
    }
}

#[test]
fn another_spelling_of_an_allowed_origin_is_allowed_by_the_parser() {
    let spellings = [
        "HTTP://API.TEST:5000/api",
        "http:\\\\api.test:5000\\api",
        "\t http://api.test:5000/api",
        "http://user:word@api.test:5000/api",
        "http://api.test:05000/api",
        "https://files.test:443/a",
        "ht\ntps://files.test/a",
        "//api.test:5000/api",
        "/api",
        "api",
    ];
    for url in spellings {
        assert!(judged(url).is_allowed, "{url:?}");
    }
}

/// What is decided without a parser is what a parser would have decided.
#[test]
fn the_short_way_never_allows_what_the_parser_would_not() {
    let pieces = [
        "http://api.test:5000",
        "https://files.test",
        "http:",
        "//",
        "/",
        "\\",
        "@",
        ":",
        ".",
        "..",
        "evil.com",
        "\t",
        "\n",
        " ",
        "%2f",
        "%40",
        "?",
        "#",
        "5000",
        "api",
        "\0",
        "é",
        "login",
        "[::1]",
        "null",
    ];
    let mut random = 1_u64;
    let mut decided = 0;
    let mut pick = |bound: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        pieces[usize::try_from(random >> 33).unwrap() % bound]
    };
    for _ in 0..100_000 {
        let url = [pick(4), pick(pieces.len()), pick(pieces.len()), pick(pieces.len()), pick(pieces.len())]
            .concat();
        let Some(place) = scope().place_of(&url) else { continue };
        decided += 1;
        assert_eq!(place, judged(&url), "{url:?}");
    }
    assert!(decided > 1_000, "{decided} URLs went the short way");
}

#[test]
fn the_sessions_own_calls_carry_no_token_and_start_no_refresh() {
    for path in ["refresh", "login", "login?next=/", "login#form", "registration"] {
        let place = scope().place_of(&format!("{API}/api/{path}")).unwrap();
        assert!(!place.is_allowed && place.is_own && !place.is_guarded(), "{path}");
    }
}

#[test]
fn the_logout_call_carries_the_token_and_starts_no_refresh() {
    let place = scope().place_of("http://api.test:5000/api/logout").unwrap();
    assert!(place.is_allowed && place.is_own && !place.is_guarded());
}

#[test]
fn what_only_begins_like_an_own_call_is_none() {
    for path in ["login/", "loginx", "refresh/all", "v2/login"] {
        let place = scope().place_of(&format!("{API}/api/{path}")).unwrap();
        assert!(place.is_guarded(), "{path}");
    }
}

#[test]
fn an_own_call_in_another_spelling_is_one() {
    for path in ["./login", "x/../login", "%2e/login", "log\tin", "x/..\\login", "вход"] {
        let url = format!("{API}/api/{path}");
        let place = scope().place_of(&url).unwrap_or_else(|| judged(&url));
        assert!(place.is_own && !place.is_allowed, "{path:?}");
    }
}

#[test]
fn only_the_auth_servers_origin_shows_that_it_is_alive() {
    assert!(scope().place_of("http://api.test:5000/x").unwrap().is_auth_origin);
    assert!(!scope().place_of("https://files.test/x").unwrap().is_auth_origin);
    assert!(!scope().place("http://api.test", "http://api.test/x").is_auth_origin);
    assert!(!scope().place("http://api.test:500", "http://api.test:500/x").is_auth_origin);
}

#[test]
fn a_rejection_that_came_from_elsewhere_after_a_redirect_does_not_count() {
    assert!(scope().covers("http://api.test:5000/moved"));
    assert!(!scope().covers("https://login.provider.test/"));
    assert!(!scope().covers(""), "no answer of ours has no address");
}

#[test]
fn without_a_scope_nothing_is_allowed() {
    let nowhere = Scope::default();
    assert_eq!(nowhere.place_of(API), None);
    assert!(!nowhere.place("", "/").is_allowed && !nowhere.place(API, API).is_allowed);
    assert!(!Place::NOWHERE.is_guarded());
}

const LOOKALIKES: [&str; 20] = [
    "http://api.test:5000@evil.com/",
    "http://api.test:5000:x@evil.com/",
    "http://api.test:5000.evil.com/",
    "http://api.test:50001/",
    "http://api.test/",
    "http://api.test:80/",
    "https://api.test:5000/",
    "http://api.test.evil.com:5000/",
    "http://evil.com/http://api.test:5000/",
    "http://evil.com?http://api.test:5000/",
    "http://evil.com#@api.test:5000/",
    "http://evil.com\\@api.test:5000/",
    "//evil.com/",
    "\\\\evil.com/",
    "/\\evil.com/",
    "/\t/evil.com/",
    "https://files.test@evil.com/",
    "https://files.test.evil.com/",
    "https://files.test:444/",
    "http://files.test/",
];

fn scope() -> Scope {
    Scope {
        origins: vec![API.into(), "https://files.test".into()],
        refresh: "http://api.test:5000/api/refresh".into(),
        sign_in: vec![
            "http://api.test:5000/api/login".into(),
            "http://api.test:5000/api/registration".into(),
            "http://api.test:5000/api/%D0%B2%D1%85%D0%BE%D0%B4".into(),
        ],
        sign_out: Some("http://api.test:5000/api/logout".into()),
    }
}

/// As a browser on a page of the API's own origin understands the URL.
fn judged(url: &str) -> Place {
    let page = ::url::Url::parse(API).unwrap();
    page.join(url).map_or(Place::NOWHERE, |parsed| {
        scope().place(&parsed.origin().ascii_serialization(), parsed.as_str())
    })
}
