//! Callers that lose interest: whoever aborts drops the future of its call, wherever that stands.

use std::rc::Rc;

use evertoken::policy::refresh::CookieCall;

use crate::world::{End, Request, World};

#[test]
fn whoever_aborts_while_waiting_is_gone_and_the_others_are_served() {
    let world = World::new();
    let aborted = world.get("/aborted");
    let other = world.get("/other");
    world.wire.answer_all(401);
    world.run();
    aborted.abort();
    world.renew(0, "alice.2");
    assert_eq!(world.wire.carried(), ["alice.1", "alice.1", "alice.2"]);
    world.answer(2, 200);
    assert_eq!((aborted.end(), other.end()), (None, Some(End::Answered(200))));
}

#[test]
fn when_all_have_aborted_the_refresh_still_lands() {
    let world = World::new();
    world.rejected_call().abort();
    world.renew(0, "alice.2");
    assert_eq!(world.wire.count(), 1);
    assert_eq!(world.store.text().as_deref(), Some("alice.2"));
}

#[test]
fn a_held_request_that_is_aborted_never_leaves() {
    let world = World::new();
    let _waiting = world.rejected_call();
    world.get("/held").abort();
    world.renew(0, "alice.2");
    assert_eq!(world.wire.count(), 2);
}

#[test]
fn an_abort_on_the_wire_abandons_the_attempt() {
    let world = World::new();
    let call = world.get("/users");
    call.abort();
    assert_eq!(world.wire.open().len(), 0);
}

#[test]
fn an_abort_that_comes_together_with_the_new_token_stops_the_replay() {
    let world = World::new();
    let call = world.rejected_call();
    let held = world.get("/held");
    world.server.renew(0, "alice.2");
    while world.token().as_deref() != Some("alice.2") {
        world.tasks.step(0);
    }
    call.abort();
    held.abort();
    world.run();
    assert_eq!(world.wire.carried(), ["alice.1"], "no replay is sent");
    assert_eq!((call.end(), held.end()), (None, None));
}

#[test]
fn a_replay_that_is_aborted_on_the_wire_leaves_the_others_alone() {
    let world = World::new();
    let (aborted, other) = (world.get("/aborted"), world.get("/other"));
    world.wire.answer_all(401);
    world.run();
    world.renew(0, "alice.2");
    aborted.abort();
    assert_eq!(world.wire.open(), [3]);
    world.answer(3, 200);
    assert_eq!((aborted.end(), other.end()), (None, Some(End::Answered(200))));
    assert_eq!(world.token().as_deref(), Some("alice.2"));
}

#[test]
fn what_is_dropped_before_it_begins_never_begins() {
    let world = World::new();
    let request = Request::to("/users");
    drop(world.client.send(&request));
    drop(world.auth.refresh());
    drop(world.auth.take_turn(CookieCall::SignIn));
    world.run();
    assert_eq!((world.wire.count(), world.server.refreshes(), world.clock.timers()), (0, 0, 0));
    assert!(world.log_in().is_sent(), "and nobody has the turn");
}

#[test]
fn a_check_that_is_aborted_leaves_the_refresh_to_the_others() {
    let world = World::empty();
    let auth = Rc::clone(&world.auth);
    let aborted = world.tasks.start(async move {
        let _answer = auth.check().await;
    });
    let other = world.check();
    world.run();
    world.tasks.abandon(aborted);
    world.renew(0, "alice.1");
    assert_eq!((other.answer(), world.server.refreshes()), (Some(Ok(true)), 1));
}
