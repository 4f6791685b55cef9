// Everything, with the wasm inside. It is started by the first `new ApiClient`, so that the import has no effects.

import { Core, initSync } from './core.js';
import { defineApiClient } from './api_client.js';
import wasm from './wasm-inline.js';

export { ApiError, CanceledError, isApiError, isCancel } from './error.js';
export { ApiHeaders } from './headers.js';

let isStarted = false;

const start = () => {
  if (isStarted) return;
  initSync({ module: Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0)) });
  isStarted = true;
};

export const ApiClient = /* @__PURE__ */ defineApiClient(start, Core);
