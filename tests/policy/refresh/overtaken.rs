//! Logins that the user has taken back by a logout before they were answered.

use evertoken::policy::refresh::CookieCall::SignIn;
use evertoken::policy::refresh::{Input, Outcome, Status};

use super::fixture::*;

#[test]
fn a_login_that_a_logout_overtook_signs_nobody_in() {
    let mut tab = Tab::without_token();
    tab.wants(7, SignIn);
    tab.signs_out(8);
    tab.hears(Input::SignedIn(grant("x", BOB)));
    tab.call_ended(7);
    assert_eq!((tab.token(), tab.status(), tab.stored.as_deref()), (None, Status::Anonymous, None));
    assert_eq!(tab.told(8), Heard::ItsTurn, "and its cookie is taken back");
    tab.call_ended(8);
    assert_eq!(tab.second_logouts.len(), 0);
}

#[test]
fn a_login_that_a_logout_overtook_while_it_waited_signs_nobody_in() {
    let mut tab = Tab::refreshing();
    tab.wants(7, SignIn);
    tab.signs_out(8);
    tab.answered(Outcome::Unreachable);
    tab.hears(Input::SignedIn(grant("x", BOB)));
    assert_eq!(tab.status(), Status::Anonymous);
}

#[test]
fn a_login_that_lands_after_the_logout_call_is_logged_out_again() {
    let mut tab = Tab::without_token();
    tab.wants(7, SignIn);
    tab.signs_out(8);
    tab.passes(TIMEOUT_MS);
    tab.call_ended(8);
    tab.hears(Input::SignedIn(grant("x", BOB)));
    tab.call_ended(7);
    assert_eq!((tab.status(), tab.second_logouts.len()), (Status::Anonymous, 1));
}

#[test]
fn a_login_after_the_logout_signs_in() {
    let mut tab = Tab::without_token();
    tab.wants(7, SignIn);
    tab.signs_out(8);
    tab.wants(9, SignIn);
    tab.call_ended(7);
    tab.call_ended(8);
    tab.hears(Input::SignedIn(grant("x", BOB)));
    assert_eq!((tab.token(), tab.status()), (Some("x"), Status::Authenticated));
}
