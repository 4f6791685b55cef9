//! Subscribers, and what they may do from inside an event.

use std::cell::RefCell;
use std::rc::Rc;

use evertoken::policy::error::Cause;
use evertoken::policy::refresh::{Event, Outcome, Status};

use crate::world::store::grant;
use crate::world::{End, World};

#[test]
fn logout_from_inside_refreshed_wins_over_the_renewal() {
    let world = World::new();
    let waiting = world.rejected_call();
    let people = world.people.clone();
    world.listener.when(Event::Refreshed, move || people.sign_out());
    world.renew(0, "alice.2");
    assert_eq!(world.store.log(), ["save alice.2", "forget"]);
    assert_eq!((world.client.status(), world.token()), (Status::Anonymous, None));
    assert_eq!(waiting.end(), Some(End::Refused(401, Cause::SessionOver)));
    assert_eq!(
        world.wire.carried(),
        ["alice.1"],
        "nothing leaves with the token of a session that has ended"
    );
}

/// Subscribers are many: the last one may be the one that signs out.
#[test]
fn a_request_from_inside_refreshed_lets_nobody_who_waits_go_on_before_all_have_heard() {
    let world = World::new();
    let waiting = world.rejected_call();
    let (people, wire) = (world.people.clone(), world.wire.clone());
    world.listener.when(Event::Refreshed, move || {
        let _call = people.get("/other");
        assert_eq!(wire.carried(), ["alice.1", "alice.2"]);
        people.sign_out();
    });
    world.renew(0, "alice.2");
    assert_eq!((waiting.end(), world.wire.count()), (Some(End::Refused(401, Cause::SessionOver)), 2));
}

#[test]
fn a_second_subscriber_hears_the_events_in_the_order_in_which_they_happened() {
    let world = World::new();
    let people = world.people.clone();
    world.listener.when(Event::Login, move || people.sign_out());
    world.sign_in("bob.1");
    assert_eq!(world.heard(), [Event::Login, Event::Logout]);
}

#[test]
fn a_login_from_inside_over_stands() {
    let world = World::empty();
    world.client.set_token(grant("alice.1").unwrap());
    let waiting = world.rejected_call();
    let people = world.people.clone();
    world.listener.when(Event::Over, move || people.sign_in("bob.1"));
    for attempt in 0..2 {
        world.server.answer(attempt, Outcome::Over);
        world.run();
        world.turn_clock(evertoken::policy::millis::Millis(500));
    }
    assert_eq!((world.token().as_deref(), world.store.text().as_deref()), (Some("bob.1"), Some("bob.1")));
    assert_eq!(waiting.end(), Some(End::Refused(401, Cause::SessionOver)));
    assert_eq!(world.wire.count(), 1);
}

#[test]
fn logout_from_inside_a_save_waits_until_the_login_is_complete() {
    let world = World::new();
    let people = world.people.clone();
    world.store.when_saved(move || people.sign_out());
    world.sign_in("bob.1");
    assert_eq!(world.store.log(), ["save bob.1", "forget"]);
    assert_eq!(world.heard(), [Event::Login, Event::Logout]);
    assert_eq!(world.client.status(), Status::Anonymous);
}

#[test]
fn a_request_from_inside_a_save_leaves_with_what_is_saved() {
    let world = World::new();
    let people = world.people.clone();
    world.store.when_saved(move || drop(people.get("/users")));
    world.sign_in("bob.1");
    world.run();
    assert_eq!(world.wire.carried(), ["bob.1"]);
}

#[test]
fn another_login_from_inside_login_has_the_next_turn_and_stands() {
    let world = World::new();
    let (people, next) = (world.people.clone(), Rc::new(RefCell::new(None)));
    let slot = Rc::clone(&next);
    world.listener.when(Event::Login, move || {
        let login = people.log_in();
        assert!(!login.is_sent());
        *slot.borrow_mut() = Some(login);
    });
    world.sign_in("bob.1");
    world.run();
    let mut next = next.take().unwrap();
    assert!(next.is_sent());
    next.succeed("carol.1");
    world.run();
    assert_eq!(world.store.log(), ["save bob.1", "save carol.1"]);
    assert_eq!(world.client.user().as_deref(), Some("carol"));
}

#[test]
fn a_refresh_from_inside_every_event_is_no_deadlock() {
    for event in [Event::Login, Event::Refreshed, Event::Logout] {
        let world = World::new();
        let people = world.people.clone();
        world.listener.when(event, move || drop(people.refresh()));
        match event {
            Event::Login => world.sign_in("bob.1"),
            Event::Logout => world.sign_out(),
            Event::Refreshed | Event::Over | Event::UserChanged => {
                world.client.set_token(grant("alice.2").unwrap());
            }
        }
        world.run();
        assert_eq!(world.server.refreshes(), 1, "{event:?}");
    }
}

#[test]
fn a_request_from_inside_an_event_leaves_at_once() {
    let world = World::new();
    let people = world.people.clone();
    world.listener.when(Event::Login, move || drop(people.get("/users")));
    world.sign_in("bob.1");
    assert_eq!(world.wire.carried(), ["bob.1"]);
}

#[test]
fn logout_from_inside_a_change_is_a_change_of_its_own() {
    let world = World::new();
    let people = world.people.clone();
    world.listener.on_change(move || people.sign_out());
    world.sign_in("bob.1");
    assert_eq!(world.listener.changes(), 2);
    assert_eq!(world.heard(), [Event::Login, Event::Logout]);
    assert_eq!(world.store.text(), None);
}

#[test]
fn inside_an_event_a_change_is_told_at_once() {
    let world = World::new();
    let (people, listener) = (world.people.clone(), world.listener.clone());
    world.listener.when(Event::Login, move || {
        let before = listener.changes();
        people.sign_out();
        assert_eq!(listener.changes(), before + 1);
    });
    world.sign_in("bob.1");
    assert_eq!(world.listener.changes(), 2);
}

#[test]
fn changes_are_told_before_the_events_that_explain_them() {
    let world = World::new();
    let listener = world.listener.clone();
    world.listener.when(Event::Login, move || assert_eq!(listener.changes(), 1));
    world.sign_in("bob.1");
    assert_eq!(world.heard(), [Event::Login]);
}

#[test]
fn accepted_requests_change_the_status_once() {
    let world = World::new();
    for index in 0..50 {
        let _call = world.get("/users");
        world.answer(index, 200);
    }
    assert_eq!((world.listener.changes(), world.heard()), (1, vec![]));
}

#[test]
fn a_refresh_of_somebody_who_is_signed_out_and_stays_so_leaves_the_picture_as_it_was() {
    let world = World::new();
    world.sign_out();
    let before = world.listener.changes();
    let _call = world.rejected_call();
    assert_eq!(world.listener.changes(), before);
}
