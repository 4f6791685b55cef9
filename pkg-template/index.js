// Everything, with the wasm inside. It is started by the first `new ApiClient`, so that the import has no effects.

import { Core, initSync } from './core.js';
import { defineApiClient } from './api_client.js';
import { starter } from './fault.js';
import wasm from './wasm-inline.js';

export { ApiError, CanceledError, isApiError, isCancel } from './error.js';
export { ApiHeaders } from './headers.js';

/** The bytes that `xtask/src/build/inline.rs` has written as digits, from `#` on and without the backslash. */
const unpack = (text) => {
  const bytes = [];
  let at = 0;
  const digit = () => {
    const code = text.charCodeAt(at++) - 35;
    return code > 57 ? code - 1 : code;
  };
  while (at < text.length) {
    const first = digit();
    bytes.push(first < 89 ? first : 89 + (first - 89) * 91 + digit());
  }
  return new Uint8Array(bytes);
};

const start = /* @__PURE__ */ starter(() => initSync({ module: unpack(wasm) }));

export const ApiClient = /* @__PURE__ */ defineApiClient(start, Core);
