//! Small decisions: bodies that can be sent again, numbers of milliseconds.

use evertoken::policy::millis::Millis;
use evertoken::policy::queue::first;
use evertoken::policy::replay::Body;

#[test]
fn only_a_stream_cannot_be_sent_again() {
    assert!(Body::Kept.can_be_sent_again());
    assert!(!Body::Stream.can_be_sent_again());
}

#[test]
fn a_number_of_milliseconds_is_rounded_up_and_never_negative() {
    for (number, meant) in
        [(0.0, 0), (0.1, 1), (1.0, 1), (1.5, 2), (-1.0, 0), (f64::NAN, 0), (f64::NEG_INFINITY, 0)]
    {
        assert_eq!(Millis::from_number(number), Millis(meant), "{number}");
    }
    assert_eq!(Millis::from_number(f64::INFINITY), Millis::MOST);
}

#[test]
fn the_clocks_arithmetic_does_not_wrap() {
    assert!((0..1000).fold(Millis(0), |sum, _| sum + Millis::MOST) > Millis::MOST);
    assert_eq!((Millis(5).since(Millis(3)), Millis(3).since(Millis(5))), (Millis(2), Millis(0)));
}

#[test]
fn who_came_first_is_served_first() {
    let mut queue = vec!["a", "b", "c"];
    assert_eq!((first(&mut queue), queue.clone()), (Some("a"), vec!["b", "c"]));
    queue.push("d");
    assert_eq!([(); 4].map(|()| first(&mut queue)), [Some("b"), Some("c"), Some("d"), None]);
}
