//! The three outcomes of a refresh, and what "over" takes.

use evertoken::policy::error::Cause;
use evertoken::policy::refresh::{Event, Input, Outcome, Status};
use evertoken::policy::token::{Grant, Identity};

use super::fixture::*;

/// Promise 6.
#[test]
fn a_network_failure_never_ends_the_session() {
    let mut tab = Tab::refreshing();
    for attempt in 0..5 {
        tab.call_answered(attempt, Outcome::UNREACHABLE);
        assert_eq!(tab.told(1), Heard::Refused(Cause::RefreshUnreachable));
        assert_eq!((tab.token(), tab.stored.as_deref()), (Some("a"), Some("a")));
        tab.passes(60_000);
        tab.departs(1);
        tab.rejected(1);
    }
    assert_eq!((tab.events.len(), tab.status()), (0, Status::Unknown));
}

/// Promise 6.
#[test]
fn a_renewal_without_a_token_ends_nothing_and_says_so() {
    let mut tab = Tab::refreshing();
    tab.asks(2);
    tab.answered(Outcome::Invalid);
    assert_eq!(tab.told(1), Heard::Refused(Cause::RefreshInvalid));
    assert_eq!(tab.told(2), Heard::Refused(Cause::RefreshInvalid));
    assert_eq!(tab.token(), Some("a"));
}

#[test]
fn the_application_shares_the_refresh_that_is_in_flight() {
    let mut tab = Tab::refreshing();
    tab.asks(2);
    tab.asks(3);
    assert_eq!(tab.calls.len(), 1);
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.told(2), tab.told(3)), (replayed("b"), replayed("b")));
}

/// Promise 6.
#[test]
fn one_no_ends_nothing_and_is_asked_again_within_half_a_second() {
    let mut tab = Tab::refreshing();
    tab.answered(Outcome::Over);
    assert_eq!((tab.token(), tab.events.len()), (Some("a"), 0));
    assert_eq!(tab.told(1), leaves("a"), "still waiting");
    tab.passes(299);
    assert_eq!(tab.calls.len(), 1);
    tab.passes(201);
    assert_eq!(tab.calls.len(), 2);
}

/// Promise 6.
#[test]
fn a_no_heard_twice_ends_the_session_once() {
    let mut tab = Tab::refreshing();
    tab.asks(2);
    tab.answered(Outcome::Over);
    tab.passes(500);
    tab.answered(Outcome::Over);
    assert_eq!(tab.told(1), Heard::Refused(Cause::SessionOver));
    assert_eq!(tab.told(2), Heard::Refused(Cause::SessionOver));
    assert_eq!(tab.events, [Event::Over]);
    assert_eq!((tab.status(), tab.token(), tab.stored.as_deref()), (Status::Anonymous, None, None));
    assert_eq!((tab.calls.len(), tab.machine.alarm(), tab.machine.user()), (2, None, None));
}

#[test]
fn a_no_and_then_a_renewal_is_a_renewal() {
    let mut tab = Tab::refreshing();
    tab.answered(Outcome::Over);
    tab.passes(500);
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.told(1), tab.token()), (replayed("b"), Some("b")));
}

/// Promise 6.
#[test]
fn two_noes_with_a_failure_between_them_are_not_two() {
    let mut tab = Tab::refreshing();
    tab.answered(Outcome::Over);
    tab.passes(500);
    tab.answered(Outcome::UNREACHABLE);
    assert_eq!(tab.told(1), Heard::Refused(Cause::RefreshUnreachable));
    tab.departs(1);
    tab.rejected(1);
    tab.answered(Outcome::Over);
    assert_eq!((tab.token(), tab.events.len()), (Some("a"), 0));
}

#[test]
fn a_first_visitors_single_no_is_enough() {
    let mut tab = Tab::without_token();
    tab.asks(1);
    tab.answered(Outcome::Over);
    assert_eq!(tab.told(1), Heard::Refused(Cause::SessionOver));
    assert_eq!((tab.status(), tab.machine.alarm()), (Status::Anonymous, None));
    assert_eq!(tab.events, [], "there was no session that could be over");
}

#[test]
fn the_application_may_ask_after_the_end() {
    let mut tab = Tab::without_token();
    tab.asks(1);
    tab.answered(Outcome::Over);
    tab.asks(2);
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.told(2), tab.status()), (replayed("b"), Status::Authenticated));
}

/// Promise 6: a session does not need its token to be one.
#[test]
fn one_no_does_not_end_a_session_whose_token_was_evicted() {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    tab.accepted(1);
    tab.departs(2);
    tab.rejected(2);
    tab.store_holds(None);
    tab.answered(Outcome::Over);
    assert_eq!((tab.status(), tab.events.len()), (Status::Authenticated, 0));
    tab.passes(500);
    tab.answered(Outcome::Over);
    assert_eq!((tab.status(), tab.told(2)), (Status::Anonymous, Heard::Refused(Cause::SessionOver)));
}

#[test]
fn a_doubt_ends_when_another_tab_brings_a_token() {
    let mut tab = Tab::refreshing();
    tab.asks(2);
    tab.answered(Outcome::Over);
    tab.store_holds(Some(grant("b", ANN)));
    assert_eq!((tab.told(1), tab.told(2)), (replayed("b"), replayed("b")));
    tab.passes(TIMEOUT_MS);
    assert_eq!((tab.calls.len(), tab.machine.alarm()), (1, None));
}

/// Promise 6: two tabs race under strict rotation, and the loser hears "no".
#[test]
fn a_no_to_a_token_that_another_tab_replaced_is_none() {
    let mut tab = Tab::refreshing();
    tab.store_holds(Some(grant("b", ANN)));
    tab.answered(Outcome::Over);
    assert_eq!((tab.told(1), tab.token()), (replayed("b"), Some("b")));
    assert_eq!((tab.calls.len(), tab.machine.alarm()), (1, None));
}

/// Promise 6.
#[test]
fn a_no_from_before_another_tabs_token_does_not_count_after_it() {
    let mut tab = Tab::refreshing();
    tab.answered(Outcome::Over);
    tab.passes(500);
    tab.store_holds(Some(grant("b", ANN)));
    tab.departs(2);
    tab.rejected(2);
    tab.answered(Outcome::Over);
    assert_eq!((tab.token(), tab.events.len()), (Some("b"), 0), "the first \"no\" was to \"a\"");
    tab.passes(500);
    tab.answered(Outcome::Over);
    assert_eq!((tab.token(), tab.events.len()), (Some("b"), 0), "and so was the question of the second");
    tab.passes(500);
    tab.answered(Outcome::Over);
    assert_eq!((tab.status(), tab.told(2)), (Status::Anonymous, Heard::Refused(Cause::SessionOver)));
}

#[test]
fn nobody_is_replayed_with_a_token_that_was_rejected_already() {
    let mut tab = Tab::refreshing();
    tab.store_holds(Some(grant("b", ANN)));
    tab.departs(2);
    tab.rejected(2);
    tab.answered(Outcome::UNREACHABLE);
    assert_eq!(tab.told(2), Heard::Refused(Cause::RefreshUnreachable));
    assert_eq!((tab.token(), tab.calls.len()), (Some("b"), 1));
}

/// Promise 7.
#[test]
fn a_renewal_for_another_user_is_another_session() {
    let mut tab = Tab::refreshing();
    tab.asks(2);
    tab.departs(3);
    tab.answered(renewed("x", BOB));
    assert_eq!(tab.told(1), Heard::Refused(Cause::SessionChanged));
    assert_eq!(tab.told(3), Heard::Refused(Cause::SessionChanged));
    assert_eq!(tab.told(2), replayed("x"), "who asked for a refresh has one");
    assert_eq!(tab.events, [Event::UserChanged]);
    assert_eq!((tab.machine.user(), tab.stored.as_deref()), (Some(&BOB), Some("x")));
}

#[test]
fn where_only_one_side_is_known_it_is_the_same_user() {
    let mut tab = Tab::refreshing();
    tab.answered(Outcome::Renewed(anonymous_grant("b")));
    assert_eq!((tab.told(1), tab.machine.user()), (replayed("b"), Some(&ANN)));
    tab.departs(2);
    tab.rejected(2);
    tab.answered(renewed("x", BOB));
    assert_eq!(tab.told(2), Heard::Refused(Cause::SessionChanged), "Ann was not forgotten");
}

#[test]
fn a_user_id_is_not_compared_with_a_subject() {
    let identity = Identity { user_id: None, subject: Some("auth|7".into()) };
    let by_subject = |token: &str| Grant { identity: identity.clone(), ..anonymous_grant(token) };
    let mut tab = Tab::refreshing();
    tab.answered(Outcome::Renewed(by_subject("b")));
    assert_eq!(tab.told(1), replayed("b"));
    tab.hears(Input::TokenSet(Grant {
        identity: Identity { subject: Some("auth|8".into()), ..identity.clone() },
        ..anonymous_grant("c")
    }));
    assert_eq!(tab.events, [Event::Refreshed, Event::Login], "both subjects are known, and differ");
}
