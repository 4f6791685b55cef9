//! A store that answers with promises: what is asked meanwhile waits, and what happens meanwhile outranks it.

use evertoken::policy::refresh::Status;

use crate::world::store::grant;
use crate::world::{End, Setup, World};

#[test]
fn a_request_waits_until_the_store_can_be_read() {
    let world = closed();
    let call = world.get("/users");
    world.run();
    assert_eq!(world.wire.count(), 0);
    open(&world);
    assert_eq!(world.wire.carried(), ["alice.1"]);
    world.answer(0, 200);
    assert_eq!(call.end(), Some(End::Answered(200)));
}

#[test]
fn once_the_store_is_open_a_request_leaves_at_once() {
    let world = closed();
    open(&world);
    let _call = world.get("/users");
    assert_eq!(world.wire.carried(), ["alice.1"]);
}

#[test]
fn an_opened_store_is_as_good_as_one_that_was_open() {
    let world = closed();
    assert_eq!((world.auth.status(), world.token()), (Status::Unknown, None));
    open(&world);
    assert_eq!((world.auth.status(), world.token().as_deref()), (Status::Unknown, Some("alice.1")));
    assert_eq!(world.heard(), [], "nobody has signed in");
    assert_eq!((world.listener.changes(), world.store.log().len()), (1, 0));
}

#[test]
fn a_check_and_a_refresh_wait_as_well() {
    let world = closed();
    let (checked, refreshed) = (world.check(), world.refresh());
    world.run();
    assert_eq!(world.server.refreshes(), 0);
    open(&world);
    assert_eq!(world.server.refreshes(), 1);
    world.renew(0, "alice.2");
    assert_eq!((checked.answer(), refreshed.answer()), (Some(Ok(true)), Some(Ok(()))));
}

#[test]
fn a_login_waits_as_well() {
    let world = closed();
    let mut login = world.log_in();
    world.run();
    assert!(!login.is_sent());
    open(&world);
    assert!(login.is_sent());
    login.succeed("bob.1");
    world.run();
    assert_eq!((world.token().as_deref(), world.store.text().as_deref()), (Some("bob.1"), Some("bob.1")));
}

#[test]
fn a_token_that_was_set_meanwhile_outranks_the_stored_one() {
    let world = closed();
    world.auth.set_token(grant("bob.1").expect("a token"));
    let _call = world.get("/users");
    open(&world);
    assert_eq!(world.wire.carried(), ["bob.1"]);
    assert_eq!(world.store.text().as_deref(), Some("bob.1"));
}

#[test]
fn a_logout_meanwhile_is_one() {
    let world = closed();
    drop(world.auth.sign_out());
    open(&world);
    assert_eq!((world.auth.status(), world.token()), (Status::Anonymous, None));
    assert_eq!(world.store.text(), None);
}

#[test]
fn an_opened_store_with_nothing_in_it_is_no_news() {
    let world = World::with(Setup { stored: None, is_closed: true, ..Setup::default() });
    let call = world.get("/users");
    open(&world);
    assert_eq!((world.wire.carried(), world.listener.changes()), (vec!["nothing".into()], 0));
    drop(call);
}

#[test]
fn one_that_gives_up_meanwhile_sends_nothing() {
    let world = closed();
    let call = world.get("/users");
    call.abort();
    open(&world);
    assert_eq!(world.wire.count(), 0);
}

fn closed() -> World {
    World::with(Setup { is_closed: true, ..Setup::default() })
}

fn open(world: &World) {
    world.store.open();
    world.run();
}
