// The same classes, with the wasm as a file of its own: the smallest download.

import load, { initSync as loadSync } from './core.js';
import { defineApiClient } from './api_client.js';
import { ApiError } from './error.js';

export { ApiError, CanceledError, isApiError, isCancel } from './error.js';
export { ApiHeaders } from './headers.js';

let isStarted = false;
let starting;

/** Memoised; a failure is forgotten, so that it can be tried again. */
export const init = (wasm) =>
  (starting ??= load({ module_or_path: wasm }).then(
    () => {
      isStarted = true;
    },
    (error) => {
      starting = undefined;
      throw error;
    },
  ));

export const initSync = (wasm) => {
  if (!isStarted) loadSync({ module: wasm });
  isStarted = true;
};

const start = () => {
  if (!isStarted) throw new ApiError('evertoken/slim: await init(…) before new ApiClient(…)', 'ERR_BAD_OPTION');
};

export const ApiClient = /* @__PURE__ */ defineApiClient(start);
