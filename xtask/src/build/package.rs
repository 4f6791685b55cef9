//! `target/npm/evertoken/`, flat, and the tarball beside it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use super::{bindings, commonjs, inline};
use crate::{fresh, place, shell};

pub const LICENSES: &[&str] = &["LICENSE-MIT", "LICENSE-APACHE"];
const MADE: &[&str] = &["core.js", "core.d.ts", "evertoken.wasm", "wasm-inline.js", "CHANGELOG.md"];

pub fn assemble(bound: &Path, optimised: &Path) -> Result<()> {
    let folder = place::package_folder();
    place::empty(&folder)?;
    for file in templates()? {
        let name = file.file_name().context("a template without a name")?;
        std::fs::copy(&file, folder.join(name))?;
    }
    for name in LICENSES.iter().chain(&["CHANGELOG.md"]) {
        place::write(&folder.join(name), place::read_bytes(&place::at(name))?)?;
    }
    let script = place::read(&bound.join("core.js"))?;
    let script = bindings::import_from_package(&script, bound)?;
    place::write(&folder.join("core.js"), script)?;
    place::write(
        &folder.join("core.d.ts"),
        bindings::public_types(&place::read(&bound.join("core.d.ts"))?)?,
    )?;
    let wasm = place::read_bytes(optimised)?;
    let text = inline::pack(&wasm);
    place::write(&folder.join("wasm-inline.js"), format!("export default \"{text}\";\n"))?;
    place::write(&folder.join("evertoken.wasm"), wasm)?;
    set_version(&folder.join("package.json"))?;
    minify(&folder)?;
    commonjs::make(&folder)
}

pub fn pack(tarball: &Path) -> Result<()> {
    let mut npm = shell::command("npm");
    npm.args(["pack", "--loglevel", "error", "--pack-destination"]).arg(place::npm_output());
    shell::quietly(npm.current_dir(place::package_folder()))?;
    ensure!(tarball.is_file(), "npm pack did not make {}", tarball.display());
    Ok(())
}

/// The names of all files of the package.
pub fn expected_files() -> Result<BTreeSet<String>> {
    let templates = templates()?;
    let names = templates.iter().filter_map(|it| it.file_name()).map(|it| it.to_string_lossy().into_owned());
    let copied = LICENSES.iter().chain(MADE).map(|it| (*it).to_owned());
    Ok(names.chain(copied).chain(commonjs::files()).collect())
}

pub fn files_ending(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let files = fresh::files_under(folder)?;
    Ok(files.into_iter().filter(|path| path.to_string_lossy().ends_with(ending)).collect())
}

fn templates() -> Result<Vec<PathBuf>> {
    let folder = place::at("pkg-template");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(&folder).context("pkg-template/ is not there")? {
        let path = entry?.path();
        ensure!(path.is_file(), "the package is flat: {} is a folder", path.display());
        found.push(path);
    }
    let entries =
        commonjs::ENTRIES.iter().flat_map(|entry| ["js", "d.ts"].map(|kind| format!("{entry}.{kind}")));
    for needed in entries.chain(["package.json", "README.md"].map(str::to_owned)) {
        ensure!(found.contains(&folder.join(&needed)), "pkg-template/{needed} is not there");
    }
    found.sort();
    Ok(found)
}

/// The version stands in Cargo.toml alone.
fn set_version(manifest: &Path) -> Result<()> {
    let text = place::read(manifest)?;
    let field = "\"version\": \"";
    let Some(start) = text.find(field).map(|at| at + field.len()) else {
        bail!("pkg-template/package.json has no field `version`");
    };
    let length = text[start..].find('"').context("the version does not end")?;
    place::write(manifest, format!("{}{}{}", &text[..start], place::version()?, &text[start + length..]))
}

/// Whitespace and syntax only: class names are seen in error messages and in devtools.
fn minify(folder: &Path) -> Result<()> {
    let mut esbuild = shell::node_tool("esbuild");
    esbuild.args(files_ending(folder, ".js")?.iter().filter(|it| !it.ends_with("wasm-inline.js")));
    esbuild.args([
        "--minify-whitespace",
        "--minify-syntax",
        "--format=esm",
        "--charset=utf8",
        "--legal-comments=none",
    ]);
    esbuild.args(["--target=chrome103,firefox113,safari16.4", "--allow-overwrite", "--log-level=warning"]);
    shell::quietly(esbuild.arg(format!("--outdir={}", folder.display())))?;
    Ok(())
}
