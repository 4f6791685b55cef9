//! How long a token lives, and when it is renewed ahead of its end.

use evertoken::policy::life::Life;
use evertoken::policy::millis::Millis;
use evertoken::policy::token::{AccessToken, Claims, Grant, Identity};

const HANDED_OVER: Millis = Millis(5_000);

#[test]
fn a_lifetime_is_what_lies_between_the_two_claims() {
    let lifetime = |issued, expires| Claims { issued, expires, subject: None }.lifetime();
    assert_eq!(
        lifetime(Some(1_000.0), Some(1_015.0)),
        Some(Millis(15_000)),
        "whatever the client's clock says"
    );
    for garbage in [None, Some(f64::NAN), Some(f64::INFINITY), Some(f64::NEG_INFINITY)] {
        assert_eq!(
            (lifetime(garbage, Some(1_015.0)), lifetime(Some(1.0), garbage)),
            (None, None),
            "{garbage:?}"
        );
    }
    for expires in [1_000.0, 999.0, -1e300] {
        assert_eq!(lifetime(Some(1_000.0), Some(expires)), None, "{expires}: it ends before it begins");
    }
}

#[test]
fn a_token_is_in_its_prime_for_four_fifths_of_its_life() {
    assert_eq!(life(1_000, Some(0)).prime_ends(), Millis(5_800));
    assert_eq!(life(1_000, Some(300)).prime_ends(), Millis(5_500), "counted from its receipt");
}

#[test]
fn the_margin_is_as_configured_but_at_most_a_fifth_of_the_life() {
    let before_end = |lifetime| life(lifetime, Some(0)).renewal(Millis(60_000)).unwrap().0 - HANDED_OVER.0;
    assert_eq!(before_end(3_600_000), 3_540_000);
    assert_eq!(before_end(300_000), 240_000);
    assert_eq!(before_end(15_000), 12_000);
    assert_eq!(before_end(1_000), 800);
}

/// The metadata's clock may be any clock.
#[test]
fn a_token_that_is_older_than_it_gets_is_at_its_end() {
    assert_eq!(life(1_000, Some(u64::MAX)).renewal(Millis(0)), Some(HANDED_OVER));
    assert_eq!(life(1_000, Some(900)).prime_ends(), Millis(4_900));
}

#[test]
fn nothing_is_known_of_a_token_of_unknown_age_or_lifetime() {
    for (lifetime, age) in [(None, Some(0)), (Some(1_000), None), (None, None)] {
        let life = Life::of(HANDED_OVER, &grant(lifetime, age));
        assert_eq!((life.renewal(Millis(1)), life.prime_ends()), (None, Millis(0)));
    }
}

/// Else a server that signs tokens for a millisecond would be asked a thousand times a second.
#[test]
fn a_token_that_lives_for_less_than_a_second_is_not_renewed_ahead() {
    assert_eq!(life(999, Some(0)).renewal(Millis(1)), None);
    assert!(life(1_000, Some(0)).renewal(Millis(1)).is_some());
}

#[test]
fn no_life_is_too_long() {
    let life = life(Millis::MOST.0, Some(0));
    assert_eq!(life.renewal(Millis(1)), Some(Millis(HANDED_OVER.0 + Millis::MOST.0 - 1)));
}

fn life(lifetime: u64, age: Option<u64>) -> Life {
    Life::of(HANDED_OVER, &grant(Some(lifetime), age))
}

fn grant(lifetime: Option<u64>, age: Option<u64>) -> Grant<()> {
    Grant {
        token: AccessToken::parse("a").unwrap(),
        identity: Identity::default(),
        expires_at: None,
        lifetime: lifetime.map(Millis),
        age: age.map(Millis),
        user: None,
    }
}
