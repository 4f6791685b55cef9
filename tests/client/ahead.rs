//! Tokens are renewed ahead of their end: nobody waits, nobody is asked twice, and nothing is left behind.

use evertoken::policy::error::Cause;
use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{Event, Outcome, Status};

use crate::world::{End, Setup, World};

const HOUR: Millis = Millis(3_600_000);
const MARGIN: Millis = Millis(60_000);
const DUE: Millis = Millis(HOUR.0 - MARGIN.0);

#[test]
fn a_token_is_renewed_before_its_end_and_requests_go_on_meanwhile() {
    let world = renewed_once();
    world.turn_clock(DUE);
    assert_eq!(world.server.refreshes(), 2);
    let call = world.get("/users");
    world.answer(0, 200);
    assert_eq!((call.end(), world.wire.carried()), (Some(End::Answered(200)), vec!["alice.2".into()]));
    world.renew(1, "alice.3");
    assert_eq!(world.token().as_deref(), Some("alice.3"));
    assert_eq!(world.heard(), [Event::Refreshed, Event::Refreshed]);
}

#[test]
fn a_rejection_meanwhile_joins_it() {
    let world = renewed_once();
    world.turn_clock(DUE);
    let call = world.rejected_call();
    world.renew(1, "alice.3");
    world.answer(1, 200);
    assert_eq!((call.end(), world.server.refreshes()), (Some(End::Answered(200)), 2));
}

#[test]
fn two_tabs_whose_tokens_come_due_together_cost_one_refresh_a_life() {
    let setup = || Setup { ahead: Some(MARGIN), has_lock: true, ..Setup::default() };
    let one = World::with(setup());
    let two = one.beside_with(setup());
    one.server.grant_for(HOUR);
    one.store.holds_for(HOUR);
    let _asked = one.refresh();
    one.run();
    for life in 0..3 {
        assert_eq!(one.server.refreshes(), life + 1);
        one.renew(life, ["alice.2", "alice.3", "alice.4"][life]);
        assert_eq!(two.token(), one.token(), "taken over");
        assert_eq!(one.clock.timers(), 2, "both are due at the same moment");
        one.turn_clock(DUE);
    }
    assert_eq!((one.server.refreshes(), one.street.asked()), (4, 2), "one asks, and one waits for the lock");
}

/// Timers stand still in a frozen page.
#[test]
fn a_page_that_is_looked_at_again_looks_at_the_clock() {
    let world = renewed_once();
    world.clock.freeze(HOUR);
    assert_eq!(world.server.refreshes(), 1);
    world.clock.show();
    world.run();
    assert_eq!(world.server.refreshes(), 2);
}

#[test]
fn fifty_looks_ahead_of_time_are_nothing() {
    let world = renewed_once();
    let changes = world.listener.changes();
    for _ in 0..50 {
        world.clock.show();
        world.run();
    }
    assert_eq!((world.server.refreshes(), world.listener.changes()), (1, changes));
    assert_eq!((world.clock.timers(), world.clock.watches()), (1, 1));
}

/// F23: the network is there again, but the first fetches fail still.
#[test]
fn hidden_for_a_night_and_back_with_two_failing_fetches_it_recovers_without_the_user() {
    let world = renewed_once();
    world.clock.freeze(Millis(12 * HOUR.0));
    world.clock.show();
    world.run();
    for failure in 1..=2 {
        world.server.answer(failure, Outcome::UNREACHABLE);
        world.run();
        world.turn_clock(Millis(2_000));
    }
    assert_eq!(world.server.refreshes(), 4, "asked again, and nobody did anything");
    world.renew(3, "alice.3");
    let call = world.get("/users");
    world.answer(0, 200);
    assert_eq!((call.end(), world.wire.carried_by(0).as_str()), (Some(End::Answered(200)), "alice.3"));
}

/// F24: the login's cookie was not kept, so each refresh is answered "no".
#[test]
fn with_cookies_blocked_there_is_one_end_after_the_login_and_no_loop() {
    let world = World::with(Setup { stored: None, ahead: Some(MARGIN), ..Setup::default() });
    world.sign_in("alice.1");
    let calls: Vec<_> = (0..20).map(|_| world.get("/users")).collect();
    world.wire.answer_all(401);
    world.run();
    for refresh in 0..2 {
        world.server.answer(refresh, Outcome::Over);
        world.run();
        world.turn_clock(Millis(500));
    }
    assert!(calls.iter().all(|call| call.end() == Some(End::Refused(401, Cause::SessionOver))));
    world.turn_clock(Millis(24 * HOUR.0));
    assert_eq!((world.server.refreshes(), world.client.status()), (2, Status::Anonymous));
    assert_eq!(world.heard(), [Event::Login, Event::Over]);
    assert_eq!(world.clock.timers(), 0);
}

#[test]
fn where_it_is_off_nobody_watches_and_no_timer_runs() {
    let world = World::new();
    world.server.grant_for(HOUR);
    let _call = world.rejected_call();
    world.renew(0, "alice.2");
    assert_eq!((world.clock.timers(), world.clock.watches()), (0, 0));
}

/// Construction touches nothing; and neither does a store of which nobody knows since when it holds the token.
#[test]
fn before_anything_happens_nobody_watches() {
    let world = World::with(Setup { ahead: Some(MARGIN), ..Setup::default() });
    let _call = world.get("/users");
    assert_eq!((world.clock.timers(), world.clock.watches()), (0, 0));
}

#[test]
fn who_closes_leaves_no_timer_and_no_watch_and_who_comes_back_finds_both() {
    let world = renewed_once();
    world.client.close();
    assert_eq!((world.clock.timers(), world.clock.watches()), (0, 0));
    world.turn_clock(Millis(2 * HOUR.0));
    assert_eq!(world.server.refreshes(), 1);
    world.client.resume();
    world.turn_clock(Millis(0));
    assert_eq!((world.server.refreshes(), world.clock.watches()), (2, 1), "it was long due");
}

#[test]
fn who_closes_during_a_refresh_leaves_those_who_wait_their_deadline() {
    let world = renewed_once();
    let call = world.rejected_call();
    world.client.close();
    assert_eq!((world.clock.timers(), world.clock.watches()), (1, 0));
    world.turn_clock(Millis(10_000));
    assert_eq!(call.end(), Some(End::Refused(401, Cause::RefreshUnreachable)));
    assert_eq!(world.clock.timers(), 0);
}

/// Alice's second token lives for an hour and was received just now.
fn renewed_once() -> World {
    let world = World::with(Setup { ahead: Some(MARGIN), ..Setup::default() });
    world.server.grant_for(HOUR);
    let asked = world.refresh();
    world.run();
    world.renew(0, "alice.2");
    assert_eq!(asked.answer(), Some(Ok(true)));
    world
}
