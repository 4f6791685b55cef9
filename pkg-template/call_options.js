// What a call may say, and a client for all its calls: each option with its check, and what is said to what fails it.

import { refuse } from './error.js';
import { isObject } from './values.js';

const isFunction = (value) => typeof value === 'function';

const typeOf = (name) => [(value) => typeof value === name, name];
export const oneOf = (...values) => [(value) => values.includes(value), values.join(' | ')];
export const anyOf = (...kinds) => [(value) => kinds.some(([fits]) => fits(value)), kinds.map(([, name]) => name).join(' | ')];
/** Nothing but these: what nobody reads would silently be something else than was meant. */
const shape = (...names) => [(value) => isObject(value) && Object.keys(value).every((name) => names.includes(name)), `{ ${names.join(', ')} }`];

export const object = typeOf('object');
export const text = typeOf('string');
export const flag = typeOf('boolean');
export const callback = typeOf('function');
const bytes = [(value) => value >= -1 && typeof value === 'number', 'a number of bytes'];
const functions = [(value) => [value].flat().every(isFunction), 'function | function[]'];

const anything = [() => true];

/** What a client and a call have in common. */
export const REQUEST = {
  baseURL: text,
  allowAbsoluteUrls: flag,
  headers: object,
  params: object,
  paramsSerializer: anyOf(callback, shape('serialize', 'encode', 'indexes', 'dots')),
  formSerializer: shape('indexes', 'dots'),
  timeout: [(value) => Number.isFinite(value) && value >= 0, '0 ms or more'],
  timeoutErrorMessage: text,
  withCredentials: flag,
  auth: shape('username', 'password'),
  xsrfCookieName: text,
  xsrfHeaderName: text,
  withXSRFToken: anyOf(flag, callback),
  responseType: oneOf('json', 'text', 'blob', 'arraybuffer', 'formdata', 'stream'),
  validateStatus: callback,
  transformRequest: functions,
  transformResponse: functions,
  maxContentLength: bytes,
  maxBodyLength: bytes,
  onDownloadProgress: callback,
  signal: [(value) => isFunction(value.addEventListener), 'AbortSignal'],
  cancelToken: [(value) => isFunction(value.promise?.then), 'CancelToken'],
  adapter: callback,
  // axios's for servers, and for its own past: nothing to a browser
  proxy: anything,
  httpAgent: anything,
  httpsAgent: anything,
  maxRedirects: anything,
  transitional: anything,
};

const CALL = { ...REQUEST, keepalive: flag, redirect: oneOf('follow', 'error', 'manual') };

/** `undefined` and `null` are as good as absent. */
export const check = (options, known, refuse, prefix = '') => {
  for (const [name, [fits, wanted]] of Object.entries(known)) {
    const value = options[name];
    if (value !== undefined && value !== null && !fits(value)) refuse(prefix + name, `must be ${wanted}`);
  }
  return options;
};

export const checkCall = (config) => check(config, CALL, refuse(config));
