//! The project's commands. Here the command line is read; what a command does stands in the file of its name.

mod apt;
mod build;
mod fresh;
mod npm;
mod place;
mod shell;
mod size;
mod tools;

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::*;

const USAGE: &str = "\
cargo xtask <command>

  build     the npm package in target/npm/evertoken/ and its tarball beside it
  size      what the package weighs: raw, gzip and brotli, against xtask/size-budget.toml
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut arguments = lexopt::Parser::from_env();
    let command = match arguments.next()? {
        None | Some(Short('h') | Long("help")) => {
            print!("{USAGE}");
            return Ok(());
        }
        Some(Value(command)) => command.string()?,
        Some(other) => return Err(other.unexpected().into()),
    };
    match command.as_str() {
        "build" => nothing_else(arguments).and_then(|()| build::run()),
        "size" => nothing_else(arguments).and_then(|()| size::run()),
        other => bail!("there is no command `{other}`\n\n{USAGE}"),
    }
}

fn nothing_else(mut arguments: lexopt::Parser) -> Result<()> {
    match arguments.next()? {
        None => Ok(()),
        Some(other) => Err(other.unexpected().into()),
    }
}
