//! Programs that come with the system: brought through apt-get when we may, asked for when we may not.

use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::sync::OnceLock;

use anyhow::{Result, anyhow, bail};

use crate::shell;

/// A mirror that does not answer is asked again.
const RETRIES: &str = "Acquire::Retries=5";

pub struct Program {
    pub name: &'static str,
    pub package: &'static str,
}

/// Paths in the order of `programs`.
pub fn bring(programs: &[Program]) -> Result<Vec<PathBuf>> {
    let missing: Vec<&str> =
        programs.iter().filter(|it| shell::find(it.name).is_none()).map(|it| it.package).collect();
    if !missing.is_empty() {
        install(&missing)?;
    }
    programs
        .iter()
        .map(|it| {
            shell::find(it.name)
                .ok_or_else(|| anyhow!("`{}` is not in PATH, though {} is installed", it.name, it.package))
        })
        .collect()
}

fn install(packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if shell::find("apt-get").is_none() {
        bail!(
            "missing: {list} (names of Debian packages). Install what your system calls them and put it in PATH."
        );
    }
    if !is_root() {
        bail!("missing: {list}. Install it: sudo apt-get install --no-install-recommends {list}");
    }
    shell::heading(&format!("apt-get: {list}"));
    update_once()?;
    shell::run(
        shell::command("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["install", "--yes", "--quiet", "--no-install-recommends", "--option", RETRIES])
            .args(packages),
    )
}

fn update_once() -> Result<()> {
    static UPDATED: OnceLock<()> = OnceLock::new();
    if UPDATED.get().is_none() {
        shell::run(shell::command("apt-get").args(["update", "--quiet", "--option", RETRIES]))?;
        UPDATED.get_or_init(|| ());
    }
    Ok(())
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}
