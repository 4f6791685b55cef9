//! The registry of interceptors.

use evertoken::client::interceptors::Interceptors;

#[test]
fn ids_increase_from_zero_and_are_never_used_again() {
    let mut registry = Interceptors::default();
    assert_eq!((registry.add("a"), registry.add("b")), (0, 1));
    registry.eject(1);
    registry.eject(0);
    assert_eq!(registry.add("c"), 2);
    registry.clear();
    assert_eq!(registry.add("d"), 3);
    assert_eq!(registry.in_order(), ["d"]);
}

#[test]
fn ejecting_what_is_not_there_is_no_error() {
    let mut registry = Interceptors::default();
    registry.eject(7);
    registry.add("a");
    registry.eject(1);
    registry.eject(u32::MAX);
    assert_eq!(registry.in_order(), ["a"]);
    registry.eject(0);
    registry.eject(0);
    assert!(registry.in_order().is_empty());
}

#[test]
fn answers_see_the_first_registered_first_and_requests_the_last() {
    let mut registry = Interceptors::default();
    for name in ["a", "b", "c", "d"] {
        registry.add(name);
    }
    registry.eject(1);
    assert_eq!(registry.in_order(), ["a", "c", "d"]);
    assert_eq!(registry.in_reverse(), ["d", "c", "a"]);
}

#[test]
fn whoever_is_ejected_while_a_call_is_under_way_is_still_asked_by_that_call() {
    let mut registry = Interceptors::default();
    let id = registry.add("a");
    let under_way = registry.in_order();
    registry.eject(id);
    assert_eq!(under_way, ["a"]);
}
