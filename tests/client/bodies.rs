//! Bodies that can be sent again, and the one kind that cannot.

use evertoken::policy::error::Cause;
use evertoken::policy::replay::Body;

use crate::world::{End, Request, World};

#[test]
fn a_body_that_is_kept_is_sent_again() {
    let world = World::new();
    let call = world.send(Request::to("/upload").with_body(Body::Kept));
    world.answer(0, 401);
    world.renew(0, "alice.2");
    world.answer(1, 201);
    assert_eq!(call.end(), Some(End::Answered(201)));
}

#[test]
fn a_stream_is_never_sent_again_and_its_caller_gets_the_rejection_and_the_reason() {
    let world = World::new();
    let call = world.send(Request::to("/upload").with_body(Body::Stream));
    world.answer(0, 401);
    world.renew(0, "alice.2");
    assert_eq!(call.end(), Some(End::Refused(401, Cause::BodyNotReplayable)));
    assert_eq!(world.wire.count(), 1);
}

#[test]
fn a_stream_that_was_rejected_still_renews_the_token_for_the_others() {
    let world = World::new();
    let _upload = world.send(Request::to("/upload").with_body(Body::Stream));
    let other = world.get("/users");
    world.wire.answer_all(401);
    world.run();
    world.renew(0, "alice.2");
    world.answer(2, 200);
    assert_eq!(other.end(), Some(End::Answered(200)));
    assert_eq!(world.token().as_deref(), Some("alice.2"));
}

#[test]
fn a_stream_may_leave_late_when_it_was_held() {
    let world = World::new();
    let _waiting = world.rejected_call();
    let call = world.send(Request::to("/upload").with_body(Body::Stream));
    world.renew(0, "alice.2");
    let upload = world.wire.carried().iter().rposition(|carried| carried == "alice.2").unwrap();
    world.answer(upload, 200);
    assert_eq!(call.end(), Some(End::Answered(200)));
}

#[test]
fn the_session_being_over_is_a_better_reason_than_the_body() {
    let world = World::new();
    let call = world.send(Request::to("/upload").with_body(Body::Stream));
    world.answer(0, 401);
    world.sign_out();
    world.run();
    assert_eq!(call.end(), Some(End::Refused(401, Cause::SessionOver)));
}

#[test]
fn a_request_is_kept_once_and_before_it_leaves() {
    let world = World::new();
    world.wire.watch(|request, _| assert_eq!(request.kept(), 1));
    let call = world.rejected_call();
    world.renew(0, "alice.2");
    world.answer(1, 200);
    assert_eq!((call.end(), call.request.kept()), (Some(End::Answered(200)), 1));
}

#[test]
fn what_is_not_sent_again_is_not_kept() {
    let world = World::new();
    let elsewhere = world.send(Request::to("https://files.test/upload"));
    let own = world.send(Request::to("/login"));
    let outside = world.send(Request::to("/users").outside_the_session());
    let foreign = world.send(Request::to("/users").with_credential("Basic YWRhOg=="));
    let spent = world.send(Request::to("/users").already_spent());
    let _waiting = world.rejected_call();
    let held = world.get("/held");
    world.renew(0, "alice.2");
    for call in [elsewhere, own, outside, foreign, spent] {
        assert_eq!(call.request.kept(), 0, "{}", call.request.url);
    }
    assert_eq!((held.request.kept(), held.is_spent()), (0, true), "its first answer is its last");
}
