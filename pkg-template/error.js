// The error classes, as JavaScript sees them. What they say is decided in Rust (src/js/error.rs).

const SECRET = /auth|cookie|token|password|secret/i;

/** A copy that can be logged: no functions, no cycles, and nothing that lets anybody in. */
const redact = (value, seen = new Set()) => {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (seen.has(value)) return undefined;
  seen.add(value);
  if (Array.isArray(value)) return value.map((item) => redact(item, seen));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype && !('toObject' in value)) {
    return Object.prototype.toString.call(value);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, SECRET.test(key) ? '[redacted]' : redact(item, seen)]),
  );
};

export class ApiError extends Error {
  constructor(message, code, config, response, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ApiError';
    this.code = code;
    this.isAxiosError = true;
    if (config) this.config = config;
    if (response) {
      this.response = response;
      this.request = response.request;
      this.status = response.status;
    }
  }

  toJSON() {
    const { name, message, code, status, stack } = this;
    const config = redact(this.config);
    // What is in a text cannot be told apart.
    if (typeof config?.data === 'string') config.data = '[redacted]';
    return { name, message, code, status, stack, config };
  }
}

export class CanceledError extends ApiError {
  constructor(...details) {
    super(...details);
    this.name = 'CanceledError';
  }
}

export const isApiError = (value) => value instanceof ApiError;
export const isCancel = (value) => value instanceof CanceledError;
