//! Promise 8: the token goes to the allowed origins and nowhere else.

use evertoken::policy::scope::{Place, Scope, Target};

const API: &str = "http://api.test:5000";

#[test]
fn the_token_goes_to_an_allowed_origin() {
    let spellings = [
        "http://api.test:5000/",
        "http://api.test:5000/api/users?x=1#y",
        "https://files.test/a/b",
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
        let place = judged(url);
        assert!(place.is_allowed && place.is_guarded(), "{url:?}");
    }
}

#[test]
fn the_token_goes_to_nothing_that_only_looks_like_an_allowed_origin() {
    for url in LOOKALIKES {
        assert!(!judged(url).is_allowed && !judged(url).is_guarded(), "{url:?}");
    }
}

/// Whatever a caller builds from these pieces: allowed means that the browser connects to an allowed host.
#[test]
fn no_url_is_allowed_that_leads_elsewhere() {
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
    let mut pick = || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        pieces[usize::try_from(random >> 33).unwrap() % pieces.len()]
    };
    let mut allowed = 0;
    for _ in 0..50_000 {
        let url = [pick(), pick(), pick(), pick(), pick()].concat();
        if judged(&url).is_allowed {
            allowed += 1;
            let parsed = page().join(&url).unwrap();
            let leads_to = (parsed.host_str().unwrap(), parsed.port_or_known_default().unwrap());
            assert!(matches!(leads_to, ("api.test", 5000) | ("files.test", 443)), "{url:?}");
        }
    }
    assert!(allowed > 5_000, "{allowed} URLs were allowed");
}

#[test]
fn the_sessions_own_calls_carry_no_token_and_start_no_refresh() {
    for path in ["refresh", "login", "login?next=/", "login#form", "registration"] {
        let place = judged(&format!("{API}/api/{path}"));
        assert!(!place.is_allowed && place.is_own && !place.is_guarded(), "{path}");
    }
}

#[test]
fn the_logout_call_carries_the_token_and_starts_no_refresh() {
    let place = judged("http://api.test:5000/api/logout");
    assert!(place.is_allowed && place.is_own && !place.is_guarded());
}

#[test]
fn what_only_begins_like_an_own_call_is_none() {
    for path in ["login/", "loginx", "refresh/all", "v2/login", "logout.html"] {
        assert!(judged(&format!("{API}/api/{path}")).is_guarded(), "{path}");
    }
}

#[test]
fn an_own_call_in_another_spelling_is_one() {
    for path in ["./login", "x/../login", "%2e/login", "log\tin", "x/..\\login", "вход"] {
        let place = judged(&format!("{API}/api/{path}"));
        assert!(place.is_own && !place.is_allowed, "{path:?}");
    }
}

#[test]
fn an_own_call_at_another_origin_is_none() {
    assert!(judged("https://files.test/api/login").is_guarded());
    assert!(!judged("http://evil.com/api/login").is_own);
}

#[test]
fn only_the_auth_servers_origin_shows_that_it_is_alive() {
    assert!(judged("http://api.test:5000/x").is_auth_origin);
    for url in
        ["https://files.test/x", "http://api.test/x", "http://api.test:500/x", "https://api.test:5000/x"]
    {
        assert!(!judged(url).is_auth_origin, "{url}");
    }
}

#[test]
fn a_rejection_that_came_from_elsewhere_after_a_redirect_does_not_count() {
    let covers = |url| scope().covers(Some(&target(url).origin));
    assert!(covers("http://api.test:5000/moved") && covers("https://files.test/"));
    for url in LOOKALIKES.into_iter().filter(|url| page().join(url).is_ok()) {
        assert!(!covers(url), "{url:?}");
    }
}

#[test]
fn an_answer_made_by_hand_says_nothing_of_where_it_came_from() {
    assert!(scope().covers(None));
}

#[test]
fn without_origins_nothing_is_allowed() {
    let nowhere = Scope { origins: Vec::new(), ..scope() };
    assert!(!nowhere.place(&target("http://api.test:5000/x")).is_allowed);
    assert!(!nowhere.covers(Some(&"http://api.test:5000".into())));
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
    let at_api = |path: &str| format!("{API}/api/{path}");
    Scope {
        origins: vec![API.into(), "https://files.test".into()],
        sign_in: ["refresh", "login", "registration", "%D0%B2%D1%85%D0%BE%D0%B4"].map(at_api).into(),
        sign_out: at_api("logout"),
        auth_origin: API.into(),
    }
}

/// As a browser on a page of the API's own origin understands the URL.
fn judged(url: &str) -> Place {
    let nowhere = Place { is_allowed: false, is_own: false, is_auth_origin: false };
    if page().join(url).is_ok() { scope().place(&target(url)) } else { nowhere }
}

fn target(url: &str) -> Target {
    let mut parsed = page().join(url).unwrap();
    parsed.set_query(None);
    parsed.set_fragment(None);
    Target { origin: parsed.origin().ascii_serialization(), resource: parsed.into() }
}

fn page() -> url::Url {
    url::Url::parse(API).unwrap()
}
