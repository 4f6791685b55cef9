//! Several tabs, one server, a store and a lock between them, and a network that loses what it carries. Small
//! neighbourhoods are explored exhaustively, large ones at random; `law` watches from outside. `EVERTOKEN_LONG=1` goes deeper,
//! `EVERTOKEN_SEED=…` repeats.
//!
//! The walk is written by hand, as that of `exploration` is. A model checker (stateright) would want the machine hashed and compared
//! in all its parts, brings forty crates, and has no use for the same steps in random order; proptest's state machines shrink as well
//! as the twenty lines here, but do not exhaust.

mod browser;
mod driver;
mod law;
mod server;
mod steps;
mod store;
mod walk;

use browser::Browser;
use law::Law;
use steps::{Allowance, Step};
use walk::{Broken, Walked, check, come_to_rest, explore, shrink};

use crate::exploration::{Random, is_long, say};

struct Scene {
    name: &'static str,
    has_lock: bool,
    has_grace: bool,
    length: u32,
    allowance: Allowance,
    at_least: u64,
}

/// F02, F04, F11.
#[test]
fn all_histories_of_two_tabs_keep_the_law() {
    for scene in scenes() {
        let start = expired(2, 2, scene.has_lock, scene.has_grace);
        let mut walked = Walked::default();
        let length = scene.length + u32::from(is_long());
        let result = explore(&start, scene.allowance, length, &mut Vec::new(), &mut walked);
        if let Err(broken) = result {
            panic!("{}: {}", scene.name, tell(&shrink(&start, scene.allowance, broken)));
        }
        let Walked { states, again, .. } = walked;
        say(&format!(
            "{}: all histories of {length} steps, {states} states, {again} reached again",
            scene.name
        ));
        assert!(states >= scene.at_least, "{} has shrunk", scene.name);
    }
}

#[test]
fn random_histories_of_five_tabs_keep_the_law() {
    const LENGTH: u32 = 120;
    let seed = std::env::var("EVERTOKEN_SEED").ok().and_then(|seed| seed.parse().ok());
    let histories: u64 = if is_long() { 100_000 } else { 1_000 };
    let (mut states, mut refreshes) = (0_u64, 0_u64);
    for seed in seed.map_or(1..=histories, |seed| seed..=seed) {
        let mut random = Random(seed);
        let allowance = Allowance {
            requests: 20,
            expiries: 1 + random.below(4),
            sign_ins: random.below(3) / 2,
            sign_outs: random.below(3) / 2,
            losses: random.below(3),
            hides: random.below(2),
            freezes: random.below(2),
        };
        let start = expired(5, 1, random.below(2) > 0, random.below(2) > 0);
        let (mut browser, mut left, mut history) = (start.clone(), allowance, Vec::new());
        for _ in 0..LENGTH {
            let steps = browser.possible(&left);
            let Some(&step) = steps.get(random.below(u32::try_from(steps.len()).unwrap()) as usize) else {
                break;
            };
            browser.take(step, &mut left);
            history.push(step);
            states += 1;
            if browser.law.fault.is_some() {
                break;
            }
        }
        if let Err(promise) = check(&browser) {
            let broken = Broken { promise, history };
            panic!("EVERTOKEN_SEED={seed}: {}", tell(&shrink(&start, allowance, broken)));
        }
        refreshes += browser.law.refreshes;
    }
    say(&format!("{histories} random histories of five tabs, {states} steps, {refreshes} refreshes"));
    assert!(seed.is_some() || states >= 50 * histories, "the random histories have shrunk");
}

/// F02: twenty rounds in which all tabs expire together.
#[test]
fn five_tabs_that_expire_together_cost_one_refresh_with_a_lock_and_nobody_the_session_without() {
    for (has_lock, has_grace) in [(true, false), (true, true), (false, false), (false, true)] {
        let mut browser = Browser::new(5, has_lock, has_grace);
        for _ in 0..20 {
            browser.server.expire_all();
            for tab in 0..5 {
                browser.depart(tab);
            }
            assert_eq!(come_to_rest(&mut browser), Ok(()));
            assert_eq!(Law::at_rest(&browser), Ok(()));
        }
        let refreshes = browser.law.refreshes;
        say(&format!(
            "five tabs, twenty rounds, lock: {has_lock}, grace: {has_grace}: {refreshes} refreshes"
        ));
        assert!(!has_lock || refreshes == 20);
    }
}

fn scenes() -> Vec<Scene> {
    let nothing = Allowance::default();
    let scene = |name, has_lock, has_grace, length, allowance, at_least| Scene {
        name,
        has_lock,
        has_grace,
        length,
        allowance,
        at_least,
    };
    vec![
        scene("two tabs with a lock", true, false, 12, nothing, 9_000),
        scene("two tabs without a lock", false, false, 11, nothing, 11_000),
        scene(
            "two tabs, a second expiry",
            true,
            false,
            8,
            Allowance { expiries: 1, requests: 1, ..nothing },
            18_000,
        ),
        scene(
            "two tabs without a lock, a second expiry",
            false,
            false,
            7,
            Allowance { expiries: 1, requests: 1, ..nothing },
            22_000,
        ),
        scene(
            "two tabs with a lock, a lossy line",
            true,
            false,
            9,
            Allowance { losses: 2, ..nothing },
            6_000,
        ),
        scene(
            "two tabs without a lock, a lossy line",
            false,
            false,
            9,
            Allowance { losses: 2, ..nothing },
            11_000,
        ),
        scene(
            "a server with grace, a lossy line, no lock",
            false,
            true,
            9,
            Allowance { losses: 2, ..nothing },
            14_000,
        ),
        scene(
            "one tab is put aside or frozen",
            true,
            false,
            8,
            Allowance { hides: 1, freezes: 1, ..nothing },
            19_000,
        ),
        scene("a logout in one tab", true, false, 9, Allowance { sign_outs: 1, ..nothing }, 17_000),
        scene(
            "a logout in one tab, without a lock",
            false,
            false,
            8,
            Allowance { sign_outs: 1, ..nothing },
            28_000,
        ),
        scene("a login as somebody else", true, false, 9, Allowance { sign_ins: 1, ..nothing }, 24_000),
    ]
}

/// All tabs have sent so many requests each, with a token that has expired.
fn expired(tabs: usize, requests: usize, has_lock: bool, has_grace: bool) -> Browser {
    let mut browser = Browser::new(tabs, has_lock, has_grace);
    browser.server.expire_all();
    for tab in 0..tabs {
        for _ in 0..requests {
            browser.depart(tab);
        }
    }
    browser
}

fn tell(broken: &Broken) -> String {
    let history: &[Step] = &broken.history;
    format!("{}\n  history: {history:?}", broken.promise)
}
