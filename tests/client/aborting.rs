//! Callers that lose interest, wherever their calls stand.

use std::rc::Rc;

use evertoken::policy::refresh::Event;

use crate::world::{End, World};

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

/// In the moment in which it is heard of the new token, before anybody goes on with it.
#[test]
fn an_abort_that_comes_together_with_the_new_token_stops_the_replay() {
    let world = World::new();
    let call = world.rejected_call();
    let held = world.get("/held");
    world.listener.when(Event::Refreshed, move || {
        call.abort();
        held.abort();
    });
    world.renew(0, "alice.2");
    assert_eq!(world.wire.carried(), ["alice.1"], "no replay is sent");
    assert_eq!(world.book.open(), 0, "and nothing is kept of them");
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
fn a_check_that_is_aborted_leaves_the_refresh_to_the_others() {
    let world = World::empty();
    let aborted = world.check();
    let other = world.check();
    aborted.abort();
    world.renew(0, "alice.1");
    assert_eq!((other.answer(), world.server.refreshes()), (Some(Ok(true)), 1));
}

/// A custom `fetch` may do so: the order to send it is not yet carried out then.
#[test]
fn an_abort_from_inside_its_own_sending_is_one() {
    let world = World::new();
    let call = Rc::new(world.rejected_call());
    let aborted = Rc::clone(&call);
    world.wire.watch(move |_, _| aborted.abort());
    world.renew(0, "alice.2");
    assert_eq!((world.wire.open().len(), world.book.open(), call.end()), (0, 0, None));
}
