//! A store that others write to as well: old code in the same tab, another tab.

use evertoken::policy::error::Cause;
use evertoken::policy::refresh::{Event, Status};

use crate::world::{End, Setup, World};

#[test]
fn a_token_that_foreign_code_stored_is_used_by_the_next_request() {
    let world = World::new();
    world.store.put(Some("alice.2"));
    let _call = world.get("/users");
    assert_eq!(world.wire.carried(), ["alice.2"]);
    assert_eq!((world.client.status(), world.store.log().len()), (Status::Authenticated, 0));
}

#[test]
fn foreign_code_signs_in_where_nobody_was() {
    let world = World::empty();
    world.sign_out();
    world.store.put(Some("alice.1"));
    let call = world.get("/users");
    world.answer(0, 401);
    assert_eq!(world.wire.carried(), ["alice.1"]);
    assert_eq!(world.heard(), [Event::Logout, Event::Login]);
    assert_eq!((call.end(), world.server.refreshes()), (None, 1));
}

#[test]
fn a_token_that_foreign_code_renewed_while_the_request_travelled_serves_the_replay() {
    let world = World::new();
    let call = world.get("/users");
    world.store.put(Some("alice.2"));
    world.answer(0, 401);
    assert_eq!(world.server.refreshes(), 0);
    assert_eq!(world.wire.carried(), ["alice.1", "alice.2"]);
    world.answer(1, 200);
    assert_eq!(call.end(), Some(End::Answered(200)));
}

#[test]
fn the_token_is_read_anew_for_the_replay() {
    let world = World::new();
    let _call = world.rejected_call();
    let store = world.store.clone();
    world.listener.when(Event::Refreshed, move || store.put(Some("alice.3")));
    world.renew(0, "alice.2");
    assert_eq!(world.wire.carried(), ["alice.1", "alice.3"]);
}

#[test]
fn the_token_is_read_anew_for_a_held_request() {
    let world = World::new();
    let _call = world.rejected_call();
    let _held = world.get("/held");
    let store = world.store.clone();
    world.listener.when(Event::Refreshed, move || store.put(Some("alice.3")));
    world.renew(0, "alice.2");
    assert_eq!(world.wire.carried(), ["alice.1", "alice.3", "alice.3"]);
}

#[test]
fn another_users_token_in_the_store_rejects_what_was_begun_before() {
    let world = World::new();
    let on_the_wire = world.get("/users");
    world.store.put(Some("bob.1"));
    world.answer(0, 401);
    assert_eq!(on_the_wire.end(), Some(End::Refused(401, Cause::SessionChanged)));
    assert_eq!((world.wire.count(), world.server.refreshes()), (1, 0));
    assert_eq!(world.heard(), [Event::UserChanged]);
}

#[test]
fn another_users_token_in_the_store_rejects_those_who_wait() {
    let world = World::new();
    let waiting = world.rejected_call();
    world.store.put(Some("bob.1"));
    let _other = world.get("/other");
    world.run();
    assert_eq!(waiting.end(), Some(End::Refused(401, Cause::SessionChanged)));
    assert_eq!(world.wire.carried(), ["alice.1", "bob.1"]);
}

#[test]
fn a_token_that_vanished_is_asked_for_again() {
    let world = World::new();
    world.store.put(None);
    let call = world.rejected_call();
    assert_eq!(world.wire.carried(), ["nothing"]);
    world.renew(0, "alice.2");
    world.answer(1, 200);
    assert_eq!(call.end(), Some(End::Answered(200)));
    assert_eq!(world.store.text().as_deref(), Some("alice.2"));
}

#[test]
fn a_token_that_vanished_during_the_refresh_is_stored_with_the_renewal() {
    let world = World::new();
    let call = world.rejected_call();
    world.store.put(None);
    world.renew(0, "alice.2");
    world.answer(1, 200);
    assert_eq!(call.end(), Some(End::Answered(200)));
    assert_eq!(world.store.text().as_deref(), Some("alice.2"));
}

#[test]
fn a_store_that_loses_every_token_at_once_is_no_loop() {
    let world = World::new();
    let call = world.rejected_call();
    let store = world.store.clone();
    world.listener.when(Event::Refreshed, move || store.put(None));
    world.renew(0, "alice.2");
    assert_eq!((world.server.refreshes(), world.wire.count()), (1, 2));
    world.answer(1, 401);
    assert_eq!(call.end(), Some(End::Answered(401)));
}

#[test]
fn garbage_in_the_store_is_no_token() {
    let long = "a".repeat(5 * 1024 * 1024);
    for garbage in ["", "two words", "line\nbreak", "\u{fffd}", long.as_str()] {
        let world = World::with(Setup { stored: None, ..Setup::default() });
        world.store.put(Some(garbage));
        let _call = world.get("/users");
        assert_eq!(world.wire.carried(), ["nothing"]);
        assert_eq!(world.listener.changes(), 0);
    }
}

#[test]
fn looking_at_an_unchanged_store_changes_nothing() {
    for stored in [Some("alice.1"), None, Some("no token at all")] {
        let world = World::with(Setup { stored, ..Setup::default() });
        for _ in 0..50 {
            world.client.look_at_store();
        }
        assert_eq!((world.listener.changes(), world.heard()), (0, vec![]));
        assert!(world.store.looks() >= 50);
    }
}

#[test]
fn a_token_that_was_replaced_does_not_come_back_from_a_stale_store() {
    let world = World::new();
    let _call = world.rejected_call();
    world.renew(0, "alice.2");
    world.store.put(Some("alice.1"));
    let _next = world.get("/next");
    assert_eq!(world.wire.carried_by(2), "alice.2");
}

#[test]
fn what_was_written_while_nobody_used_the_session_is_news_to_who_uses_it_again() {
    let world = World::new();
    world.client.close();
    world.store.put(Some("alice.2"));
    assert_eq!(world.token().as_deref(), Some("alice.1"));
    world.client.resume();
    assert_eq!((world.token().as_deref(), world.listener.changes()), (Some("alice.2"), 1));
    world.store.put(Some("alice.3"));
    world.client.resume();
    assert_eq!(world.token().as_deref(), Some("alice.2"), "it was not closed");
}
