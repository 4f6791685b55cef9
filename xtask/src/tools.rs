//! Tools of the Rust side: the wasm target, bindgen from the lock file, programs from crates.io in `target/tools`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{place, shell};

pub const WASM: &str = "wasm32-unknown-unknown";

pub fn bring_wasm_target() -> Result<()> {
    let library =
        shell::quietly(shell::command("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    if PathBuf::from(library.trim()).is_dir() {
        return Ok(());
    }
    shell::heading("the wasm target");
    shell::run(shell::command("rustup").args(["target", "add", WASM]))
        .with_context(|| format!("Rust lacks its {WASM} target and rustup cannot bring it"))
}

/// wasm-bindgen and its test runner, at the version of Cargo.lock.
pub fn bring_bindgen() -> Result<()> {
    shell::heading("wasm-bindgen and its test runner, from Cargo.lock");
    shell::run(shell::cargo().args([
        "build",
        "--package",
        "xtask",
        "--features",
        "bindgen",
        "--bin",
        "wbg",
        "--bin",
        "squeeze",
        "--bin",
        "wbg-test-runner",
    ]))
}

pub fn bindgen() -> Result<Command> {
    bring_bindgen()?;
    Ok(shell::command(place::cargo_target().join("debug/wbg")))
}

/// Brought together with bindgen.
pub fn squeeze() -> Command {
    shell::command(place::cargo_target().join("debug/squeeze"))
}

/// The reference server. Of the whole workspace, so that its dependencies are compiled once for the tests and for this.
pub fn build_server() -> Result<PathBuf> {
    shell::run(shell::cargo().args(["build", "--workspace"]))?;
    Ok(place::cargo_target().join("debug/evertoken-server"))
}

pub struct CratesProgram {
    pub name: &'static str,
    pub version: &'static str,
    pub options: &'static [&'static str],
}

/// Compiled once into `target/tools`, unoptimised: that is several times faster and fast enough.
pub fn bring(program: &CratesProgram) -> Result<PathBuf> {
    let folder = place::at("target/tools");
    let binary = folder.join("bin").join(program.name);
    let wanted = format!("\"{} {} ", program.name, program.version);
    let installed = std::fs::read_to_string(folder.join(".crates.toml")).unwrap_or_default();
    if installed.contains(&wanted) && binary.is_file() {
        return Ok(binary);
    }
    shell::heading(&format!("{} {}, compiled once into target/tools", program.name, program.version));
    let objects = folder.join("build");
    shell::run(
        shell::cargo()
            .args(["install", program.name, "--version", program.version, "--locked", "--debug", "--force"])
            .args(program.options)
            .arg("--root")
            .arg(&folder)
            .arg("--target-dir")
            .arg(&objects)
            .env("CARGO_PROFILE_DEV_DEBUG", "0"),
    )?;
    std::fs::remove_dir_all(&objects)?;
    Ok(binary)
}
