//! The lock among the tabs: it is waited for, but not for ever, and not held longer than a turn.

use evertoken::policy::error::Cause;
use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::CookieCall::{SignIn, SignOut};
use evertoken::policy::refresh::{Input, Outcome, Settings};
use evertoken::policy::stored::{Mark, Says, Stored};
use evertoken::policy::token::Identity;

use super::fixture::*;

#[test]
fn a_refresh_waits_for_the_lock_and_holds_it_until_it_is_done() {
    let mut tab = rejected();
    assert_eq!((tab.calls.len(), tab.locks.len()), (0, 1));
    granted(&mut tab, false);
    assert_eq!((tab.calls.len(), tab.locks.len()), (1, 1));
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.told(1), tab.locks.len()), (replayed("b"), 0));
}

#[test]
fn the_lock_is_held_while_a_no_is_in_doubt() {
    let mut tab = rejected();
    granted(&mut tab, false);
    tab.answered(Outcome::Over);
    assert_eq!((tab.calls.len(), tab.locks.len()), (1, 1));
    tab.passes(500);
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.calls.len(), tab.locks.len(), tab.told(1)), (2, 0, replayed("b")));
}

#[test]
fn what_another_tab_renewed_meanwhile_is_taken_over_instead_of_refreshing() {
    let mut tab = rejected();
    tab.looks(newer("b"));
    assert_eq!((tab.told(1), tab.locks.len()), (replayed("b"), 0), "the request is taken back");
    granted(&mut tab, true);
    tab.passes(100_000);
    assert_eq!(tab.calls.len(), 0);
}

/// A read right after the grant may be stale.
#[test]
fn a_lock_from_another_tabs_hands_waits_for_its_last_words() {
    let mut tab = rejected();
    granted(&mut tab, true);
    assert_eq!((tab.calls.len(), tab.machine.alarm()), (0, Some(Millis(1_250))));
    tab.passes(249);
    assert_eq!(tab.calls.len(), 0);
    tab.passes(1);
    assert_eq!(tab.calls.len(), 1);
}

/// Its words are quicker than what it wrote.
#[test]
fn a_lock_that_was_free_waits_for_what_another_tab_says_it_has_written() {
    let mut tab = rejected();
    tab.hears(Input::WrittenElsewhere(2));
    granted(&mut tab, false);
    assert_eq!((tab.calls.len(), tab.machine.alarm()), (0, Some(Millis(1_250))));
    tab.looks(newer("b"));
    assert_eq!((tab.told(1), tab.calls.len(), tab.locks.len()), (replayed("b"), 0, 0));
}

/// The mark is written first.
#[test]
fn a_mark_whose_token_cannot_be_read_yet_is_not_what_was_waited_for() {
    let mut tab = rejected();
    let held = tab.token().unwrap().to_owned();
    let Stored { mark, .. } = newer("b");
    let mark = mark.map(|mark| Mark { says: Says::Elsewhere, ..mark });
    tab.looks(Stored { grant: Some(anonymous_grant(&held)), mark });
    tab.hears(Input::WrittenElsewhere(8));
    granted(&mut tab, false);
    assert_eq!(tab.calls.len(), 0);
    tab.looks(newer("b"));
    assert_eq!((tab.told(1), tab.calls.len()), (replayed("b"), 0));
}

#[test]
fn what_was_said_and_can_be_read_already_is_not_waited_for() {
    let mut tab = with_lock();
    tab.looks(newer("b"));
    tab.hears(Input::WrittenElsewhere(2));
    tab.asks(1);
    granted(&mut tab, false);
    assert_eq!(tab.calls.len(), 1);
}

/// Anybody may have said it.
#[test]
fn what_was_said_and_never_written_is_waited_for_once() {
    let mut tab = rejected();
    tab.hears(Input::WrittenElsewhere(4_000_000_000));
    granted(&mut tab, false);
    tab.passes(250);
    assert_eq!(tab.calls.len(), 1);
    tab.answered(renewed("b", ANN));
    tab.asks(2);
    granted(&mut tab, false);
    assert_eq!(tab.calls.len(), 2);
}

#[test]
fn last_words_that_come_in_time_save_the_refresh() {
    let mut tab = rejected();
    granted(&mut tab, true);
    tab.looks(newer("b"));
    assert_eq!((tab.told(1), tab.calls.len(), tab.locks.len()), (replayed("b"), 0, 0));
}

#[test]
fn a_login_needs_no_last_words() {
    let mut tab = with_lock();
    tab.wants(5, SignIn);
    assert_eq!(tab.told(5), Heard::NothingYet);
    granted(&mut tab, true);
    assert_eq!(tab.told(5), Heard::ItsTurn);
    tab.sign_in_succeeds(5, "x", BOB);
    assert_eq!(tab.locks.len(), 1);
    tab.call_ended(5);
    assert_eq!(tab.locks.len(), 0);
}

/// F14: a frozen holder.
#[test]
fn a_lock_that_does_not_come_is_asked_for_twice_and_then_done_without() {
    let mut tab = rejected();
    let first = tab.locks[0];
    tab.passes(1_999);
    assert_eq!(tab.locks, [first]);
    tab.passes(1);
    assert_eq!((tab.locks.len(), tab.calls.len()), (1, 0));
    assert_ne!(tab.locks[0], first);
    tab.passes(999);
    assert_eq!(tab.calls.len(), 0);
    tab.passes(1);
    assert_eq!((tab.calls.len(), tab.locks.len()), (1, 0));
    tab.answered(renewed("b", ANN));
    assert_eq!(tab.told(1), replayed("b"));
}

#[test]
fn waiting_for_the_lock_counts_within_the_timeout() {
    let mut tab = rejected();
    tab.passes(3_000);
    assert_eq!((tab.calls.len(), tab.machine.alarm()), (1, Some(Millis(11_000))));
    let mut hasty = Tab::with(Settings { timeout: Millis(80), ..settings() }, found());
    hasty.asks(1);
    hasty.passes(30);
    assert_eq!(
        (hasty.calls.len(), hasty.machine.alarm()),
        (1, Some(Millis(1_080))),
        "most of it is the refresh's"
    );
}

#[test]
fn the_time_spent_on_the_lock_counts_also_when_it_comes() {
    let mut tab = rejected();
    tab.passes(1_000);
    granted(&mut tab, false);
    assert_eq!(tab.machine.alarm(), Some(Millis(11_000)));
    let mut tab = rejected();
    tab.passes(1_000);
    granted(&mut tab, true);
    tab.passes(250);
    assert_eq!((tab.calls.len(), tab.machine.alarm()), (1, Some(Millis(11_000))));
}

#[test]
fn each_turn_asks_for_the_lock_anew() {
    let mut tab = rejected();
    tab.passes(3_000);
    tab.answered(renewed("b", ANN));
    tab.asks(2);
    assert_eq!((tab.calls.len(), tab.locks.len()), (1, 1));
    granted(&mut tab, false);
    assert_eq!(tab.calls.len(), 2);
}

#[test]
fn a_turn_without_the_lock_says_nothing_of_the_next() {
    let mut tab = rejected();
    tab.passes(3_000);
    tab.wants(5, SignIn);
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.told(5), tab.locks.len()), (Heard::NothingYet, 1));
    granted(&mut tab, false);
    assert_eq!(tab.told(5), Heard::ItsTurn);
}

#[test]
fn a_turn_of_the_same_tab_that_waits_already_takes_the_lock_over() {
    let mut tab = rejected();
    granted(&mut tab, false);
    tab.wants(5, SignIn);
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.told(5), tab.locks.len()), (Heard::ItsTurn, 1));
    assert_eq!(tab.machine.alarm(), Some(Millis(11_000)));
}

#[test]
fn a_lock_that_cannot_be_had_is_done_without() {
    let mut tab = rejected();
    let request = tab.locks[0];
    tab.hears(Input::LockRefused(request));
    assert_eq!((tab.calls.len(), tab.locks.len()), (1, 0));
}

#[test]
fn a_grant_that_nobody_waits_for_any_more_is_none() {
    let mut tab = rejected();
    let first = tab.locks[0];
    tab.passes(2_000);
    tab.hears(Input::LockGranted { request: first, contended: false });
    tab.hears(Input::LockRefused(first));
    assert_eq!((tab.calls.len(), tab.locks.len()), (0, 1));
}

#[test]
fn a_logout_takes_the_refreshs_request_over() {
    let mut tab = rejected();
    tab.signs_out(5);
    granted(&mut tab, false);
    assert_eq!((tab.told(5), tab.calls.len()), (Heard::ItsTurn, 0));
}

/// F14: a holder in the back/forward cache.
#[test]
fn a_page_that_is_put_aside_lets_the_lock_go_and_goes_on() {
    let mut tab = rejected();
    granted(&mut tab, false);
    tab.hears(Input::Hidden);
    assert_eq!((tab.calls.len(), tab.locks.len()), (1, 0));
    tab.answered(renewed("b", ANN));
    assert_eq!(tab.told(1), replayed("b"));
    tab.asks(2);
    assert_eq!(tab.locks.len(), 1, "and asks again the next time");
}

#[test]
fn a_page_that_is_put_aside_while_it_waits_takes_its_request_back_and_asks_when_it_is_there_again() {
    for contended in [false, true] {
        let mut tab = rejected();
        if contended {
            granted(&mut tab, true);
        }
        tab.hears(Input::Hidden);
        assert_eq!((tab.calls.len(), tab.locks.len()), (0, 0));
        tab.passes(2_000);
        assert_eq!((tab.calls.len(), tab.locks.len()), (0, 1));
        granted(&mut tab, false);
        assert_eq!(tab.calls.len(), 1);
    }
}

/// `logout(); location.href = …`
#[test]
fn a_logout_call_of_a_page_that_is_left_does_not_wait_for_the_lock() {
    let mut tab = with_lock();
    tab.signs_out(5);
    assert_eq!(tab.told(5), Heard::NothingYet);
    tab.hears(Input::Hidden);
    assert_eq!((tab.told(5), tab.locks.len()), (Heard::ItsTurn, 0));
}

#[test]
fn a_logout_that_is_sent_again_waits_for_the_lock() {
    let mut tab = rejected();
    granted(&mut tab, false);
    tab.wants(9, SignOut);
    tab.hears(Input::SignedOut);
    tab.passes(TIMEOUT_MS);
    tab.call_ended(9);
    assert_eq!(tab.locks.len(), 0);
    tab.call_answered(0, renewed("b", ANN));
    assert_eq!((tab.second_logouts.len(), tab.locks.len()), (0, 1));
    granted(&mut tab, false);
    assert_eq!(tab.second_logouts.len(), 1);
}

/// Promise 6: of three tabs one may be overtaken twice, by another when it asks and by the third when it asks again.
#[test]
fn without_the_lock_a_no_that_was_heard_twice_waits_for_what_others_were_given() {
    let mut tab = without_lock();
    tab.answered(Outcome::Over);
    tab.passes(500);
    tab.answered(Outcome::Over);
    assert_eq!((tab.told(1), tab.calls.len()), (Heard::NothingYet, 2));
    tab.looks(newer("b"));
    assert_eq!((tab.told(1), tab.machine.alarm()), (replayed("b"), None));
}

#[test]
fn without_the_lock_the_session_ends_when_nothing_has_come_after_the_second_no() {
    let mut tab = without_lock();
    tab.answered(Outcome::Over);
    tab.passes(500);
    tab.answered(Outcome::Over);
    tab.passes(299);
    assert_eq!(tab.told(1), Heard::NothingYet);
    tab.passes(201);
    assert_eq!((tab.told(1), tab.calls.len()), (Heard::Refused(Cause::SessionOver), 2));
}

#[test]
fn what_came_after_the_second_no_and_was_rejected_too_is_asked_for() {
    let mut tab = without_lock();
    tab.answered(Outcome::Over);
    tab.passes(500);
    tab.answered(Outcome::Over);
    tab.looks(newer("b"));
    tab.departs(2);
    tab.rejected(2);
    refused(&mut tab);
    tab.answered(renewed("c", ANN));
    assert_eq!((tab.told(2), tab.calls.len()), (replayed("c"), 3));
}

#[test]
fn under_the_lock_two_nos_are_enough() {
    let mut tab = rejected();
    granted(&mut tab, false);
    tab.answered(Outcome::Over);
    tab.passes(500);
    tab.answered(Outcome::Over);
    assert_eq!((tab.told(1), tab.locks.len()), (Heard::Refused(Cause::SessionOver), 0));
}

#[test]
fn without_neighbours_nothing_waits() {
    let mut tab = Tab::of_ann();
    tab.asks(1);
    assert_eq!((tab.calls.len(), tab.locks.len()), (1, 0));
    tab.hears(Input::Hidden);
    tab.answered(renewed("b", ANN));
    tab.asks(2);
    assert_eq!((tab.calls.len(), tab.locks.len()), (2, 0));
}

fn with_lock() -> Tab {
    Tab::with(Settings { has_neighbours: true, ..settings() }, found())
}

/// A refresh is under way, for 1, and there is no lock.
fn without_lock() -> Tab {
    let mut tab = with_lock();
    tab.asks(1);
    refused(&mut tab);
    tab
}

fn refused(tab: &mut Tab) {
    tab.hears(Input::LockRefused(tab.locks[0]));
}

/// Request 1 was rejected, and the lock is asked for.
fn rejected() -> Tab {
    let mut tab = with_lock();
    tab.departs(1);
    tab.rejected(1);
    tab
}

fn granted(tab: &mut Tab, contended: bool) {
    let request = tab.locks.first().copied();
    if let Some(request) = request {
        tab.hears(Input::LockGranted { request, contended });
    }
}

fn found() -> Stored<u32> {
    Some(grant("a", ANN)).into()
}

fn newer(text: &str) -> Stored<u32> {
    let identity = Identity { user_id: Some(ANN.to_string()), subject: None };
    let mark = Mark { generation: 8, says: Says::Here, identity };
    Stored { grant: Some(grant(text, ANN)), mark: Some(mark) }
}
