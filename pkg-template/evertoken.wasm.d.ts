/**
 * For `evertoken/slim`. Imported by its name it is a compiled module where the loader makes one (workerd, wrangler): give it to
 * `initSync`. Elsewhere let the bundler tell its address (`?url`, `new URL(…)`) and give that to `init`.
 */
declare const wasm: WebAssembly.Module;
export default wasm;
