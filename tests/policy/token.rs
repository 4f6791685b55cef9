//! The access token: what can be one, whose it is, how long it lives, and that it is never printed.

use evertoken::policy::millis::Millis;
use evertoken::policy::refresh::{Effect, Epoch, Input, Machine, Outcome, Pass, Settings, Ticket, Verdict};
use evertoken::policy::token::{AccessToken, Claims, Grant, Identity};

#[test]
fn a_token_is_visible_ascii() {
    for text in ["a", "eyJ.eyJ.sig-_", "!\"#~", &"x".repeat(64 * 1024)] {
        assert_eq!(AccessToken::parse(text).unwrap().reveal(), text);
    }
}

/// What storage and servers hand us is untrusted input.
#[test]
fn what_cannot_be_sent_in_a_header_is_no_token() {
    let long = "x".repeat(64 * 1024 + 1);
    for text in ["", " ", "a b", " a", "a\n", "a\r\nX: y", "a\0", "\u{7f}", "é", "null", "undefined", &long]
    {
        assert_eq!(AccessToken::parse(text), None, "{:?}", &text[..text.len().min(20)]);
    }
}

#[test]
fn nothing_prints_a_token() {
    const SECRET: &str = "s3cr3t";
    let token = AccessToken::parse(SECRET).unwrap();
    let grant = || Grant::<()> {
        token: token.clone(),
        identity: Identity::default(),
        expires_at: None,
        lifetime: None,
        age: None,
        user: None,
    };
    let settings = Settings { timeout: Millis(1), ahead: None, seed: 1, has_neighbours: false };
    let mut machine = Machine::<u32, ()>::new(settings, Millis(0), Some(grant()).into());
    machine.handle(Millis(0), Input::TokenSet(grant()));
    let pass =
        Pass { epoch: Epoch(0), token: Some(token.clone()), prime_ends: Millis(0), last_chance: false };
    let printed = [
        format!("{token:?}"),
        format!("{:?}", grant()),
        format!("{:?}", Outcome::Renewed(grant())),
        format!("{:?}", Input::<u32, ()>::SignedIn { ticket: Ticket(1), grant: grant() }),
        format!("{:?}", Effect::<u32>::Save(token.clone(), 1)),
        format!("{:?}", Verdict::Go(pass)),
        format!("{machine:?}"),
    ];
    for text in printed {
        assert!(text.contains("[redacted]") && !text.contains(SECRET), "{text}");
    }
}

#[test]
fn a_lifetime_counts_from_receipt() {
    let claims = claims(Some(1_000.0), Some(1_015.0));
    assert_eq!(claims.expires_at(Some(Millis(77))), Some(Millis(15_077)), "whatever the server's clock says");
    assert_eq!(claims.expires_at(None), Some(Millis(1_015_000)), "a token that was found");
}

#[test]
fn without_both_claims_the_expiry_is_what_exp_says_if_anything() {
    assert_eq!(claims(None, Some(2.0)).expires_at(Some(Millis(77))), Some(Millis(2_000)));
    assert_eq!(claims(Some(1.0), None).expires_at(Some(Millis(77))), None);
    assert_eq!(Claims::default().expires_at(None), None);
}

#[test]
fn garbage_in_exp_is_no_expiry_and_no_panic() {
    for expires in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 0.0] {
        assert_eq!(claims(None, Some(expires)).expires_at(None), None, "{expires}");
    }
    for issued in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1e300, 1e300] {
        assert!(claims(Some(issued), Some(1.0)).expires_at(Some(Millis(1))).is_some());
    }
    assert_eq!(claims(None, Some(1e300)).expires_at(None), Some(Millis::MOST));
}

#[test]
fn like_is_compared_with_like() {
    let ann = identity(Some("1"), Some("a"));
    assert!(!ann.contradicts(&ann));
    assert!(ann.contradicts(&identity(Some("2"), None)));
    assert!(ann.contradicts(&identity(None, Some("b"))));
    assert!(!ann.contradicts(&identity(None, None)), "only one side is known");
    assert!(!identity(Some("1"), None).contradicts(&identity(None, Some("1"))));
}

fn claims(issued: Option<f64>, expires: Option<f64>) -> Claims {
    Claims { issued, expires, subject: None }
}

fn identity(user_id: Option<&str>, subject: Option<&str>) -> Identity {
    Identity { user_id: user_id.map(Into::into), subject: subject.map(Into::into) }
}
