// The error classes, and which code each failure carries that the HTTP side finds.

const SECRET = /auth|cookie|token|pass|secret|jwt|api.?key/i;
const SECRET_IN_URL = new RegExp(`([?&#][^=&#]*(${SECRET.source})[^=&#]*=)[^&#]*`, 'gi');
const USER_IN_URL = /\/\/[^/?#@]*@/g;

/** A copy that can be logged: nothing in it lets anybody in. What is in a body of text or bytes cannot be told apart. */
const redacted = (config) => {
  const hide = (key, value) => {
    if (SECRET.test(key) || ArrayBuffer.isView(value)) return '[redacted]';
    if (typeof value !== 'string') return value;
    return key === 'data' ? '[redacted]' : value.replace(USER_IN_URL, '//[redacted]@').replace(SECRET_IN_URL, '$1[redacted]');
  };
  try {
    return JSON.parse(JSON.stringify(config, hide));
  } catch {
    return undefined; // a cycle, or what JSON cannot hold
  }
};

export class ApiError extends Error {
  name = 'ApiError';
  message = this.message; // now enumerable, as in axios
  isAxiosError = true;

  constructor(message, code, config, response, cause) {
    super(message, cause !== undefined && { cause });
    this.code = code;
    if (config) this.config = config;
    if (!response) return;
    this.response = response;
    this.request = response.request;
    this.status = response.status;
  }

  toJSON() {
    const { name, message, code, status, stack } = this;
    return { name, message, code, status, stack, config: redacted(this.config) };
  }
}

export class CanceledError extends ApiError {
  name = 'CanceledError';
  __CANCEL__ = true; // what axios's own `isCancel` asks for
}

export const isApiError = (value) => value instanceof ApiError;
export const isCancel = (value) => value instanceof CanceledError;

const CAUSES = {
  ERR_SESSION_OVER: 'the session is over',
  ERR_REFRESH_UNREACHABLE: 'the auth server gave no usable answer',
  ERR_REFRESH_INVALID: 'the auth server answered without a token',
  ERR_SESSION_CHANGED: 'somebody signed in meanwhile',
  ERR_BODY_NOT_REPLAYABLE: 'a stream cannot be sent again',
};

/** Why the session could not help. */
export const refusal = (code, config) => new ApiError(CAUSES[code], code, config);

/** Throws `ERR_BAD_OPTION`, naming the field and never its value. */
export const refuse = (config) => (field, complaint, cause) => {
  throw new ApiError(`${field} ${complaint}`, 'ERR_BAD_OPTION', config, undefined, cause);
};
