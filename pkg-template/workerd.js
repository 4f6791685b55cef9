// As index.js, for workerd: it compiles no bytes, so the wasm is imported as the module that its loader makes of the file.

import { Core, initSync } from './core.js';
import { defineApiClient } from './api_client.js';
import { starter } from './fault.js';
import wasm from './evertoken.wasm';

export { ApiError, CanceledError, isApiError, isCancel } from './error.js';
export { ApiHeaders } from './headers.js';

const start = /* @__PURE__ */ starter(() => initSync({ module: wasm }));

export const ApiClient = /* @__PURE__ */ defineApiClient(start, Core);
