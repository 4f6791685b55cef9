//! Is somebody signed in? And a refresh asked for by name.

use evertoken::policy::error::Cause;
use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{Event, Outcome, Status};

use crate::world::store::grant;
use crate::world::{Setup, TIMEOUT, World};

#[test]
fn construction_touches_no_network_and_announces_nothing() {
    let world = World::new();
    world.run();
    assert_eq!((world.wire.count(), world.server.refreshes(), world.clock.timers()), (0, 0, 0));
    assert_eq!((world.listener.changes(), world.heard()), (0, vec![]));
}

#[test]
fn an_unknown_status_is_asked_for_once_however_many_check() {
    let world = World::new();
    let checks = [world.check(), world.check(), world.check()];
    world.run();
    assert_eq!(world.server.refreshes(), 1);
    world.renew(0, "alice.2");
    assert!(checks.iter().all(|check| check.answer() == Some(Ok(true))));
    assert_eq!(world.server.refreshes(), 1);
}

#[test]
fn where_there_is_nothing_to_ask_a_token_has_to_do() {
    for (stored, is_signed_in) in [(Some("alice.1"), true), (None, false)] {
        let world = World::with(Setup { stored, statuses: Vec::new(), ..Setup::default() });
        assert_eq!(world.check().answer(), Some(Ok(is_signed_in)));
        world.run();
        assert_eq!(world.server.refreshes(), 0);
    }
}

#[test]
fn where_there_is_nothing_to_ask_a_refresh_by_name_reaches_nobody() {
    let world = World::with(Setup { statuses: Vec::new(), ..Setup::default() });
    assert_eq!(world.refresh().answer(), Some(Err(Cause::RefreshUnreachable)));
    assert_eq!((world.server.refreshes(), world.clock.timers()), (0, 0));
    assert_eq!(world.token().as_deref(), Some("alice.1"));
}

#[test]
fn a_known_status_needs_no_network() {
    let world = World::new();
    world.client.set_token(grant("alice.2").unwrap());
    assert_eq!(world.check().answer(), Some(Ok(true)));
    world.sign_out();
    assert_eq!(world.check().answer(), Some(Ok(false)));
    world.run();
    assert_eq!(world.server.refreshes(), 0);
}

#[test]
fn a_first_visitor_is_believed_after_one_no_and_hears_no_farewell() {
    let world = World::empty();
    let check = world.check();
    world.run();
    world.server.answer(0, Outcome::Over);
    world.run();
    assert_eq!((check.answer(), world.client.status()), (Some(Ok(false)), Status::Anonymous));
    assert_eq!((world.heard(), world.server.refreshes()), (vec![], 1));
}

#[test]
fn a_check_with_a_stored_token_hears_no_twice() {
    let world = World::new();
    let check = world.check();
    world.run();
    world.server.answer(0, Outcome::Over);
    world.run();
    assert_eq!(check.answer(), None);
    world.turn_clock(Millis(500));
    world.server.answer(1, Outcome::Over);
    world.run();
    assert_eq!(check.answer(), Some(Ok(false)));
    assert_eq!(world.heard(), [Event::Over]);
}

#[test]
fn a_check_that_reaches_nobody_fails_and_keeps_everything() {
    let world = World::new();
    let check = world.check();
    world.run();
    world.turn_clock(TIMEOUT);
    assert_eq!(check.answer(), Some(Err(Cause::RefreshUnreachable)));
    assert_eq!((world.client.status(), world.token().as_deref()), (Status::Unknown, Some("alice.1")));
}

#[test]
fn a_check_sees_the_token_that_foreign_code_stored() {
    let world = World::empty();
    world.sign_out();
    world.store.put(Some("alice.1"));
    assert_eq!(world.check().answer(), Some(Ok(true)));
    assert_eq!(world.server.refreshes(), 0);
}

#[test]
fn a_check_during_which_somebody_logs_out_says_no() {
    let world = World::new();
    let check = world.check();
    world.run();
    world.sign_out();
    world.run();
    assert_eq!(check.answer(), Some(Ok(false)));
}

#[test]
fn a_check_says_how_things_stand_when_it_answers() {
    let world = World::new();
    let check = world.check();
    let people = world.people.clone();
    world.listener.when(Event::Refreshed, move || people.sign_out());
    world.run();
    world.renew(0, "alice.2");
    assert_eq!((check.answer(), world.client.status()), (Some(Ok(false)), Status::Anonymous));
}

#[test]
fn a_refresh_by_name_is_shared_with_rejected_requests() {
    let world = World::new();
    let refresh = world.refresh();
    world.run();
    let _call = world.rejected_call();
    world.renew(0, "alice.2");
    assert_eq!((refresh.answer(), world.server.refreshes()), (Some(Ok(true)), 1));
    assert_eq!(world.wire.carried(), ["alice.1", "alice.2"]);
}

#[test]
fn a_refresh_by_name_may_ask_even_after_logout() {
    let world = World::new();
    world.sign_out();
    let refresh = world.refresh();
    world.run();
    assert_eq!(world.server.refreshes(), 1);
    world.renew(0, "alice.2");
    assert_eq!((refresh.answer(), world.token().as_deref()), (Some(Ok(true)), Some("alice.2")));
}

#[test]
fn a_refresh_by_name_says_why_it_failed() {
    for (outcome, cause) in
        [(Outcome::UNREACHABLE, Cause::RefreshUnreachable), (Outcome::Invalid, Cause::RefreshInvalid)]
    {
        let world = World::new();
        let refresh = world.refresh();
        world.run();
        world.server.answer(0, outcome);
        world.run();
        assert_eq!(refresh.answer(), Some(Err(cause)));
    }
}

#[test]
fn a_refresh_by_name_after_which_nobody_is_signed_in_says_why() {
    let world = World::empty();
    let refresh = world.refresh();
    world.server.answer(0, Outcome::Over);
    world.run();
    assert_eq!(refresh.answer(), Some(Err(Cause::SessionOver)));
}

#[test]
fn it_shows_that_it_refreshes() {
    let world = World::new();
    assert!(!world.client.is_refreshing());
    let _call = world.rejected_call();
    assert!(world.client.is_refreshing());
    assert_eq!(world.listener.changes(), 1);
    world.renew(0, "alice.2");
    assert!(!world.client.is_refreshing());
    assert_eq!(world.listener.changes(), 2);
}
