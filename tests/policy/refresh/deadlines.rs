//! The deadline of a refresh, and answers that come after it.

use evertoken::policy::error::Cause;
use evertoken::policy::refresh::{Event, Input, Outcome, Status};

use super::fixture::*;

#[test]
fn at_the_deadline_callers_go_their_ways_and_the_session_stays() {
    let mut tab = Tab::refreshing();
    tab.asks(2);
    tab.departs(3);
    tab.passes(TIMEOUT_MS - 1);
    assert_eq!(tab.told(3), Heard::NothingYet);
    tab.passes(1);
    assert_eq!(tab.told(1), Heard::Refused(Cause::RefreshUnreachable));
    assert_eq!(tab.told(2), Heard::Refused(Cause::RefreshUnreachable));
    assert_eq!(tab.told(3), replayed("a"));
    assert_eq!((tab.token(), tab.machine.alarm(), tab.events.len()), (Some("a"), None, 0));
}

/// Promise 1.
#[test]
fn a_new_refresh_starts_only_after_the_deadline_of_the_one_before() {
    let mut tab = Tab::of_ann();
    (1..=3).for_each(|request| tab.departs(request));
    tab.rejected(1);
    tab.passes(TIMEOUT_MS - 1);
    tab.rejected(2);
    assert_eq!(tab.calls.len(), 1);
    tab.passes(1 + COOLED_DOWN);
    tab.rejected(3);
    assert_eq!(tab.calls.len(), 2);
}

#[test]
fn other_answers_from_the_origin_move_the_deadline() {
    let mut tab = Tab::refreshing();
    tab.passes(9_000);
    tab.hears(Input::TrafficArrived);
    tab.passes(9_999);
    assert_eq!(tab.told(1), leaves("a"));
    tab.passes(1);
    assert_eq!(tab.told(1), Heard::Refused(Cause::RefreshUnreachable));
}

#[test]
fn a_minute_is_the_longest() {
    let mut tab = Tab::refreshing();
    for _ in 0..59 {
        tab.passes(1_000);
        tab.hears(Input::TrafficArrived);
    }
    assert_eq!(tab.told(1), leaves("a"));
    tab.passes(1_000);
    assert_eq!(tab.told(1), Heard::Refused(Cause::RefreshUnreachable));
}

#[test]
fn the_second_question_has_a_deadline_of_its_own() {
    let mut tab = Tab::refreshing();
    tab.passes(9_000);
    tab.answered(Outcome::Over);
    tab.passes(500);
    assert_eq!(tab.calls.len(), 2);
    tab.passes(9_000);
    assert_eq!(tab.told(1), leaves("a"), "counted from its own call");
    tab.passes(1_000);
    assert_eq!(tab.told(1), Heard::Refused(Cause::RefreshUnreachable));
    assert_eq!((tab.token(), tab.machine.alarm()), (Some("a"), None));
}

#[test]
fn an_answer_that_comes_before_the_wake_up_is_in_time() {
    let mut tab = Tab::refreshing();
    tab.now = tab.now + evertoken::policy::millis::Millis(60 * 60_000); // asleep
    tab.answered(renewed("b", ANN));
    assert_eq!(tab.told(1), replayed("b"));
}

#[test]
fn a_late_renewal_is_taken_over() {
    let mut tab = Tab::refreshing();
    tab.passes(TIMEOUT_MS);
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.token(), tab.stored.as_deref()), (Some("b"), Some("b")));
    assert_eq!((tab.events.as_slice(), tab.verdicts(|_| true)), ([Event::Refreshed].as_slice(), 2));
}

#[test]
fn a_late_renewal_is_taken_over_even_if_the_old_token_is_gone() {
    let mut tab = Tab::refreshing();
    tab.passes(TIMEOUT_MS);
    tab.store_holds(None);
    tab.answered(renewed("b", ANN));
    assert_eq!(tab.token(), Some("b"));
}

#[test]
fn a_late_renewal_helps_those_who_wait_for_its_successor() {
    let mut tab = two_in_flight();
    tab.call_answered(0, renewed("b", ANN));
    assert_eq!((tab.told(2), tab.token()), (replayed("b"), Some("b")));
    tab.call_answered(1, Outcome::Over);
    assert_eq!((tab.token(), tab.machine.alarm()), (Some("b"), None), "its \"no\" was to the old cookie");
}

#[test]
fn a_late_renewal_does_not_replace_a_newer_one() {
    let mut tab = two_in_flight();
    tab.call_answered(1, renewed("c", ANN));
    tab.call_answered(0, renewed("b", ANN));
    assert_eq!((tab.token(), tab.stored.as_deref()), (Some("c"), Some("c")));
    assert_eq!((tab.events.as_slice(), tab.calls.len()), ([Event::Refreshed].as_slice(), 2));
}

/// Promise 7: it was sent with a cookie that another tab had brought, and has brought that one back.
#[test]
fn a_late_renewal_for_another_user_that_comes_after_a_newer_one_is_checked() {
    let mut tab = two_in_flight();
    tab.call_answered(1, renewed("c", ANN));
    tab.call_answered(0, renewed("x", BOB));
    assert_eq!((tab.token(), tab.stored.as_deref()), (Some("c"), Some("c")), "it changes nothing");
    assert_eq!(tab.calls.len(), 3, "but whose is the cookie?");
    tab.departs(3);
    assert_eq!(tab.told(3), leaves("c"), "nobody is held for that");
    tab.answered(renewed("y", BOB));
    assert_eq!((tab.token(), tab.machine.user()), (Some("y"), Some(&BOB)));
    assert_eq!(tab.events, [Event::Refreshed, Event::UserChanged]);
    assert_eq!((tab.calls.len(), tab.machine.alarm()), (3, None));
}

#[test]
fn under_a_token_that_the_application_brought_such_a_renewal_is_not_checked() {
    let mut tab = two_in_flight();
    tab.hears(Input::TokenSet(grant("c", ANN)));
    tab.call_answered(1, Outcome::UNREACHABLE);
    tab.call_answered(0, renewed("x", BOB));
    assert_eq!((tab.token(), tab.calls.len()), (Some("c"), 2), "the cookie does not count");
}

#[test]
fn a_late_no_is_ignored() {
    let mut tab = Tab::refreshing();
    tab.passes(TIMEOUT_MS);
    tab.answered(Outcome::Over);
    assert_eq!((tab.token(), tab.machine.alarm(), tab.calls.len()), (Some("a"), None, 1));
    let mut tab = two_in_flight();
    tab.call_answered(0, Outcome::Over);
    assert_eq!((tab.token(), tab.told(2)), (Some("a"), leaves("a")), "its successor goes on");
}

#[test]
fn a_late_failure_is_ignored() {
    let mut tab = two_in_flight();
    tab.call_answered(0, Outcome::UNREACHABLE);
    assert_eq!(tab.told(2), leaves("a"));
    tab.call_answered(1, renewed("b", ANN));
    assert_eq!(tab.told(2), replayed("b"));
}

/// Promise 6: the previous answer may be the renewal, and this "no" its echo.
#[test]
fn while_the_previous_is_unanswered_a_no_is_not_final() {
    let mut tab = two_in_flight();
    tab.call_answered(1, Outcome::Over);
    tab.passes(500);
    assert_eq!(tab.told(2), Heard::Refused(Cause::RefreshUnreachable));
    assert_eq!((tab.token(), tab.events.len()), (Some("a"), 0));
    tab.call_answered(0, renewed("b", ANN));
    assert_eq!(tab.token(), Some("b"));
}

#[test]
fn once_the_previous_is_answered_a_no_counts() {
    let mut tab = two_in_flight();
    tab.call_answered(0, Outcome::UNREACHABLE);
    tab.call_answered(1, Outcome::Over);
    tab.passes(500);
    tab.call_answered(2, Outcome::Over);
    assert_eq!((tab.status(), tab.told(2)), (Status::Anonymous, Heard::Refused(Cause::SessionOver)));
}

#[test]
fn an_answer_that_nobody_asked_for_changes_nothing() {
    let mut tab = Tab::refreshing();
    tab.answered(renewed("b", ANN));
    tab.answered(renewed("c", ANN));
    assert_eq!((tab.token(), tab.verdicts(|waiter| waiter == 1)), (Some("b"), 2));
}

/// The first refresh has passed its deadline unanswered, and request 2 waits for the second.
fn two_in_flight() -> Tab {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    tab.departs(2);
    tab.rejected(1);
    tab.passes(TIMEOUT_MS + COOLED_DOWN);
    tab.rejected(2);
    assert_eq!(tab.calls.len(), 2);
    tab
}
