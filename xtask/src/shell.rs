//! Other programs: started in the checkout, shown before they run, an error when they fail.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::place;

pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(place::root());
    command
}

pub fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A program of the npm workspace root.
pub fn node_tool(name: &str) -> Command {
    command(place::at("node_modules/.bin").join(name))
}

/// Runs it with its output on the terminal.
pub fn run(command: &mut Command) -> Result<()> {
    eprintln!("  $ {}", shown(command));
    let status = command.status().with_context(|| format!("cannot start `{}`", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs it unseen; its output is shown only when it fails.
pub fn quietly(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("cannot start `{}`", shown(command)))?;
    let text = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({})\n{text}{complaint}", shown(command), output.status);
    }
    Ok(text.into_owned())
}

pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|candidate| candidate.is_file())
}

pub fn heading(text: &str) {
    eprintln!("▸ {text}");
}

fn shown(command: &Command) -> String {
    let root = place::root();
    let name = command.get_program().to_string_lossy().into_owned();
    let name = name.strip_prefix(&format!("{}/", root.display())).unwrap_or(&name).to_owned();
    let name = name.rsplit_once("/bin/").map_or(name.as_str(), |(_, last)| last);
    let arguments = command.get_args().map(|it| it.to_string_lossy().into_owned());
    std::iter::once(name.to_owned()).chain(arguments).collect::<Vec<_>>().join(" ")
}
