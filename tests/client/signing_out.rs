//! Logout, at every point of a refresh.

use std::cell::RefCell;
use std::rc::Rc;

use evertoken::policy::error::Cause;
use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{Event, Outcome, Status};

use crate::world::{End, TIMEOUT, World};

#[test]
fn logout_clears_local_state_at_once() {
    let world = World::new();
    let logout = world.log_out();
    assert!(logout.is_sent());
    assert_eq!((world.client.status(), world.token(), world.store.text()), (Status::Anonymous, None, None));
    assert_eq!(world.heard(), [Event::Logout]);
}

#[test]
fn a_login_made_upon_hearing_of_the_logout_comes_after_it_at_the_server() {
    let world = World::new();
    let (people, login) = (world.people.clone(), Rc::new(RefCell::new(None)));
    let slot = Rc::clone(&login);
    world.listener.when(Event::Logout, move || *slot.borrow_mut() = Some(people.log_in()));
    let mut logout = world.log_out();
    world.run();
    let login = login.take().unwrap();
    assert!(logout.is_sent() && !login.is_sent());
    logout.end();
    world.run();
    assert!(login.is_sent());
}

#[test]
fn the_logout_call_leaves_when_the_application_has_heard_of_the_logout() {
    let world = World::new();
    let book = world.book.clone();
    world.listener.when(Event::Logout, move || assert_eq!(book.turns(), 0));
    let logout = world.log_out();
    assert!(logout.is_sent());
    assert_eq!((world.book.turns(), world.heard()), (1, vec![Event::Logout]));
}

#[test]
fn a_refresh_that_lands_after_logout_changes_nothing() {
    for outcome in outcomes() {
        let world = World::new();
        let call = world.rejected_call();
        let _logout = world.log_out();
        world.run();
        assert_eq!(call.end(), Some(End::Refused(401, Cause::SessionOver)));
        world.server.answer(0, outcome);
        world.run();
        assert_is_signed_out(&world);
    }
}

#[test]
fn logout_during_the_doubt_ends_the_doubt() {
    let world = World::new();
    let call = world.rejected_call();
    world.server.answer(0, Outcome::Over);
    world.run();
    let logout = world.log_out();
    world.run();
    assert!(logout.is_sent());
    world.turn_clock(Millis(1_000));
    assert_eq!(call.end(), Some(End::Refused(401, Cause::SessionOver)));
    assert_eq!(world.server.refreshes(), 1);
    assert_is_signed_out(&world);
}

#[test]
fn logout_during_the_second_question_ends_it() {
    for outcome in outcomes() {
        let world = World::new();
        let _call = world.rejected_call();
        world.server.answer(0, Outcome::Over);
        world.run();
        world.turn_clock(Millis(500));
        let _logout = world.log_out();
        world.server.answer(1, outcome);
        world.run();
        assert_is_signed_out(&world);
    }
}

/// Whoever is told goes on at once, and the application's own code may run then: in its `fetch`.
#[test]
fn logout_between_the_renewal_and_a_replay_stops_the_replay() {
    let world = World::new();
    let first = world.get("/first");
    let second = world.rejected_call();
    world.answer(0, 401);
    let held = world.get("/held");
    let people = world.people.clone();
    world.wire.watch(move |_, carried| {
        if carried == "alice.2" {
            people.sign_out();
        }
    });
    world.renew(0, "alice.2");
    assert_eq!(world.wire.carried(), ["alice.1", "alice.1", "alice.2"]);
    assert_eq!(first.end(), Some(End::Refused(401, Cause::SessionOver)));
    assert_eq!(held.end(), Some(End::Held(Cause::SessionOver)));
    assert_eq!((world.client.status(), world.store.text()), (Status::Anonymous, None));
    world.answer(2, 200);
    assert_eq!(second.end(), Some(End::Answered(200)));
}

#[test]
fn logout_after_the_deadline_is_followed_by_another_when_the_renewal_lands() {
    let world = World::new();
    let _call = world.rejected_call();
    world.turn_clock(TIMEOUT);
    let mut logout = world.log_out();
    assert!(logout.is_sent());
    logout.end();
    world.run();
    world.renew(0, "alice.2");
    assert_eq!(world.server.goodbyes(), 1);
    assert_is_signed_out(&world);
}

#[test]
fn a_logout_that_waits_for_the_refresh_needs_no_second_one() {
    let world = World::new();
    let _call = world.rejected_call();
    let logout = world.log_out();
    assert!(!logout.is_sent());
    world.renew(0, "alice.2");
    assert!(logout.is_sent());
    assert_eq!(world.server.goodbyes(), 0);
}

#[test]
fn the_second_logout_waits_for_the_first() {
    let world = World::new();
    let _call = world.rejected_call();
    let mut logout = world.log_out();
    world.turn_clock(TIMEOUT);
    assert!(logout.is_sent());
    world.renew(0, "alice.2");
    assert_eq!(world.server.goodbyes(), 0);
    logout.end();
    world.run();
    assert_eq!(world.server.goodbyes(), 1);
}

#[test]
fn a_login_waits_for_the_second_logout_whose_answer_would_clear_its_cookie() {
    let world = World::new();
    let _call = world.rejected_call();
    world.turn_clock(TIMEOUT);
    world.log_out().end();
    world.run();
    world.renew(0, "alice.2");
    assert_eq!(world.server.goodbyes(), 1);
    let login = world.log_in();
    world.run();
    assert!(!login.is_sent());
    world.server.answer_goodbye(0);
    world.run();
    assert!(login.is_sent());
}

#[test]
fn a_login_does_not_wait_for_ever_for_the_second_logout() {
    let world = World::new();
    let _call = world.rejected_call();
    world.turn_clock(TIMEOUT);
    world.log_out().end();
    world.run();
    world.renew(0, "alice.2");
    let login = world.log_in();
    world.turn_clock(TIMEOUT);
    assert!(login.is_sent());
}

#[test]
fn the_second_logout_is_not_sent_over_a_token_that_was_set_meanwhile() {
    let world = World::new();
    let _call = world.rejected_call();
    world.turn_clock(TIMEOUT);
    let mut logout = world.log_out();
    world.renew(0, "alice.2");
    world.client.set_token(crate::world::store::grant("bob.1").unwrap());
    logout.end();
    world.run();
    assert_eq!(world.server.goodbyes(), 0);
    assert_eq!(world.token().as_deref(), Some("bob.1"));
}

#[test]
fn logout_twice_is_announced_once_and_changes_once() {
    let world = World::new();
    world.sign_out();
    world.sign_out();
    assert_eq!((world.heard(), world.listener.changes()), (vec![Event::Logout], 1));
}

#[test]
fn an_accepted_answer_after_logout_signs_nobody_in() {
    let world = World::new();
    let call = world.get("/users");
    world.sign_out();
    world.answer(0, 200);
    assert_eq!(call.end(), Some(End::Answered(200)));
    assert_is_signed_out(&world);
}

#[test]
fn a_rejected_answer_after_logout_starts_nothing() {
    let world = World::new();
    let call = world.get("/users");
    world.sign_out();
    world.answer(0, 401);
    assert_eq!(call.end(), Some(End::Refused(401, Cause::SessionOver)));
    assert_eq!(world.server.refreshes(), 0);
}

fn outcomes() -> [Outcome<String>; 5] {
    let token = |text| crate::world::store::grant(text).unwrap();
    [
        Outcome::Renewed(token("alice.2")),
        Outcome::Renewed(token("bob.1")),
        Outcome::Over,
        Outcome::UNREACHABLE,
        Outcome::Invalid,
    ]
}

fn assert_is_signed_out(world: &World) {
    assert_eq!((world.client.status(), world.token(), world.store.text()), (Status::Anonymous, None, None));
    assert_eq!(world.heard(), [Event::Logout]);
    let _next = world.get("/next");
    assert_eq!(world.wire.carried_by(world.wire.count() - 1), "nothing");
}
