// Where the policy lets no wasm start: what the application can catch, and that it is told what to allow.

import { ApiClient, isApiError } from '/node_modules/evertoken/index.js';

const caught = () => {
  try {
    new ApiClient();
    return undefined;
  } catch (error) {
    return { isApiError: isApiError(error), code: error.code, message: error.message };
  }
};

document.title = JSON.stringify([caught(), caught()]);
