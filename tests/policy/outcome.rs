//! What an answer to the refresh call amounts to.

use evertoken::policy::outcome::{Answer, classify};
use evertoken::policy::refresh::Outcome;
use evertoken::policy::token::{AccessToken, Claims, Grant, Identity};

/// Where nothing else is configured.
const OVER_STATUSES: [u16; 3] = [400, 401, 403];

#[test]
fn a_2xx_with_a_token_is_a_renewal() {
    for status in [200, 201, 299] {
        assert_eq!(kind(&Answer { found: token(Claims::default()), ..answer(status) }), "renewed");
    }
}

#[test]
fn a_token_that_ends_before_it_begins_is_none() {
    for (issued, expires, meaning) in [
        (100.0, 200.0, "renewed"),
        (100.0, 100.0, "invalid"),
        (200.0, 100.0, "invalid"),
        (f64::NAN, 100.0, "invalid"),
    ] {
        let claims = Claims { issued: Some(issued), expires: Some(expires), subject: None };
        assert_eq!(kind(&Answer { found: token(claims), ..answer(200) }), meaning, "{issued} … {expires}");
    }
}

/// The client's clock may be a day off.
#[test]
fn an_expiry_in_the_past_is_not_held_against_a_new_token() {
    let claims = Claims { issued: None, expires: Some(1.0), subject: None };
    assert_eq!(kind(&Answer { found: token(claims), ..answer(200) }), "renewed");
}

#[test]
fn a_2xx_without_a_token_is_no_renewal_and_no_end() {
    for status in [200, 202, 204, 206, 299] {
        for is_json in [true, false] {
            assert_eq!(kind(&Answer { is_json, ..answer(status) }), "invalid", "{status}");
        }
    }
}

/// Promise 6.
#[test]
fn only_the_auth_servers_own_no_is_one() {
    assert_eq!(kind(&Answer { is_json: false, ..answer(401) }), "over");
    for status in [400, 401, 403] {
        assert_eq!(kind(&answer(status)), "over", "{status}");
    }
    for status in [400, 403] {
        assert_eq!(kind(&Answer { is_json: false, ..answer(status) }), "unreachable", "{status} with a page");
    }
}

/// Promise 6.
#[test]
fn every_other_status_keeps_the_session() {
    for status in (0..=599).filter(|status| !OVER_STATUSES.contains(status) && !(200..300).contains(status)) {
        for is_json in [true, false] {
            assert_eq!(kind(&Answer { is_json, ..answer(status) }), "unreachable", "{status}");
        }
    }
}

/// Promise 6: a captive portal answers for everybody.
#[test]
fn a_no_from_behind_a_redirect_is_none() {
    for status in [400, 401, 403] {
        assert_eq!(kind(&Answer { redirected: true, ..answer(status) }), "unreachable");
    }
    let renewed = Answer { redirected: true, found: token(Claims::default()), ..answer(200) };
    assert_eq!(kind(&renewed), "renewed");
}

#[test]
fn a_token_in_an_error_renews_nothing() {
    for (status, meaning) in [(401, "over"), (500, "unreachable"), (302, "unreachable")] {
        assert_eq!(kind(&Answer { found: token(Claims::default()), ..answer(status) }), meaning);
    }
}

#[test]
fn what_ends_a_session_can_be_configured() {
    let said = |status, over: &[u16]| name(&classify(answer(status), over));
    assert_eq!(said(401, &[419]), "unreachable");
    assert_eq!(said(419, &[419]), "over");
    assert_eq!(said(401, &[]), "unreachable");
}

/// Rule 9: nobody but an auth server answers 419, and Laravel does it with a page.
#[test]
fn a_configured_status_that_no_firewall_uses_needs_no_json() {
    let said = |status| name(&classify(Answer { is_json: false, ..answer(status) }, &[400, 403, 419]));
    assert_eq!((said(419), said(400), said(403)), ("over", "unreachable", "unreachable"));
    let behind_a_redirect = Answer { redirected: true, ..answer(419) };
    assert_eq!(name(&classify(behind_a_redirect, &[419])), "unreachable");
}

fn answer(status: u16) -> Answer<()> {
    Answer { status, redirected: false, is_json: true, retry_after: None, found: None }
}

#[allow(clippy::unnecessary_wraps)] // as the answer holds it
fn token(claims: Claims) -> Option<(Grant<()>, Claims)> {
    let token = AccessToken::parse("b").unwrap();
    Some((
        Grant {
            token,
            identity: Identity::default(),
            expires_at: None,
            lifetime: None,
            age: None,
            user: None,
        },
        claims,
    ))
}

fn kind(answer: &Answer<()>) -> &'static str {
    name(&classify(answer.clone(), &OVER_STATUSES))
}

fn name(outcome: &Outcome<()>) -> &'static str {
    match outcome {
        Outcome::Renewed(_) => "renewed",
        Outcome::Over => "over",
        Outcome::Unreachable { .. } => "unreachable",
        Outcome::Invalid => "invalid",
    }
}
