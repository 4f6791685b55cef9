// Everything, with the wasm inside. It is started by the first `new ApiClient`, so that the import has no effects.

import { Core, initSync } from './core.js';
import { defineApiClient } from './api_client.js';
import { starter } from './net.js';
import wasm from './wasm-inline.js';

export { ApiError, CanceledError, isApiError, isCancel } from './error.js';
export { ApiHeaders } from './headers.js';

const start = /* @__PURE__ */ starter(() => initSync({ module: Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0)) }));

export const ApiClient = /* @__PURE__ */ defineApiClient(start, Core);
