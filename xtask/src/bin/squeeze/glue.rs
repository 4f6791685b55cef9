//! What bindgen writes into `core.js`, shorter. Each edit names the text that it expects; another text is an error.

use anyhow::{Context, Result, ensure};

/// What stands there (again and again, some of it), and what instead.
const REPLACED: &[(&str, &str)] = &[
    // A text that is handed to the wasm, and what may be none.
    (
        "            const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
            const len1 = WASM_VECTOR_LEN;
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);",
        "            writeAnyText(arg0, ret);",
    ),
    (
        "            var ptr1 = isLikeNone(ret) ? 0 : passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
            var len1 = WASM_VECTOR_LEN;
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);",
        "            writeAnyText(arg0, ret);",
    ),
    (
        "            getDataViewMemory0().setFloat64((arg0 >>> 0) + 8 * 1, isLikeNone(ret) ? 0 : ret, true);
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, !isLikeNone(ret), true);",
        "            writeAnyNumber(arg0, ret);",
    ),
    ("isLikeNone(ret) ? 0 : addToExternrefTable0(ret)", "placeOfAny(ret)"),
    (", wasm.__wbindgen_malloc, wasm.__wbindgen_realloc)", ")"),
    ("passStringToWasm0(", "passText("),
    ("isLikeNone(credential) ? 0 : passText(credential)", "passAnyText(credential)"),
    ("isLikeNone(origin) ? 0 : passText(origin)", "passAnyText(origin)"),
    ("isLikeNone(token) ? 0 : passText(token)", "passAnyText(token)"),
    ("getStringFromWasm0(", "textAt("),
    // What is passed is never refused: nothing has to be given back.
    ("        try {\n            ptr0", "            ptr0"),
    // Where it is lacking, what nobody closes is never freed.
    (
        "(typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(",
        "/* @__PURE__ */ finalization(",
    ),
];

/// From where, up to where, and what instead.
const CUT: &[(&str, &str, &str)] = &[
    ("    __destroy_into_raw() {\n", "    /**", ""),
    ("        } catch (e) {\n            if (ptr", "        wasm.core_send(", ""),
    ("if (Symbol.dispose) Core", "function __wbg_get_imports", ""),
    ("let cachedDataViewMemory0", "let WASM_VECTOR_LEN", TEXTS),
    ("let wasmModule, wasmInstance, wasm;\n", "", START),
];

/// Encoded in one go: what is passed is short. The codecs are made when they are first wanted: jsdom has none, and an import must
/// not fail. No view of the memory is kept: memory that has grown
/// has another buffer.
const TEXTS: &str = "\
let decoder, encoder;

function textAt(at, length) {
    decoder ??= new TextDecoder('utf-8', { ignoreBOM: true });
    return decoder.decode(new Uint8Array(wasm.memory.buffer, at >>> 0, length));
}

function passText(text) {
    const bytes = (encoder ??= new TextEncoder()).encode(text);
    const at = wasm.__wbindgen_malloc(bytes.length, 1) >>> 0;
    new Uint8Array(wasm.memory.buffer).set(bytes, at);
    WASM_VECTOR_LEN = bytes.length;
    return at;
}

function passAnyText(text) {
    return isLikeNone(text) ? 0 : passText(text);
}

function writeAnyText(at, text) {
    const start = passAnyText(text);
    new Uint32Array(wasm.memory.buffer).set([start, WASM_VECTOR_LEN], at / 4);
}

function writeAnyNumber(at, number) {
    new Float64Array(wasm.memory.buffer)[at / 8 + 1] = number;
    new Uint32Array(wasm.memory.buffer)[at / 4] = !isLikeNone(number);
}

function isLikeNone(value) {
    return value === undefined || value === null;
}

function placeOfAny(value) {
    return isLikeNone(value) ? 0 : addToExternrefTable0(value);
}

function finalization(free) {
    return typeof FinalizationRegistry === 'undefined' ? { register() {}, unregister() {} } : new FinalizationRegistry(free);
}

";

/// Our entries know what they have: bytes or a module.
const START: &str = "\
let wasm;

export function initSync({ module }) {
    if (wasm !== undefined) return;
    const compiled = module instanceof WebAssembly.Module ? module : new WebAssembly.Module(module);
    wasm = new WebAssembly.Instance(compiled, __wbg_get_imports()).exports;
    wasm.__wbindgen_start();
}
";

pub fn trim(script: String) -> Result<String> {
    let mut script = script;
    for (old, new) in REPLACED {
        ensure!(script.contains(old), "core.js lacks: {old}");
        script = script.replace(old, new);
    }
    for (from, to, new) in CUT {
        let start = script.find(from).with_context(|| format!("core.js lacks: {from}"))?;
        let length = if to.is_empty() { Some(script.len() - start) } else { script[start..].find(to) };
        let end = start + length.with_context(|| format!("core.js lacks, after {from}: {to}"))?;
        script.replace_range(start..end, new);
    }
    Ok(without_conversions(&script))
}

/// Bindgen makes numbers of numbers before it passes them; so does the wasm.
fn without_conversions(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut converted: Vec<(&str, &str)> = Vec::new();
    for line in script.lines() {
        let conversion = line.trim_start().strip_prefix("const val").and_then(|rest| rest.split_once(" = +"));
        if let Some((number, value)) = conversion {
            converted.push((number, value.trim_end_matches(';')));
            continue;
        }
        let mut line = line.to_owned();
        if line.contains("wasm.") && !converted.is_empty() {
            for (number, value) in converted.drain(..) {
                line = line.replace(&format!(" val{number},"), &format!(" {value},"));
                line = line.replace(&format!(" val{number})"), &format!(" {value})"));
            }
        }
        kept.push_str(&line);
        kept.push('\n');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::without_conversions;

    #[test]
    fn a_number_is_passed_as_it_is() {
        let script = "        const val2 = +call;\n        const val3 = +(a ? 0 : b);\n        wasm.x(1, val2, p, val3);\n";
        assert_eq!(without_conversions(script), "        wasm.x(1, call, p, (a ? 0 : b));\n");
    }
}
