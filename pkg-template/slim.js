// The same classes, with the wasm as a file of its own: the smallest download.

import { Core, initSync as start } from './core.js';
import { defineApiClient } from './api_client.js';
import { ApiError } from './error.js';

export { ApiError, CanceledError, isApiError, isCancel } from './error.js';
export { ApiHeaders } from './headers.js';

let isStarted = false;

/** Starts the wasm, once: a second module would leave the clients of the first without a memory. */
export const initSync = (wasm) => {
  if (!isStarted) start({ module: wasm });
  isStarted = true;
};

/** Loads the wasm and starts it; after a failure it can be tried again. */
export const init = async (wasm) => {
  if (!isStarted) initSync(await compile(wasm));
};

const compile = async (wasm) => {
  const isAddress = typeof wasm === 'string' || wasm instanceof URL || wasm instanceof Request;
  const found = await (isAddress ? fetch(wasm) : wasm);
  if (!(found instanceof Response)) return found instanceof WebAssembly.Module ? found : WebAssembly.compile(found);
  if (!found.ok) throw new Error(`evertoken: ${found.status} for ${found.url}`);
  // Not streamed: that would demand a MIME type that some servers do not know.
  return WebAssembly.compile(await found.arrayBuffer());
};

const demand = () => {
  if (!isStarted) throw new ApiError('evertoken/slim: await init(…) before new ApiClient(…)', 'ERR_BAD_OPTION');
};

export const ApiClient = /* @__PURE__ */ defineApiClient(demand, Core);
