//! Logins that the user has taken back by a logout before they were answered.

use evertoken::policy::refresh::CookieCall::SignIn;
use evertoken::policy::refresh::{Event, Outcome, Status};

use super::fixture::*;

#[test]
fn a_login_that_a_logout_overtook_signs_nobody_in() {
    let mut tab = Tab::without_token();
    tab.wants(7, SignIn);
    tab.signs_out(8);
    tab.sign_in_succeeds(7, "x", BOB);
    tab.call_ended(7);
    assert_eq!((tab.token(), tab.status(), tab.stored.as_deref()), (None, Status::Anonymous, None));
    assert_eq!(tab.told(8), Heard::ItsTurn, "and its cookie is taken back");
    tab.call_ended(8);
    assert_eq!(tab.second_logouts.len(), 0);
}

#[test]
fn a_login_that_a_logout_overtook_while_it_waited_signs_nobody_in() {
    let mut tab = Tab::refreshing();
    tab.wants(7, SignIn);
    tab.signs_out(8);
    tab.answered(Outcome::UNREACHABLE);
    tab.sign_in_succeeds(7, "x", BOB);
    assert_eq!(tab.status(), Status::Anonymous);
}

#[test]
fn a_login_that_lands_after_the_logout_call_is_logged_out_again() {
    let mut tab = Tab::without_token();
    tab.wants(7, SignIn);
    tab.signs_out(8);
    tab.passes(TIMEOUT_MS);
    tab.call_ended(8);
    tab.sign_in_succeeds(7, "x", BOB);
    tab.call_ended(7);
    assert_eq!((tab.status(), tab.second_logouts.len()), (Status::Anonymous, 1));
}

#[test]
fn a_login_after_the_logout_signs_in() {
    let mut tab = Tab::without_token();
    tab.wants(7, SignIn);
    tab.signs_out(8);
    tab.wants(9, SignIn);
    tab.call_ended(7);
    tab.call_ended(8);
    tab.sign_in_succeeds(9, "x", BOB);
    assert_eq!((tab.token(), tab.status()), (Some("x"), Status::Authenticated));
}

/// Ann has taken her login back, and what becomes of it is not what becomes of Bob's.
#[test]
fn a_late_success_that_a_logout_overtook_is_not_taken_for_that_of_the_next_login() {
    let mut tab = anns_login_past_its_turn_and_bobs_on_the_wire();
    tab.sign_in_succeeds(7, "a", ANN);
    assert_eq!((tab.status(), tab.token(), tab.stored.as_deref()), (Status::Anonymous, None, None));
    tab.call_ended(7);
    tab.sign_in_succeeds(9, "x", BOB);
    assert_eq!((tab.token(), tab.machine.user()), (Some("x"), Some(&BOB)));
    tab.call_ended(9);
    assert_eq!(tab.second_logouts.len(), 0, "Bob is signed in");
}

/// Promise 7: it has moved the cookie under Bob's session.
#[test]
fn a_success_that_a_logout_overtook_and_that_lands_after_the_next_login_is_checked() {
    let mut tab = anns_login_past_its_turn_and_bobs_on_the_wire();
    tab.sign_in_succeeds(9, "x", BOB);
    tab.call_ended(9);
    tab.sign_in_succeeds(7, "a", ANN);
    assert_eq!((tab.token(), tab.machine.user(), tab.calls.len()), (Some("x"), Some(&BOB), 0));
    tab.call_ended(7);
    assert_eq!(tab.calls.len(), 1, "whose cookie is it?");
    tab.answered(renewed("b", ANN));
    assert_eq!(tab.events, [Event::Logout, Event::Login, Event::UserChanged]);
}

#[test]
fn when_both_fail_nobody_is_signed_in_and_nothing_is_owed() {
    let mut tab = anns_login_past_its_turn_and_bobs_on_the_wire();
    tab.call_ended(7);
    tab.call_ended(9);
    assert_eq!((tab.status(), tab.second_logouts.len(), tab.calls.len()), (Status::Anonymous, 0, 0));
}

#[test]
fn an_overtaken_success_is_logged_out_again_when_the_next_login_fails() {
    let mut tab = anns_login_past_its_turn_and_bobs_on_the_wire();
    tab.sign_in_succeeds(7, "a", ANN);
    tab.call_ended(7);
    assert_eq!(tab.second_logouts.len(), 0, "not over a login that is out");
    tab.call_ended(9);
    assert_eq!((tab.status(), tab.second_logouts.len()), (Status::Anonymous, 1));
}

#[test]
fn of_two_logins_that_stand_the_one_that_is_answered_last_counts() {
    let mut tab = Tab::without_token();
    tab.wants(7, SignIn);
    tab.wants(9, SignIn);
    tab.passes(TIMEOUT_MS);
    tab.sign_in_succeeds(9, "x", BOB);
    tab.call_ended(9);
    tab.sign_in_succeeds(7, "a", ANN);
    tab.call_ended(7);
    assert_eq!((tab.token(), tab.machine.user()), (Some("a"), Some(&ANN)), "as of two cookies");
    assert_eq!(tab.calls.len(), 0);
}

#[test]
fn whoever_has_handed_back_the_ticket_signs_nobody_in() {
    let mut tab = Tab::of_ann();
    tab.wants(7, SignIn);
    tab.call_ended(7);
    tab.sign_in_succeeds(7, "x", BOB);
    assert_eq!((tab.token(), tab.events.len()), (Some("a"), 0));
}

fn anns_login_past_its_turn_and_bobs_on_the_wire() -> Tab {
    let mut tab = Tab::without_token();
    tab.wants(7, SignIn);
    tab.signs_out(8);
    tab.wants(9, SignIn);
    tab.passes(TIMEOUT_MS);
    tab.call_ended(8);
    assert_eq!(tab.told(9), Heard::ItsTurn);
    tab
}
