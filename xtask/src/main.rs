//! The project's commands. Here the command line is read; what a command does stands in the file of its name.

mod apt;
mod build;
mod check;
mod demo;
mod engines;
mod fresh;
mod mutants;
mod npm;
mod place;
mod shell;
mod size;
mod steps;
mod test;
mod tools;

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::*;

const USAGE: &str = "\
cargo xtask <command>

  demo      builds all, starts server and page, prints the page's address; Ctrl-C stops both
              --port <number>         of the page (5173)
              --server-port <number>  of the server (5000)
  test      all that must hold: lints, types, host, mutants, wasm in Chromium, package, size, the demo in a browser
              --all                   also the rest of `check`, Firefox, WebKit, the package's consumers and the long histories
              <step> ...              only these, by the names in the table at the end
  check     format, lints for both targets, docs, dependencies, types
              <step> ...              only these
  build     the npm package in target/npm/evertoken/ and its tarball beside it
  size      what the package weighs: raw, gzip and brotli, against xtask/size-budget.toml
  mutants   breaks the crate on purpose; every break must fail the test that is named for it

Each command brings what it lacks, as far as Rust, Node and apt-get go.
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
    let mut command = None;
    let mut names = Vec::new();
    let mut all = false;
    let mut ports = demo::Ports::default();
    while let Some(argument) = arguments.next()? {
        match (command.as_deref(), argument) {
            (_, Short('h') | Long("help")) => {
                print!("{USAGE}");
                return Ok(());
            }
            (None, Value(name)) => command = Some(name.string()?),
            (Some("demo"), Long("port")) => ports.page = arguments.value()?.parse()?,
            (Some("demo"), Long("server-port")) => ports.server = arguments.value()?.parse()?,
            (Some("test"), Long("all")) => all = true,
            (Some("test" | "check"), Value(name)) => names.push(name.string()?),
            (_, other) => return Err(other.unexpected().into()),
        }
    }
    match command.as_deref() {
        None => {
            print!("{USAGE}");
            Ok(())
        }
        Some("demo") => demo::run(&ports),
        Some("test") => test::run(all, &names),
        Some("check") => check::run(&names),
        Some("build") => build::run(),
        Some("size") => size::run(),
        Some("mutants") => mutants::run(),
        Some(other) => bail!("there is no command `{other}`\n\n{USAGE}"),
    }
}
