//! The auth server cannot be asked: for a while nobody asks it.

use evertoken::policy::error::Cause;
use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::Outcome;

use crate::world::{End, World};

const RETRY_AFTER: Millis = Millis(20_000);

#[test]
fn who_is_rejected_in_the_window_has_its_own_rejection_at_once_and_the_reason() {
    let world = turned_away();
    for index in 1..=100 {
        let call = world.get("/users");
        world.answer(index, 401);
        assert_eq!(call.end(), Some(End::Refused(401, Cause::RefreshUnreachable)));
    }
    assert_eq!((world.server.refreshes(), world.clock.timers()), (1, 0));
    assert_eq!(world.token().as_deref(), Some("alice.1"));
}

#[test]
fn when_the_window_has_closed_the_next_rejection_asks_and_all_is_well() {
    let world = turned_away();
    world.turn_clock(RETRY_AFTER + Millis(1_000));
    let call = world.rejected_call();
    assert_eq!((call.end(), world.server.refreshes()), (None, 2));
    world.renew(1, "alice.2");
    world.answer(2, 200);
    assert_eq!(call.end(), Some(End::Answered(200)));
}

#[test]
fn a_check_and_a_refresh_by_name_ask_in_the_window_too() {
    let world = turned_away();
    let check = world.check();
    world.run();
    assert_eq!(world.server.refreshes(), 2);
    world.server.answer(1, Outcome::UNREACHABLE);
    world.run();
    assert_eq!(check.answer(), Some(Err(Cause::RefreshUnreachable)));
    let refresh = world.refresh();
    world.run();
    assert_eq!(world.server.refreshes(), 3);
    world.renew(2, "alice.2");
    assert_eq!(refresh.answer(), Some(Ok(true)));
}

/// Back on the line after a night: two fetches fail still, and nobody does anything about it (F23).
#[test]
fn the_session_recovers_from_failing_fetches_without_the_user() {
    let world = World::new();
    world.turn_clock(Millis(12 * 3_600_000));
    let mut ends = Vec::new();
    for _ in 0..10 {
        let call = world.get("/users");
        answer_honestly(&world);
        for (index, _) in world.server.open_refreshes() {
            if index < 2 {
                world.server.answer(index, Outcome::UNREACHABLE);
                world.run();
            } else {
                world.renew(index, "alice.2");
            }
        }
        answer_honestly(&world);
        ends.push(call.end());
        world.turn_clock(Millis(1_000));
    }
    let failed = ends.iter().take_while(|end| **end != Some(End::Answered(200))).count();
    assert!((2..=4).contains(&failed), "{ends:?}");
    assert!(ends[failed..].iter().all(|end| *end == Some(End::Answered(200))));
    assert_eq!(world.server.refreshes(), 3);
}

fn answer_honestly(world: &World) {
    for index in world.wire.open() {
        world.answer(index, if world.wire.carried_by(index) == "alice.1" { 401 } else { 200 });
    }
}

/// The first call was rejected, and the auth server has answered "503, `Retry-After: 20`".
fn turned_away() -> World {
    let world = World::new();
    let call = world.rejected_call();
    world.server.answer(0, Outcome::Unreachable { retry_after: RETRY_AFTER });
    world.run();
    assert_eq!(call.end(), Some(End::Refused(401, Cause::RefreshUnreachable)));
    world
}
