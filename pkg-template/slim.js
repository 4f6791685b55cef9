// The same classes, with the wasm as a file of its own: the smallest download.

import { Core, initSync as start } from './core.js';
import { defineApiClient } from './api_client.js';
import { ApiError } from './error.js';
import { starter, unstartable } from './fault.js';

export { ApiError, CanceledError, isApiError, isCancel } from './error.js';
export { ApiHeaders } from './headers.js';

let isStarted = false;

/** Starts the wasm, once: a second module would leave the clients of the first without a memory. */
export const initSync = (wasm) => {
  if (!isStarted) starter(() => start({ module: wasm }))();
  isStarted = true;
};

/** Beside this file, unless a bundler has left it behind; in CommonJS there is no saying where that is. */
const beside = () => new URL('./evertoken.wasm', import.meta.url);

/** Loads the wasm and starts it; after a failure it can be tried again. */
export const init = async (wasm) => {
  if (isStarted) return;
  try {
    initSync(await compile((await wasm) ?? beside()));
  } catch (error) {
    throw error instanceof ApiError ? error : unstartable(error);
  }
};

const compile = async (wasm) => {
  const isAddress = typeof wasm === 'string' || wasm instanceof URL || wasm instanceof Request;
  const found = isAddress ? await fetch(wasm) : wasm;
  if (!(found instanceof Response)) return found instanceof WebAssembly.Module ? found : WebAssembly.compile(found);
  if (!found.ok) throw new Error(`evertoken: ${found.status} for ${found.url}`);
  // Not streamed: that would demand a MIME type that some servers do not know.
  return WebAssembly.compile(await found.arrayBuffer());
};

const demand = () => {
  if (!isStarted) throw new ApiError('await init(…) of evertoken/slim before new ApiClient(…)', 'ERR_WASM');
};

export const ApiClient = /* @__PURE__ */ defineApiClient(demand, Core);
