//! Whose the Authorization of a request is.

use evertoken::policy::credential::Credential::{Caller, Session};
use evertoken::policy::credential::{Credential, whose};

#[test]
fn nothing_given_is_the_sessions() {
    assert_eq!(whose(None, "Bearer", is_ours), Session);
}

/// ``Bearer ${localStorage.getItem('token')}``, left in an interceptor.
#[test]
fn the_sessions_own_token_or_none_in_its_place_is_the_sessions() {
    for given in [
        "Bearer ours",
        "bearer ours",
        "BEARER  ours",
        " Bearer ours ",
        "Bearer null",
        "Bearer undefined",
        "Bearer ",
    ] {
        assert_eq!(of(given), Session, "{given:?}");
    }
}

#[test]
fn anything_else_is_the_callers() {
    for given in [
        "Bearer theirs",
        "Bearer oursx",
        "Bearer ours, Basic x",
        "Basic ours",
        "Basic null",
        "Bearerours",
        "Bearernull",
        "Token",
        "Bearer Bearer ours",
        "Bearer \"ours\"",
        "é",
        "Bearé",
    ] {
        assert_eq!(of(given), Caller, "{given:?}");
    }
}

#[test]
fn without_a_scheme_the_bare_token_is_the_sessions() {
    for given in ["ours", "null", "undefined", "", " ours"] {
        assert_eq!(whose(Some(given), "", is_ours), Session, "{given:?}");
    }
    for given in ["theirs", "Bearer ours", "Bearer null"] {
        assert_eq!(whose(Some(given), "", is_ours), Caller, "{given:?}");
    }
}

fn of(given: &str) -> Credential {
    whose(Some(given), "Bearer", is_ours)
}

fn is_ours(token: &str) -> bool {
    token == "ours"
}
