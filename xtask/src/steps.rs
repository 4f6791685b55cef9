//! Steps of a long command: each runs though another failed; at the end a table and a line that counts.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

pub struct Step {
    pub name: &'static str,
    pub work: fn() -> Result<Outcome>,
}

pub enum Outcome {
    Passed,
    /// Loud, and never in CI: see [`Outcome::lacking`].
    Skipped(String),
}

struct Row {
    name: &'static str,
    took: Duration,
    result: Result<Outcome>,
}

impl Outcome {
    /// What a machine of a person may lack, CI may not.
    pub fn lacking(reason: String) -> Result<Self> {
        if std::env::var_os("CI").is_some_and(|it| !it.is_empty() && it != "false") {
            bail!("{reason} (a failure, since this is CI)");
        }
        eprintln!("\n  !!! SKIPPED: {reason}\n");
        Ok(Self::Skipped(reason))
    }
}

pub fn run(steps: &[Step]) -> Result<()> {
    let mut rows = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        eprintln!("\n═══ {}/{} {}", index + 1, steps.len(), step.name);
        let start = Instant::now();
        let result = (step.work)();
        if let Err(error) = &result {
            eprintln!("error: {error:#}");
        }
        rows.push(Row { name: step.name, took: start.elapsed(), result });
    }
    summarise(&rows)
}

/// Those of `steps` that are named; all when nothing is named.
pub fn chosen(steps: Vec<Step>, names: &[String]) -> Result<Vec<Step>> {
    if let Some(unknown) = names.iter().find(|name| steps.iter().all(|step| step.name != **name)) {
        let known: Vec<_> = steps.iter().map(|step| step.name).collect();
        bail!("there is no step `{unknown}`; there are: {}", known.join(", "));
    }
    Ok(steps
        .into_iter()
        .filter(|step| names.is_empty() || names.iter().any(|name| name == step.name))
        .collect())
}

fn summarise(rows: &[Row]) -> Result<()> {
    let mut failed = Vec::new();
    let mut skipped = 0;
    println!();
    for row in rows {
        let verdict = match &row.result {
            Ok(Outcome::Passed) => "passed".to_owned(),
            Ok(Outcome::Skipped(reason)) => {
                skipped += 1;
                format!("SKIPPED: {reason}")
            }
            Err(_) => {
                failed.push(row.name);
                "FAILED".to_owned()
            }
        };
        println!("{:<22}{:>7.1} s  {verdict}", row.name, row.took.as_secs_f64());
    }
    let total: Duration = rows.iter().map(|row| row.took).sum();
    println!("{:<22}{:>7.1} s", "together", total.as_secs_f64());
    if skipped > 0 {
        println!("{skipped} skipped: this run proves nothing about them");
    }
    println!("{} passed, {} failed", rows.len() - failed.len() - skipped, failed.len());
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}
