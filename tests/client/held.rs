//! Requests that begin while a refresh is under way for a token that is known to be rejected.

use evertoken::policy::error::Cause;
use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::Outcome;

use crate::world::{Call, End, TIMEOUT, World};

#[test]
fn a_held_request_leaves_with_the_new_token() {
    let (world, _waiting, held) = one_waits_and_one_is_held();
    world.renew(0, "alice.2");
    assert_eq!(world.wire.carried(), ["alice.1", "alice.2", "alice.2"]);
    world.wire.answer_all(200);
    world.run();
    assert_eq!(held.end(), Some(End::Answered(200)));
}

#[test]
fn a_held_request_that_is_rejected_starts_no_further_refresh() {
    let (world, _waiting, held) = one_waits_and_one_is_held();
    world.renew(0, "alice.2");
    world.wire.answer_all(401);
    world.run();
    assert_eq!(held.end(), Some(End::Answered(401)));
    assert!(held.is_spent());
    assert_eq!((world.server.refreshes(), world.wire.count()), (1, 3));
}

#[test]
fn a_held_request_leaves_with_the_old_token_after_unreachable() {
    let (world, _waiting, held) = one_waits_and_one_is_held();
    world.server.answer(0, Outcome::UNREACHABLE);
    world.run();
    assert_eq!(world.wire.carried(), ["alice.1", "alice.1"]);
    world.answer(1, 401);
    assert_eq!(held.end(), Some(End::Answered(401)));
    assert_eq!(world.server.refreshes(), 1);
}

#[test]
fn a_held_request_leaves_with_the_old_token_at_the_deadline() {
    let (world, _waiting, _held) = one_waits_and_one_is_held();
    world.turn_clock(TIMEOUT);
    assert_eq!(world.wire.carried(), ["alice.1", "alice.1"]);
}

#[test]
fn a_held_request_leaves_without_a_token_after_over() {
    let (world, _waiting, held) = one_waits_and_one_is_held();
    world.server.answer(0, Outcome::Over);
    world.run();
    world.turn_clock(Millis(500));
    world.server.answer(1, Outcome::Over);
    world.run();
    assert_eq!(world.wire.carried(), ["alice.1", "nothing"]);
    world.answer(1, 401);
    assert_eq!(held.end(), Some(End::Answered(401)));
}

#[test]
fn a_held_request_leaves_without_a_token_after_logout() {
    let (world, _waiting, _held) = one_waits_and_one_is_held();
    world.sign_out();
    world.run();
    assert_eq!(world.wire.carried(), ["alice.1", "nothing"]);
}

#[test]
fn a_held_request_does_not_leave_for_the_next_user() {
    let (world, _waiting, held) = one_waits_and_one_is_held();
    world.renew(0, "bob.1");
    assert_eq!(held.end(), Some(End::Held(Cause::SessionChanged)));
    assert_eq!(world.wire.count(), 1);
}

#[test]
fn a_thousand_held_requests_leave_together() {
    let (world, _waiting, _held) = one_waits_and_one_is_held();
    let _held: Vec<_> = (0..1000).map(|_| world.get("/held")).collect();
    assert_eq!(world.wire.count(), 1);
    world.renew(0, "alice.2");
    assert_eq!(world.wire.count(), 1003);
}

#[test]
fn nothing_is_held_while_a_good_token_is_refreshed_by_name() {
    let world = World::new();
    let _refresh = world.refresh();
    world.run();
    let _call = world.get("/users");
    assert_eq!(world.wire.carried(), ["alice.1"]);
}

#[test]
fn a_call_that_began_before_the_rejection_is_not_held_and_is_replayed_with_the_others() {
    let world = World::new();
    let first = world.get("/first");
    let second = world.get("/second");
    world.answer(0, 401);
    world.answer(1, 200);
    assert_eq!(second.end(), Some(End::Answered(200)));
    assert_eq!(first.end(), None);
}

fn one_waits_and_one_is_held() -> (World, Call, Call) {
    let world = World::new();
    let waiting = world.rejected_call();
    let held = world.get("/held");
    assert_eq!(world.wire.count(), 1);
    (world, waiting, held)
}
