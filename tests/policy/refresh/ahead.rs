//! A token is renewed ahead of its end (rule 27), at most once in four fifths of a life.

use evertoken::policy::error::Cause;
use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{CookieCall, Event, Input, Outcome, Settings, Status};
use evertoken::policy::token::Grant;

use super::fixture::*;

const MARGIN: u64 = 60_000;
const HOUR: u64 = 3_600_000;

#[test]
fn a_token_is_renewed_so_long_before_its_end() {
    let mut tab = tab_with(HOUR, Some(0));
    tab.passes(HOUR - MARGIN - 1);
    assert_eq!(tab.calls.len(), 0);
    tab.passes(1);
    assert_eq!(tab.calls.len(), 1);
    tab.answered(Outcome::Renewed(mortal("b", HOUR)));
    assert_eq!((tab.token(), tab.events.as_slice()), (Some("b"), [Event::Refreshed].as_slice()));
    tab.passes(HOUR - MARGIN);
    assert_eq!(tab.calls.len(), 2);
}

#[test]
fn where_it_is_off_nothing_is_renewed() {
    let mut tab = Tab::with(settings(), Some(mortal("a", HOUR)).into());
    tab.departs(1);
    assert_eq!(tab.machine.alarm(), None);
    tab.passes(10 * HOUR);
    assert_eq!(tab.calls.len(), 0);
}

#[test]
fn a_token_that_was_found_counts_from_its_receipt_if_that_is_known() {
    let mut tab = tab_with(HOUR, Some(HOUR / 2));
    tab.passes(HOUR / 2 - MARGIN);
    assert_eq!(tab.calls.len(), 1);
    let mut tab = tab_with(HOUR, None);
    tab.passes(10 * HOUR);
    assert_eq!((tab.calls.len(), tab.machine.alarm()), (0, None), "until the first renewal");
    tab.asks(1);
    tab.answered(Outcome::Renewed(mortal("b", HOUR)));
    tab.passes(HOUR - MARGIN);
    assert_eq!(tab.calls.len(), 2);
}

/// F18: a receipt by another clock. One refresh puts it right.
#[test]
fn a_token_that_seems_to_be_at_its_end_is_renewed_once() {
    let mut tab = tab_with(HOUR, Some(u64::MAX));
    tab.departs(1);
    assert_eq!((tab.calls.len(), tab.told(1)), (1, leaves("a")), "and is used until then");
    tab.answered(Outcome::Renewed(mortal("b", HOUR)));
    tab.passes(HOUR / 2);
    assert_eq!(tab.calls.len(), 1);
}

/// F19, with answers that take their time.
#[test]
fn short_lives_cost_at_most_one_refresh_in_four_fifths_of_a_life() {
    for lifetime in [1_000, 2_000, 5_000, 15_000] {
        let mut tab = tab_with(lifetime, Some(0));
        tab.departs(0);
        let mut tokens = 0;
        for _ in 0..HOUR / 100 {
            tab.passes(100);
            if tab.calls.len() > tokens {
                tokens += 1;
                tab.answered(Outcome::Renewed(mortal(&format!("t{tokens}"), lifetime)));
            }
        }
        let most = HOUR / (lifetime * 4 / 5);
        assert!((most / 2..=most).contains(&(tokens as u64)), "{lifetime}: {tokens} of {most}");
    }
}

/// F18.
#[test]
fn a_token_without_a_lifetime_or_with_one_that_cannot_be_is_not_renewed() {
    for lifetime in [None, Some(0), Some(999)] {
        let mut tab = tab_with(HOUR, Some(0));
        tab.asks(1);
        tab.answered(Outcome::Renewed(Grant { lifetime: lifetime.map(Millis), ..mortal("b", 1) }));
        tab.passes(100 * HOUR);
        assert_eq!((tab.calls.len(), tab.machine.alarm()), (1, None), "{lifetime:?}");
    }
}

/// F18: whoever sets the alarm may have a shorter breath.
#[test]
fn forty_days_and_a_hundred_years_are_one_refresh() {
    for lifetime in [40 * 24 * HOUR, 100 * 365 * 24 * HOUR] {
        let mut tab = tab_with(lifetime, Some(0));
        tab.departs(1);
        assert_eq!(tab.machine.alarm(), Some(Millis(1_000 + lifetime - MARGIN)));
        tab.now = tab.now + Millis(1 << 31);
        tab.hears(Input::Woke);
        assert_eq!(tab.calls.len(), 0);
        assert_eq!(tab.machine.alarm(), Some(Millis(1_000 + lifetime - MARGIN)));
        tab.passes(lifetime - MARGIN - (1 << 31));
        assert_eq!(tab.calls.len(), 1);
    }
}

/// Rule 19.
#[test]
fn nobody_is_held_for_it() {
    let mut tab = renewing();
    tab.departs(1);
    assert_eq!(tab.told(1), leaves("a"));
}

#[test]
fn who_is_rejected_meanwhile_joins_it_and_so_does_who_asks() {
    let mut tab = renewing();
    tab.departs(1);
    tab.rejected(1);
    tab.asks(2);
    tab.departs(3);
    assert_eq!((tab.calls.len(), tab.told(3)), (1, Heard::NothingYet), "now its token is known to be bad");
    tab.answered(Outcome::Renewed(mortal("b", HOUR)));
    assert_eq!((tab.told(1), tab.told(2), tab.told(3)), (replayed("b"), replayed("b"), replayed("b")));
}

#[test]
fn a_failure_does_not_loop() {
    let mut tab = renewing();
    for _ in 0..HOUR / 1_000 {
        if tab.machine.is_refreshing() {
            tab.answered(Outcome::UNREACHABLE);
        }
        tab.passes(1_000);
    }
    assert!((60..200).contains(&tab.calls.len()), "{}", tab.calls.len());
    assert_eq!((tab.token(), tab.events.len()), (Some("a"), 0));
}

#[test]
fn a_server_that_asks_for_time_gets_it() {
    let mut tab = renewing();
    tab.answered(Outcome::Unreachable { retry_after: Millis(20_000) });
    tab.passes(19_999);
    assert_eq!(tab.calls.len(), 1);
    tab.departs(1);
    tab.rejected(1);
    assert_eq!(tab.told(1), Heard::Refused(Cause::RefreshUnreachable));
    tab.passes(1_001);
    assert_eq!(tab.calls.len(), 2);
    tab.answered(Outcome::Renewed(mortal("b", HOUR)));
    assert_eq!(tab.token(), Some("b"));
}

#[test]
fn a_renewal_without_a_lifetime_ends_it() {
    let mut tab = renewing();
    tab.answered(renewed("b", ANN));
    tab.passes(100 * HOUR);
    assert_eq!((tab.calls.len(), tab.machine.alarm()), (1, None));
}

#[test]
fn a_no_has_to_be_heard_twice_here_too() {
    let mut tab = renewing();
    tab.answered(Outcome::Over);
    assert_eq!(tab.token(), Some("a"));
    tab.passes(500);
    tab.answered(Outcome::Over);
    assert_eq!((tab.status(), tab.events.as_slice()), (Status::Anonymous, [Event::Over].as_slice()));
    tab.passes(100 * HOUR);
    assert_eq!((tab.calls.len(), tab.machine.alarm()), (2, None), "and that is the end of it");
}

#[test]
fn after_a_logout_there_is_nothing_to_renew() {
    let mut tab = tab_with(HOUR, Some(0));
    tab.signs_out(1);
    tab.call_ended(1);
    tab.passes(100 * HOUR);
    assert_eq!((tab.calls.len(), tab.machine.alarm()), (0, None));
}

#[test]
fn a_token_that_another_tab_renewed_needs_no_renewal_here() {
    let mut tab = tab_with(HOUR, Some(0));
    tab.passes(HOUR - MARGIN - 1);
    tab.store_holds(Some(Grant { age: Some(Millis(1_000)), ..mortal("b", HOUR) }));
    tab.passes(HOUR - MARGIN - 1_001);
    assert_eq!(tab.calls.len(), 0);
    tab.passes(1);
    assert_eq!(tab.calls.len(), 1);
}

#[test]
fn it_waits_for_a_login_that_is_out() {
    let mut tab = tab_with(15_000, Some(0));
    tab.passes(11_000);
    tab.wants(1, CookieCall::SignIn);
    tab.passes(5_000);
    assert_eq!(tab.calls.len(), 0);
    tab.sign_in_succeeds(1, "x", BOB);
    tab.call_ended(1);
    assert_eq!(tab.calls.len(), 0, "and that was the end of the token that was due");
}

/// The first refresh ahead of time is under way.
fn renewing() -> Tab {
    let mut tab = tab_with(HOUR, Some(0));
    tab.passes(HOUR - MARGIN);
    assert_eq!(tab.calls.len(), 1);
    tab
}

fn tab_with(lifetime: u64, age: Option<u64>) -> Tab {
    let grant = Grant { age: age.map(Millis), ..mortal("a", lifetime) };
    Tab::with(Settings { ahead: Some(Millis(MARGIN)), ..settings() }, Some(grant).into())
}

fn mortal(token: &str, lifetime: u64) -> Grant<u32> {
    Grant { lifetime: Some(Millis(lifetime)), age: Some(Millis(0)), ..grant(token, ANN) }
}
