//! `squeeze FOLDER`: takes out of bindgen's `core_bg.wasm` and `core.js` what nobody reads. 3 kB of brotli.
//!
//! 1. Names: bindgen gives each import and each closure a hash of its own, which does not compress. Both sides get a short
//!    one. Two exports that nothing reads go.
//! 2. The texts of panics: with `panic = "abort"` and no hook a panic ends in `unreachable` after it has formatted a message
//!    that nobody sees. Here it ends there at once. Our own code formats nothing.
//! 3. The places of panics (`src/client/auth.rs:12:5`), which only those texts would have named.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use walrus::ir::Value;
use walrus::{ConstExpr, DataKind, FunctionBuilder, FunctionKind, Module};

fn main() -> Result<()> {
    let folder = std::env::args_os().nth(1).context("usage: squeeze FOLDER")?;
    let (wasm, script) = (Path::new(&folder).join("core_bg.wasm"), Path::new(&folder).join("core.js"));
    let mut module = Module::from_file(&wasm)?;
    let silenced = silence_panics(&mut module);
    ensure!(
        silenced > 10,
        "only {silenced} functions to silence: have their names changed, or been stripped?"
    );
    let forgotten = forget_locations(&mut module);
    ensure!(forgotten > 10, "only {forgotten} places of panics: has `Location` another layout?");
    let renamed = shorten_imports(&mut module, &fs::read_to_string(&script)?)?;
    let renamed = shorten_exports(&mut module, renamed)?;
    let renamed = shorten_modules(&mut module, renamed)?;
    let renamed = without_old_ways(renamed)?;
    let renamed = import_files_once(&renamed);
    module.emit_wasm_file(&wasm)?;
    fs::write(&script, renamed)?;
    Ok(())
}

fn silence_panics(module: &mut Module) -> usize {
    let silent: Vec<_> = module
        .funcs
        .iter_local()
        .map(|(id, _)| id)
        .filter(|id| module.funcs.get(*id).name.as_deref().is_some_and(is_part_of_a_panic))
        .collect();
    for id in &silent {
        let signature = module.types.get(module.funcs.get(*id).ty());
        let (parameters, results) = (signature.params().to_vec(), signature.results().to_vec());
        let arguments = parameters.iter().map(|kind| module.locals.add(*kind)).collect();
        let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
        builder.func_body().unreachable();
        module.funcs.get_mut(*id).kind = FunctionKind::Local(builder.local_func(arguments));
    }
    silent.len()
}

/// Names as bindgen demangles them, with or without the hash of the crate: `core[c5930c85a12de822]::fmt::write`.
fn is_part_of_a_panic(name: &str) -> bool {
    const PARTS: [&str; 12] = [
        "core::fmt::",
        "alloc::fmt::",
        "core::panicking::",
        "std::panicking::",
        "core::option::unwrap_failed",
        "core::option::expect_failed",
        "core::result::unwrap_failed",
        "core::cell::panic_already",
        "core::slice::index::slice_index_fail",
        "core::str::slice_error_fail",
        "alloc::raw_vec::handle_error",
        "alloc::alloc::handle_alloc_error",
    ];
    let plain = without_hashes(name);
    PARTS.iter().any(|part| plain.contains(part))
}

fn without_hashes(name: &str) -> String {
    name.split('[')
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once(']').map_or(part, |(_, rest)| rest) })
        .collect()
}

fn forget_locations(module: &mut Module) -> usize {
    let segments: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    let mut forgotten = 0;
    for id in segments {
        let data = module.data.get_mut(id);
        if let DataKind::Active { offset: ConstExpr::Value(Value::I32(offset)), .. } = data.kind {
            forgotten += forget_in(usize::try_from(offset).unwrap_or_default(), &mut data.value);
        }
    }
    forgotten
}

/// A `core::panic::Location` is four words: where the file's name is, its length, line and column.
fn forget_in(offset: usize, bytes: &mut [u8]) -> usize {
    let words = |bytes: &[u8], at: usize| -> Option<[usize; 4]> {
        let word = |number: usize| {
            Some(u32::from_le_bytes(bytes.get(at + 4 * number..at + 4 * number + 4)?.try_into().ok()?)
                as usize)
        };
        Some([word(0)?, word(1)?, word(2)?, word(3)?])
    };
    let mut found = Vec::new();
    for at in (0..bytes.len()).step_by(4) {
        let Some([name, length, line, column]) = words(bytes, at) else { break };
        let Some(start) = name.checked_sub(offset) else { continue };
        let is_file = bytes
            .get(start..start + length.min(300))
            .is_some_and(|name| name.is_ascii() && name.ends_with(b".rs"));
        if is_file && (1..100_000).contains(&line) && (1..1_000).contains(&column) {
            found.push((at, start, length));
        }
    }
    for (at, start, length) in &found {
        bytes[*at..at + 16].fill(0);
        bytes[*start..start + length].fill(0);
    }
    found.len()
}

/// In the script a name stands as a key of the imports, followed by `: function`.
fn shorten_imports(module: &mut Module, script: &str) -> Result<String> {
    let mut script = script.to_owned();
    for (number, import) in
        module.imports.iter_mut().filter(|import| import.module == "./core_bg.js").enumerate()
    {
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
    use super::{forget_in, import_files_once, is_part_of_a_panic};

    #[test]
    fn the_place_of_a_panic_is_forgotten_and_its_neighbours_are_kept() {
        let mut bytes = b"kept".to_vec();
        for word in [1024_u32 + 20, 9, 12, 5] {
            bytes.extend(word.to_le_bytes());
        }
        bytes.extend(b"src/io.rsneighbour");
        assert_eq!(forget_in(1024, &mut bytes), 1);
        assert_eq!(bytes, [b"kept".as_slice(), &[0; 25], b"neighbour"].concat());
    }

    #[test]
    fn numbers_that_are_no_place_are_kept() {
        let mut bytes: Vec<u8> = [1024_u32, 4, 12, 5].iter().flat_map(|word| word.to_le_bytes()).collect();
        let before = bytes.clone();
        assert_eq!(forget_in(1024, &mut bytes), 0);
        assert_eq!(bytes, before);
    }

    #[test]
    fn a_panic_is_known_by_its_name() {
        for name in [
            "core[c5930c85a12de822]::fmt::write",
            "<core[c5930c85a12de822]::fmt::Formatter>::pad",
            "<char as core[c5930c85a12de822]::fmt::Debug>::fmt",
            "core::panicking::panic_fmt::h0123",
            "<std[a543996e6e7dbf1e]::panicking::panic_handler::FormatStringPayload as core[c5930c85a12de822]::panic::PanicPayload>::get",
        ] {
            assert!(is_part_of_a_panic(name), "{name}");
        }
    }

    #[test]
    fn a_file_is_imported_once() {
        let script = "import * as import1 from \"./a.js\"\nimport * as import2 from \"./a.js\"\n        \"a.js\": import1,\n        \"a.js\": import2,\nrest\n";
        assert_eq!(
            import_files_once(script),
            "import * as import1 from \"./a.js\"\n        \"a.js\": import1,\nrest\n"
        );
    }

    #[test]
    fn what_works_is_left_alone() {
        for name in [
            "evertoken::client::auth::Auth<P>::feed",
            "core[c5930c85a12de822]::str::count::do_count_chars",
            "memcmp",
        ] {
            assert!(!is_part_of_a_panic(name), "{name}");
        }
    }
}
