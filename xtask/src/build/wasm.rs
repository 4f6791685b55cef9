//! From the crate to optimised wasm and its raw bindings.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{place, shell, tools};

pub fn compile() -> Result<PathBuf> {
    let mut cargo = shell::cargo();
    cargo.args([
        "build",
        "--profile",
        "release-wasm",
        "--target",
        tools::WASM,
        "--lib",
        "--package",
        "evertoken",
    ]);
    cargo.arg("--config").arg(compiler_flags()?);
    shell::run(&mut cargo)?;
    Ok(place::cargo_target().join(tools::WASM).join("release-wasm/evertoken.wasm"))
}

/// Panics carry the paths of their sources: short, and the same on every machine. Without LLVM's elimination of partial
/// redundancies a value is computed where it is wanted, and 0.3 kB of brotli are saved.
fn compiler_flags() -> Result<String> {
    let home = match std::env::var_os("CARGO_HOME") {
        Some(home) => PathBuf::from(home),
        None => PathBuf::from(std::env::var_os("HOME").context("neither CARGO_HOME nor HOME is set")?)
            .join(".cargo"),
    };
    let mut flags = Vec::new();
    for registry in std::fs::read_dir(home.join("registry/src")).into_iter().flatten() {
        flags.push(format!("\"--remap-path-prefix={}/=\"", registry?.path().display()));
    }
    flags.sort();
    flags.push(format!("\"--remap-path-prefix={}/=\"", place::root().display()));
    flags.push("\"-Cllvm-args=-enable-pre=false\"".to_owned());
    Ok(format!("target.{}.rustflags=[{}]", tools::WASM, flags.join(", ")))
}

/// The folder with `core.js`, `core.d.ts`, `core_bg.wasm` and the snippets.
pub fn bind(compiled: &Path) -> Result<PathBuf> {
    let folder = place::scratch().join("bindings");
    place::empty(&folder)?;
    let mut bindgen = tools::bindgen()?;
    bindgen.arg(compiled).args(["--target", "web", "--out-name", "core", "--omit-default-module-path"]);
    bindgen.args(["--remove-producers-section", "--out-dir"]).arg(&folder);
    shell::run(&mut bindgen)?;
    // It knows functions by their names; wasm-opt drops the names afterwards.
    shell::run(tools::squeeze().arg(&folder))?;
    Ok(folder)
}

/// The first four are measured: 340 bytes of brotli. Low memory is unused: the stack ends there, and grows downwards.
pub fn optimise(bound: &Path) -> Result<PathBuf> {
    let optimised = bound.join("evertoken.wasm");
    let mut binaryen = shell::node_tool("wasm-opt");
    binaryen.args([
        "--low-memory-unused",
        "--flatten",
        "--rereloop",
        "--merge-similar-functions",
        "-Oz",
        "-Oz",
        "--converge",
        "--strip-debug",
        "--strip-producers",
        "--strip-target-features",
    ]);
    binaryen.arg(bound.join("core_bg.wasm")).arg("-o").arg(&optimised);
    shell::run(&mut binaryen)?;
    Ok(optimised)
}
