//! Where fresh tokens are rejected.

use evertoken::policy::breaker::Breaker;
use evertoken::policy::millis::Millis;

#[test]
fn a_route_stays_open_until_its_time_and_no_other_does() {
    let mut breaker = Breaker::default();
    assert!(breaker.is_idle());
    breaker.trip("GET /a".into(), Millis(100));
    assert!(breaker.is_open(Millis(99), "GET /a".into()) && !breaker.is_open(Millis(100), "GET /a".into()));
    for other in ["POST /a", "GET /b", "GET /", "GET /a/"] {
        assert!(!breaker.is_open(Millis(0), other.into()), "{other}");
    }
    assert!(!breaker.is_idle());
}

#[test]
fn a_success_resets_its_route_and_no_other() {
    let mut breaker = Breaker::default();
    breaker.trip("GET /a".into(), Millis(100));
    breaker.trip("GET /b".into(), Millis(100));
    breaker.reset("GET /a".into());
    assert!(!breaker.is_open(Millis(0), "GET /a".into()) && breaker.is_open(Millis(0), "GET /b".into()));
    breaker.reset("GET /b".into());
    assert!(breaker.is_idle());
}

#[test]
fn the_longest_time_counts() {
    let mut breaker = Breaker::default();
    for until in [100, 300, 200] {
        breaker.trip("GET /a".into(), Millis(until));
    }
    assert!(breaker.is_open(Millis(299), "GET /a".into()) && !breaker.is_open(Millis(300), "GET /a".into()));
    breaker.reset("GET /a".into());
    assert!(breaker.is_idle(), "one entry for each route");
}

#[test]
fn no_more_than_a_hundred_routes_are_remembered() {
    let mut breaker = Breaker::default();
    let numbered = |route: &i32| format!("GET /{route}").as_str().into();
    for route in 0..1_000 {
        breaker.trip(numbered(&route), Millis(100));
        let is_open = |route: &i32| breaker.is_open(Millis(0), numbered(route));
        assert!(is_open(&route) && (0..=route).filter(is_open).count() <= 100);
    }
}
