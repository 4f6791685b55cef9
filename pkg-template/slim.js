// The same classes, with the wasm as a file of its own: the smallest download.

import load, { Core, initSync as loadSync } from './core.js';
import { defineApiClient } from './api_client.js';
import { ApiError } from './error.js';

export { ApiError, CanceledError, isApiError, isCancel } from './error.js';
export { ApiHeaders } from './headers.js';

let isStarted = false;

/** Loads and starts the wasm, once; after a failure it can be tried again. */
export const init = async (wasm) => {
  await load({ module_or_path: wasm });
  isStarted = true;
};

export const initSync = (wasm) => {
  loadSync({ module: wasm });
  isStarted = true;
};

const start = () => {
  if (!isStarted) throw new ApiError('evertoken/slim: await init(…) before new ApiClient(…)', 'ERR_BAD_OPTION');
};

export const ApiClient = /* @__PURE__ */ defineApiClient(start, Core);
