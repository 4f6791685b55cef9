//! The caller's own `Authorization`, and what only looks like it.

use crate::world::{End, Request, Setup, World};

#[test]
fn the_callers_own_credential_is_never_replaced() {
    for value in
        ["Bearer of-somebody-else", "Basic YTpi", "of-somebody-else", "Bearer alice.1x", "Token alice.1"]
    {
        let world = World::new();
        let _call = world.send(Request::to("/users").with_credential(value));
        assert_eq!(world.wire.carried(), ["as given"], "{value}");
    }
}

#[test]
fn the_rejection_of_the_callers_own_credential_starts_nothing() {
    let world = World::new();
    let call = world.send(Request::to("/users").with_credential("Bearer of-somebody-else"));
    world.answer(0, 401);
    assert_eq!(call.end(), Some(End::Answered(401)));
    assert_eq!((world.server.refreshes(), call.is_spent()), (0, false));
}

#[test]
fn a_request_with_the_callers_own_credential_is_not_held() {
    let world = World::new();
    let _waiting = world.rejected_call();
    let _call = world.send(Request::to("/users").with_credential("Basic YTpi"));
    assert_eq!(world.wire.carried(), ["alice.1", "as given"]);
}

#[test]
fn what_an_old_interceptor_leaves_counts_as_the_sessions() {
    for value in [
        "Bearer alice.1",
        "bearer  alice.1",
        "alice.1",
        "Bearer null",
        "Bearer undefined",
        "Bearer ",
        "Bearer",
        "",
    ] {
        let world = World::new();
        let call = world.send(Request::to("/users").with_credential(value));
        world.answer(0, 401);
        world.renew(0, "alice.2");
        world.answer(1, 200);
        assert_eq!(world.wire.carried(), ["alice.1", "alice.2"], "{value:?}");
        assert_eq!(call.end(), Some(End::Answered(200)), "{value:?}");
    }
}

#[test]
fn a_token_that_the_session_held_before_is_replaced_by_the_current_one() {
    let world = World::new();
    let _call = world.rejected_call();
    world.renew(0, "alice.2");
    let _stale = world.send(Request::to("/users").with_credential("Bearer alice.1"));
    assert_eq!(world.wire.carried()[2], "alice.2");
}

#[test]
fn a_token_that_foreign_code_has_just_stored_counts_as_the_sessions() {
    let world = World::new();
    world.store.put(Some("alice.2"));
    let call = world.send(Request::to("/users").with_credential("Bearer alice.2"));
    world.answer(0, 401);
    world.renew(0, "alice.3");
    world.answer(1, 200);
    assert_eq!(world.wire.carried(), ["alice.2", "alice.3"]);
    assert_eq!(call.end(), Some(End::Answered(200)));
}

#[test]
fn without_a_token_an_empty_handed_header_is_taken_away() {
    let world = World::empty();
    let _call = world.send(Request::to("/users").with_credential("Bearer null"));
    assert_eq!(world.wire.carried(), ["nothing"]);
}

#[test]
fn without_a_scheme_the_bare_token_is_the_sessions_and_a_bearer_the_callers() {
    let world = World::with(Setup { scheme: "", ..Setup::default() });
    let _bare = world.send(Request::to("/users").with_credential("alice.1"));
    let _null = world.send(Request::to("/users").with_credential("null"));
    let _own = world.send(Request::to("/users").with_credential("Bearer alice.1"));
    assert_eq!(world.wire.carried(), ["alice.1", "alice.1", "as given"]);
}
