//! Where the token travels, and where it does not.

use evertoken::policy::scope::Scope;

use crate::world::{API, End, Request, Setup, World};

#[test]
fn an_address_elsewhere_gets_no_token_and_its_rejection_starts_nothing() {
    let world = World::new();
    let call = world.get("https://elsewhere.test/users");
    world.answer(0, 401);
    assert_eq!(world.wire.carried(), ["nothing"]);
    assert_eq!(call.end(), Some(End::Answered(401)));
    assert_eq!((world.server.refreshes(), call.is_spent()), (0, false));
}

#[test]
fn an_address_elsewhere_gets_no_token_even_from_the_callers_header() {
    let world = World::new();
    let _held = world.send(Request::to("https://elsewhere.test/").with_credential("Bearer alice.1"));
    assert_eq!(world.wire.carried(), ["nothing"]);
}

#[test]
fn an_address_elsewhere_gets_what_is_the_callers_own() {
    let world = World::new();
    let _own = world.send(Request::to("https://elsewhere.test/").with_credential("Bearer theirs"));
    assert_eq!(world.wire.carried(), ["as given"]);
}

#[test]
fn an_address_elsewhere_is_not_held() {
    let world = World::new();
    let _waiting = world.rejected_call();
    let _call = world.get("https://elsewhere.test/");
    assert_eq!(world.wire.count(), 2);
}

#[test]
fn addresses_that_only_look_like_ours_get_no_token() {
    let hostile = [
        "https://api.test.evil.test/users",
        "https://api.test@evil.test/users",
        "https://api.test:8443/users",
        "https://api.testing/users",
        "http://api.test/users",
        "https://user:secret@evil.test/api.test/",
        "//evil.test/https://api.test/",
        "https:\\\\evil.test/users",
        "\thttps://evil.test/users",
        "https://evil.test#https://api.test/",
        "https://evil.test?https://api.test/",
        "javascript:alert(1)//https://api.test/",
        "data:text/plain,https://api.test/",
        "blob:https://evil.test/https://api.test/",
        "users",
        "",
    ];
    let world = World::new();
    for url in hostile {
        let index = world.wire.count();
        let _call = world.send(Request::spelled(url));
        assert_eq!(world.wire.carried_by(index), "nothing", "{url:?}");
        world.answer_from(index, 401, url);
    }
    assert_eq!(world.server.refreshes(), 0);
}

#[test]
fn other_spellings_of_our_address_get_the_token() {
    let ours = [
        "HTTPS://API.TEST/users",
        "https://api.test:443/users",
        " https://api.test/users",
        "https://api.test\\users",
        "https:/\\api.test/users",
        "https://api.test?page=2",
        "https://api.test",
        "https://%61pi.test/",
    ];
    let world = World::new();
    for url in ours {
        let index = world.wire.count();
        let _call = world.send(Request::spelled(url));
        assert_eq!(world.wire.carried_by(index), "alice.1", "{url:?}");
    }
}

#[test]
fn a_second_allowed_origin_is_served_alike() {
    let mut setup = Setup::default();
    setup.scope.origins.push("https://files.test".into());
    let world = World::with(setup);
    let call = world.get("https://files.test/one");
    world.answer(0, 401);
    world.renew(0, "alice.2");
    world.answer(1, 200);
    assert_eq!(world.wire.carried(), ["alice.1", "alice.2"]);
    assert_eq!(call.end(), Some(End::Answered(200)));
}

#[test]
fn a_rejection_from_where_a_redirect_led_is_none_of_ours() {
    let world = World::new();
    let call = world.get("/users");
    world.answer_from(0, 401, "https://elsewhere.test/users");
    assert_eq!(call.end(), Some(End::Answered(401)));
    assert_eq!(world.server.refreshes(), 0);
}

#[test]
fn a_redirect_within_the_origin_is_still_ours() {
    let world = World::new();
    let _call = world.get("/users");
    world.answer_from(0, 401, "https://api.test/v2/users");
    assert_eq!(world.server.refreshes(), 1);
}

#[test]
fn the_sessions_own_addresses_never_start_a_refresh() {
    for path in ["/login", "/registration", "/refresh", "/refresh?now=1", "/login#form", "/logout"] {
        let world = World::new();
        let call = world.get(path);
        world.answer(0, 401);
        assert_eq!(call.end(), Some(End::Answered(401)), "{path}");
        assert_eq!((world.server.refreshes(), call.is_spent()), (0, false), "{path}");
    }
}

#[test]
fn the_sessions_own_addresses_are_never_held() {
    let world = World::new();
    let _waiting = world.rejected_call();
    for (index, path) in ["/login", "/registration", "/refresh", "/logout"].into_iter().enumerate() {
        let _call = world.get(path);
        assert_eq!(world.wire.count(), index + 2, "{path}");
    }
}

#[test]
fn of_the_sessions_own_addresses_only_logout_gets_the_token() {
    let world = World::new();
    for path in ["/login", "/registration", "/refresh", "/logout"] {
        let _call = world.get(path);
    }
    assert_eq!(world.wire.carried(), ["nothing", "nothing", "nothing", "alice.1"]);
}

#[test]
fn a_path_below_an_own_address_is_an_ordinary_one() {
    let world = World::new();
    let _call = world.get("/refresh/history");
    world.answer(0, 401);
    assert_eq!((world.wire.carried_by(0).as_str(), world.server.refreshes()), ("alice.1", 1));
}

#[test]
fn an_auth_server_of_another_origin_gets_no_token() {
    let auth = "https://auth.test";
    let sign_in = vec![[auth, "/refresh"].concat()];
    let scope = Scope { sign_in, auth_origin: auth.into(), ..Setup::default().scope };
    let world = World::with(Setup { scope, ..Setup::default() });
    let _refresh = world.get("https://auth.test/refresh");
    let _other = world.get("https://auth.test/other");
    let _api = world.get(&[API, "/refresh"].concat());
    assert_eq!(world.wire.carried(), ["nothing", "nothing", "alice.1"]);
}

#[test]
fn the_logout_call_carries_the_token_of_the_session_that_it_ends() {
    let world = World::new();
    world.sign_out();
    let call = world.send(Request::to("/logout").farewell_of("alice.1"));
    world.answer(0, 401);
    assert_eq!(world.wire.carried(), ["alice.1"]);
    assert_eq!((call.end(), world.server.refreshes()), (Some(End::Answered(401)), 0));
}

#[test]
fn a_logout_call_elsewhere_carries_no_token() {
    let world = World::new();
    let _call = world.send(Request::to("https://elsewhere.test/logout").farewell_of("alice.1"));
    assert_eq!(world.wire.carried(), ["as given"]);
}

#[test]
fn the_sessions_own_calls_leave_without_the_token_that_somebody_left_in_a_header() {
    for (path, credential, carried) in [
        ("/login", "Bearer alice.1", "nothing"),
        ("/registration", "Bearer null", "nothing"),
        ("/login", "Bearer theirs", "as given"),
    ] {
        let world = World::new();
        let _login = world.send(Request::to(path).with_credential(credential).outside_the_session());
        assert_eq!(world.wire.carried(), [carried], "{path} {credential}");
    }
}
