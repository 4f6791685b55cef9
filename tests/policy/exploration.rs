//! All histories of small worlds up to a stated length, and random longer ones, each step held against the promises
//! by an observer that does not know the machine's code. `EVERTOKEN_LONG=1` goes deeper, `EVERTOKEN_SEED=…` repeats.

mod expectation;
mod failures;
mod forbidden;
mod observer;
mod promises;
mod steps;
mod verdicts;
mod walk;
mod world;

use std::io::Write;

use evertoken::policy::refresh::CookieCall;

use steps::Allowance;
use walk::{Walked, check, explore, shrink};
use world::World;

const SIGN_IN: CookieCall = CookieCall::SignIn;
const SIGN_OUT: CookieCall = CookieCall::SignOut;

/// A small world: how it starts, and what may happen in it.
struct Scene {
    name: &'static str,
    stored: bool,
    length: u32,
    allowance: Allowance,
    at_least: u64,
}

#[test]
fn all_histories_of_small_worlds_keep_the_promises() {
    let longer = u32::from(is_long());
    for scene in scenes() {
        let start = World::new(scene.stored, Some(1), scene.allowance);
        let mut walked = Walked::default();
        let length = scene.length + longer;
        if let Err(broken) = explore(&start, length, &mut Vec::new(), &mut walked) {
            panic!("{}: {}", scene.name, broken.tell());
        }
        let Walked { histories, states } = walked;
        say(&format!("{}: all {histories} histories of {length} steps, {states} states", scene.name));
        assert!(histories >= scene.at_least, "{} has shrunk", scene.name);
    }
}

#[test]
fn long_random_histories_keep_the_promises() {
    const LENGTH: u32 = 60;
    let seed = std::env::var("EVERTOKEN_SEED").ok().and_then(|seed| seed.parse().ok());
    let histories: u64 = if is_long() { 500_000 } else { 1_500 };
    let seeds = seed.map_or(1..=histories, |seed| seed..=seed);
    let mut states = 0;
    for seed in seeds {
        let mut random = Random(seed);
        let allowance = Allowance {
            requests: 8,
            asks: 2,
            sign_ins: random.below(4),
            sign_outs: random.below(4),
            tokens_set: random.below(3),
            writes_elsewhere: random.below(3),
            sign_ins_elsewhere: random.below(2),
            evictions: random.below(3),
            stale_reads: random.below(2),
            wakes: 8,
            oversleeps: random.below(3),
            rests: random.below(3),
            traffic: random.below(20),
            rich: true,
            mortal: random.below(2) > 0,
            forbidden: random.below(2) > 0,
            busy: random.below(2) > 0,
        };
        let start = World::new(random.below(3) > 0, Some(1), allowance);
        let mut world = start.clone();
        let mut history = Vec::new();
        for _ in 0..LENGTH {
            let steps = world.possible();
            let Some(&step) = steps.get(random.below(u32::try_from(steps.len()).unwrap()) as usize) else {
                break;
            };
            world.take(step);
            history.push(step);
            states += 1;
            if let Err(broken) = check(&world, &history) {
                panic!("EVERTOKEN_SEED={seed}: {}", shrink(&start, broken).tell());
            }
        }
    }
    say(&format!("{histories} random histories of at most {LENGTH} steps, {states} states"));
    assert!(seed.is_some() || states >= 30 * histories, "the random histories have shrunk");
}

pub fn is_long() -> bool {
    std::env::var_os("EVERTOKEN_LONG").is_some()
}

fn scenes() -> Vec<Scene> {
    let nothing = Allowance::default();
    vec![
        Scene {
            name: "two requests and the application's own refresh",
            stored: true,
            length: 8,
            allowance: Allowance { requests: 2, asks: 1, rests: 1, wakes: 3, rich: true, ..nothing },
            at_least: 53_000,
        },
        Scene {
            name: "deadlines",
            stored: true,
            length: 10,
            allowance: Allowance { requests: 2, wakes: 4, oversleeps: 1, rests: 1, traffic: 2, ..nothing },
            at_least: 19_500,
        },
        Scene {
            name: "login and logout during a refresh",
            stored: true,
            length: 9,
            allowance: Allowance { requests: 1, sign_ins: 1, sign_outs: 1, wakes: 2, ..nothing },
            at_least: 18_000,
        },
        Scene {
            name: "two logins and two logouts",
            stored: true,
            length: 8,
            allowance: Allowance { asks: 1, sign_ins: 2, sign_outs: 2, wakes: 2, ..nothing },
            at_least: 190_000,
        },
        Scene {
            name: "the store and other tabs",
            stored: true,
            length: 8,
            allowance: Allowance { requests: 2, writes_elsewhere: 2, evictions: 1, wakes: 2, ..nothing },
            at_least: 56_000,
        },
        Scene {
            name: "another tab signs in during a login",
            stored: true,
            length: 7,
            allowance: Allowance {
                requests: 1,
                sign_ins: 1,
                sign_outs: 1,
                writes_elsewhere: 1,
                tokens_set: 1,
                wakes: 2,
                ..nothing
            },
            at_least: 150_000,
        },
        Scene {
            name: "an auth server that cannot be asked",
            stored: true,
            length: 8,
            allowance: Allowance { requests: 3, asks: 1, rests: 1, wakes: 1, busy: true, ..nothing },
            at_least: 41_500,
        },
        Scene {
            name: "places where every token is rejected",
            stored: true,
            length: 8,
            allowance: Allowance { requests: 3, rests: 1, forbidden: true, ..nothing },
            at_least: 31_500,
        },
        Scene {
            name: "tokens that are renewed ahead of time",
            stored: true,
            length: 6,
            allowance: Allowance {
                requests: 2,
                asks: 1,
                sign_outs: 1,
                writes_elsewhere: 1,
                evictions: 1,
                rests: 1,
                wakes: 4,
                busy: true,
                mortal: true,
                ..nothing
            },
            at_least: 90_000,
        },
        Scene {
            name: "no token at the start",
            stored: false,
            length: 8,
            allowance: Allowance { requests: 2, asks: 1, tokens_set: 1, wakes: 2, ..nothing },
            at_least: 41_500,
        },
    ]
}

/// SplitMix64 (Steele, Lea, Flood 2014).
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let high = u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap();
        if bound == 0 { 0 } else { high % bound }
    }
}

/// Straight to the terminal: what `println!` says is shown only of tests that fail.
pub fn say(line: &str) {
    std::io::stderr().write_all([line, "\n"].concat().as_bytes()).unwrap();
}
