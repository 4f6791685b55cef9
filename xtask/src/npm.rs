//! `node_modules`, in two layers from one lock file.
//!
//! The tools of the workspace root come first, since they pack the tarball that the page (`www`) installs as a stranger would.
//! Page and browser tests come second. The lock file names the tarball but not its hash: the bytes differ from commit to
//! commit, and `npm ci` would refuse them.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::fresh::Stamp;
use crate::{place, shell};

const OLDEST_NODE: (u32, u32) = (20, 19);

/// What packs: binaryen, esbuild, publint, eslint, TypeScript.
pub fn bring_tools() -> Result<()> {
    let complete = stamp("npm")?;
    let tools = stamp("npm-tools")?;
    if is_installed() && (complete.is_current() || tools.is_current()) {
        return Ok(());
    }
    demand_node()?;
    shell::heading("npm packages of the workspace root");
    complete.clear()?;
    shell::run(npm().args(["ci", "--workspaces=false"]))?;
    tools.set()
}

/// Everything, with the tarball as it is now. The caller has built it.
pub fn bring_page() -> Result<()> {
    let tarball = place::tarball()?;
    demand_tarball_in_page(&tarball)?;
    let complete = stamp("npm")?;
    let packed = Stamp::of("npm-tarball", std::slice::from_ref(&tarball))?;
    let installed = place::at("node_modules/evertoken");
    if is_installed() && complete.is_current() {
        if packed.is_current() && installed.is_dir() {
            return Ok(());
        }
        shell::heading("the new tarball for the page");
        place::empty(&installed)?;
        std::fs::remove_dir(&installed)?;
        shell::run(npm().args(["install", "--no-save", "--prefer-offline"]))?;
    } else {
        demand_node()?;
        shell::heading("npm packages of page and browser tests, with the packed tarball");
        unpin_tarball()?;
        shell::run(npm().arg("ci"))?;
        stamp("npm")?.set()?;
    }
    forget_prebundled()?;
    packed.set()
}

fn stamp(name: &str) -> Result<Stamp> {
    let inputs = [
        "package.json",
        "package-lock.json",
        "www/package.json",
        "tests/e2e/package.json",
        "tests/course_server/package.json",
    ];
    Stamp::of(name, &inputs.map(place::at))
}

fn is_installed() -> bool {
    place::at("node_modules/.package-lock.json").is_file()
}

fn npm() -> std::process::Command {
    let mut command = shell::command("npm");
    command
        .env("npm_config_audit", "false")
        .env("npm_config_fund", "false")
        .env("npm_config_fetch_retries", "5")
        .env("npm_config_loglevel", "error");
    command
}

fn demand_node() -> Result<()> {
    let (major, minor) = OLDEST_NODE;
    let wanted = format!("Node {major}.{minor} or newer with npm is needed: https://nodejs.org");
    let version = shell::quietly(shell::command("node").arg("--version")).with_context(|| wanted.clone())?;
    let mut numbers =
        version.trim().trim_start_matches('v').split('.').map(|it| it.parse::<u32>().unwrap_or(0));
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found < OLDEST_NODE {
        bail!("{wanted} (found {})", version.trim());
    }
    Ok(())
}

fn demand_tarball_in_page(tarball: &Path) -> Result<()> {
    let manifest = place::read(&place::at("www/package.json"))?;
    let name = tarball.file_name().unwrap_or_default().to_string_lossy();
    let dependency = format!("\"evertoken\": \"file:../target/npm/{name}\"");
    if !manifest.contains(&dependency) {
        bail!("www/package.json must install the packed tarball: {dependency}");
    }
    if !tarball.is_file() {
        bail!("{} is not there: cargo xtask build", tarball.display());
    }
    Ok(())
}

/// Any `npm install` writes the hash of the tarball of its day into the lock file; it is taken out again.
fn unpin_tarball() -> Result<()> {
    let path = place::at("package-lock.json");
    let lock = place::read(&path)?;
    let unpinned = without_tarball_hash(&lock);
    if unpinned != lock {
        eprintln!("  package-lock.json: the hash of the packed tarball is taken out; commit the file so");
        place::write(&path, unpinned)?;
    }
    Ok(())
}

fn without_tarball_hash(lock: &str) -> String {
    let head = "\"node_modules/evertoken\": {";
    let mut kept: Vec<&str> = Vec::new();
    let mut ours = false;
    for line in lock.lines() {
        let content = line.trim();
        ours = (ours || content.starts_with(head)) && !content.starts_with('}');
        if !ours || !content.starts_with("\"integrity\"") {
            kept.push(line);
        } else if let (false, Some(last)) = (content.ends_with(','), kept.last_mut()) {
            *last = last.trim_end_matches(',');
        }
    }
    kept.join("\n") + "\n"
}

/// Vite knows its prebundled packages by the lock file, which a new tarball does not change.
fn forget_prebundled() -> Result<()> {
    for folder in ["node_modules/.vite", "www/node_modules/.vite"] {
        let folder = place::at(folder);
        if folder.is_dir() {
            std::fs::remove_dir_all(folder)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::without_tarball_hash;

    #[test]
    fn the_hash_of_the_tarball_leaves_the_lock_and_nothing_else_does() {
        let other = "    \"node_modules/axios\": {\n      \"integrity\": \"sha512-a\"\n    },\n";
        let ours = "    \"node_modules/evertoken\": {\n      \"version\": \"0.1.0\",\n      \"resolved\": \"file:x.tgz\"";
        let pinned = format!("{other}{ours},\n      \"integrity\": \"sha512-b\"\n    }}\n");
        let unpinned = format!("{other}{ours}\n    }}\n");
        assert_eq!(without_tarball_hash(&pinned), unpinned);
        assert_eq!(without_tarball_hash(&unpinned), unpinned);
    }

    #[test]
    fn a_field_after_the_hash_keeps_the_lock_well_formed() {
        let block = "\"node_modules/evertoken\": {\n  \"version\": \"1\",\n  \"integrity\": \"b\",\n  \"license\": \"MIT\"\n}\n";
        let kept = "\"node_modules/evertoken\": {\n  \"version\": \"1\",\n  \"license\": \"MIT\"\n}\n";
        assert_eq!(without_tarball_hash(block), kept);
    }
}
