//! `squeeze FOLDER`: takes out of bindgen's `core_bg.wasm` and `core.js` what nobody reads. 4.5 kB of brotli.
//!
//! 1. Names: bindgen gives each import a hash of its own, which does not compress. What is imported becomes a list
//!    (`squeeze/imports.rs`), what is exported a letter.
//! 2. What bindgen repeats in the script, or writes for engines and callers that we do not have (`squeeze/glue.rs`).
//! 3. The texts of panics (`squeeze/panics.rs`). Our own code formats nothing.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use walrus::Module;

#[path = "squeeze/glue.rs"]
mod glue;
#[path = "squeeze/imports.rs"]
mod imports;
#[path = "squeeze/panics.rs"]
mod panics;

fn main() -> Result<()> {
    let folder = std::env::args_os().nth(1).context("usage: squeeze FOLDER")?;
    let (wasm, script) = (Path::new(&folder).join("core_bg.wasm"), Path::new(&folder).join("core.js"));
    let mut module = Module::from_file(&wasm)?;
    let caught = panics::catch(&mut module, &fs::read_to_string(&script)?)?;
    let listed = imports::list(&mut module, &caught)?;
    let trimmed = glue::trim(listed)?;
    let renamed = shorten_exports(&mut module, trimmed)?;
    module.emit_wasm_file(&wasm)?;
    fs::write(&script, renamed)?;
    Ok(())
}

/// In the script an export is a property of `wasm`. What nothing reads goes.
fn shorten_exports(module: &mut Module, script: String) -> Result<String> {
    let mut script = script;
    let mut unread = Vec::new();
    let mut letters = ('a'..='z').chain('A'..='Z');
    for export in module.exports.iter_mut().filter(|export| export.name != "memory") {
        let letter = letters.next().context("more exports than letters")?.to_string();
        match with_property(&script, &export.name, &letter) {
            Some(renamed) => (script, export.name) = (renamed, letter),
            None => unread.push(export.id()),
        }
    }
    for id in unread {
        module.exports.delete(id);
    }
    Ok(script)
}

/// Unless nothing reads it.
fn with_property(script: &str, long: &str, short: &str) -> Option<String> {
    let long = format!("wasm.{long}");
    let mut parts = script.split(&long);
    let mut renamed = parts.next()?.to_owned();
    let mut is_read = false;
    for part in parts {
        let goes_on = part.starts_with(|next: char| next.is_alphanumeric() || next == '_');
        renamed.push_str(if goes_on { &long } else { "wasm." });
        if !goes_on {
            renamed.push_str(short);
            is_read = true;
        }
        renamed.push_str(part);
    }
    is_read.then_some(renamed)
}

#[cfg(test)]
mod tests {
    use super::with_property;

    #[test]
    fn an_export_is_renamed_where_it_is_read() {
        let script = "wasm.free(1); wasm.freed; wasm.free;";
        assert_eq!(with_property(script, "free", "a").unwrap(), "wasm.a(1); wasm.freed; wasm.a;");
        assert_eq!(with_property(script, "fre", "a"), None);
    }
}
