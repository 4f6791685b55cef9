//! `test`: everything that must hold on one machine with one browser, linters included. `--all` adds the rest of `check`, the
//! other engines, the consumers of the package and the long histories.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::steps::{self, Outcome, Step};
use crate::{build, check, engines, mutants, npm, place, shell, size, tools};

/// How a browser test is called that waits for real lifetimes.
const LONG: &str = "@long";

pub fn run(all: bool, names: &[String]) -> Result<()> {
    let mut steps = if all { check::steps() } else { check::quick_steps() };
    steps.extend([
        Step { name: "host", work: host },
        Step { name: "mutants", work: mutants::step },
        Step { name: "wasm-chromium", work: wasm_in_chromium },
        Step { name: "package", work: package },
        Step { name: "size", work: package_size },
        Step { name: "e2e", work: e2e },
    ]);
    if all {
        steps.extend([
            Step { name: "wasm-firefox", work: wasm_in_firefox },
            Step { name: "wasm-webkit", work: wasm_in_webkit },
            Step { name: "consumers", work: consumers },
            Step { name: "e2e-firefox", work: e2e_in_firefox },
            Step { name: "e2e-long", work: e2e_long },
            Step { name: "long-histories", work: long_histories },
        ]);
    }
    steps::run(&steps::chosen(steps, names)?)
}

/// Policy, client, architecture, server and the tasks themselves.
fn host() -> Result<Outcome> {
    demand(&["tests/policy", "tests/client", "tests/architecture.rs", "www/server/tests"])?;
    // With the tasks' own tools, whose tests are behind that feature.
    shell::run(shell::cargo().args([
        "test",
        "--workspace",
        "--features",
        "xtask/bindgen",
        "--no-fail-fast",
    ]))?;
    Ok(Outcome::Passed)
}

fn wasm_in_chromium() -> Result<Outcome> {
    bring_runner()?;
    shell::run(&mut engines::tests_in_chromium()?)?;
    Ok(Outcome::Passed)
}

fn wasm_in_firefox() -> Result<Outcome> {
    bring_runner()?;
    match engines::tests_in_firefox() {
        Ok(mut tests) => shell::run(&mut tests).map(|()| Outcome::Passed),
        Err(error) => Outcome::lacking(format!("{error:#}")),
    }
}

fn wasm_in_webkit() -> Result<Outcome> {
    bring_runner()?;
    match engines::tests_in_webkit() {
        Ok(mut tests) => shell::run(&mut tests).map(|()| Outcome::Passed),
        Err(error) => Outcome::lacking(format!("{error:#}")),
    }
}

fn package() -> Result<Outcome> {
    build::run()?;
    Ok(Outcome::Passed)
}

fn package_size() -> Result<Outcome> {
    size::run()?;
    Ok(Outcome::Passed)
}

/// The demo page, and tabs that share a session, with the packed tarball in them, before the real server, in Chromium.
fn e2e() -> Result<Outcome> {
    let projects = ["--project", "demo", "--project", "tabs-chromium"];
    play("CHROMIUM", &engines::chromium()?, &[&projects[..], &["--grep-invert", LONG]].concat())
}

/// What takes as long as it takes: lifetimes as they are printed.
fn e2e_long() -> Result<Outcome> {
    play(
        "CHROMIUM",
        &engines::chromium()?,
        &["--project", "demo", "--project", "tabs-chromium", "--grep", LONG],
    )
}

/// The tabs only: Playwright does not drive Debian's Firefox.
fn e2e_in_firefox() -> Result<Outcome> {
    match engines::firefox() {
        Ok(firefox) => play("FIREFOX", &firefox, &["--project", "tabs-firefox"]),
        Err(error) => Outcome::lacking(format!("{error:#}")),
    }
}

/// Playwright's setup builds the pages.
fn play(engine: &str, executable: &Path, options: &[&str]) -> Result<Outcome> {
    demand(&["tests/e2e/package.json", "www/package.json"])?;
    build::run()?;
    npm::bring_page()?;
    let server = tools::build_server()?;
    let mut playwright = shell::command("npx");
    playwright.args(["playwright", "test"]).args(options).current_dir(place::at("tests/e2e"));
    shell::run(playwright.env(engine, executable).env("EVERTOKEN_SERVER", server))?;
    Ok(Outcome::Passed)
}

/// The packed tarball in everything that people use; the table «Runs in» of the README.
fn consumers() -> Result<Outcome> {
    demand(&["tests/package/run.mjs"])?;
    build::run()?;
    npm::bring_page()?;
    shell::run(
        shell::command("node")
            .arg("tests/package/run.mjs")
            .env("CHROMIUM", engines::chromium()?)
            .env("EVERTOKEN_TARBALL", place::tarball()?),
    )?;
    Ok(Outcome::Passed)
}

fn long_histories() -> Result<Outcome> {
    shell::run(
        shell::cargo()
            .args(["test", "--release", "--package", "evertoken", "--test", "policy", "--test", "client"])
            .args(["--", "--nocapture"])
            .env("EVERTOKEN_LONG", "1"),
    )?;
    Ok(Outcome::Passed)
}

fn bring_runner() -> Result<()> {
    demand(&["tests/browser", "tests/js"])?;
    tools::bring_wasm_target()?;
    tools::bring_bindgen()
}

fn demand(paths: &[&str]) -> Result<()> {
    for path in paths {
        ensure!(place::at(path).exists(), "{path} is not there, so this step has nothing to test");
    }
    Ok(())
}
