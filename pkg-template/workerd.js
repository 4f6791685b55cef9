// As index.js, for workerd: it compiles no bytes, so the wasm is imported as the module that its loader makes of the file.

import { Core, initSync } from './core.js';
import { defineApiClient } from './api_client.js';
import wasm from './evertoken.wasm';

export { ApiError, CanceledError, isApiError, isCancel } from './error.js';
export { ApiHeaders } from './headers.js';

let isStarted = false;

const start = () => {
  if (isStarted) return;
  initSync({ module: wasm });
  isStarted = true;
};

export const ApiClient = /* @__PURE__ */ defineApiClient(start, Core);
