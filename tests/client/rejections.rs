//! A rejected token: one refresh, one replay.

use std::rc::Rc;

use evertoken::policy::refresh::Outcome;

use crate::world::store::grant;
use crate::world::{End, Request, Setup, World};

#[test]
fn a_rejected_request_is_replayed_with_the_new_token() {
    let world = World::new();
    let call = world.rejected_call();
    assert_eq!((call.end(), world.server.refreshes()), (None, 1));
    world.renew(0, "alice.2");
    world.answer(1, 200);
    assert_eq!(world.wire.carried(), ["alice.1", "alice.2"]);
    assert_eq!(call.end(), Some(End::Answered(200)));
    assert!(call.is_spent());
    assert_eq!(world.store.text().as_deref(), Some("alice.2"));
}

#[test]
fn it_is_said_of_a_rejected_request_whether_it_waits() {
    let world = World::new();
    let late = world.get("/late");
    let early = world.rejected_call();
    assert!(early.request.waited());
    world.renew(0, "alice.2");
    world.answer(0, 401);
    assert!(late.is_spent() && !late.request.waited(), "there is a newer token, and nothing to wait for");
}

#[test]
fn a_subscriber_may_end_a_wait_as_soon_as_it_hears_of_the_refresh() {
    let world = World::new();
    let client = Rc::clone(&world.client);
    world.listener.on_change(move || client.set_token(grant("alice.2").unwrap()));
    let call = world.rejected_call();
    assert_eq!(world.wire.carried(), ["alice.1", "alice.2"]);
    assert!(call.request.waited());
    world.answer(1, 200);
    assert_eq!(call.end(), Some(End::Answered(200)));
}

#[test]
fn a_thousand_requests_rejected_together_are_one_refresh_and_a_thousand_answers() {
    let world = World::new();
    let calls: Vec<_> = (0..1000).map(|_| world.get("/users")).collect();
    world.wire.answer_all(401);
    world.run();
    assert_eq!(world.server.refreshes(), 1);
    world.renew(0, "alice.2");
    assert_eq!(world.wire.count(), 2000);
    world.wire.answer_all(200);
    world.run();
    assert!(calls.iter().all(|call| call.end() == Some(End::Answered(200))));
    assert_eq!(world.server.refreshes(), 1);
    assert!(world.wire.carried()[1000..].iter().all(|carried| carried == "alice.2"));
}

#[test]
fn a_late_rejection_is_replayed_without_a_refresh() {
    let world = World::new();
    let late = world.get("/late");
    let early = world.get("/early");
    world.answer(1, 401);
    world.renew(0, "alice.2");
    world.answer(0, 401);
    assert_eq!(world.server.refreshes(), 1);
    assert_eq!(world.wire.carried(), ["alice.1", "alice.1", "alice.2", "alice.2"]);
    world.wire.answer_all(200);
    world.run();
    assert_eq!((late.end(), early.end()), (Some(End::Answered(200)), Some(End::Answered(200))));
}

#[test]
fn a_late_rejection_counts_by_its_epoch_even_if_the_text_is_the_same() {
    let world = World::new();
    let _late = world.get("/late");
    let _early = world.get("/early");
    world.answer(1, 401);
    world.renew(0, "alice.1");
    world.answer(0, 401);
    assert_eq!(world.server.refreshes(), 1);
    assert_eq!(world.wire.count(), 4);
}

#[test]
fn a_replay_that_is_rejected_again_is_final() {
    let world = World::new();
    let call = world.rejected_call();
    world.renew(0, "alice.2");
    world.answer(1, 401);
    assert_eq!(call.end(), Some(End::Answered(401)));
    assert_eq!((world.server.refreshes(), world.wire.count()), (1, 2));
}

#[test]
fn a_spent_config_gets_the_token_but_starts_no_refresh() {
    let world = World::new();
    let call = world.send(Request::to("/users").already_spent());
    world.answer(0, 401);
    assert_eq!(world.wire.carried(), ["alice.1"]);
    assert_eq!(call.end(), Some(End::Answered(401)));
    assert_eq!(world.server.refreshes(), 0);
}

#[test]
fn a_config_sent_again_by_hand_after_its_chance_starts_no_second_refresh() {
    let world = World::new();
    let call = world.rejected_call();
    world.server.answer(0, Outcome::UNREACHABLE);
    world.run();
    let again = world.send((*call.request).clone());
    world.answer(1, 401);
    assert_eq!(again.end(), Some(End::Answered(401)));
    assert_eq!(world.server.refreshes(), 1);
}

#[test]
fn a_replay_that_cannot_be_sent_is_a_failure_of_its_own() {
    let world = World::new();
    let call = world.rejected_call();
    world.renew(0, "alice.2");
    world.wire.cut(1);
    world.run();
    assert_eq!(call.end(), Some(End::Down));
}

#[test]
fn a_rejection_without_a_token_may_start_a_refresh() {
    let world = World::empty();
    let call = world.rejected_call();
    world.renew(0, "alice.1");
    world.answer(1, 200);
    assert_eq!(world.wire.carried(), ["nothing", "alice.1"]);
    assert_eq!(call.end(), Some(End::Answered(200)));
}

#[test]
fn only_the_configured_statuses_are_rejections() {
    let world = World::with(Setup { statuses: vec![403, 419], ..Setup::default() });
    for (index, status) in [401, 400, 500].into_iter().enumerate() {
        let call = world.get("/users");
        world.answer(index, status);
        assert_eq!(call.end(), Some(End::Answered(status)));
    }
    assert_eq!(world.server.refreshes(), 0);
    let _call = world.get("/users");
    world.answer(3, 419);
    assert_eq!(world.server.refreshes(), 1);
}

#[test]
fn a_second_rejection_after_the_refresh_starts_the_next_one() {
    let world = World::new();
    let _first = world.rejected_call();
    world.renew(0, "alice.2");
    let second = world.get("/users");
    world.answer(2, 401);
    assert_eq!(world.server.refreshes(), 2);
    world.renew(1, "alice.3");
    world.answer(3, 200);
    assert_eq!(world.wire.carried(), ["alice.1", "alice.2", "alice.2", "alice.3"]);
    assert_eq!(second.end(), Some(End::Answered(200)));
}
