//! What tabs tell each other, and what one makes of it whose store is its own.

use evertoken::policy::error::Cause;
use evertoken::policy::refresh::{Event, Input, Outcome, Status};
use evertoken::policy::stored::{Ending, Word};

use super::fixture::*;

#[test]
fn the_others_are_told_what_happens_here() {
    let mut tab = Tab::of_ann();
    tab.asks(1);
    tab.answered(renewed("b", ANN));
    tab.signs_in(2, "x", BOB);
    tab.hears(Input::TokenSet(grant("y", BOB)));
    tab.hears(Input::SignedOut);
    let signed_out = Word::Ended(Ending::SignedOut);
    assert_eq!(tab.spread, [Word::Renewed, Word::SignedIn, Word::Renewed, signed_out]);
    let mut tab = Tab::of_ann();
    tab.asks(1);
    tab.answered(Outcome::Over);
    tab.passes(500);
    tab.answered(Outcome::Over);
    assert_eq!(tab.spread, [Word::Ended(Ending::Over)]);
}

#[test]
fn what_was_heard_of_others_is_not_told_again() {
    let mut tab = Tab::of_ann();
    tab.store_holds(Some(grant("b", ANN)));
    tab.store_holds(Some(grant("x", BOB)));
    tab.hears(Input::HeardElsewhere(Word::SignedIn));
    tab.hears(Input::HeardElsewhere(Word::Ended(Ending::SignedOut)));
    assert_eq!(tab.spread, []);
}

#[test]
fn a_login_elsewhere_leaves_unknown_who_is_there() {
    let mut tab = Tab::refreshing();
    tab.hears(Input::HeardElsewhere(Word::SignedIn));
    assert_eq!((tab.told(1), tab.status()), (Heard::Refused(Cause::SessionChanged), Status::Unknown));
    assert_eq!((tab.token(), tab.stored.as_deref(), tab.machine.user()), (None, None, None));
    tab.answered(renewed("b", ANN));
    assert_eq!(tab.token(), None, "it was asked for the session before");
    tab.asks(2);
    tab.answered(renewed("x", BOB));
    assert_eq!((tab.status(), tab.token()), (Status::Authenticated, Some("x")));
}

#[test]
fn after_a_login_elsewhere_requests_of_the_logged_out_may_ask() {
    let mut tab = Tab::of_ann();
    tab.signs_out(8);
    tab.call_ended(8);
    tab.hears(Input::HeardElsewhere(Word::SignedIn));
    tab.departs(1);
    tab.rejected(1);
    assert_eq!((tab.status(), tab.calls.len()), (Status::Unknown, 1));
}

#[test]
fn a_logout_elsewhere_ends_the_session_and_empties_the_own_store() {
    let mut tab = Tab::refreshing();
    tab.hears(Input::HeardElsewhere(Word::Ended(Ending::SignedOut)));
    assert_eq!((tab.told(1), tab.status()), (Heard::Refused(Cause::SessionOver), Status::Anonymous));
    assert_eq!((tab.stored.as_deref(), tab.events.as_slice()), (None, [Event::Logout].as_slice()));
    tab.hears(Input::HeardElsewhere(Word::Ended(Ending::SignedOut)));
    assert_eq!(tab.events.len(), 1, "once");
}

#[test]
fn renewals_and_ends_elsewhere_are_for_each_tab_to_find_out() {
    for word in [Word::Renewed, Word::Ended(Ending::Over)] {
        let mut tab = Tab::of_ann();
        let revision = tab.machine.revision();
        tab.hears(Input::HeardElsewhere(word));
        assert_eq!((tab.machine.revision(), tab.token()), (revision, Some("a")));
    }
}
