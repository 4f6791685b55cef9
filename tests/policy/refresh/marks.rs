//! The mark beside the token: which of two tabs' tokens is the newer one, and what a tab learns of the others' ends.

use evertoken::policy::error::Cause;
use evertoken::policy::refresh::CookieCall::SignIn;
use evertoken::policy::refresh::{Event, Input, Outcome, Status};
use evertoken::policy::stored::{Ending, Mark, Says, Stored};
use evertoken::policy::token::Identity;

use super::fixture::*;

#[test]
fn every_token_and_every_end_is_a_generation_of_its_own() {
    let mut tab = Tab::found(token("a", 7));
    tab.asks(1);
    tab.answered(renewed("b", ANN));
    assert_eq!(tab.generations, [8]);
    tab.signs_in(2, "x", BOB);
    tab.signs_out(3);
    assert_eq!(tab.generations, [8, 9, 10]);
}

#[test]
fn a_generation_outnumbers_what_was_seen_of_others() {
    let mut tab = Tab::found(token("a", 7));
    tab.looks(token("b", 12));
    tab.signs_out(3);
    assert_eq!(tab.generations, [13]);
}

/// A server that signs with one-second resolution returns identical strings.
#[test]
fn identical_text_of_a_newer_generation_is_a_renewal() {
    let mut tab = Tab::found(token("a", 7));
    tab.departs(1);
    tab.rejected(1);
    tab.looks(token("a", 8));
    assert_eq!(tab.told(1), replayed("a"));
    tab.departs(2);
    tab.rejected(2);
    tab.looks(token("a", 8));
    assert_eq!(tab.told(2), leaves("a"), "the same generation again is no news");
}

/// The mark is written first, its token second, and somebody may look in between.
#[test]
fn a_mark_whose_token_is_still_to_come_is_no_news() {
    let mut tab = Tab::found(token("a", 7));
    let revision = tab.machine.revision();
    tab.looks(Stored { grant: Some(anonymous_grant("a")), mark: Some(mark(8, Says::Elsewhere)) });
    assert_eq!((tab.token(), tab.machine.revision()), (Some("a"), revision));
    tab.looks(token("b", 8));
    assert_eq!((tab.token(), tab.machine.user()), (Some("b"), Some(&ANN)));
}

/// Where no process sees the writes in their order, or another version writes the token first.
#[test]
fn a_mark_that_comes_after_its_token_is_no_second_renewal() {
    let mut tab = Tab::found(token("a", 7));
    tab.looks(Stored { grant: Some(anonymous_grant("b")), mark: Some(mark(7, Says::Elsewhere)) });
    assert_eq!(tab.token(), Some("b"));
    let revision = tab.machine.revision();
    tab.looks(token("b", 8));
    assert_eq!(tab.machine.revision(), revision);
    assert_eq!(tab.machine.user(), Some(&ANN), "but it says whose the token is");
    tab.looks(token("b", 9));
    assert_ne!(tab.machine.revision(), revision, "a newer one is one");
}

#[test]
fn a_token_of_code_that_writes_no_marks_is_taken_over() {
    for says in [Says::Elsewhere, Says::Ended(Ending::SignedOut), Says::Ended(Ending::Over)] {
        let mut tab = Tab::found(token("a", 7));
        tab.looks(Stored { grant: Some(grant("b", ANN)), mark: Some(mark(7, says)) });
        assert_eq!(tab.token(), Some("b"), "{says:?}");
    }
}

#[test]
fn an_older_token_that_is_read_stale_is_not_taken_over() {
    let mut tab = Tab::found(token("a", 7));
    tab.looks(token("b", 8));
    tab.looks(token("a", 7));
    assert_eq!(tab.token(), Some("b"));
}

#[test]
fn after_a_reload_the_user_is_known() {
    let tab = Tab::found(token("a", 7));
    assert_eq!((tab.machine.user(), tab.status()), (Some(&ANN), Status::Unknown));
}

/// Rule 12: one «no» to a session that there may be is not enough.
#[test]
fn a_mark_without_a_token_is_evidence_of_a_session() {
    let mut tab = Tab::found(Stored { grant: None, mark: Some(mark(7, Says::Elsewhere)) });
    tab.asks(1);
    tab.answered(Outcome::Over);
    assert_eq!(tab.told(1), Heard::NothingYet);
    tab.passes(500);
    tab.answered(Outcome::Over);
    assert_eq!(
        (tab.told(1), tab.events.as_slice()),
        (Heard::Refused(Cause::SessionOver), [Event::Over].as_slice())
    );
}

#[test]
fn a_mark_without_a_token_tells_a_renewal_for_another_user() {
    let mut tab = Tab::found(Stored { grant: None, mark: Some(mark(7, Says::Elsewhere)) });
    tab.asks(1);
    tab.answered(renewed("x", BOB));
    assert_eq!(tab.events, [Event::UserChanged]);
}

#[test]
fn logout_in_one_tab_is_logout_in_all() {
    let mut tab = Tab::found(token("a", 7));
    tab.departs(1);
    tab.rejected(1);
    tab.looks(ended(8, Ending::SignedOut));
    assert_eq!((tab.told(1), tab.status()), (Heard::Refused(Cause::SessionOver), Status::Anonymous));
    assert_eq!((tab.events.as_slice(), tab.generations.len()), ([Event::Logout].as_slice(), 0));
}

/// Two tabs wrote at once: both took the next number.
#[test]
fn a_logout_of_the_same_generation_as_the_token_is_one() {
    let mut tab = Tab::found(token("a", 7));
    tab.looks(ended(7, Ending::SignedOut));
    assert_eq!(tab.status(), Status::Anonymous);
}

/// The same from the other side: a renewal landed in a tab that could not read of the logout yet.
#[test]
fn a_renewal_of_the_same_generation_as_the_logout_is_logged_out_again() {
    let mut tab = Tab::found(token("a", 7));
    tab.signs_out(5);
    tab.call_ended(5);
    tab.looks(Stored { grant: None, mark: Some(mark(8, Says::Elsewhere)) });
    tab.looks(token("b", 8));
    assert_eq!((tab.status(), tab.token()), (Status::Anonymous, None));
    assert_eq!((tab.generations.as_slice(), tab.second_logouts.len()), ([8, 9].as_slice(), 1));
    tab.looks(token("c", 10));
    assert_eq!(tab.status(), Status::Authenticated, "but a login is one");
}

/// The tab that was given it had missed an earlier renewal too.
#[test]
fn a_renewal_of_an_older_generation_than_the_logout_is_logged_out_again() {
    let mut tab = Tab::found(token("a", 7));
    tab.signs_out(5);
    tab.call_ended(5);
    tab.looks(token("b", 6));
    assert_eq!((tab.status(), tab.token()), (Status::Anonymous, None));
    assert_eq!(tab.second_logouts.len(), 1);
}

#[test]
fn after_a_logout_elsewhere_requests_ask_nobody() {
    let mut tab = Tab::found(token("a", 7));
    tab.looks(ended(8, Ending::SignedOut));
    tab.departs(1);
    tab.rejected(1);
    assert_eq!((tab.told(1), tab.calls.len()), (Heard::Refused(Cause::SessionOver), 0));
}

/// Rule 20, in another tab: the renewal may have revived the cookie that the logout took away.
#[test]
fn a_renewal_that_lands_after_a_logout_elsewhere_is_logged_out_again() {
    let mut tab = Tab::found(token("a", 7));
    tab.asks(1);
    tab.looks(ended(8, Ending::SignedOut));
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.token(), tab.second_logouts.len()), (None, 1));
}

#[test]
fn a_page_that_opens_after_a_logout_asks_only_when_the_application_does() {
    let mut tab = Tab::found(ended(8, Ending::SignedOut));
    assert_eq!(tab.status(), Status::Unknown);
    tab.departs(1);
    tab.rejected(1);
    assert_eq!((tab.told(1), tab.calls.len()), (Heard::Refused(Cause::SessionOver), 0));
    tab.asks(2);
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.status(), tab.token()), (Status::Authenticated, Some("b")));
    tab.departs(3);
    tab.rejected(3);
    assert_eq!(tab.calls.len(), 2, "and requests may again");
}

#[test]
fn a_page_that_opens_after_the_end_may_ask() {
    let mut tab = Tab::found(ended(8, Ending::Over));
    tab.departs(1);
    tab.rejected(1);
    tab.answered(Outcome::Over);
    assert_eq!((tab.calls.len(), tab.told(1)), (1, Heard::Refused(Cause::SessionOver)));
}

#[test]
fn the_end_that_another_tab_heard_is_this_tabs_too() {
    let mut tab = Tab::found(token("a", 7));
    tab.looks(ended(8, Ending::Over));
    assert_eq!((tab.status(), tab.events.as_slice()), (Status::Anonymous, [Event::Over].as_slice()));
    assert_eq!(tab.generations.len(), 0, "it is written already");
}

/// Without a lock: the other tab's "no" may be the echo of this tab's renewal.
#[test]
fn the_end_that_another_tab_heard_is_not_this_tabs_while_it_asks_itself() {
    let mut tab = Tab::found(token("a", 7));
    tab.departs(1);
    tab.rejected(1);
    tab.looks(ended(8, Ending::Over));
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.told(1), tab.status()), (replayed("b"), Status::Authenticated));
    assert_eq!(
        (tab.events.as_slice(), tab.generations.as_slice()),
        ([Event::Refreshed].as_slice(), [9].as_slice())
    );
}

#[test]
fn the_end_that_another_tab_heard_is_not_this_tabs_while_a_late_answer_is_out() {
    let mut tab = Tab::found(token("a", 7));
    tab.departs(1);
    tab.rejected(1);
    tab.passes(TIMEOUT_MS);
    tab.looks(ended(8, Ending::Over));
    tab.answered(renewed("b", ANN));
    assert_eq!((tab.token(), tab.status()), (Some("b"), Status::Authenticated));
}

/// Older code signs out by taking the token away.
#[test]
fn whoever_takes_exactly_the_token_away_signs_out() {
    let mut tab = Tab::found(token("a", 7));
    tab.hears(Input::TokenRemoved(Stored { grant: None, mark: Some(mark(7, Says::Elsewhere)) }));
    assert_eq!((tab.status(), tab.events.as_slice()), (Status::Anonymous, [Event::Logout].as_slice()));
}

#[test]
fn a_token_that_is_taken_away_for_an_end_that_is_known_is_no_logout() {
    let mut tab = Tab::found(token("a", 7));
    tab.looks(ended(8, Ending::Over));
    tab.hears(Input::TokenRemoved(ended(8, Ending::Over)));
    assert_eq!(tab.events, [Event::Over]);
    let mut asking = Tab::found(token("a", 7));
    asking.asks(1);
    asking.hears(Input::TokenRemoved(ended(8, Ending::Over)));
    asking.answered(renewed("b", ANN));
    assert_eq!(
        (asking.status(), asking.events.as_slice()),
        (Status::Authenticated, [Event::Refreshed].as_slice())
    );
}

#[test]
fn a_token_that_is_there_again_was_not_taken_away() {
    let mut tab = Tab::found(token("a", 7));
    tab.hears(Input::TokenRemoved(token("a", 7)));
    assert_eq!((tab.token(), tab.events.len()), (Some("a"), 0));
    tab.hears(Input::TokenRemoved(token("b", 8)));
    assert_eq!((tab.token(), tab.events.len()), (Some("b"), 0));
}

/// Eviction, or `localStorage.clear()`.
#[test]
fn a_store_that_was_emptied_begins_to_count_again() {
    let mut tab = Tab::found(token("a", 7));
    tab.looks(None.into());
    assert_eq!((tab.token(), tab.events.len()), (None, 0));
    tab.looks(ended(2, Ending::SignedOut));
    assert_eq!(tab.status(), Status::Anonymous);
    tab.looks(token("b", 3));
    assert_eq!(tab.token(), Some("b"));
}

#[test]
fn a_login_elsewhere_ends_being_logged_out() {
    let mut tab = Tab::found(token("a", 7));
    tab.looks(ended(8, Ending::SignedOut));
    tab.looks(token("b", 9));
    assert_eq!(
        (tab.status(), tab.events.as_slice()),
        (Status::Authenticated, [Event::Logout, Event::Login].as_slice())
    );
}

/// The login was sent by somebody who knew of the old session's end, or did not care.
#[test]
fn a_login_that_was_sent_before_a_logout_elsewhere_counts() {
    let mut tab = Tab::found(token("a", 7));
    tab.wants(5, SignIn);
    tab.looks(ended(8, Ending::SignedOut));
    tab.sign_in_succeeds(5, "x", BOB);
    assert_eq!((tab.token(), tab.generations.as_slice()), (Some("x"), [9].as_slice()));
}

fn token(text: &str, generation: u32) -> Stored<u32> {
    Stored { grant: Some(grant(text, ANN)), mark: Some(mark(generation, Says::Here)) }
}

fn ended(generation: u32, ending: Ending) -> Stored<u32> {
    Stored { grant: None, mark: Some(mark(generation, Says::Ended(ending))) }
}

fn mark(generation: u32, says: Says) -> Mark {
    Mark { generation, says, identity: Identity { user_id: Some(ANN.to_string()), subject: None } }
}
