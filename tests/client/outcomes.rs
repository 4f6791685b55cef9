//! What the auth server says, or does not say, and what those who wait hear of it.

use evertoken::policy::error::Cause;
use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{Event, Outcome, Status};

use crate::world::{End, TIMEOUT, World};

/// The longest window after a first failure.
const COOLED_DOWN: Millis = Millis(1_000);

#[test]
fn over_heard_once_is_asked_again() {
    let world = World::new();
    let call = world.rejected_call();
    world.server.answer(0, Outcome::Over);
    world.run();
    assert_eq!((call.end(), world.server.refreshes()), (None, 1));
    world.turn_clock(Millis(299));
    assert_eq!(world.server.refreshes(), 1);
    world.turn_clock(Millis(201));
    assert_eq!((call.end(), world.server.refreshes()), (None, 2));
    assert!(world.token().is_some());
}

#[test]
fn over_heard_twice_ends_the_session_once_and_everybody_has_its_own_rejection() {
    let world = World::new();
    let calls: Vec<_> = (0..20).map(|_| world.get("/users")).collect();
    world.wire.answer_all(401);
    world.run();
    hear_over_twice(&world);
    assert!(calls.iter().all(|call| call.end() == Some(End::Refused(401, Cause::SessionOver))));
    assert_eq!(world.heard(), [Event::Over]);
    assert_eq!(world.store.log(), ["forget"]);
    assert_eq!((world.client.status(), world.token()), (Status::Anonymous, None));
    assert_eq!((world.wire.count(), world.clock.timers()), (20, 0));
}

#[test]
fn after_the_end_requests_leave_without_a_token_and_start_nothing() {
    let world = World::new();
    let _call = world.rejected_call();
    hear_over_twice(&world);
    let next = world.get("/users");
    world.answer(1, 401);
    assert_eq!(world.wire.carried(), ["alice.1", "nothing"]);
    assert_eq!(next.end(), Some(End::Refused(401, Cause::SessionOver)));
    assert_eq!(world.server.refreshes(), 2);
}

#[test]
fn over_and_then_a_renewal_is_a_renewal() {
    let world = World::new();
    let call = world.rejected_call();
    world.server.answer(0, Outcome::Over);
    world.run();
    world.turn_clock(Millis(500));
    world.renew(1, "alice.2");
    world.answer(1, 200);
    assert_eq!(call.end(), Some(End::Answered(200)));
    assert_eq!(world.heard(), [Event::Refreshed]);
}

#[test]
fn a_newer_token_in_the_store_outranks_the_over_that_was_just_heard() {
    let world = World::new();
    let call = world.rejected_call();
    world.store.put(Some("alice.2"));
    world.server.answer(0, Outcome::Over);
    world.run();
    world.answer(1, 200);
    assert_eq!(world.wire.carried(), ["alice.1", "alice.2"]);
    assert_eq!(call.end(), Some(End::Answered(200)));
    assert_eq!(world.server.refreshes(), 1);
}

#[test]
fn a_newer_token_that_appears_while_in_doubt_saves_the_second_question() {
    let world = World::new();
    let call = world.rejected_call();
    world.server.answer(0, Outcome::Over);
    world.run();
    world.store.put(Some("alice.2"));
    world.turn_clock(Millis(500));
    world.answer(1, 200);
    assert_eq!(call.end(), Some(End::Answered(200)));
    assert_eq!(world.server.refreshes(), 1);
}

#[test]
fn unreachable_keeps_the_session_and_says_why() {
    for (outcome, cause) in
        [(Outcome::UNREACHABLE, Cause::RefreshUnreachable), (Outcome::Invalid, Cause::RefreshInvalid)]
    {
        let world = World::new();
        let call = world.rejected_call();
        world.server.answer(0, outcome);
        world.run();
        assert_eq!(call.end(), Some(End::Refused(401, cause)));
        assert_eq!(world.token().as_deref(), Some("alice.1"));
        assert_eq!(world.store.text().as_deref(), Some("alice.1"));
        assert_eq!(world.heard(), []);
    }
}

#[test]
fn at_the_deadline_callers_are_told_and_the_call_itself_goes_on() {
    let world = World::new();
    let call = world.rejected_call();
    world.turn_clock(Millis(TIMEOUT.0 - 1));
    assert_eq!(call.end(), None);
    world.turn_clock(Millis(1));
    assert_eq!(call.end(), Some(End::Refused(401, Cause::RefreshUnreachable)));
    assert_eq!(world.server.open_refreshes().len(), 1);
}

#[test]
fn a_timer_that_rings_too_early_is_set_again() {
    let world = World::new();
    let call = world.rejected_call();
    world.clock.ring_all_too_early();
    world.run();
    assert_eq!((call.end(), world.clock.timers()), (None, 1));
    world.turn_clock(TIMEOUT);
    assert_eq!(call.end(), Some(End::Refused(401, Cause::RefreshUnreachable)));
}

#[test]
fn a_renewal_after_the_deadline_is_adopted() {
    let world = World::new();
    let _call = world.rejected_call();
    world.turn_clock(TIMEOUT);
    world.renew(0, "alice.2");
    let _next = world.get("/users");
    assert_eq!(world.wire.carried(), ["alice.1", "alice.2"]);
    assert_eq!(world.store.text().as_deref(), Some("alice.2"));
}

#[test]
fn a_late_renewal_serves_those_who_wait_for_the_next_refresh() {
    let world = World::new();
    let _call = world.rejected_call();
    world.turn_clock(TIMEOUT + COOLED_DOWN);
    let next = world.rejected_call();
    assert_eq!(world.server.refreshes(), 2);
    world.renew(0, "alice.2");
    world.answer(2, 200);
    assert_eq!(next.end(), Some(End::Answered(200)));
    assert_eq!(world.wire.carried_by(2), "alice.2");
}

#[test]
fn a_late_no_changes_nothing() {
    let world = World::new();
    let _call = world.rejected_call();
    world.turn_clock(TIMEOUT);
    world.server.answer(0, Outcome::Over);
    world.run();
    assert_eq!(world.token().as_deref(), Some("alice.1"));
    assert_eq!((world.heard(), world.server.refreshes()), (vec![], 1));
}

#[test]
fn traffic_from_the_auth_servers_origin_moves_the_deadline() {
    let world = World::new();
    let other = world.get("/slow");
    let call = world.get("/users");
    world.answer(1, 401);
    world.turn_clock(Millis(9_000));
    world.answer(0, 200);
    assert_eq!(other.end(), Some(End::Answered(200)));
    world.turn_clock(Millis(9_000));
    assert_eq!(call.end(), None);
    world.turn_clock(Millis(1_000));
    assert_eq!(call.end(), Some(End::Refused(401, Cause::RefreshUnreachable)));
}

#[test]
fn traffic_from_elsewhere_does_not_move_the_deadline() {
    let world = World::new();
    let _other = world.get("https://elsewhere.test/slow");
    let call = world.get("/users");
    world.answer(1, 401);
    world.turn_clock(Millis(9_000));
    world.answer(0, 200);
    world.turn_clock(Millis(1_000));
    assert_eq!(call.end(), Some(End::Refused(401, Cause::RefreshUnreachable)));
}

#[test]
fn endless_traffic_does_not_move_the_deadline_for_ever() {
    let world = World::new();
    let slow: Vec<_> = (0..20).map(|_| world.get("/slow")).collect();
    let call = world.get("/users");
    world.answer(20, 401);
    for index in 0..slow.len() {
        assert_eq!(call.end().is_some(), index * 5_000 >= 60_000);
        world.answer(index, 200);
        world.turn_clock(Millis(5_000));
    }
    assert_eq!(call.end(), Some(End::Refused(401, Cause::RefreshUnreachable)));
}

#[test]
fn a_token_of_another_user_rejects_those_who_wait() {
    let world = World::new();
    let call = world.rejected_call();
    world.renew(0, "bob.1");
    assert_eq!(call.end(), Some(End::Refused(401, Cause::SessionChanged)));
    assert_eq!((world.heard(), world.wire.count()), (vec![Event::UserChanged], 1));
    assert_eq!(world.client.user().as_deref(), Some("bob"));
}

fn hear_over_twice(world: &World) {
    world.server.answer(0, Outcome::Over);
    world.run();
    world.turn_clock(Millis(500));
    world.server.answer(1, Outcome::Over);
    world.run();
}
