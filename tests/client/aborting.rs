//! Callers that lose interest.

use std::cell::RefCell;
use std::future::{pending, poll_fn, ready};
use std::rc::Rc;
use std::task::Poll;

use evertoken::client::unless;
use futures_channel::oneshot::channel;

use crate::world::{End, Request, World};

#[test]
fn whoever_aborts_while_waiting_is_gone_and_the_others_are_served() {
    let world = World::new();
    let aborted = world.get("/aborted");
    let other = world.get("/other");
    world.wire.answer_all(401);
    world.run();
    aborted.abort();
    world.renew(0, "alice.2");
    assert_eq!(world.wire.carried(), ["alice.1", "alice.1", "alice.2"]);
    world.answer(2, 200);
    assert_eq!((aborted.end(), other.end()), (None, Some(End::Answered(200))));
}

#[test]
fn when_all_have_aborted_the_refresh_still_lands() {
    let world = World::new();
    world.rejected_call().abort();
    world.renew(0, "alice.2");
    assert_eq!(world.wire.count(), 1);
    assert_eq!(world.store.text().as_deref(), Some("alice.2"));
}

#[test]
fn a_held_request_that_is_aborted_never_leaves() {
    let world = World::new();
    let _waiting = world.rejected_call();
    world.get("/held").abort();
    world.renew(0, "alice.2");
    assert_eq!(world.wire.count(), 2);
}

#[test]
fn an_abort_on_the_wire_abandons_the_attempt() {
    let world = World::new();
    let call = world.get("/users");
    call.abort();
    assert_eq!(world.wire.open().len(), 0);
}

#[test]
fn an_interrupt_is_told_at_once() {
    let (world, interrupt, told) = one_waits_with_an_interrupt();
    interrupt.send("enough").unwrap();
    world.run();
    assert_eq!(*told.borrow(), Some(Err("enough")));
    world.renew(0, "alice.2");
    assert_eq!(world.wire.count(), 1);
}

#[test]
fn an_interrupt_that_comes_together_with_the_new_token_wins() {
    let (world, interrupt, told) = one_waits_with_an_interrupt();
    world.server.renew(0, "alice.2");
    while world.token().as_deref() != Some("alice.2") {
        world.tasks.step(0);
    }
    interrupt.send("enough").unwrap();
    world.run();
    assert_eq!(world.wire.count(), 1, "no replay is sent");
    assert_eq!(*told.borrow(), Some(Err("enough")));
}

#[test]
fn what_was_interrupted_before_it_began_never_begins() {
    let world = World::new();
    let client = Rc::clone(&world.client);
    let call = world.ask(async move {
        let request = Request::to("/users");
        unless(ready("enough"), client.send(&request)).await.is_err()
    });
    assert_eq!(call.answer(), Some(true));
    assert_eq!(world.wire.count(), 0);
}

#[test]
fn what_nothing_interrupts_is_done_in_the_first_poll_if_it_can_be() {
    let world = World::new();
    let done = world.ask(async { unless(pending::<()>(), ready(7)).await });
    assert_eq!(done.answer(), Some(Ok(7)));
}

#[test]
fn interrupted_work_is_dropped_with_the_answer_given() {
    struct Work(Rc<RefCell<bool>>);
    impl Drop for Work {
        fn drop(&mut self) {
            *self.0.borrow_mut() = true;
        }
    }
    let world = World::new();
    let is_dropped = Rc::new(RefCell::new(false));
    let work = Work(Rc::clone(&is_dropped));
    let end = world.ask(unless(ready(()), async move {
        let _work = work;
        poll_fn(|_| Poll::<()>::Pending).await;
    }));
    assert_eq!((end.answer(), *is_dropped.borrow()), (Some(Err(())), true));
}

type Told = Rc<RefCell<Option<Result<End, &'static str>>>>;

fn one_waits_with_an_interrupt() -> (World, futures_channel::oneshot::Sender<&'static str>, Told) {
    let world = World::new();
    let (sender, receiver) = channel();
    let (client, told) = (Rc::clone(&world.client), Told::default());
    let slot = Rc::clone(&told);
    world.tasks.start(async move {
        let request = Request::to("/users");
        let interrupt = async { receiver.await.expect("not dropped") };
        let end = unless(interrupt, client.send(&request)).await;
        *slot.borrow_mut() = Some(end.map(End::from));
    });
    world.answer(0, 401);
    (world, sender, told)
}
