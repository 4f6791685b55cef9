//! Requests begun while the token they would carry is being replaced.

use evertoken::policy::error::Cause;
use evertoken::policy::refresh::Outcome;

use super::fixture::*;

#[test]
fn a_request_begun_while_its_token_is_being_replaced_is_held() {
    let mut tab = Tab::refreshing();
    tab.departs(2);
    assert_eq!(tab.told(2), Heard::NothingYet);
    tab.answered(renewed("b", ANN));
    assert_eq!(tab.told(2), replayed("b"));
}

#[test]
fn a_held_request_leaves_with_the_old_token_when_nobody_can_be_asked() {
    let mut tab = Tab::refreshing();
    tab.departs(2);
    tab.answered(Outcome::UNREACHABLE);
    assert_eq!(tab.told(2), replayed("a"));
    tab.departs(3);
    assert_eq!(tab.told(3), leaves("a"), "held only while a refresh is in flight");
}

#[test]
fn a_held_request_leaves_without_a_token_when_the_session_ends() {
    let mut tab = Tab::refreshing();
    tab.departs(2);
    tab.answered(Outcome::Over);
    tab.passes(500);
    tab.answered(Outcome::Over);
    assert_eq!(tab.told(2), LET_GO_BARE);
}

/// Promise 7.
#[test]
fn a_held_request_does_not_leave_with_another_users_token() {
    let mut tab = Tab::refreshing();
    tab.departs(2);
    tab.answered(renewed("x", BOB));
    assert_eq!(tab.told(2), Heard::Refused(Cause::SessionChanged));
}

#[test]
fn a_refresh_that_no_rejection_started_holds_nobody() {
    let mut tab = Tab::of_ann();
    tab.asks(1);
    tab.departs(2);
    assert_eq!(tab.told(2), leaves("a"));
}
