//! The copy that is broken: sources and native tests, under a manifest without the workspace's other members.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use toml::Value;

use crate::{fresh, place};

pub fn folder() -> PathBuf {
    place::at("target/mutants/crate")
}

/// Files that are the same stay untouched: cargo goes by their times.
pub fn refresh() -> Result<()> {
    let mut wanted = BTreeSet::new();
    for part in ["src", "tests"] {
        for file in fresh::files_under(&place::at(part))? {
            let copied = folder().join(file.strip_prefix(place::root())?);
            if !copied.starts_with(folder().join("tests/e2e")) {
                write_if_other(&copied, &place::read_bytes(&file)?)?;
                wanted.insert(copied);
            }
        }
    }
    for part in ["src", "tests"] {
        for file in fresh::files_under(&folder().join(part))? {
            if !wanted.contains(&file) {
                std::fs::remove_file(file)?;
            }
        }
    }
    write_if_other(&folder().join("Cargo.toml"), manifest()?.as_bytes())?;
    let lock = folder().join("Cargo.lock");
    if is_older(&lock, &place::at("Cargo.lock")) {
        place::write(&lock, place::read_bytes(&place::at("Cargo.lock"))?)?;
    }
    Ok(())
}

fn manifest() -> Result<String> {
    let mut manifest: toml::Table = place::read(&place::at("Cargo.toml"))?.parse()?;
    let workspace =
        manifest.get_mut("workspace").and_then(Value::as_table_mut).context("Cargo.toml has no workspace")?;
    workspace.insert("members".to_owned(), Value::Array(Vec::new()));
    if let Some(library) = manifest.get_mut("lib").and_then(Value::as_table_mut) {
        library.insert("crate-type".to_owned(), Value::Array(vec!["rlib".into()]));
    }
    Ok(manifest.to_string())
}

fn write_if_other(path: &Path, contents: &[u8]) -> Result<()> {
    if std::fs::read(path).is_ok_and(|present| present == contents) {
        return Ok(());
    }
    place::write(path, contents)
}

fn is_older(path: &Path, than: &Path) -> bool {
    let time = |path: &Path| std::fs::metadata(path).and_then(|it| it.modified()).ok();
    time(path).is_none_or(|ours| time(than).is_some_and(|theirs| ours < theirs))
}
