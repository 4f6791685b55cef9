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
        "            writeText(arg0, ret);",
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
    ("passStringToWasm0(farewell, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc)", "passText(farewell)"),
    // One maker of closures: those that may be called while they are called, and those that may not.
    ("makeMutClosure(arg0, arg1, invoke", "makeClosure(arg0, arg1, true, invoke"),
    ("makeClosure(arg0, arg1, invoke", "makeClosure(arg0, arg1, false, invoke"),
    ("function makeClosure(arg0, arg1, f) {", "function makeClosure(arg0, arg1, isAlone, f) {"),
    (
        "            return f(state.a, state.b, ...args);
        } finally {
",
        "            return f(a, state.b, ...args);
        } finally {
            state.a = a;
",
    ),
    // Where it is lacking, what nobody closes is never freed.
    (
        "(typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(",
        "/* @__PURE__ */ finalization(",
    ),
    // Memory that has grown has another buffer.
    (
        "cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || (cachedDataViewMemory0.buffer.detached === undefined && cachedDataViewMemory0.buffer !== wasm.memory.buffer)",
        "cachedDataViewMemory0?.buffer !== wasm.memory.buffer",
    ),
];

/// From where, up to where, and what instead.
const CUT: &[(&str, &str, &str)] = &[
    ("    __destroy_into_raw() {\n", "    /**\n     * `refresh` asks", ""),
    ("if (Symbol.dispose) Core", "function __wbg_get_imports", ""),
    (
        "        // First up with a closure",
        "        state.cnt++;\n        try {",
        "        const { a } = state;\n        if (isAlone) state.a = 0;\n",
    ),
    ("function makeMutClosure(", "function passStringToWasm0(", ""),
    ("function passStringToWasm0(", "function takeFromExternrefTable0(", TEXTS),
    ("function handleError(", "function isLikeNone(", GUARDED),
    ("let wasmModule, wasmInstance, wasm;\n", "", START),
];

/// Encoded in one go: what is passed is short, and most of it is ASCII.
const TEXTS: &str = "\
function passText(text) {
    const bytes = cachedTextEncoder.encode(text);
    const at = wasm.__wbindgen_malloc(bytes.length, 1) >>> 0;
    getUint8ArrayMemory0().set(bytes, at);
    WASM_VECTOR_LEN = bytes.length;
    return at;
}

function writeText(at, text) {
    const start = passText(text);
    getDataViewMemory0().setInt32(at + 4, WASM_VECTOR_LEN, true);
    getDataViewMemory0().setInt32(at, start, true);
}

function writeAnyText(at, text) {
    if (isLikeNone(text)) getDataViewMemory0().setInt32(at, 0, true);
    else writeText(at, text);
}

function writeAnyNumber(at, number) {
    getDataViewMemory0().setFloat64(at + 8, number ?? 0, true);
    getDataViewMemory0().setInt32(at, !isLikeNone(number), true);
}

function placeOfAny(value) {
    return isLikeNone(value) ? 0 : addToExternrefTable0(value);
}

";

const GUARDED: &str = "\
function guarded(f) {
    return (...args) => {
        try {
            return f(...args);
        } catch (e) {
            wasm.__wbindgen_exn_store(addToExternrefTable0(e));
        }
    };
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
    Ok(script)
}
