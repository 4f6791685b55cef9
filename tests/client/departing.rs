//! How a request leaves.

use evertoken::policy::refresh::Status;

use crate::world::{End, Request, Setup, World};

#[test]
fn fetch_is_called_before_send_returns() {
    let world = World::new();
    let _call = world.get("/users");
    assert_eq!(world.wire.carried(), ["alice.1"]);
}

#[test]
fn the_answer_reaches_the_caller() {
    let world = World::new();
    let call = world.get("/users");
    assert_eq!(call.end(), None);
    world.answer(0, 200);
    assert_eq!(call.end(), Some(End::Answered(200)));
}

#[test]
fn a_request_without_an_answer_fails_and_touches_no_session() {
    let world = World::new();
    let call = world.get("/users");
    world.wire.cut(0);
    world.run();
    assert_eq!(call.end(), Some(End::Down));
    assert_eq!(world.server.refreshes(), 0);
    assert_eq!(world.token().as_deref(), Some("alice.1"));
}

#[test]
fn without_a_token_nothing_is_attached() {
    let world = World::empty();
    let _call = world.get("/users");
    assert_eq!(world.wire.carried(), ["nothing"]);
}

#[test]
fn a_request_that_opted_out_is_sent_as_given_and_its_rejection_is_its_own() {
    let world = World::new();
    let call = world.send(Request::to("/users").outside_the_session());
    world.answer(0, 401);
    assert_eq!(world.wire.carried(), ["as given"]);
    assert_eq!(call.end(), Some(End::Answered(401)));
    assert!(!call.is_spent());
    assert_eq!(world.server.refreshes(), 0);
}

#[test]
fn a_request_that_opted_out_is_not_held() {
    let world = World::new();
    let _waiting = world.rejected_call();
    let _call = world.send(Request::to("/users").outside_the_session());
    assert_eq!(world.wire.carried(), ["alice.1", "as given"]);
}

#[test]
fn the_first_accepted_request_shows_that_the_stored_token_is_good() {
    let world = World::new();
    assert_eq!(world.client.status(), Status::Unknown);
    let _call = world.get("/users");
    world.answer(0, 200);
    assert_eq!(world.client.status(), Status::Authenticated);
}

#[test]
fn a_failure_of_the_application_says_nothing_about_the_token() {
    let world = World::new();
    for (index, status) in [404, 422, 500].into_iter().enumerate() {
        let _call = world.get("/users");
        world.answer(index, status);
    }
    assert_eq!(world.client.status(), Status::Unknown);
    assert_eq!(world.listener.changes(), 0);
}

#[test]
fn an_accepted_request_shows_it_also_where_nothing_can_be_refreshed() {
    let world = World::with(Setup { statuses: Vec::new(), ..Setup::default() });
    let _call = world.get("/users");
    world.answer(0, 200);
    assert_eq!(world.client.status(), Status::Authenticated);
}

#[test]
fn where_nothing_can_be_refreshed_a_rejection_is_the_callers() {
    let world = World::with(Setup { statuses: Vec::new(), ..Setup::default() });
    let call = world.get("/users");
    world.answer(0, 401);
    assert_eq!(call.end(), Some(End::Answered(401)));
    assert_eq!(world.server.refreshes(), 0);
    assert!(!call.is_spent());
}
