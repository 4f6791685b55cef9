//! How long the auth server is left alone after it could not be asked.

use evertoken::policy::cooldown::Cooldown;
use evertoken::policy::dice::Dice;
use evertoken::policy::error::Cause;
use evertoken::policy::millis::Millis;

const NOW: Millis = Millis(50_000);

#[test]
fn before_any_failure_nothing_is_forbidden() {
    assert_eq!(Cooldown::default().forbids(Millis(0)), None);
}

#[test]
fn a_window_opens_at_the_failure_and_closes_at_its_end() {
    let cooldown = after(&[None], 1);
    let end = cooldown.end();
    assert!(end > NOW);
    assert_eq!(cooldown.forbids(NOW), Some(Cause::RefreshUnreachable));
    assert_eq!(cooldown.forbids(Millis(end.0 - 1)), Some(Cause::RefreshUnreachable));
    assert_eq!(cooldown.forbids(end), None);
}

/// Full jitter: from nothing to twice as long as the last time.
#[test]
fn windows_double_up_to_a_minute_and_spread_over_all_of_it() {
    for (failures, longest) in
        [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000].into_iter().enumerate()
    {
        let windows: Vec<_> = (0..500).map(|seed| window(&vec![None; failures + 1], seed)).collect();
        let (least, most) = (windows.iter().min().unwrap(), windows.iter().max().unwrap());
        assert!(*most <= longest && *most > longest / 10 * 9, "{most} of {longest}");
        assert!(failures > 0 || *least < longest / 10, "{least} of {longest}");
    }
}

#[test]
fn retry_after_is_honoured_and_everybody_comes_back_at_a_moment_of_their_own() {
    let windows: Vec<_> = (0..500).map(|seed| window(&[Some(20_000)], seed)).collect();
    assert!(windows.iter().all(|window| (20_000..=21_000).contains(window)));
    assert!(windows.iter().max().unwrap() - windows.iter().min().unwrap() > 800);
}

/// Else a server that says "tomorrow" would have logged everybody out.
#[test]
fn retry_after_is_honoured_for_five_minutes_at_most() {
    assert!((300_000..=301_000).contains(&window(&[Some(86_400_000)], 1)));
    assert!((300_000..=301_000).contains(&window(&[Some(u64::MAX)], 1)));
}

#[test]
fn a_failure_without_retry_after_does_not_shorten_what_was_asked_for() {
    assert!((20_000..=21_000).contains(&window(&[Some(20_000), None, None], 1)));
}

#[test]
fn the_reason_is_that_of_the_latest_failure() {
    let mut cooldown = after(&[None], 1);
    cooldown.begin(NOW, Cause::RefreshInvalid, Millis(0), &mut Dice::new(1));
    assert_eq!(cooldown.forbids(NOW), Some(Cause::RefreshInvalid));
}

fn window(failures: &[Option<u64>], seed: u32) -> u64 {
    after(failures, seed).end().0 - NOW.0
}

fn after(failures: &[Option<u64>], seed: u32) -> Cooldown {
    let (mut cooldown, mut dice) = (Cooldown::default(), Dice::new(seed.wrapping_mul(0x9e37_79b9)));
    for retry_after in failures {
        cooldown.begin(NOW, Cause::RefreshUnreachable, Millis(retry_after.unwrap_or(0)), &mut dice);
    }
    cooldown
}
