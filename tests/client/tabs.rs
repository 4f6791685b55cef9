//! Two tabs of one browser: they share the store, and each looks at it before it acts.

use evertoken::policy::error::Cause;
use evertoken::policy::refresh::{Event, Status};

use crate::world::{End, World};

#[test]
fn another_tabs_renewal_serves_the_replay() {
    let (one, two) = tabs();
    let call = one.get("/users");
    let _other = two.rejected_call();
    two.renew(0, "alice.2");
    one.answer(0, 401);
    assert_eq!((one.wire.carried(), one.server.refreshes()), (vec!["alice.1".into(), "alice.2".into()], 1));
    one.answer(1, 200);
    assert_eq!(call.end(), Some(End::Answered(200)));
}

#[test]
fn another_tabs_logout_ends_the_session_here() {
    let (one, two) = tabs();
    let call = one.get("/users");
    drop(two.log_out());
    one.answer(0, 401);
    assert_eq!(call.end(), Some(End::Refused(401, Cause::SessionOver)));
    assert_eq!((one.auth.status(), one.heard()), (Status::Anonymous, vec![Event::Logout]));
    assert_eq!(one.server.refreshes(), 0);
}

/// F11.
#[test]
fn another_tabs_login_as_somebody_else_replays_nothing_here() {
    let (one, two) = tabs();
    let waiting = one.rejected_call();
    two.auth.set_token(crate::world::store::grant("bob.1").unwrap());
    one.auth.look_at_store();
    one.run();
    assert_eq!(waiting.end(), Some(End::Refused(401, Cause::SessionChanged)));
    assert_eq!((one.wire.count(), one.heard()), (1, vec![Event::UserChanged]));
}

#[test]
fn an_event_that_says_that_the_token_was_taken_away_is_a_logout() {
    let (one, two) = tabs();
    two.store.put(None);
    one.auth.token_removed();
    assert_eq!((one.auth.status(), one.heard()), (Status::Anonymous, vec![Event::Logout]));
}

#[test]
fn a_page_that_is_opened_later_knows_who_is_there() {
    let (one, _) = tabs();
    let _call = one.rejected_call();
    one.renew(0, "alice.2");
    let later = one.beside();
    assert_eq!((later.auth.status(), later.auth.user()), (Status::Unknown, Some("alice".into())));
}

fn tabs() -> (World, World) {
    let one = World::new();
    let two = one.beside();
    (one, two)
}
