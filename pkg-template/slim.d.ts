/// <reference lib="esnext.disposable" />

export * from './index.js';

/** Where the wasm comes from: a URL, an answer (or a promise of one), bytes, or a compiled module. */
export type WasmSource = string | URL | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module;

/**
 * Loads and starts the wasm (`evertoken/evertoken.wasm`). Await it before the first `new ApiClient`. Calling it again is
 * free; after a failure it tries again.
 */
export declare function init(wasm: WasmSource): Promise<void>;

/** The same, at once, with what was loaded before. */
export declare function initSync(wasm: BufferSource | WebAssembly.Module): void;
