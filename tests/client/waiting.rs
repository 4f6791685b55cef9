//! How those who wait are told, seen by the polls and wakes that an engine's tasks would see.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use evertoken::policy::error::Cause;
use evertoken::policy::refresh::{CookieCall, Outcome};

use crate::world::{End, TIMEOUT, World};

#[test]
fn whoever_waits_is_woken_when_it_is_told_and_not_before() {
    let world = World::new();
    let (mut asked, bell) = (refresh(&world), Arc::new(Bell::default()));
    assert_eq!(poll(&mut asked, &bell), Poll::Pending);
    world.run();
    let _other = world.refresh();
    world.run();
    assert_eq!((bell.rings(), world.server.refreshes()), (0, 1));
    world.renew(0, "alice.2");
    assert_eq!(bell.rings(), 1);
    assert_eq!(poll(&mut asked, &bell), Poll::Ready(Ok(())));
    world.turn_clock(TIMEOUT);
    assert_eq!(bell.rings(), 1, "told once");
}

#[test]
fn a_poll_out_of_turn_neither_hastens_nor_loses_the_verdict() {
    let world = World::new();
    let (mut asked, bell) = (refresh(&world), Arc::new(Bell::default()));
    for _ in 0..3 {
        assert_eq!(poll(&mut asked, &bell), Poll::Pending);
        world.run();
    }
    world.turn_clock(TIMEOUT);
    assert_eq!(bell.rings(), 1);
    assert_eq!(poll(&mut asked, &bell), Poll::Ready(Err(Cause::RefreshUnreachable)));
}

#[test]
fn the_task_that_polled_last_is_the_one_that_is_woken() {
    let world = World::new();
    let (mut asked, first, last) = (refresh(&world), Arc::new(Bell::default()), Arc::new(Bell::default()));
    assert_eq!(poll(&mut asked, &first), Poll::Pending);
    assert_eq!(poll(&mut asked, &last), Poll::Pending);
    world.run();
    world.renew(0, "alice.2");
    assert_eq!((first.rings(), last.rings()), (0, 1));
}

#[test]
fn one_that_gave_up_is_not_woken_and_nothing_of_it_is_kept() {
    let world = World::new();
    let (mut asked, bell) = (refresh(&world), Arc::new(Bell::default()));
    assert_eq!(poll(&mut asked, &bell), Poll::Pending);
    drop(asked);
    world.run();
    world.renew(0, "alice.2");
    assert_eq!((bell.rings(), Arc::strong_count(&bell)), (0, 1));
    assert_eq!(world.token().as_deref(), Some("alice.2"));
}

#[test]
fn whoever_was_told_and_gave_up_before_it_looked_is_done_all_the_same() {
    let world = World::new();
    let (mut asked, bell) = (refresh(&world), Arc::new(Bell::default()));
    assert_eq!(poll(&mut asked, &bell), Poll::Pending);
    world.run();
    world.renew(0, "alice.2");
    drop(asked);
    assert_eq!((bell.rings(), Arc::strong_count(&bell)), (1, 1));
    assert!(world.log_in().is_sent(), "nobody is waited for");
}

#[test]
fn what_has_not_to_be_waited_for_is_there_in_the_first_poll() {
    let world = World::empty();
    let bell = Arc::new(Bell::default());
    let auth = Rc::clone(&world.auth);
    let mut turn = Box::pin(async move { drop(auth.take_turn(CookieCall::SignIn).await) });
    assert_eq!(turn.as_mut().poll(&mut Context::from_waker(&Waker::from(bell))), Poll::Ready(()));
}

#[test]
fn a_session_that_the_application_has_let_go_of_still_serves_those_who_wait() {
    let world = World::new();
    let call = world.rejected_call();
    let held = world.get("/held");
    let World { tasks, wire, server, auth, client, .. } = world;
    let (auth_left, client_left) = (Rc::downgrade(&auth), Rc::downgrade(&client));
    drop((auth, client));
    server.renew(0, "alice.2");
    tasks.run();
    wire.answer_all(200);
    tasks.run();
    assert_eq!((call.end(), held.end()), (Some(End::Answered(200)), Some(End::Answered(200))));
    assert_eq!(
        (auth_left.strong_count(), client_left.strong_count()),
        (0, 0),
        "and is gone when all is done"
    );
}

#[test]
fn a_session_that_nobody_uses_any_more_takes_its_alarm_along() {
    let world = World::new();
    world.rejected_call().abort();
    world.server.answer(0, Outcome::Over);
    world.run();
    assert_eq!(world.clock.timers(), 1, "to ask again");
    let World { clock, auth, client, .. } = world;
    drop((auth, client));
    assert_eq!(clock.timers(), 0);
}

#[test]
fn a_session_lives_as_long_as_somebody_has_its_turn() {
    let world = World::new();
    let login = world.log_in();
    assert_eq!(world.clock.timers(), 1);
    let World { clock, auth, client, .. } = world;
    drop((auth, client));
    assert_eq!(clock.timers(), 1, "the login has the turn");
    login.abort();
    assert_eq!(clock.timers(), 0);
}

/// A waker that counts.
#[derive(Default)]
struct Bell(AtomicUsize);

impl Bell {
    fn rings(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

type Refresh = Pin<Box<dyn Future<Output = Result<(), Cause>>>>;

fn refresh(world: &World) -> Refresh {
    let auth = Rc::clone(&world.auth);
    Box::pin(async move { auth.refresh().await })
}

fn poll(asked: &mut Refresh, bell: &Arc<Bell>) -> Poll<Result<(), Cause>> {
    asked.as_mut().poll(&mut Context::from_waker(&Waker::from(Arc::clone(bell))))
}
