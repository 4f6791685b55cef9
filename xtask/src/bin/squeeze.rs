//! `squeeze FOLDER`: takes out of bindgen's `core_bg.wasm` and `core.js` what nobody reads. 3 kB of brotli.
//!
//! 1. Names: bindgen gives each import and each closure a hash of its own, which does not compress. Both sides get a short
//!    one. Two exports that nothing reads go.
//! 2. The texts of panics (`squeeze/panics.rs`). Our own code formats nothing.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use walrus::Module;

#[path = "squeeze/panics.rs"]
mod panics;

fn main() -> Result<()> {
    let folder = std::env::args_os().nth(1).context("usage: squeeze FOLDER")?;
    let (wasm, script) = (Path::new(&folder).join("core_bg.wasm"), Path::new(&folder).join("core.js"));
    let mut module = Module::from_file(&wasm)?;
    let caught = panics::catch(&mut module, &fs::read_to_string(&script)?)?;
    let renamed = shorten_imports(&mut module, &caught)?;
    let renamed = shorten_exports(&mut module, renamed)?;
    let renamed = shorten_modules(&mut module, renamed)?;
    let renamed = without_old_ways(renamed)?;
    let renamed = import_files_once(&renamed);
    module.emit_wasm_file(&wasm)?;
    fs::write(&script, renamed)?;
    Ok(())
}

/// In the script a name stands as a key of the imports, followed by `: function`.
fn shorten_imports(module: &mut Module, script: &str) -> Result<String> {
    let mut script = script.to_owned();
    let ours = |import: &&mut walrus::Import| import.module == "./core_bg.js" && import.name != panics::NAME;
    for (number, import) in module.imports.iter_mut().filter(ours).enumerate() {
        let (long, short) = (format!("{}: function", import.name), format!("${number}: function"));
        ensure!(script.matches(&long).count() == 1, "the import {} is not once in core.js", import.name);
        script = script.replacen(&long, &short, 1);
        import.name = format!("${number}");
    }
    Ok(script)
}

/// In the script a closure's export is a property of `wasm` and a function of the same name.
fn shorten_exports(module: &mut Module, script: String) -> Result<String> {
    let mut script = script;
    let closures =
        module.exports.iter_mut().filter(|export| export.name.starts_with("wasm_bindgen__convert__"));
    for (number, export) in closures.enumerate() {
        let short = format!("invoke{number}");
        ensure!(script.contains(&export.name), "core.js does not know the export {}", export.name);
        script = script.replace(&export.name, &short);
        export.name = short;
    }
    for unread in ["__abort_handler", "__instance_terminated"] {
        ensure!(!script.contains(unread), "core.js reads the export {unread}");
        let found = module.exports.iter().find(|export| export.name == unread).map(walrus::Export::id);
        if let Some(id) = found {
            module.exports.delete(id);
        }
    }
    Ok(script)
}

/// In the script the name of an imported file stands as a key of the imports; the hash in it differs from crate to crate.
fn shorten_modules(module: &mut Module, script: String) -> Result<String> {
    let mut script = script;
    for import in module.imports.iter_mut().filter(|import| import.module.starts_with("./snippets/")) {
        let (_, file) = import.module.rsplit_once('/').context("a snippet without a folder")?;
        script = script.replace(&format!("\"{}\": import", import.module), &format!("\"{file}\": import"));
        ensure!(script.contains(&format!("\"{file}\": import")), "core.js does not know {}", import.module);
        import.module = file.to_owned();
    }
    Ok(script)
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

/// Nobody but our own entries calls these functions, and they know how.
fn without_old_ways(script: String) -> Result<String> {
    let mut script = script;
    for called in ["`initSync()`", "the initialization function"] {
        let warning = format!(
            " else {{\n            console.warn('using deprecated parameters for {called}; pass a single object instead')\n        }}"
        );
        ensure!(script.matches(&warning).count() == 1, "core.js does not warn of old ways of {called} once");
        script = script.replacen(&warning, "", 1);
    }
    Ok(script)
}

#[cfg(test)]
mod tests {
    use super::import_files_once;

    #[test]
    fn a_file_is_imported_once() {
        let script = "import * as import1 from \"./a.js\"\nimport * as import2 from \"./a.js\"\n        \"a.js\": import1,\n        \"a.js\": import2,\nrest\n";
        assert_eq!(
            import_files_once(script),
            "import * as import1 from \"./a.js\"\n        \"a.js\": import1,\nrest\n"
        );
    }
}
