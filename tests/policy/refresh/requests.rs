//! Requests: which token they leave with, and what a rejection means.

use evertoken::policy::error::Cause;
use evertoken::policy::refresh::{Event, Input, Outcome, Status, Verdict};

use super::fixture::*;

#[test]
fn a_request_leaves_at_once_with_the_token() {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    assert_eq!(tab.told(1), leaves("a"));
}

#[test]
fn without_a_token_a_request_leaves_at_once_without_one() {
    let mut tab = Tab::without_token();
    tab.departs(1);
    assert_eq!(tab.told(1), LEAVES_BARE);
}

#[test]
fn the_first_success_of_a_stored_token_confirms_the_session() {
    let mut tab = Tab::of_ann();
    assert_eq!(tab.status(), Status::Unknown);
    tab.departs(1);
    tab.accepted(1);
    assert_eq!(tab.status(), Status::Authenticated);
}

#[test]
fn a_success_without_a_token_confirms_nothing() {
    let mut tab = Tab::without_token();
    tab.departs(1);
    tab.accepted(1);
    assert_eq!(tab.status(), Status::Unknown);
}

#[test]
fn a_success_of_an_evicted_token_confirms_nothing() {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    tab.store_holds(None);
    tab.accepted(1);
    assert_eq!(tab.status(), Status::Unknown);
}

#[test]
fn a_rejected_request_is_replayed_with_the_new_token() {
    let mut tab = Tab::refreshing();
    assert_eq!(tab.told(1), leaves("a"), "not told again before the answer is there");
    assert!(tab.machine.is_refreshing());
    tab.answered(renewed("b", ANN));
    assert_eq!(tab.told(1), replayed("b"));
    assert_eq!((tab.token(), tab.stored.as_deref()), (Some("b"), Some("b")));
    assert_eq!(tab.events, [Event::Refreshed]);
    assert_eq!((tab.status(), tab.machine.is_refreshing()), (Status::Authenticated, false));
}

/// Promise 1.
#[test]
fn a_rejection_during_a_refresh_joins_it() {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    tab.departs(2);
    tab.rejected(1);
    tab.rejected(2);
    assert_eq!(tab.calls.len(), 1);
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.told(1), tab.told(2)), (replayed("b"), replayed("b")));
    assert_eq!(tab.calls.len(), 1);
}

/// Promises 1 and 2.
#[test]
fn a_thousand_requests_rejected_together_cost_one_refresh() {
    let mut tab = Tab::of_ann();
    (0..1_000).for_each(|request| tab.departs(request));
    (0..500).for_each(|request| tab.rejected(request));
    tab.answered(renewed("b", ANN));
    (500..1_000).for_each(|request| tab.rejected(request));
    assert_eq!(tab.calls.len(), 1);
    assert_eq!(tab.verdicts(|_| true), 2_000, "each left, and each was told once more");
    assert!((0..1_000).all(|request| tab.told(request) == replayed("b")));
}

/// Promise 3.
#[test]
fn a_late_401_never_starts_a_refresh() {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    tab.departs(2);
    tab.rejected(1);
    tab.answered(renewed("b", ANN));
    tab.rejected(2);
    assert_eq!(tab.told(2), replayed("b"));
    assert_eq!((tab.calls.len(), tab.machine.alarm()), (1, None));
}

/// Promise 3.
#[test]
fn a_401_that_is_late_by_two_renewals_gets_the_newest_token() {
    let mut tab = Tab::of_ann();
    (1..=3).for_each(|request| tab.departs(request));
    tab.rejected(1);
    tab.answered(renewed("b", ANN));
    tab.asks(8);
    tab.answered(renewed("c", ANN));
    tab.rejected(2);
    assert_eq!((tab.told(2), tab.calls.len()), (replayed("c"), 2));
}

#[test]
fn a_late_401_joins_the_refresh_when_the_newer_token_was_rejected_too() {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    tab.departs(2);
    tab.rejected(1);
    tab.answered(renewed("b", ANN));
    tab.departs(3);
    tab.rejected(3);
    tab.rejected(2);
    assert_eq!(tab.told(2), leaves("a"), "\"b\" would be rejected as well");
    assert_eq!(tab.calls.len(), 2);
    tab.answered(renewed("c", ANN));
    assert_eq!((tab.told(2), tab.told(3)), (replayed("c"), replayed("c")));
}

/// Promise 4.
#[test]
fn only_what_leaves_for_the_first_time_has_another_chance() {
    let mut tab = Tab::refreshing();
    tab.departs(2);
    tab.answered(renewed("b", ANN));
    tab.departs(3);
    assert!(tab.pass_of(1).last_chance, "replayed");
    assert!(tab.pass_of(2).last_chance, "held");
    assert!(!tab.pass_of(3).last_chance);
}

#[test]
fn a_request_without_a_token_may_start_a_refresh() {
    let mut tab = Tab::without_token();
    tab.departs(1);
    tab.rejected(1);
    assert_eq!(tab.calls.len(), 1);
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.told(1), tab.status()), (replayed("b"), Status::Authenticated));
}

#[test]
fn once_the_session_is_over_a_request_starts_no_refresh() {
    let mut tab = Tab::without_token();
    tab.asks(1);
    tab.answered(Outcome::Over);
    tab.departs(2);
    tab.rejected(2);
    assert_eq!(tab.told(2), Heard::Refused(Cause::SessionOver));
    assert_eq!(tab.calls.len(), 1);
}

/// A server that signs with one-second resolution returns identical strings.
#[test]
fn identical_token_text_is_a_renewal() {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    tab.departs(2);
    tab.rejected(1);
    tab.answered(renewed("a", ANN));
    assert_eq!(tab.told(1), replayed("a"));
    tab.rejected(2);
    assert_eq!((tab.told(2), tab.calls.len()), (replayed("a"), 1), "its epoch was the older one");
    assert_eq!(tab.events, [Event::Refreshed]);
}

#[test]
fn the_session_knows_its_last_few_tokens() {
    let mut tab = Tab::of_ann();
    for (asker, token) in ["b", "c", "d"].into_iter().enumerate() {
        tab.asks(u32::try_from(asker).unwrap());
        tab.answered(renewed(token, ANN));
    }
    assert!(["a", "b", "c", "d"].into_iter().all(|token| tab.machine.knows(token)));
    assert!(!tab.machine.knows("e"));
    tab.hears(Input::TokenSet(grant("e", ANN)));
    assert!(tab.machine.knows("e") && tab.machine.knows("b") && !tab.machine.knows("a"));
    tab.hears(Input::SignedOut);
    assert!(!tab.machine.knows("e"), "a logged-out session knows none");
}

#[test]
fn a_token_that_came_again_is_the_newest_that_the_session_knows() {
    let mut tab = Tab::of_ann();
    for (asker, token) in ["b", "c", "a", "d", "e"].into_iter().enumerate() {
        tab.asks(u32::try_from(asker).unwrap());
        tab.answered(renewed(token, ANN));
    }
    assert!(tab.machine.knows("a") && !tab.machine.knows("b"));
}

/// Promise 7: between the verdict and the departure somebody else may have run.
#[test]
fn a_pass_is_worth_what_the_session_is_worth_when_it_is_used() {
    let worth = |tab: &Tab| match tab.machine.confirm(tab.pass_of(1)) {
        Verdict::Go(pass) => pass.token.map_or(LEAVES_BARE, |token| leaves(token.reveal())),
        Verdict::Refuse(cause) => Heard::Refused(cause),
        Verdict::Stand => Heard::Stands,
        Verdict::YourTurn(_) => Heard::ItsTurn,
    };
    let mut tab = Tab::of_ann();
    tab.departs(1);
    assert_eq!(worth(&tab), leaves("a"));
    tab.asks(2);
    tab.answered(renewed("b", ANN));
    assert_eq!(worth(&tab), leaves("b"));
    tab.hears(Input::SignedOut);
    assert_eq!(worth(&tab), Heard::Refused(Cause::SessionOver));
    tab.signs_in(3, "x", BOB);
    assert_eq!(worth(&tab), Heard::Refused(Cause::SessionChanged));
}
