//! Walks through histories, each state once, and lets each history come to rest.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use evertoken::policy::millis::Millis;

use super::browser::Browser;
use super::law::Law;
use super::steps::{Allowance, Step};

#[derive(Default)]
pub struct Walked {
    pub states: u64,
    /// States that were reached by another order of the same steps.
    pub again: u64,
    seen: HashSet<u64>,
}

pub struct Broken {
    pub promise: &'static str,
    pub history: Vec<Step>,
}

/// All histories of at most `length` steps from here.
pub fn explore(
    browser: &Browser,
    allowance: Allowance,
    length: u32,
    history: &mut Vec<Step>,
    walked: &mut Walked,
) -> Result<(), Broken> {
    if !walked.seen.insert(fingerprint(browser, &allowance, length)) {
        walked.again += 1;
        return Ok(());
    }
    walked.states += 1;
    check(browser).map_err(|promise| Broken { promise, history: history.clone() })?;
    if length == 0 {
        return Ok(());
    }
    for step in browser.possible(&allowance) {
        let (mut next, mut left) = (browser.clone(), allowance);
        next.take(step, &mut left);
        history.push(step);
        explore(&next, left, length - 1, history, walked)?;
        history.pop();
    }
    Ok(())
}

/// The law so far, and after everything was answered and heard.
pub fn check(browser: &Browser) -> Result<(), &'static str> {
    browser.law.fault.map_or(Ok(()), Err)?;
    let mut browser = browser.clone();
    come_to_rest(&mut browser)?;
    // Whoever could not be told otherwise finds out by asking, once no failure keeps it from that.
    browser.now = browser.now + Millis(300_000);
    for tab in 0..browser.tabs.len() {
        browser.depart(tab);
    }
    come_to_rest(&mut browser)?;
    Law::at_rest(&browser)
}

pub fn come_to_rest(browser: &mut Browser) -> Result<(), &'static str> {
    const MANY: usize = 2_000;
    for _ in 0..MANY {
        let Some(&step) = browser.open_ends().first() else { return browser.law.fault.map_or(Ok(()), Err) };
        browser.take(step, &mut Allowance::default());
        browser.law.fault.map_or(Ok(()), Err)?;
    }
    Err("P2: the tabs come to rest")
}

/// What of a broken history is needed to break the law.
pub fn shrink(start: &Browser, allowance: Allowance, broken: Broken) -> Broken {
    let mut smallest = broken;
    while let Some(smaller) = smaller(start, allowance, &smallest.history) {
        smallest = smaller;
    }
    smallest
}

fn smaller(start: &Browser, allowance: Allowance, history: &[Step]) -> Option<Broken> {
    (0..history.len()).find_map(|left_out| {
        let shorter = [&history[..left_out], &history[left_out + 1..]].concat();
        replay(start, allowance, &shorter).err()
    })
}

fn replay(start: &Browser, mut allowance: Allowance, history: &[Step]) -> Result<(), Broken> {
    let mut browser = start.clone();
    let mut taken = Vec::new();
    for &step in history {
        if browser.possible(&allowance).contains(&step) {
            browser.take(step, &mut allowance);
            taken.push(step);
            check(&browser).map_err(|promise| Broken { promise, history: taken.clone() })?;
        }
    }
    Ok(())
}

/// Tokens print as `[redacted]`, but for those that lie in the store or travel.
fn fingerprint(browser: &Browser, allowance: &Allowance, length: u32) -> u64 {
    let mut hasher = DefaultHasher::new();
    for tab in &browser.tabs {
        tab.machine.token().map(|token| token.reveal()).hash(&mut hasher);
    }
    format!("{browser:?}{allowance:?}{length}").hash(&mut hasher);
    hasher.finish()
}
