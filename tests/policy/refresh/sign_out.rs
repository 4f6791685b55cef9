//! Logout: at once here, and for good at the server.

use evertoken::policy::error::Cause;
use evertoken::policy::refresh::CookieCall::{SignIn, SignOut};
use evertoken::policy::refresh::{Event, Input, Outcome, Status};

use super::fixture::*;

#[test]
fn logout_clears_everything_before_the_server_is_told() {
    let mut tab = Tab::refreshing();
    tab.departs(2);
    tab.asks(3);
    tab.hears(Input::SignedOut);
    assert_eq!((tab.token(), tab.stored.as_deref(), tab.machine.user()), (None, None, None));
    assert_eq!((tab.status(), tab.machine.is_refreshing()), (Status::Anonymous, false));
    assert_eq!(tab.told(1), Heard::Refused(Cause::SessionOver));
    assert_eq!(tab.told(2), LET_GO_BARE);
    assert_eq!(tab.told(3), Heard::Refused(Cause::SessionOver));
    assert_eq!(tab.events, [Event::Logout]);
}

#[test]
fn logging_out_twice_is_announced_once() {
    let mut tab = Tab::of_ann();
    tab.hears(Input::SignedOut);
    tab.hears(Input::SignedOut);
    assert_eq!(tab.events, [Event::Logout]);
}

#[test]
fn a_late_401_after_logout_is_refused() {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    tab.signs_out(8);
    tab.rejected(1);
    assert_eq!((tab.told(1), tab.calls.len()), (Heard::Refused(Cause::SessionOver), 0));
}

#[test]
fn the_logout_call_waits_for_the_refresh() {
    let mut tab = Tab::refreshing();
    tab.signs_out(8);
    assert_eq!(tab.told(8), Heard::NothingYet);
    tab.answered(renewed("b", ANN));
    assert_eq!(tab.told(8), Heard::ItsTurn);
}

#[test]
fn the_logout_call_waits_no_longer_than_the_timeout() {
    let mut tab = Tab::refreshing();
    tab.passes(6_000);
    tab.hears(Input::TrafficArrived);
    tab.wants(8, SignOut);
    for _ in 0..9 {
        tab.passes(1_000);
        tab.hears(Input::TrafficArrived);
    }
    assert_eq!(tab.told(8), Heard::NothingYet);
    tab.passes(1_000);
    assert_eq!(tab.told(8), Heard::ItsTurn, "traffic moves the deadline of callers, not that of a logout");
}

/// Promise 5.
#[test]
fn a_refresh_that_lands_after_logout_changes_nothing() {
    for outcome in [renewed("b", ANN), renewed("x", BOB), Outcome::Over, Outcome::UNREACHABLE] {
        let mut tab = Tab::refreshing();
        tab.signs_out(8);
        tab.answered(outcome);
        assert_eq!((tab.token(), tab.stored.as_deref(), tab.status()), (None, None, Status::Anonymous));
        assert_eq!(tab.events, [Event::Logout]);
    }
}

/// Promise 5, at every point of a refresh at which a user may log out.
#[test]
fn whoever_logs_out_during_a_refresh_stays_logged_out() {
    let asked = Tab::refreshing;
    let in_doubt = || {
        let mut tab = asked();
        tab.answered(Outcome::Over);
        tab
    };
    let asked_again = || {
        let mut tab = in_doubt();
        tab.passes(500);
        tab
    };
    let given_up = || {
        let mut tab = asked();
        tab.passes(TIMEOUT_MS);
        tab
    };
    for mut tab in [asked(), in_doubt(), asked_again(), given_up()] {
        tab.signs_out(8);
        let answer = tab.calls.len() - 1;
        tab.call_answered(answer, renewed("b", ANN));
        tab.passes(TIMEOUT_MS);
        tab.call_ended(8);
        assert_eq!((tab.token(), tab.status()), (None, Status::Anonymous));
        assert_eq!((tab.stored.as_deref(), tab.events.as_slice()), (None, [Event::Logout].as_slice()));
        assert_eq!(tab.verdicts(|waiter| waiter == 1), 2, "left once, and told once");
        assert_eq!(tab.calls.len(), answer + 1, "nothing more is asked");
    }
}

/// Promise 7: the late answer has brought the cookie back.
#[test]
fn a_renewal_that_lands_after_the_logout_call_is_logged_out_again() {
    let mut tab = logged_out_with_a_late_refresh();
    tab.answered(renewed("b", ANN));
    assert_eq!(tab.second_logouts.len(), 1);
    assert_eq!((tab.token(), tab.status()), (None, Status::Anonymous));
    let ticket = tab.second_logouts[0];
    tab.hears(Input::CallEnded(ticket));
    assert_eq!((tab.second_logouts.len(), tab.machine.alarm()), (1, None));
}

#[test]
fn the_second_logout_takes_its_turn_like_any_call() {
    let mut tab = logged_out_with_a_late_refresh();
    tab.answered(renewed("b", ANN));
    tab.wants(9, SignIn);
    assert_eq!(tab.told(9), Heard::NothingYet, "else the logout would land over the login");
    let ticket = tab.second_logouts[0];
    tab.hears(Input::CallEnded(ticket));
    assert_eq!(tab.told(9), Heard::ItsTurn);
}

#[test]
fn a_late_no_is_not_logged_out_again() {
    let mut tab = logged_out_with_a_late_refresh();
    tab.answered(Outcome::Over);
    assert_eq!((tab.second_logouts.len(), tab.machine.alarm()), (0, None));
}

#[test]
fn a_logout_call_that_is_still_to_come_is_enough() {
    let mut tab = Tab::refreshing();
    tab.signs_out(8);
    tab.answered(renewed("b", ANN));
    tab.call_ended(8);
    assert_eq!((tab.second_logouts.len(), tab.machine.alarm()), (0, None));
}

#[test]
fn no_second_logout_follows_a_login() {
    let mut tab = logged_out_with_a_late_refresh();
    tab.wants(9, SignIn);
    tab.answered(renewed("b", ANN));
    tab.sign_in_succeeds(9, "x", BOB);
    tab.call_ended(9);
    assert_eq!((tab.second_logouts.len(), tab.token()), (0, Some("x")));
}

#[test]
fn no_second_logout_follows_a_token_that_the_application_brought() {
    let mut tab = logged_out_with_a_late_refresh();
    tab.hears(Input::TokenSet(grant("x", BOB)));
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.second_logouts.len(), tab.calls.len(), tab.token()), (0, 1, Some("x")));
}

#[test]
fn a_logout_takes_along_what_landed_under_a_token_that_the_application_brought() {
    let mut tab = logged_out_with_a_late_refresh();
    tab.hears(Input::TokenSet(grant("x", BOB)));
    tab.answered(renewed("b", ANN));
    tab.signs_out(8);
    assert_eq!((tab.second_logouts.len(), tab.told(8)), (0, Heard::ItsTurn), "one logout is enough");
}

/// Rule 21: a failed login changes nothing, so the logout is still the last word.
#[test]
fn a_failed_login_does_not_keep_the_second_logout_back() {
    let mut tab = logged_out_with_a_late_refresh();
    tab.wants(9, SignIn);
    tab.answered(renewed("b", ANN));
    assert_eq!(tab.second_logouts.len(), 0, "not over a login that is out");
    tab.call_ended(9);
    assert_eq!(tab.second_logouts.len(), 1);
}

#[test]
fn a_renewal_that_lands_before_a_login_is_sent_is_remembered_until_it_fails() {
    let mut tab = logged_out_with_a_late_refresh();
    tab.wants(8, SignOut);
    tab.call_answered(0, renewed("b", ANN));
    tab.wants(9, SignIn);
    tab.call_ended(8); // the logout that was out when the renewal landed
    tab.call_ended(9);
    assert_eq!(tab.second_logouts.len(), 1);
}

#[test]
fn a_login_that_is_sent_after_the_renewal_landed_settles_whose_cookie_it_is() {
    let mut tab = logged_out_with_a_late_refresh();
    tab.wants(8, SignOut);
    tab.call_answered(0, renewed("b", ANN));
    tab.wants(9, SignIn);
    tab.call_ended(8);
    tab.sign_in_succeeds(9, "x", BOB);
    tab.call_ended(9);
    assert_eq!((tab.second_logouts.len(), tab.calls.len(), tab.token()), (0, 1, Some("x")));
}

/// The refresh has passed its deadline, the user has logged out, and the server knows.
fn logged_out_with_a_late_refresh() -> Tab {
    let mut tab = Tab::refreshing();
    tab.passes(TIMEOUT_MS);
    tab.signs_out(6);
    tab.call_ended(6);
    tab
}
