//! One call at a time may move the refresh cookie, and nobody keeps a turn that it does not use.

use evertoken::policy::error::Cause;
use evertoken::policy::refresh::{Event, Status};

use crate::world::{End, TIMEOUT, World};

#[test]
fn logins_take_their_turns_in_order() {
    let world = World::empty();
    let mut first = world.log_in();
    let second = world.log_in();
    let third = world.log_in();
    assert_eq!([first.is_sent(), second.is_sent(), third.is_sent()], [true, false, false]);
    first.end();
    world.run();
    assert_eq!([second.is_sent(), third.is_sent()], [true, false]);
}

#[test]
fn a_turn_that_is_dropped_early_goes_to_the_next() {
    let world = World::empty();
    let first = world.log_in();
    let second = world.log_in();
    first.abort();
    world.run();
    assert!(second.is_sent());
}

#[test]
fn one_that_gave_up_waiting_for_its_turn_is_passed_over() {
    let world = World::empty();
    let mut first = world.log_in();
    let second = world.log_in();
    let third = world.log_in();
    second.abort();
    first.end();
    world.run();
    assert!(third.is_sent());
}

#[test]
fn one_that_gives_up_as_soon_as_it_has_its_turn_gives_it_on() {
    let world = World::empty();
    let first = world.log_in();
    let second = world.log_in();
    let third = world.log_in();
    first.abort();
    second.abort();
    world.run();
    assert!(third.is_sent());
}

/// Subscribers hear of the renewal before anybody is told that it is its turn.
#[test]
fn one_that_gives_up_in_the_moment_of_its_turn_is_passed_over() {
    let world = World::new();
    let _waiting = world.rejected_call();
    let first = world.log_in();
    let second = world.log_in();
    world.listener.when(Event::Refreshed, move || first.abort());
    world.renew(0, "alice.2");
    assert!(second.is_sent());
}

#[test]
fn a_login_that_gave_up_does_not_hold_up_a_refresh() {
    let world = World::new();
    let _waiting = world.rejected_call();
    let login = world.log_in();
    world.run();
    login.abort();
    world.renew(0, "alice.2");
    let _next = world.rejected_call();
    assert_eq!(world.server.refreshes(), 2);
}

#[test]
fn a_turn_that_is_never_given_back_ends_with_the_timeout() {
    let world = World::new();
    let login = world.log_in();
    let call = world.rejected_call();
    world.turn_clock(TIMEOUT);
    assert!(login.is_sent());
    assert_eq!(world.server.refreshes(), 1);
    world.renew(0, "alice.2");
    world.answer(1, 200);
    assert_eq!(call.end(), Some(End::Answered(200)));
}

#[test]
fn a_login_that_succeeds_after_its_turn_still_signs_in() {
    let world = World::new();
    let mut login = world.log_in();
    let call = world.rejected_call();
    world.turn_clock(TIMEOUT);
    login.succeed("bob.1");
    world.run();
    assert_eq!(call.end(), Some(End::Refused(401, Cause::SessionChanged)));
    assert_eq!(world.token().as_deref(), Some("bob.1"));
    world.renew(0, "alice.2");
    assert_eq!(world.token().as_deref(), Some("bob.1"));
}

/// Promise 5: the first user has taken the login back, and its answer is not that of the second user's login.
#[test]
fn a_late_success_of_a_login_that_a_logout_overtook_is_not_taken_for_the_next_ones() {
    let world = World::empty();
    let mut first = world.log_in();
    let mut logout = world.log_out();
    world.turn_clock(TIMEOUT);
    logout.end();
    world.run();
    let mut second = world.log_in();
    assert!(second.is_sent());
    first.succeed("alice.1");
    world.run();
    assert_eq!((world.client.status(), world.store.text()), (Status::Anonymous, None));
    second.succeed("bob.1");
    world.run();
    assert_eq!((world.token().as_deref(), world.store.text().as_deref()), (Some("bob.1"), Some("bob.1")));
    assert_eq!(world.heard(), [Event::Logout, Event::Login]);
}

#[test]
fn giving_back_a_turn_that_has_ended_takes_nobody_elses() {
    let world = World::empty();
    let mut first = world.log_in();
    let second = world.log_in();
    let third = world.log_in();
    world.turn_clock(TIMEOUT);
    assert!(second.is_sent());
    first.end();
    world.run();
    assert!(!third.is_sent());
}

#[test]
fn a_login_says_whether_it_counts() {
    for is_overtaken in [false, true] {
        let world = World::empty();
        let mut login = world.log_in();
        if is_overtaken {
            world.sign_out();
        }
        login.succeed("alice.1");
        assert_eq!(login.counts(), None);
        world.run();
        assert_eq!(login.counts(), Some(!is_overtaken));
    }
}
