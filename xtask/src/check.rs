//! `check`: what can be said without running the product. Format, lints for both targets, docs, dependencies, types.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::steps::{self, Outcome, Step};
use crate::tools::{self, CratesProgram};
use crate::{build, fresh, npm, place, shell};

/// Without its default features, which fetch advisories from the network.
const CARGO_DENY: CratesProgram =
    CratesProgram { name: "cargo-deny", version: "0.20.2", options: &["--no-default-features"] };

pub fn run(names: &[String]) -> Result<()> {
    steps::run(&steps::chosen(steps(), names)?)
}

pub fn steps() -> Vec<Step> {
    let mut steps = quick_steps();
    steps.extend([
        Step { name: "architecture", work: architecture },
        Step { name: "rustdoc", work: rustdoc },
        Step { name: "dependencies", work: dependencies },
    ]);
    steps
}

/// Those that `test` can afford from nothing: no tool is compiled for them.
pub fn quick_steps() -> Vec<Step> {
    vec![
        Step { name: "format", work: format },
        Step { name: "clippy", work: clippy },
        Step { name: "clippy-wasm", work: clippy_wasm },
        Step { name: "types", work: types },
        Step { name: "eslint", work: eslint },
    ]
}

fn format() -> Result<Outcome> {
    passed(shell::run(shell::cargo().args(["fmt", "--all", "--check"])))
}

fn architecture() -> Result<Outcome> {
    passed(shell::run(shell::cargo().args(["test", "--package", "evertoken", "--test", "architecture"])))
}

fn clippy() -> Result<Outcome> {
    passed(shell::run(shell::cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ])))
}

/// The host build does not see `browser/` and `js/`. The native tests need crates that only the host has.
fn clippy_wasm() -> Result<Outcome> {
    tools::bring_wasm_target()?;
    let mut cargo = shell::cargo();
    cargo.args(["clippy", "--target", tools::WASM, "--package", "evertoken", "--lib", "--test", "browser"]);
    passed(shell::run(cargo.args(["--test", "js", "--", "-D", "warnings"])))
}

fn rustdoc() -> Result<Outcome> {
    tools::bring_wasm_target()?;
    let doc = ["doc", "--no-deps", "--document-private-items"];
    shell::run(shell::cargo().args(doc).arg("--workspace").env("RUSTDOCFLAGS", "-D warnings"))?;
    let mut wasm = shell::cargo();
    wasm.args(doc)
        .args(["--target", tools::WASM, "--package", "evertoken"])
        .env("RUSTDOCFLAGS", "-D warnings");
    passed(shell::run(&mut wasm))
}

/// Licences, bans and sources. Advisories need RustSec's database from GitHub: a build must not depend on that.
fn dependencies() -> Result<Outcome> {
    let deny = tools::bring(&CARGO_DENY)?;
    passed(shell::run(shell::command(deny).args([
        "--workspace",
        "--all-features",
        "check",
        "bans",
        "licenses",
        "sources",
    ])))
}

/// The package's types as strict strangers read them, installed from the tarball; then those who use them.
fn types() -> Result<Outcome> {
    build::run()?;
    npm::bring_page()?;
    let module = place::at("tests/types");
    let required = commonjs_twin(&module)?;
    let resolutions =
        [("esnext", "bundler", &module), ("node16", "node16", &module), ("nodenext", "nodenext", &module)];
    let resolutions =
        resolutions.into_iter().chain([("node16", "node16", &required), ("nodenext", "nodenext", &required)]);
    for (module, resolution, project) in resolutions {
        let mut tsc = shell::node_tool("tsc");
        tsc.args(["--module", module, "--moduleResolution", resolution, "--project"]).arg(project);
        shell::run(&mut tsc)?;
    }
    for workspace in ["www", "tests/e2e"] {
        shell::run(shell::command("npm").args(["run", "typecheck", "--workspace", workspace]))?;
    }
    Ok(Outcome::Passed)
}

/// The same tests where `import` means `require`.
fn commonjs_twin(project: &Path) -> Result<PathBuf> {
    let twin = place::scratch().join("types");
    place::empty(&twin)?;
    for file in fresh::files_under(project)? {
        std::fs::copy(&file, twin.join(file.file_name().context("a file without a name")?))?;
    }
    place::write(&twin.join("package.json"), "{ \"type\": \"commonjs\" }\n")?;
    Ok(twin)
}

fn eslint() -> Result<Outcome> {
    build::run()?;
    npm::bring_page()?;
    passed(shell::run(shell::node_tool("eslint").args(["--max-warnings", "0", "."])))
}

fn passed(result: Result<()>) -> Result<Outcome> {
    result.map(|()| Outcome::Passed)
}
