//! Where fresh tokens are rejected.

use evertoken::policy::breaker::Breaker;
use evertoken::policy::millis::Millis;

#[test]
fn a_route_stays_open_until_its_time_and_no_other_does() {
    let mut breaker = Breaker::default();
    assert!(breaker.is_idle());
    breaker.trip("GET /a", Millis(100));
    assert!(breaker.is_open(Millis(99), "GET /a") && !breaker.is_open(Millis(100), "GET /a"));
    for other in ["POST /a", "GET /b", "GET /", "GET /a/"] {
        assert!(!breaker.is_open(Millis(0), other), "{other}");
    }
    assert!(!breaker.is_idle());
}

#[test]
fn a_success_resets_its_route_and_no_other() {
    let mut breaker = Breaker::default();
    breaker.trip("GET /a", Millis(100));
    breaker.trip("GET /b", Millis(100));
    breaker.reset("GET /a");
    assert!(!breaker.is_open(Millis(0), "GET /a") && breaker.is_open(Millis(0), "GET /b"));
    breaker.reset("GET /b");
    assert!(breaker.is_idle());
}

#[test]
fn the_longest_time_counts() {
    let mut breaker = Breaker::default();
    for until in [100, 300, 200] {
        breaker.trip("GET /a", Millis(until));
    }
    assert!(breaker.is_open(Millis(299), "GET /a") && !breaker.is_open(Millis(300), "GET /a"));
    breaker.reset("GET /a");
    assert!(breaker.is_idle(), "one entry for each route");
}

#[test]
fn no_more_than_a_hundred_routes_are_remembered() {
    let mut breaker = Breaker::default();
    for route in 0..1_000 {
        breaker.trip(&format!("GET /{route}"), Millis(100));
        let is_open = |route: &i32| breaker.is_open(Millis(0), &format!("GET /{route}"));
        assert!(is_open(&route) && (0..=route).filter(is_open).count() <= 100);
    }
}
