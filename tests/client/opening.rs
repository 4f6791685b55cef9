//! A store that can be read only later: what happened meanwhile outranks what it holds. That requests, questions and logins
//! wait until then is JavaScript's to see to.

use evertoken::policy::refresh::Status;

use crate::world::store::grant;
use crate::world::{Setup, World};

#[test]
fn an_opened_store_is_as_good_as_one_that_was_open() {
    let world = closed();
    assert_eq!((world.client.status(), world.token()), (Status::Unknown, None));
    open(&world);
    assert_eq!((world.client.status(), world.token().as_deref()), (Status::Unknown, Some("alice.1")));
    assert_eq!(world.heard(), [], "nobody has signed in");
    assert_eq!((world.listener.changes(), world.store.log().len()), (1, 0));
    let _call = world.get("/users");
    assert_eq!(world.wire.carried(), ["alice.1"]);
}

#[test]
fn a_token_that_was_set_meanwhile_outranks_the_stored_one() {
    let world = closed();
    world.client.set_token(grant("bob.1").expect("a token"));
    open(&world);
    let _call = world.get("/users");
    assert_eq!(world.wire.carried(), ["bob.1"]);
    assert_eq!(world.store.text().as_deref(), Some("bob.1"));
}

#[test]
fn a_logout_meanwhile_is_one() {
    let world = closed();
    world.sign_out();
    open(&world);
    assert_eq!((world.client.status(), world.token()), (Status::Anonymous, None));
    assert_eq!(world.store.text(), None);
}

#[test]
fn an_opened_store_with_nothing_in_it_is_no_news() {
    let world = World::with(Setup { stored: None, is_closed: true, ..Setup::default() });
    open(&world);
    let _call = world.get("/users");
    assert_eq!((world.wire.carried(), world.listener.changes()), (vec!["nothing".into()], 0));
}

fn closed() -> World {
    World::with(Setup { is_closed: true, ..Setup::default() })
}

fn open(world: &World) {
    world.store.open();
    world.client.store_opened();
}
