/// <reference lib="esnext.disposable" />

export * from './index.js';

/** Where the wasm comes from: a URL, an answer with whatever MIME type, bytes, or a compiled module. */
export type WasmSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/**
 * Loads and starts the wasm (`evertoken/evertoken.wasm`). Await it before the first `new ApiClient`, which else throws
 * `ERR_WASM`. Calling it again is free. Rejects with an `ApiError` of `code: 'ERR_WASM'`, and can then be called again.
 *
 * Default: the file `evertoken.wasm` beside the module, which is right for `<script type="module">`, webpack and the
 * production builds of Vite and Parcel. Vite's dev server, esbuild, Rollup and Node need to be told.
 */
export declare function init(wasm?: WasmSource | Promise<WasmSource>): Promise<void>;

/** The same, at once, with what was loaded before. */
export declare function initSync(wasm: BufferSource | WebAssembly.Module): void;
