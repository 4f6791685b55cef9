//! Where things are: the checkout, cargo's target folder, the npm package.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

pub fn root() -> PathBuf {
    let manifest =
        std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let mut root = PathBuf::from(manifest);
    root.pop();
    root
}

pub fn at(path: impl AsRef<Path>) -> PathBuf {
    root().join(path)
}

/// Cargo's own output; `CARGO_TARGET_DIR` may move it.
pub fn cargo_target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(directory) => root().join(directory),
        None => at("target"),
    }
}

/// Ours, never moved: `www/package.json` names the tarball by a path.
pub fn npm_output() -> PathBuf {
    at("target/npm")
}

pub fn package_folder() -> PathBuf {
    npm_output().join("evertoken")
}

pub fn tarball() -> Result<PathBuf> {
    Ok(npm_output().join(format!("evertoken-{}.tgz", version()?)))
}

/// The stamps, logs and scratch folders of the commands.
pub fn scratch() -> PathBuf {
    at("target/xtask")
}

pub fn version() -> Result<String> {
    let manifest: toml::Table = read(&at("Cargo.toml"))?.parse()?;
    let version =
        manifest.get("package").and_then(|package| package.get("version")).and_then(|it| it.as_str());
    Ok(version.context("Cargo.toml names no package.version")?.to_owned())
}

pub fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

pub fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

pub fn write(path: &Path, contents: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, contents).with_context(|| format!("cannot write {}", path.display()))
}

/// An empty folder, whatever was there.
pub fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))
}
