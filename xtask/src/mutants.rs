//! `mutants`: breaks a copy of the crate in each way that `tests/*/*.mutants` lists and demands that the named test fails.
//!
//! The copy lies in `target/mutants/` with a target folder of its own, so that one mutant compiles one crate and nothing more.

mod copy;
mod list;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::fresh::{self, Stamp};
use crate::steps::Outcome;
use crate::{place, shell};
use list::Mutant;

/// A mutant may loop for ever.
const LONGEST_TEST_SECONDS: &str = "600";

pub fn run() -> Result<()> {
    let mutants = all()?;
    copy::refresh()?;
    shell::heading("the crate as it is: each killer passes");
    killers_pass(&mutants)?;
    let mut survivors = 0;
    println!();
    for mutant in &mutants {
        let start = Instant::now();
        let verdict = challenge(mutant)?;
        survivors += usize::from(verdict != Verdict::Killed);
        let word = match verdict {
            Verdict::Killed => "killed",
            Verdict::Survived => "SURVIVED",
            Verdict::Hung => "HUNG",
        };
        println!(
            "{word:<9}{:>5.1} s  {}\n{:18}by {}",
            start.elapsed().as_secs_f64(),
            mutant.wrong,
            "",
            mutant.killer
        );
    }
    println!("{} mutants, {} killed, {survivors} not", mutants.len(), mutants.len() - survivors);
    ensure!(survivors == 0, "{survivors} mutants live: their killers do not notice them");
    Ok(())
}

/// As a step of `test`: a verdict on these very sources is not asked for twice.
pub fn step() -> Result<Outcome> {
    let stamp = Stamp::of(
        "mutants",
        &["src", "tests", "Cargo.toml", "Cargo.lock", "xtask/src/mutants"].map(place::at),
    )?;
    if stamp.is_current() {
        eprintln!("  unchanged since all mutants were killed");
        return Ok(Outcome::Passed);
    }
    run()?;
    stamp.set()?;
    Ok(Outcome::Passed)
}

#[derive(PartialEq, Clone, Copy)]
enum Verdict {
    Killed,
    Survived,
    Hung,
}

fn all() -> Result<Vec<Mutant>> {
    let mut mutants = Vec::new();
    for file in fresh::files_under(&place::at("tests"))? {
        if file.extension().is_some_and(|it| it == "mutants") {
            mutants
                .extend(list::parse(&place::read(&file)?).with_context(|| format!("in {}", file.display()))?);
        }
    }
    ensure!(!mutants.is_empty(), "no tests/*/*.mutants lists a mutant");
    Ok(mutants)
}

fn killers_pass(mutants: &[Mutant]) -> Result<()> {
    let mut killers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for mutant in mutants {
        let (target, test) = mutant.killer_parts()?;
        killers.entry(target).or_default().insert(test);
    }
    for (target, tests) in killers {
        let names: Vec<&str> = tests.iter().copied().collect();
        let printed =
            shell::quietly(&mut test(target, &names)).context("the killers fail on the crate as it is")?;
        let ran = |name: &&str| printed.contains(&format!("test {name} ... ok"));
        if let Some(absent) = tests.iter().find(|name| !ran(name)) {
            bail!("there is no test `{absent}` in --test {target}");
        }
    }
    Ok(())
}

fn challenge(mutant: &Mutant) -> Result<Verdict> {
    let path = copy::folder().join(&mutant.file);
    let original = place::read(&path)?;
    let changed = mutant.applied_to(&original).with_context(|| format!("mutant «{}»", mutant.wrong))?;
    place::write(&path, changed)?;
    let verdict = verdict_of(mutant);
    place::write(&path, original)?;
    verdict
}

fn verdict_of(mutant: &Mutant) -> Result<Verdict> {
    let (target, name) = mutant.killer_parts()?;
    let output = test(target, &[name]).output()?;
    if output.status.code() == Some(124) {
        return Ok(Verdict::Hung);
    }
    if output.status.success() {
        return Ok(Verdict::Survived);
    }
    let printed = String::from_utf8_lossy(&output.stdout);
    if printed.contains(&format!("test {name} ... FAILED")) {
        return Ok(Verdict::Killed);
    }
    bail!(
        "mutant «{}» does not compile or its killer aborts:\n{printed}{}",
        mutant.wrong,
        String::from_utf8_lossy(&output.stderr)
    )
}

/// Known to be compiled already, but for the crate itself.
fn test(target: &str, names: &[&str]) -> Command {
    let mut command = shell::command("timeout");
    command.arg(LONGEST_TEST_SECONDS).arg(shell::cargo().get_program());
    command.args(["test", "--quiet", "--test", target, "--", "--format=pretty", "--exact"]).args(names);
    command
        .current_dir(copy::folder())
        .env("CARGO_TARGET_DIR", target_folder())
        .env("CARGO_TERM_COLOR", "never");
    command
}

fn target_folder() -> PathBuf {
    place::at("target/mutants/target")
}
