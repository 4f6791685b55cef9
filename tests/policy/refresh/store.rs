//! Tokens that come by another way: from the store, or from the application itself.

use evertoken::policy::error::Cause;
use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::CookieCall::SignIn;
use evertoken::policy::refresh::{Event, Input, Outcome, Status};
use evertoken::policy::token::Grant;

use super::fixture::*;

#[test]
fn a_token_that_somebody_else_wrote_is_taken_over() {
    let mut tab = Tab::of_ann();
    tab.store_holds(Some(grant("b", ANN)));
    assert_eq!((tab.token(), tab.status()), (Some("b"), Status::Authenticated));
    assert_eq!(tab.stored.as_deref(), Some("a"), "what came from the store is not written back");
    assert_eq!((tab.events.len(), tab.calls.len()), (0, 0));
}

#[test]
fn its_own_token_changes_nothing() {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    tab.store_holds(Some(grant("a", ANN)));
    tab.departs(2);
    assert_eq!(tab.epoch_of(1), tab.epoch_of(2));
    assert_eq!(tab.status(), Status::Unknown);
}

#[test]
fn a_token_that_it_replaced_itself_is_a_stale_read() {
    let mut tab = Tab::refreshing();
    tab.answered(renewed("b", ANN));
    tab.store_holds(Some(grant("a", ANN)));
    assert_eq!(tab.token(), Some("b"));
}

/// Promise 3.
#[test]
fn a_rejection_after_another_tabs_renewal_starts_no_refresh() {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    tab.store_holds(Some(grant("b", ANN)));
    tab.rejected(1);
    assert_eq!((tab.told(1), tab.calls.len()), (replayed("b"), 0));
}

/// Promise 3: at once, whatever the refresh comes to.
#[test]
fn another_tabs_renewal_releases_those_who_wait() {
    let mut tab = Tab::refreshing();
    tab.departs(2);
    tab.store_holds(Some(grant("b", ANN)));
    assert_eq!((tab.told(1), tab.told(2)), (replayed("b"), replayed("b")));
}

/// Promise 3.
#[test]
fn another_tabs_renewal_during_a_login_spares_the_refresh() {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    tab.wants(9, SignIn);
    tab.rejected(1);
    tab.store_holds(Some(grant("b", ANN)));
    tab.call_ended(9);
    assert_eq!((tab.told(1), tab.calls.len()), (replayed("b"), 0));
}

/// Promise 7.
#[test]
fn another_users_token_in_the_store_is_another_session() {
    let mut tab = Tab::of_ann();
    (1..=2).for_each(|request| tab.departs(request));
    tab.rejected(1);
    tab.store_holds(Some(grant("x", BOB)));
    tab.rejected(2);
    assert_eq!(tab.told(1), Heard::Refused(Cause::SessionChanged));
    assert_eq!(tab.told(2), Heard::Refused(Cause::SessionChanged));
    assert_eq!((tab.events.as_slice(), tab.machine.user()), ([Event::UserChanged].as_slice(), Some(&BOB)));
}

#[test]
fn a_token_in_the_store_ends_being_logged_out() {
    let mut tab = Tab::of_ann();
    tab.signs_out(8);
    tab.call_ended(8);
    tab.store_holds(Some(grant("b", ANN)));
    assert_eq!((tab.status(), tab.token()), (Status::Authenticated, Some("b")));
    assert_eq!(tab.events, [Event::Logout, Event::Login]);
}

#[test]
fn an_empty_store_says_nothing_to_the_logged_out() {
    let mut tab = Tab::of_ann();
    tab.signs_out(8);
    tab.call_ended(8);
    tab.store_holds(None);
    assert_eq!((tab.status(), tab.events.as_slice()), (Status::Anonymous, [Event::Logout].as_slice()));
}

#[test]
fn an_evicted_token_is_fetched_anew_by_the_first_rejection() {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    tab.accepted(1);
    tab.store_holds(None);
    assert_eq!((tab.token(), tab.status(), tab.events.len()), (None, Status::Authenticated, 0));
    tab.departs(2);
    assert_eq!(tab.told(2), LEAVES_BARE);
    tab.rejected(2);
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.told(2), tab.stored.as_deref()), (replayed("b"), Some("b")));
}

#[test]
fn a_rejection_of_an_evicted_token_starts_a_refresh() {
    let mut tab = Tab::of_ann();
    tab.departs(1);
    tab.store_holds(None);
    tab.rejected(1);
    assert_eq!(tab.calls.len(), 1);
}

#[test]
fn a_token_that_the_application_brings_is_a_renewal() {
    let mut tab = Tab::refreshing();
    tab.hears(Input::TokenSet(grant("b", ANN)));
    assert_eq!((tab.told(1), tab.stored.as_deref()), (replayed("b"), Some("b")));
    tab.answered(Outcome::Over);
    assert_eq!((tab.token(), tab.machine.alarm()), (Some("b"), None));
}

#[test]
fn a_token_where_nobody_was_known_is_a_login_that_serves_those_who_wait() {
    let mut tab = Tab::without_token();
    tab.departs(1);
    tab.rejected(1);
    tab.hears(Input::TokenSet(grant("b", ANN)));
    assert_eq!((tab.told(1), tab.events.as_slice()), (replayed("b"), [Event::Login].as_slice()));
    tab.hears(Input::TokenSet(grant("c", ANN)));
    assert_eq!(tab.events.as_slice(), [Event::Login, Event::Refreshed]);
}

/// Promise 7.
#[test]
fn another_users_token_from_the_application_is_another_session() {
    let mut tab = Tab::refreshing();
    tab.hears(Input::TokenSet(grant("x", BOB)));
    assert_eq!(tab.told(1), Heard::Refused(Cause::SessionChanged));
    assert_eq!((tab.events.as_slice(), tab.machine.user()), ([Event::Login].as_slice(), Some(&BOB)));
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.token(), tab.calls.len()), (Some("x"), 1), "the cookie has nothing to do with it");
}

#[test]
fn a_token_that_the_application_brings_signs_in() {
    for mut tab in [Tab::without_token(), over()] {
        tab.hears(Input::TokenSet(grant("x", BOB)));
        assert_eq!((tab.status(), tab.token()), (Status::Authenticated, Some("x")));
        tab.departs(3);
        tab.rejected(3);
        assert_eq!(tab.told(3), leaves("x"), "and requests may refresh again");
    }
}

#[test]
fn the_expiry_is_the_tokens_own() {
    let lasting =
        |token: &str, expires: u64| Grant { expires_at: Some(Millis(expires)), ..grant(token, ANN) };
    let mut tab = Tab::of_ann();
    assert_eq!(tab.machine.expires_at(), None);
    tab.store_holds(Some(lasting("b", 70)));
    assert_eq!(tab.machine.expires_at(), Some(Millis(70)));
    tab.hears(Input::TokenSet(lasting("c", 80)));
    assert_eq!(tab.machine.expires_at(), Some(Millis(80)));
    tab.store_holds(None);
    assert_eq!(tab.machine.expires_at(), None, "gone with the token");
}

#[test]
fn a_store_that_opens_late_is_as_good_as_one_that_was_open() {
    let mut tab = Tab::without_token();
    let shown = tab.machine.revision();
    tab.hears(Input::StoreOpened(Some(grant("a", ANN)).into()));
    assert_eq!((tab.status(), tab.token(), tab.events.len()), (Status::Unknown, Some("a"), 0));
    assert_ne!(tab.machine.revision(), shown, "what is shown has changed");
    tab.departs(1);
    tab.accepted(1);
    assert_eq!(tab.status(), Status::Authenticated);
}

#[test]
fn a_store_that_opens_late_outranks_nothing() {
    let mut signed_out = Tab::without_token();
    signed_out.hears(Input::SignedOut);
    let mut tab = Tab::without_token();
    tab.hears(Input::TokenSet(grant("x", BOB)));
    for tab in [&mut signed_out, &mut tab] {
        let (before, token) = (tab.machine.revision(), tab.token().map(String::from));
        tab.hears(Input::StoreOpened(Some(grant("a", ANN)).into()));
        assert_eq!((tab.machine.revision(), tab.token().map(String::from)), (before, token));
    }
}

fn over() -> Tab {
    let mut tab = Tab::without_token();
    tab.asks(9);
    tab.answered(Outcome::Over);
    tab
}
