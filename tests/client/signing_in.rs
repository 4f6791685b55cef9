//! Login and registration: what they retire, what they wait for, what they leave alone when they fail.

use evertoken::policy::error::Cause;
use evertoken::policy::refresh::{Event, Outcome, Status};

use crate::world::store::grant;
use crate::world::{End, TIMEOUT, World};

#[test]
fn a_login_stores_its_token_and_the_next_request_carries_it() {
    let world = World::empty();
    let mut login = world.log_in();
    assert!(login.is_sent());
    login.succeed("alice.1");
    world.run();
    assert!(login.is_done());
    let _call = world.get("/users");
    assert_eq!(world.wire.carried(), ["alice.1"]);
    assert_eq!((world.heard(), world.store.text().as_deref()), (vec![Event::Login], Some("alice.1")));
}

#[test]
fn a_failed_login_changes_nothing() {
    let world = World::new();
    let call = world.get("/users");
    let mut login = world.log_in();
    login.end();
    world.run();
    assert_eq!((world.token().as_deref(), world.client.status()), (Some("alice.1"), Status::Unknown));
    assert_eq!((world.heard(), world.listener.changes(), world.store.log().len()), (vec![], 0, 0));
    world.answer(0, 401);
    world.renew(0, "alice.2");
    world.answer(1, 200);
    assert_eq!(call.end(), Some(End::Answered(200)));
}

#[test]
fn a_successful_login_retires_what_was_in_flight() {
    let world = World::new();
    let on_the_wire = world.get("/users");
    let mut login = world.log_in();
    login.succeed("bob.1");
    world.run();
    world.answer(0, 401);
    assert_eq!(on_the_wire.end(), Some(End::Refused(401, Cause::SessionChanged)));
    assert_eq!((world.wire.count(), world.server.refreshes()), (1, 0));
}

#[test]
fn a_login_as_the_same_user_retires_it_as_well() {
    let world = World::new();
    let on_the_wire = world.get("/users");
    world.log_in().succeed("alice.7");
    world.run();
    world.answer(0, 401);
    assert_eq!(on_the_wire.end(), Some(End::Refused(401, Cause::SessionChanged)));
}

#[test]
fn a_login_waits_for_the_refresh_that_is_under_way() {
    let world = World::new();
    let _call = world.rejected_call();
    let login = world.log_in();
    world.run();
    assert!(!login.is_sent());
    world.renew(0, "alice.2");
    assert!(login.is_sent());
}

#[test]
fn a_login_waits_no_longer_than_callers_do() {
    let world = World::new();
    let _call = world.rejected_call();
    let login = world.log_in();
    world.turn_clock(TIMEOUT);
    assert!(login.is_sent());
}

#[test]
fn a_rejection_during_a_login_waits_for_it_and_is_then_served_once() {
    let world = World::new();
    let call = world.get("/users");
    let mut login = world.log_in();
    world.answer(0, 401);
    assert_eq!((call.end(), world.server.refreshes()), (None, 0));
    login.end();
    world.run();
    assert_eq!(world.server.refreshes(), 1);
}

#[test]
fn a_rejection_during_a_login_that_succeeds_is_refused() {
    let world = World::new();
    let call = world.get("/users");
    let mut login = world.log_in();
    world.answer(0, 401);
    login.succeed("bob.1");
    world.run();
    assert_eq!(call.end(), Some(End::Refused(401, Cause::SessionChanged)));
    assert_eq!((world.server.refreshes(), world.wire.count()), (0, 1));
}

#[test]
fn logout_and_login_as_another_while_the_old_refresh_is_slow_within_the_timeout() {
    let world = World::new();
    let waiting = world.rejected_call();
    let mut logout = world.log_out();
    let mut login = world.log_in();
    world.run();
    assert!(!logout.is_sent() && !login.is_sent());
    world.renew(0, "alice.2");
    assert!(logout.is_sent() && !login.is_sent());
    logout.end();
    world.run();
    assert!(login.is_sent());
    login.succeed("bob.1");
    world.run();
    assert_eq!(waiting.end(), Some(End::Refused(401, Cause::SessionOver)));
    assert_eq!(world.store.text().as_deref(), Some("bob.1"));
    assert_eq!((world.server.refreshes(), world.server.goodbyes(), world.wire.count()), (1, 0, 1));
}

#[test]
fn logout_and_login_as_another_beyond_the_timeout_and_then_the_old_renewal() {
    let world = World::new();
    let _waiting = world.rejected_call();
    let mut logout = world.log_out();
    let mut login = world.log_in();
    world.turn_clock(TIMEOUT);
    logout.end();
    world.run();
    login.succeed("bob.1");
    world.run();
    world.renew(0, "alice.2");
    assert_eq!((world.token().as_deref(), world.server.goodbyes()), (Some("bob.1"), 0));
    assert_eq!(world.server.refreshes(), 2, "whose cookie is it now?");
    world.renew(1, "bob.2");
    assert_eq!(world.heard(), [Event::Logout, Event::Login, Event::Refreshed]);
}

#[test]
fn when_the_check_finds_the_old_users_cookie_the_session_says_so() {
    let world = World::new();
    let _waiting = world.rejected_call();
    let mut logout = world.log_out();
    let mut login = world.log_in();
    world.turn_clock(TIMEOUT);
    logout.end();
    world.run();
    login.succeed("bob.1");
    world.run();
    world.renew(0, "alice.2");
    let begun_by_bob = world.get("/users");
    world.answer(1, 401);
    world.renew(1, "alice.3");
    assert_eq!(begun_by_bob.end(), Some(End::Refused(401, Cause::SessionChanged)));
    assert_eq!(world.heard().last(), Some(&Event::UserChanged));
    assert_eq!(world.wire.count(), 2);
}

#[test]
fn an_old_no_after_the_next_login_is_nobodys() {
    let world = World::new();
    let _waiting = world.rejected_call();
    let _logout = world.log_out();
    let mut login = world.log_in();
    world.turn_clock(TIMEOUT);
    world.turn_clock(TIMEOUT);
    login.succeed("bob.1");
    world.run();
    world.server.answer(0, Outcome::Over);
    world.run();
    assert_eq!(world.token().as_deref(), Some("bob.1"));
    assert_eq!(world.server.refreshes(), 1);
}

/// Whoever is told goes on at once, and the application's own code may run then: in its `fetch`.
#[test]
fn a_login_between_the_renewal_and_a_replay_stops_the_replay() {
    let world = World::new();
    let first = world.get("/first");
    let second = world.rejected_call();
    world.answer(0, 401);
    let held = world.get("/held");
    let people = world.people.clone();
    world.wire.watch(move |_, carried| {
        if carried == "alice.2" {
            people.sign_in("bob.1");
        }
    });
    world.renew(0, "alice.2");
    assert_eq!(world.wire.carried(), ["alice.1", "alice.1", "alice.2"]);
    assert_eq!(first.end(), Some(End::Refused(401, Cause::SessionChanged)));
    assert_eq!(held.end(), Some(End::Held(Cause::SessionChanged)));
    world.answer(2, 401);
    assert_eq!((second.end(), world.server.refreshes()), (Some(End::Answered(401)), 1));
    assert_eq!(world.token().as_deref(), Some("bob.1"));
}

#[test]
fn a_token_brought_by_the_application_for_the_same_user_serves_those_who_wait() {
    let world = World::new();
    let call = world.rejected_call();
    world.client.set_token(grant("alice.9").unwrap());
    world.run();
    world.answer(1, 200);
    assert_eq!(world.wire.carried(), ["alice.1", "alice.9"]);
    assert_eq!(call.end(), Some(End::Answered(200)));
}

#[test]
fn a_token_brought_for_another_user_rejects_those_who_wait() {
    let world = World::new();
    let call = world.rejected_call();
    world.client.set_token(grant("bob.1").unwrap());
    world.run();
    assert_eq!(call.end(), Some(End::Refused(401, Cause::SessionChanged)));
    world.renew(0, "alice.2");
    assert_eq!(world.token().as_deref(), Some("bob.1"));
}
