//! How those who wait are told: once, after the application has heard of it, and in the order in which they came.

use std::cell::RefCell;
use std::rc::Rc;

use evertoken::policy::error::Cause;
use evertoken::policy::refresh::Event;

use crate::world::{TIMEOUT, World};

#[test]
fn whoever_waits_is_told_once_and_not_before() {
    let world = World::new();
    let (first, second) = (world.refresh(), world.refresh());
    world.run();
    assert_eq!((first.answer(), second.answer(), world.server.refreshes()), (None, None, 1));
    world.renew(0, "alice.2");
    assert_eq!((first.answer(), second.answer()), (Some(Ok(true)), Some(Ok(true))));
    world.turn_clock(TIMEOUT);
    assert_eq!(world.book.open(), 0);
}

#[test]
fn whoever_was_told_at_the_deadline_hears_nothing_of_the_answer() {
    let world = World::new();
    let asked = world.refresh();
    world.turn_clock(TIMEOUT);
    assert_eq!(asked.answer(), Some(Err(Cause::RefreshUnreachable)));
    world.renew(0, "alice.2");
    assert_eq!(asked.answer(), Some(Err(Cause::RefreshUnreachable)));
    assert_eq!(world.token().as_deref(), Some("alice.2"));
}

#[test]
fn one_that_gave_up_is_not_told_and_nothing_of_it_is_kept() {
    let world = World::new();
    let asked = world.refresh();
    asked.abort();
    assert_eq!(world.book.open(), 0);
    world.renew(0, "alice.2");
    assert_eq!((asked.answer(), world.token().as_deref()), (None, Some("alice.2")));
    assert!(world.log_in().is_sent(), "nobody is waited for");
}

#[test]
fn what_has_not_to_be_waited_for_is_told_before_the_question_returns() {
    let world = World::empty();
    world.sign_in("alice.1");
    assert_eq!(world.check().answer(), Some(Ok(true)));
    assert!(world.log_in().is_sent());
}

#[test]
fn nobody_is_told_before_the_application_has_heard_of_it() {
    let world = World::new();
    let asked = Rc::new(world.refresh());
    let told = Rc::clone(&asked);
    world.listener.when(Event::Refreshed, move || assert_eq!(told.answer(), None));
    world.renew(0, "alice.2");
    assert_eq!((asked.answer(), world.heard()), (Some(Ok(true)), vec![Event::Refreshed]));
}

/// What is asked from inside a store of the application's own is worked on when the save is done.
#[test]
fn nobody_hears_of_it_in_the_middle_of_a_save() {
    let world = World::new();
    let asked = world.refresh();
    let (people, listener, wire) = (world.people.clone(), world.listener.clone(), world.wire.clone());
    let before = world.listener.changes();
    world.store.when_saved(move || {
        let _call = people.get("/users");
        assert_eq!((listener.changes(), people.book.open(), wire.count()), (before, 2, 0));
    });
    world.renew(0, "alice.2");
    assert_eq!((asked.answer(), world.wire.carried()), (Some(Ok(true)), vec!["alice.2".into()]));
    assert!(world.listener.changes() > before);
}

#[test]
fn those_who_wait_go_on_in_the_order_in_which_they_came() {
    let world = World::new();
    let _calls: Vec<_> = ["/one", "/two", "/three"].map(|path| world.get(path)).into();
    world.wire.answer_all(401);
    world.run();
    let _held: Vec<_> = ["/four", "/five"].map(|path| world.get(path)).into();
    let left = Rc::new(RefCell::new(Vec::new()));
    let seen = Rc::clone(&left);
    world.wire.watch(move |request, _| seen.borrow_mut().push(request.url.clone()));
    world.renew(0, "alice.2");
    let paths: Vec<_> =
        left.take().iter().map(|url| url.trim_start_matches("https://api.test/").to_owned()).collect();
    assert_eq!(paths, ["one", "two", "three", "four", "five"]);
}
