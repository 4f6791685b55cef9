//! Login and registration: one call that moves the cookie at a time, and no session under another one's cookie.

use evertoken::policy::error::Cause;
use evertoken::policy::refresh::CookieCall::{SignIn, SignOut};
use evertoken::policy::refresh::{Event, Outcome, Status};

use super::fixture::*;

#[test]
fn a_login_begins_a_session() {
    let mut tab = Tab::without_token();
    tab.wants(9, SignIn);
    assert_eq!(tab.told(9), Heard::ItsTurn);
    tab.sign_in_succeeds(9, "x", BOB);
    assert_eq!((tab.token(), tab.stored.as_deref()), (Some("x"), Some("x")));
    assert_eq!((tab.status(), tab.machine.user()), (Status::Authenticated, Some(&BOB)));
    assert_eq!(tab.events, [Event::Login]);
    tab.call_ended(9);
    assert_eq!((tab.machine.alarm(), tab.calls.len()), (None, 0));
}

#[test]
fn a_failed_login_changes_nothing() {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    tab.wants(9, SignIn);
    tab.call_ended(9);
    tab.accepted(1);
    assert_eq!(
        (tab.token(), tab.status(), tab.machine.user()),
        (Some("a"), Status::Authenticated, Some(&ANN))
    );
    assert_eq!(tab.events, []);
}

/// Promise 1.
#[test]
fn a_login_waits_for_the_refresh_and_a_refresh_for_the_login() {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    tab.departs(2);
    tab.rejected(1);
    tab.wants(9, SignIn);
    assert_eq!(tab.told(9), Heard::NothingYet);
    tab.answered(renewed("b", ANN));
    assert_eq!(tab.told(9), Heard::ItsTurn);
    tab.departs(3);
    tab.rejected(3);
    assert_eq!((tab.told(3), tab.calls.len()), (leaves("b"), 1));
    tab.call_ended(9);
    assert_eq!(tab.calls.len(), 2, "the login failed: now somebody has to ask");
    tab.answered(renewed("c", ANN));
    assert_eq!(tab.told(3), replayed("c"));
}

#[test]
fn calls_take_turns_in_the_order_in_which_they_were_wanted() {
    let mut tab = Tab::refreshing();
    tab.wants(7, SignIn);
    tab.wants(8, SignOut);
    tab.wants(9, SignIn);
    tab.answered(Outcome::UNREACHABLE);
    for (turn, next) in [(7, 8), (8, 9)] {
        assert_eq!((tab.told(turn), tab.told(next)), (Heard::ItsTurn, Heard::NothingYet));
        tab.call_ended(turn);
    }
    assert_eq!(tab.told(9), Heard::ItsTurn);
}

#[test]
fn a_login_waits_for_a_doubtful_refresh_no_longer_than_the_timeout() {
    let mut tab = Tab::refreshing();
    tab.wants(9, SignIn);
    tab.passes(9_000);
    tab.answered(Outcome::Over);
    tab.passes(500);
    assert_eq!(tab.calls.len(), 2);
    tab.passes(500);
    assert_eq!(tab.told(9), Heard::ItsTurn);
    assert_eq!((tab.told(1), tab.token()), (Heard::Refused(Cause::RefreshUnreachable), Some("a")));
}

#[test]
fn a_turn_that_is_not_given_back_ends_with_the_timeout() {
    let mut tab = Tab::of_ann();
    tab.wants(7, SignIn);
    tab.wants(8, SignIn);
    tab.passes(TIMEOUT_MS);
    assert_eq!(tab.told(8), Heard::ItsTurn);
    tab.call_ended(7);
    tab.wants(9, SignIn);
    assert_eq!(tab.told(9), Heard::NothingYet, "giving back a turn that has ended takes nobody else's");
}

/// Promise 7.
#[test]
fn a_login_retires_what_was_in_flight() {
    let mut tab = Tab::of_ann();
    (1..=3).for_each(|request| tab.departs(request));
    tab.wants(9, SignIn);
    tab.rejected(1);
    tab.asks(4);
    tab.departs(5);
    tab.sign_in_succeeds(9, "x", BOB);
    assert_eq!(tab.told(1), Heard::Refused(Cause::SessionChanged), "waited");
    assert_eq!(tab.told(5), Heard::Refused(Cause::SessionChanged), "was held");
    assert_eq!(tab.told(4), replayed("x"), "asked for a token");
    tab.call_ended(9);
    tab.rejected(2);
    assert_eq!(tab.told(2), Heard::Refused(Cause::SessionChanged), "came back late");
    tab.accepted(3);
    assert_eq!((tab.token(), tab.calls.len()), (Some("x"), 0));
}

#[test]
fn a_login_as_the_same_user_is_another_session_too() {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    tab.signs_in(9, "b", ANN);
    tab.rejected(1);
    assert_eq!(tab.told(1), Heard::Refused(Cause::SessionChanged));
}

/// Promises 5 and 7.
#[test]
fn a_renewal_that_lands_after_a_later_login_is_checked_by_one_refresh() {
    let mut tab = bob_after_anns_late_refresh();
    tab.call_answered(0, renewed("b", ANN));
    assert_eq!((tab.token(), tab.stored.as_deref()), (Some("x"), Some("x")), "it changes nothing");
    assert_eq!(tab.calls.len(), 2, "but whose is the cookie?");
    tab.answered(renewed("y", BOB));
    assert_eq!((tab.token(), tab.events.last()), (Some("y"), Some(&Event::Refreshed)));
    assert_eq!((tab.calls.len(), tab.machine.alarm()), (2, None));
}

/// Promise 7.
#[test]
fn a_cookie_that_turns_out_to_be_anothers_is_another_session() {
    let mut tab = bob_after_anns_late_refresh();
    tab.departs(2);
    tab.call_answered(0, renewed("b", ANN));
    tab.rejected(2);
    tab.answered(renewed("c", ANN));
    assert_eq!(tab.told(2), Heard::Refused(Cause::SessionChanged));
    assert_eq!((tab.token(), tab.machine.user()), (Some("c"), Some(&ANN)));
    assert_eq!(tab.events.last(), Some(&Event::UserChanged));
}

#[test]
fn nobody_is_held_during_such_a_check() {
    let mut tab = bob_after_anns_late_refresh();
    tab.call_answered(0, renewed("b", ANN));
    tab.departs(2);
    assert_eq!(tab.told(2), leaves("x"));
}

#[test]
fn a_late_failure_asks_for_no_check() {
    for outcome in [Outcome::Over, Outcome::UNREACHABLE, Outcome::Invalid] {
        let mut tab = bob_after_anns_late_refresh();
        tab.call_answered(0, outcome);
        assert_eq!((tab.calls.len(), tab.token()), (1, Some("x")));
    }
}

/// Promise 7: nobody knows which of the two answers the browser took in last.
#[test]
fn a_renewal_that_crosses_a_login_is_checked_when_the_login_is_done() {
    let mut tab = Tab::refreshing();
    tab.passes(TIMEOUT_MS);
    tab.wants(9, SignIn);
    tab.call_answered(0, renewed("b", ANN));
    assert_eq!((tab.token(), tab.calls.len()), (Some("b"), 1), "it is still Ann's session");
    tab.sign_in_succeeds(9, "x", BOB);
    tab.call_ended(9);
    assert_eq!((tab.token(), tab.calls.len()), (Some("x"), 2));
}

#[test]
fn a_renewal_that_crosses_a_login_past_its_turn_is_checked_too() {
    let mut tab = Tab::refreshing();
    tab.passes(TIMEOUT_MS);
    tab.wants(9, SignIn);
    tab.passes(TIMEOUT_MS);
    tab.call_answered(0, renewed("b", ANN));
    assert_eq!(tab.calls.len(), 1, "not before the login is done");
    tab.sign_in_succeeds(9, "x", BOB);
    tab.call_ended(9);
    assert_eq!(tab.calls.len(), 2);
}

#[test]
fn a_renewal_that_lands_before_the_login_is_sent_needs_no_check() {
    let mut tab = Tab::refreshing();
    tab.wants(9, SignIn);
    tab.answered(renewed("b", ANN));
    tab.sign_in_succeeds(9, "x", BOB);
    tab.call_ended(9);
    assert_eq!((tab.calls.len(), tab.machine.alarm()), (1, None));
}

/// Promise 7: the later login was another tab's.
#[test]
fn a_renewal_that_lands_after_another_tabs_login_is_checked() {
    let mut tab = Tab::refreshing();
    tab.store_holds(Some(grant("x", BOB)));
    assert_eq!(tab.told(1), Heard::Refused(Cause::SessionChanged));
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.token(), tab.stored.as_deref()), (Some("x"), Some("a")), "it changes nothing");
    assert_eq!(tab.calls.len(), 2);
}

#[test]
fn a_second_logout_does_not_hit_a_session_that_another_tab_began() {
    let mut tab = Tab::refreshing();
    tab.passes(TIMEOUT_MS);
    tab.signs_out(8);
    tab.call_ended(8);
    tab.store_holds(Some(grant("x", BOB)));
    tab.call_answered(0, renewed("b", ANN));
    assert_eq!((tab.second_logouts.len(), tab.calls.len()), (0, 2));
}

/// Ann's refresh has passed its deadline unanswered, and Bob has logged in since.
fn bob_after_anns_late_refresh() -> Tab {
    let mut tab = Tab::refreshing();
    tab.passes(TIMEOUT_MS);
    tab.signs_out(8);
    tab.wants(9, SignIn);
    tab.call_ended(8);
    tab.sign_in_succeeds(9, "x", BOB);
    tab.call_ended(9);
    tab
}
