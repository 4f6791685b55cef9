//! What must hold for the tarball, whatever is in it.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, bail, ensure};

use super::package;
use crate::{place, shell};

pub fn all(tarball: &Path) -> Result<()> {
    holds_the_files(tarball)?;
    runs_under_a_strict_policy()?;
    types_leave_nothing_open()?;
    is_well_formed()?;
    resolves_for_typescript(tarball)?;
    imports_in_node(tarball)
}

fn holds_the_files(tarball: &Path) -> Result<()> {
    let listing = shell::quietly(shell::command("tar").arg("-tzf").arg(tarball))?;
    let packed: BTreeSet<String> =
        listing.lines().map(|line| line.trim_start_matches("package/").to_owned()).collect();
    let expected = package::expected_files()?;
    let missing: Vec<_> = expected.difference(&packed).collect();
    let surplus: Vec<_> = packed.difference(&expected).collect();
    ensure!(missing.is_empty(), "the tarball lacks {missing:?}: see `files` in pkg-template/package.json");
    ensure!(surplus.is_empty(), "the tarball holds {surplus:?}, which nobody put there");
    Ok(())
}

/// A content security policy without 'unsafe-eval' must be enough.
fn runs_under_a_strict_policy() -> Result<()> {
    let folder = place::package_folder();
    let mut scripts = package::files_ending(&folder, ".js")?;
    scripts.extend(package::files_ending(&folder, ".cjs")?);
    for script in scripts {
        let text = place::read(&script)?;
        let says_where_it_is = script.ends_with("slim.js");
        for forbidden in ["eval(", "new Function", "import.meta"] {
            if text.contains(forbidden) && !(forbidden == "import.meta" && says_where_it_is) {
                bail!("{} contains `{forbidden}`", script.display());
            }
        }
    }
    Ok(())
}

/// `unknown` is honest, `any` turns checking off for the caller.
fn types_leave_nothing_open() -> Result<()> {
    for types in package::files_ending(&place::package_folder(), ".d.ts")? {
        let text = place::read(&types)?;
        let code = text.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, code)| code));
        for line in code.flat_map(str::lines).map(|line| line.split("//").next().unwrap_or_default()) {
            let mut words = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
            ensure!(!words.any(|word| word == "any"), "{} says `any`: {}", types.display(), line.trim());
        }
    }
    Ok(())
}

fn is_well_formed() -> Result<()> {
    let mut publint = shell::node_tool("publint");
    shell::quietly(publint.arg(place::package_folder()).args(["--strict", "--pack", "false"]))?;
    Ok(())
}

/// Whatever way TypeScript looks for a module, it finds types that say what Node would load.
fn resolves_for_typescript(tarball: &Path) -> Result<()> {
    const WASM: &str = "evertoken.wasm";
    let are_the_types_wrong = || {
        let mut attw = shell::node_tool("attw");
        attw.arg(tarball).args(["--no-emoji", "--no-color", "--format", "ascii"]);
        attw
    };
    shell::quietly(are_the_types_wrong().args(["--exclude-entrypoints", WASM]))?;
    // Neither CommonJS nor to be required: a file.
    shell::quietly(are_the_types_wrong().args([
        "--entrypoints",
        WASM,
        "--ignore-rules",
        "cjs-resolves-to-esm",
    ]))?;
    Ok(())
}

/// As a stranger has it: unpacked from the tarball into a `node_modules`, imported by its name.
fn imports_in_node(tarball: &Path) -> Result<()> {
    let folder = place::scratch().join("smoke");
    let installed = folder.join("node_modules/evertoken");
    place::empty(&installed)?;
    shell::quietly(
        shell::command("tar").arg("-xzf").arg(tarball).arg("--strip-components=1").arg("-C").arg(&installed),
    )?;
    for story in ["smoke.mjs", "starting.mjs", "stopping.mjs", "server.mjs"] {
        std::fs::copy(place::at("xtask/package").join(story), folder.join(story))?;
        shell::quietly(shell::command("node").arg(story).current_dir(&folder))?;
    }
    Ok(())
}
