//! Places where every token is rejected: refreshes are bounded, everybody is settled, and other places go on (F09).

use evertoken::policy::millis::Millis;

use crate::world::{Call, End, Request, World};

const FORBIDDEN: Option<End> = Some(End::Answered(401));

#[test]
fn a_hundred_calls_one_after_the_other_cost_one_refresh() {
    let world = World::new();
    assert_eq!(refused_for_good(&world).end(), FORBIDDEN);
    for _ in 1..100 {
        let call = world.get("/forbidden");
        world.wire.answer_all(401);
        world.run();
        assert_eq!(call.end(), FORBIDDEN);
    }
    assert_eq!((world.server.refreshes(), world.wire.count()), (1, 101));
}

#[test]
fn a_hundred_calls_at_once_cost_one_refresh() {
    let world = World::new();
    let calls: Vec<_> = (0..100).map(|_| world.get("/forbidden")).collect();
    world.wire.answer_all(401);
    world.run();
    world.renew(0, "alice.2");
    world.wire.answer_all(401);
    world.run();
    assert!(calls.iter().all(|call| call.end() == FORBIDDEN));
    assert_eq!((world.server.refreshes(), world.wire.count()), (1, 200));
}

#[test]
fn another_path_and_another_method_are_not_affected() {
    let world = World::new();
    let _call = refused_for_good(&world);
    for (index, request) in
        [Request::to("/users"), Request::to("/forbidden").by("POST")].into_iter().enumerate()
    {
        let call = world.send(request);
        world.answer(world.wire.count() - 1, 401);
        assert_eq!((call.end(), world.server.refreshes()), (None, index + 2));
        world.renew(index + 1, "alice.3");
        world.answer(world.wire.count() - 1, 200);
        assert_eq!(call.end(), Some(End::Answered(200)));
    }
}

#[test]
fn the_query_makes_no_other_place() {
    let world = World::new();
    let _call = refused_for_good(&world);
    let call = world.get("/forbidden?page=2");
    world.answer(2, 401);
    assert_eq!((call.end(), world.server.refreshes()), (FORBIDDEN, 1));
}

#[test]
fn after_a_while_it_is_tried_again() {
    let world = World::new();
    let _call = refused_for_good(&world);
    world.turn_clock(Millis(60_000));
    let call = world.get("/forbidden");
    world.answer(2, 401);
    assert_eq!((call.end(), world.server.refreshes()), (None, 2));
}

#[test]
fn a_success_there_ends_it() {
    let world = World::new();
    let _call = refused_for_good(&world);
    let works = world.get("/forbidden");
    world.answer(2, 200);
    assert_eq!(works.end(), Some(End::Answered(200)));
    let call = world.get("/forbidden");
    world.answer(3, 401);
    assert_eq!((call.end(), world.server.refreshes()), (None, 2));
}

#[test]
fn a_server_that_blames_the_token_gets_another_one() {
    let world = World::new();
    let _call = refused_for_good(&world);
    let call = world.get("/forbidden");
    world.wire.blame(2, 401);
    world.run();
    assert_eq!((call.end(), world.server.refreshes()), (None, 2));
}

/// It was rejected, replayed with a fresh token, and rejected again.
fn refused_for_good(world: &World) -> Call {
    let call = world.get("/forbidden");
    world.answer(0, 401);
    world.renew(0, "alice.2");
    world.answer(1, 401);
    call
}
