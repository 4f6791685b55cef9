//! What becomes of a panic: with `panic = "abort"` and no hook it would format a message that nobody sees. Here it tells
//! `panicked` of `pkg-template/fault.js` where it happened, and ends.

use anyhow::{Result, ensure};
use walrus::{FunctionBuilder, FunctionId, FunctionKind, Module, ValType};

const NAME: &str = "$panicked";

/// The script with what the wasm calls when it panics.
pub fn catch(module: &mut Module, script: &str) -> Result<String> {
    let kind = module.types.add(&[ValType::I32], &[]);
    let (panicked, _) = module.add_import_func("./core_bg.js", NAME, kind);
    let silenced = silence(module, panicked);
    ensure!(
        silenced > 10,
        "only {silenced} functions to silence: have their names changed, or been stripped?"
    );
    let blanked = blank(module);
    ensure!(blanked > 10, "only {blanked} texts of panics: have their words changed?");
    let imports = "    const import0 = {\n        __proto__: null,\n";
    ensure!(script.matches(imports).count() == 1, "core.js has no imports of its own to add to");
    let caught = format!("{imports}        {NAME}: (place) => panicked(wasm.memory.buffer, place),\n");
    Ok(format!("import {{ panicked }} from './fault.js';\n{}", script.replacen(imports, &caught, 1)))
}

fn silence(module: &mut Module, panicked: FunctionId) -> usize {
    let found: Vec<_> = module
        .funcs
        .iter_local()
        .filter_map(|(id, _)| Some((id, plain(module.funcs.get(id).name.as_deref()?))))
        .filter(|(_, name)| is_part_of_a_panic(name))
        .collect();
    for (id, name) in &found {
        let signature = module.types.get(module.funcs.get(*id).ty());
        let (parameters, results) = (signature.params().to_vec(), signature.results().to_vec());
        let arguments: Vec<_> = parameters.iter().map(|kind| module.locals.add(*kind)).collect();
        let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
        let mut body = builder.func_body();
        if begins_a_panic(name) {
            match arguments.last().filter(|_| parameters.last() == Some(&ValType::I32)) {
                Some(location) => body.local_get(*location),
                None => body.i32_const(0),
            };
            body.call(panicked);
        }
        body.unreachable();
        module.funcs.get_mut(*id).kind = FunctionKind::Local(builder.local_func(arguments));
    }
    found.len()
}

/// What a panic would have said: nothing reads it any more, and zeros weigh nothing.
fn blank(module: &mut Module) -> usize {
    const TEXTS: [&str; 12] = [
        "removal index (is ",
        ") should be < len (is ",
        "RefCell already mutably borrowed",
        "RefCell already borrowed",
        "Tried to shrink to a larger capacity",
        "capacity overflow",
        "internal error: entered unreachable code",
        ": The JS binding should only ever produce a valid value or the specific 'invalid' value",
        "attempted to take ownership of Rust value while it was borrowed",
        "null pointer passed to rust",
        "recursive use of an object detected which would lead to unsafe aliasing in rust",
        "000102030405060708091011121314151617181920212223242526272829303132333435363738394041424344454647484950\
         51525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899",
    ];
    let mut blanked = 0;
    let segments: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for segment in segments {
        let data = module.data.get_mut(segment);
        for text in TEXTS.map(str::as_bytes) {
            while let Some(at) = data.value.windows(text.len()).position(|found| found == text) {
                data.value[at..at + text.len()].fill(0);
                blanked += 1;
            }
        }
    }
    blanked
}

/// What the code calls, with a `&Location` for the last argument where it knows one; `panicked` looks whether it is one.
fn begins_a_panic(plain: &str) -> bool {
    is_part_of_a_panic(plain) && ["::fmt::", "std::panicking::"].iter().all(|inner| !plain.contains(inner))
}

/// Names as bindgen demangles them, without the hash of the crate: not `core[c5930c85a12de822]::fmt::write`.
fn is_part_of_a_panic(plain: &str) -> bool {
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
    PARTS.iter().any(|part| plain.contains(part))
}

fn plain(name: &str) -> String {
    name.split('[')
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once(']').map_or(part, |(_, rest)| rest) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{begins_a_panic, is_part_of_a_panic, plain};

    #[test]
    fn a_panic_is_known_by_its_name() {
        for name in [
            "core[c5930c85a12de822]::fmt::write",
            "<core[c5930c85a12de822]::fmt::Formatter>::pad",
            "<char as core[c5930c85a12de822]::fmt::Debug>::fmt",
            "core::panicking::panic_fmt::h0123",
            "<std[a543996e6e7dbf1e]::panicking::panic_handler::FormatStringPayload as core[c5930c85a12de822]::panic::PanicPayload>::get",
        ] {
            assert!(is_part_of_a_panic(&plain(name)), "{name}");
        }
    }

    #[test]
    fn what_works_is_left_alone() {
        for name in [
            "evertoken::client::auth::Auth<P>::feed",
            "core[c5930c85a12de822]::str::count::do_count_chars",
            "memcmp",
        ] {
            assert!(!is_part_of_a_panic(&plain(name)), "{name}");
        }
    }

    #[test]
    fn where_a_panic_begins_it_is_told() {
        for (name, begins) in [
            ("core[c5930c85a12de822]::panicking::panic_bounds_check", true),
            ("core::option::unwrap_failed::h0123", true),
            ("core[c5930c85a12de822]::fmt::write", false),
            ("std[a543996e6e7dbf1e]::panicking::panic_with_hook", false),
        ] {
            assert_eq!(begins_a_panic(&plain(name)), begins, "{name}");
        }
    }
}
