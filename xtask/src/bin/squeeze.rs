//! `squeeze FOLDER`: takes out of bindgen's `core_bg.wasm` and `core.js` what nobody reads. 4.5 kB of brotli.
//!
//! 1. Names: bindgen gives each import and each closure a hash of its own, which does not compress. What is imported becomes
//!    a list (`squeeze/imports.rs`), what is exported a letter.
//! 2. What bindgen repeats in the script, or writes for engines and callers that we do not have (`squeeze/glue.rs`).
//! 3. The texts of panics (`squeeze/panics.rs`). Our own code formats nothing.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
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
    let listed = imports::list(&mut module, &import_files_once(&caught))?;
    let trimmed = glue::trim(shorten_closures(&mut module, listed)?)?;
    let renamed = shorten_exports(&mut module, trimmed)?;
    module.emit_wasm_file(&wasm)?;
    fs::write(&script, renamed)?;
    Ok(())
}

/// In the script a closure's export is a property of `wasm` and a function of the same name.
fn shorten_closures(module: &mut Module, script: String) -> Result<String> {
    let mut script = script;
    let closures =
        module.exports.iter_mut().filter(|export| export.name.starts_with("wasm_bindgen__convert__"));
    for (number, export) in closures.enumerate() {
        let short = format!("invoke{number}");
        ensure!(script.contains(&export.name), "core.js does not know the export {}", export.name);
        script = script.replace(&export.name, &short);
        export.name = short;
    }
    Ok(script)
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

/// Bindgen imports a file anew for each block of Rust that names it.
fn import_files_once(script: &str) -> String {
    let mut names: Vec<(String, String)> = Vec::new();
    let mut kept = String::with_capacity(script.len());
    let mut seen = Vec::new();
    for line in script.lines() {
        if let Some((name, path)) =
            line.strip_prefix("import * as ").and_then(|rest| rest.split_once(" from "))
        {
            if let Some((_, first)) = seen.iter().find(|(known, _)| *known == path) {
                names.push((format!(": {name},"), format!(": {first},")));
                continue;
            }
            seen.push((path, name));
        }
        let renamed = names
            .iter()
            .find_map(|(old, new)| line.strip_suffix(old.as_str()).map(|key| format!("{key}{new}")));
        let line = renamed.as_deref().unwrap_or(line);
        // The same key twice means the same file.
        if !(line.ends_with(',') && line.contains(": import") && kept.contains(line)) {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{import_files_once, with_property};

    #[test]
    fn a_file_is_imported_once() {
        let script = "import * as import1 from \"./a.js\"\nimport * as import2 from \"./a.js\"\n        \"a.js\": import1,\n        \"a.js\": import2,\nrest\n";
        assert_eq!(
            import_files_once(script),
            "import * as import1 from \"./a.js\"\n        \"a.js\": import1,\nrest\n"
        );
    }

    #[test]
    fn an_export_is_renamed_where_it_is_read() {
        let script = "wasm.free(1); wasm.freed; wasm.free;";
        assert_eq!(with_property(script, "free", "a").unwrap(), "wasm.a(1); wasm.freed; wasm.a;");
        assert_eq!(with_property(script, "fre", "a"), None);
    }
}
