//! `build`: the crate becomes the npm package. cargo → bindgen → wasm-opt → beside pkg-template → npm pack → inspected.

mod bindings;
mod commonjs;
mod inline;
mod inspect;
mod package;
mod wasm;

use anyhow::Result;

use crate::fresh::Stamp;
use crate::{npm, place, shell, tools};

pub fn run() -> Result<()> {
    tools::bring_wasm_target()?;
    npm::bring_tools()?;
    shell::heading("wasm (release-wasm)");
    let compiled = wasm::compile()?;
    let mut inputs = vec![compiled.clone()];
    let sources = ["pkg-template", "xtask/src", "xtask/package", "package-lock.json", "CHANGELOG.md"];
    inputs.extend(sources.iter().chain(package::LICENSES).map(place::at));
    let stamp = Stamp::of("build", &inputs)?;
    let tarball = place::tarball()?;
    if stamp.is_current() && tarball.is_file() && place::package_folder().is_dir() {
        eprintln!("  unchanged: {}", tarball.display());
        return Ok(());
    }
    stamp.clear()?;
    shell::heading("bindings and wasm-opt");
    let bound = wasm::bind(&compiled)?;
    let optimised = wasm::optimise(&bound)?;
    shell::heading("the package");
    package::assemble(&bound, &optimised)?;
    package::pack(&tarball)?;
    shell::heading("the package, inspected");
    inspect::all(&tarball)?;
    stamp.set()?;
    eprintln!("  {}", tarball.display());
    Ok(())
}
