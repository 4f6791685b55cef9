//! Where a fresh token was rejected, the next rejection starts no refresh (rule 7).

use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{Input, Outcome};
use evertoken::policy::token::Grant;

use super::fixture::*;

const ELSEWHERE: &str = "GET https://api.test/news";
const LIFETIME: u64 = 15_000;
const PRIME: u64 = 12_000;

#[test]
fn after_a_rejected_replay_a_rejection_there_is_nothing_but_that() {
    let mut tab = forbidden();
    for request in 2..=100 {
        tab.departs(request);
        tab.rejected(request);
        assert_eq!(tab.told(request), Heard::Stands);
    }
    assert_eq!((tab.calls.len(), tab.machine.alarm()), (1, None));
    tab.departs(101);
    assert_eq!(tab.told(101), leaves("b"), "and holds nobody back");
}

#[test]
fn other_places_are_not_affected() {
    let mut tab = forbidden();
    tab.departs(2);
    tab.hears(rejection(2, tab.epoch_of(2), ELSEWHERE));
    assert_eq!((tab.told(2), tab.calls.len()), (leaves("b"), 2));
    tab.departs(3);
    tab.hears(rejection(3, tab.epoch_of(1), ROUTE));
    assert_eq!(tab.told(3), Heard::Stands, "nor does a forbidden one wait for the refresh of another");
}

#[test]
fn it_lasts_for_four_fifths_of_the_tokens_life() {
    let mut tab = forbidden();
    tab.departs(2);
    tab.departs(3);
    tab.passes(PRIME - 1);
    tab.rejected(2);
    assert_eq!(tab.told(2), Heard::Stands);
    tab.passes(1);
    tab.rejected(3);
    assert_eq!((tab.told(3), tab.calls.len()), (leaves("b"), 2));
}

#[test]
fn it_lasts_for_a_minute_where_no_token_says_how_long_it_lives() {
    let mut tab = Tab::refreshing();
    tab.answered(renewed("b", ANN));
    replay_rejected(&mut tab, 1);
    tab.departs(2);
    tab.departs(3);
    tab.passes(59_999);
    tab.rejected(2);
    assert_eq!(tab.told(2), Heard::Stands);
    tab.passes(1);
    tab.rejected(3);
    assert_eq!(tab.told(3), leaves("b"));
}

/// Each would else make the other's token fresh.
#[test]
fn two_forbidden_places_that_are_polled_do_not_refresh_for_each_other_for_ever() {
    let mut tab = Tab::of_ann();
    let mut tokens = 0;
    for poll in 0..600 {
        let route = [ROUTE, ELSEWHERE][(poll % 2) as usize];
        tab.departs(poll);
        tab.hears(rejection(poll, tab.epoch_of(poll), route));
        if tab.told(poll) != Heard::Stands {
            tokens += 1;
            tab.answered(Outcome::Renewed(mortal(&format!("t{tokens}"))));
            let pass = tab.pass_of(poll);
            tab.hears(Input::ReplayRejected { pass, route: route.into() });
        }
        tab.passes(1_000);
    }
    assert!((90..=110).contains(&tokens), "two in twelve seconds of ten minutes: {tokens}");
}

#[test]
fn a_success_there_ends_it() {
    let mut tab = forbidden();
    tab.departs(2);
    tab.accepted(2);
    tab.departs(3);
    tab.rejected(3);
    assert_eq!((tab.told(3), tab.calls.len()), (leaves("b"), 2));
    assert!(tab.machine.is_untroubled());
}

#[test]
fn an_answer_that_blames_the_token_is_looked_into() {
    let mut tab = forbidden();
    tab.departs(2);
    let carried = tab.epoch_of(2);
    tab.hears(Input::Rejected { waiter: 2, carried, route: ROUTE.into(), blames_token: true });
    assert_eq!((tab.told(2), tab.calls.len()), (leaves("b"), 2));
}

#[test]
fn an_older_tokens_rejection_is_replayed_there_as_always() {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    tab.departs(2);
    tab.rejected(1);
    tab.answered(Outcome::Renewed(mortal("b")));
    replay_rejected(&mut tab, 1);
    tab.rejected(2);
    assert_eq!((tab.told(2), tab.calls.len()), (replayed("b"), 1));
}

#[test]
fn without_a_token_a_rejection_there_says_nothing() {
    let mut tab = forbidden();
    tab.store_holds(None);
    tab.departs(2);
    tab.rejected(2);
    assert_eq!((tab.told(2), tab.calls.len()), (LEAVES_BARE, 2));
}

#[test]
fn another_session_may_be_allowed_what_this_one_was_not() {
    let mut tab = forbidden();
    tab.signs_in(9, "x", BOB);
    tab.departs(2);
    tab.rejected(2);
    assert_eq!((tab.told(2), tab.calls.len()), (leaves("x"), 2));
}

#[test]
fn a_replay_of_the_session_before_says_nothing_of_this_one() {
    let mut tab = Tab::refreshing();
    tab.answered(Outcome::Renewed(mortal("b")));
    tab.signs_in(9, "x", BOB);
    replay_rejected(&mut tab, 1);
    assert!(tab.machine.is_untroubled());
}

/// It was rejected with a token that is young no more: a newer one may help.
#[test]
fn a_replay_with_an_old_token_says_nothing() {
    let mut tab = Tab::refreshing();
    tab.answered(Outcome::Renewed(mortal("b")));
    tab.passes(PRIME);
    replay_rejected(&mut tab, 1);
    tab.departs(2);
    tab.rejected(2);
    assert_eq!((tab.told(2), tab.calls.len()), (leaves("b"), 2));
}

#[test]
fn a_token_that_comes_meanwhile_does_not_end_it() {
    let mut tab = forbidden();
    tab.store_holds(Some(grant("c", ANN)));
    tab.departs(2);
    tab.rejected(2);
    assert_eq!(tab.told(2), Heard::Stands);
}

/// Request 1 was rejected, renewed, replayed and rejected again.
fn forbidden() -> Tab {
    let mut tab = Tab::refreshing();
    tab.answered(Outcome::Renewed(mortal("b")));
    replay_rejected(&mut tab, 1);
    tab
}

fn replay_rejected(tab: &mut Tab, request: u32) {
    let pass = tab.pass_of(request);
    tab.hears(Input::ReplayRejected { pass, route: ROUTE.into() });
}

fn mortal(token: &str) -> Grant<u32> {
    Grant { lifetime: Some(Millis(LIFETIME)), age: Some(Millis(0)), ..grant(token, ANN) }
}
