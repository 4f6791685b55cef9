//! The window after a failure, in which no rejection starts a refresh (rule 13).

use evertoken::policy::error::Cause;
use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{CookieCall, Input, Outcome, Status};

use super::fixture::*;

const RETRY_AFTER: u64 = 20_000;

#[test]
fn in_the_window_a_rejection_is_told_at_once_and_nothing_is_asked() {
    let mut tab = turned_away();
    for request in 2..100 {
        tab.departs(request);
        assert_eq!(tab.told(request), leaves("a"), "requests depart as always");
        tab.rejected(request);
        assert_eq!(tab.told(request), Heard::Refused(Cause::RefreshUnreachable));
    }
    assert_eq!((tab.calls.len(), tab.machine.alarm(), tab.token()), (1, None, Some("a")));
}

#[test]
fn after_the_window_the_next_rejection_asks_again() {
    let mut tab = turned_away();
    tab.departs(2);
    tab.departs(3);
    tab.passes(RETRY_AFTER - 1);
    tab.rejected(2);
    assert_eq!((tab.told(2), tab.calls.len()), (Heard::Refused(Cause::RefreshUnreachable), 1));
    tab.passes(1 + COOLED_DOWN);
    tab.rejected(3);
    assert_eq!((tab.told(3), tab.calls.len()), (leaves("a"), 2));
    tab.answered(renewed("b", ANN));
    assert_eq!(tab.told(3), replayed("b"));
}

/// A query library that retries must not multiply refreshes.
#[test]
fn an_hour_of_rejections_every_second_costs_a_handful_of_refreshes() {
    let mut tab = Tab::of_ann();
    for second in 0..3_600 {
        tab.departs(second);
        tab.rejected(second);
        if tab.told(second) == leaves("a") {
            tab.answered(Outcome::UNREACHABLE);
        }
        assert_eq!(tab.told(second), Heard::Refused(Cause::RefreshUnreachable));
        tab.passes(1_000);
    }
    assert!((60..200).contains(&tab.calls.len()), "{}", tab.calls.len());
}

#[test]
fn who_asks_by_name_may_always_ask_and_then_the_rejected_wait_too() {
    let mut tab = turned_away();
    tab.asks(2);
    assert_eq!(tab.calls.len(), 2);
    tab.hears(rejection(3, tab.epoch_of(1), ROUTE));
    tab.departs(4);
    assert_eq!((tab.told(3), tab.told(4)), (Heard::NothingYet, Heard::NothingYet));
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.told(2), tab.told(3), tab.told(4)), (replayed("b"), replayed("b"), replayed("b")));
}

#[test]
fn a_failure_of_who_asked_by_name_opens_no_way_for_the_others() {
    let mut tab = turned_away();
    tab.asks(2);
    tab.answered(Outcome::UNREACHABLE);
    tab.passes(RETRY_AFTER - 1);
    tab.departs(3);
    tab.rejected(3);
    assert_eq!(tab.told(3), Heard::Refused(Cause::RefreshUnreachable));
}

#[test]
fn a_newer_token_ends_the_window_by_whatever_way_it_comes() {
    let ways: [fn(&mut Tab); 4] = [
        |tab| {
            tab.asks(9);
            tab.answered(renewed("b", ANN));
        },
        |tab| tab.signs_in(9, "b", ANN),
        |tab| tab.hears(Input::TokenSet(grant("b", ANN))),
        |tab| tab.store_holds(Some(grant("b", ANN))),
    ];
    for (index, way) in ways.into_iter().enumerate() {
        let mut tab = turned_away();
        way(&mut tab);
        let calls = tab.calls.len();
        tab.departs(2);
        tab.rejected(2);
        assert_eq!((tab.told(2), tab.calls.len()), (leaves("b"), calls + 1), "way {index}");
    }
}

#[test]
fn a_loss_of_the_token_does_not_end_the_window() {
    let mut tab = turned_away();
    tab.store_holds(None);
    tab.departs(2);
    tab.rejected(2);
    assert_eq!((tab.told(2), tab.calls.len()), (Heard::Refused(Cause::RefreshUnreachable), 1));
}

#[test]
fn windows_start_small_again_after_a_renewal() {
    let mut tab = Tab::refreshing();
    for _ in 0..10 {
        tab.answered(Outcome::UNREACHABLE);
        tab.asks(2);
    }
    tab.answered(renewed("b", ANN));
    tab.departs(3);
    tab.rejected(3);
    tab.answered(Outcome::UNREACHABLE);
    tab.passes(COOLED_DOWN);
    tab.departs(4);
    tab.rejected(4);
    assert_eq!(tab.told(4), leaves("b"));
}

#[test]
fn the_deadline_and_a_renewal_without_a_token_open_a_window_too() {
    let mut tab = Tab::refreshing();
    tab.passes(TIMEOUT_MS);
    tab.departs(2);
    tab.rejected(2);
    assert_eq!((tab.told(2), tab.calls.len()), (Heard::Refused(Cause::RefreshUnreachable), 1));
    let mut tab = Tab::refreshing();
    tab.answered(Outcome::Invalid);
    tab.departs(2);
    tab.rejected(2);
    assert_eq!((tab.told(2), tab.calls.len()), (Heard::Refused(Cause::RefreshInvalid), 1));
}

#[test]
fn a_failure_that_a_newer_token_has_overtaken_opens_none() {
    let mut tab = Tab::refreshing();
    tab.store_holds(Some(grant("b", ANN)));
    tab.answered(Outcome::UNREACHABLE);
    tab.departs(2);
    tab.rejected(2);
    assert_eq!((tab.told(2), tab.calls.len()), (leaves("b"), 2));
}

#[test]
fn a_failure_of_another_sessions_refresh_opens_none() {
    let mut tab = Tab::refreshing();
    tab.hears(Input::TokenSet(grant("x", BOB)));
    tab.answered(Outcome::UNREACHABLE);
    tab.departs(2);
    tab.rejected(2);
    assert_eq!((tab.told(2), tab.calls.len()), (leaves("x"), 2));
}

#[test]
fn in_the_window_a_late_rejection_is_replayed_with_a_newer_token_as_always() {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    tab.store_holds(Some(grant("b", ANN)));
    tab.asks(2);
    tab.answered(Outcome::UNREACHABLE);
    tab.rejected(1);
    assert_eq!(tab.told(1), replayed("b"));
}

#[test]
fn a_login_waits_for_no_window() {
    let mut tab = turned_away();
    tab.wants(2, CookieCall::SignIn);
    assert_eq!(tab.told(2), Heard::ItsTurn);
}

#[test]
fn the_second_question_is_asked_in_the_window_of_the_first() {
    let mut tab = turned_away();
    tab.asks(2);
    tab.answered(Outcome::Over);
    tab.passes(500);
    assert_eq!(tab.calls.len(), 3);
    tab.answered(Outcome::Over);
    assert_eq!((tab.status(), tab.told(2)), (Status::Anonymous, Heard::Refused(Cause::SessionOver)));
}

/// Request 1 was rejected, and the auth server has answered "503, `Retry-After: 20`".
fn turned_away() -> Tab {
    let mut tab = Tab::refreshing();
    tab.answered(Outcome::Unreachable { retry_after: Millis(RETRY_AFTER) });
    assert_eq!(tab.told(1), Heard::Refused(Cause::RefreshUnreachable));
    tab
}
