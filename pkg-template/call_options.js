// What a call may say, and a client for all its calls: each option with its check, and what is said to what fails it.

import { refuse } from './error.js';
import { isObject } from './values.js';

const isFunction = (value) => typeof value === 'function';

/** Nothing but these: what nobody reads would silently be something else than was meant. */
const isOf = (value, names) => isObject(value) && Object.keys(value).every((name) => names.includes(name));
const of = (...names) => [(value) => isOf(value, names), `must be { ${names.join(', ')} }`];

export const oneOf = (...names) => [(value) => names.includes(value), `must be one of ${names.join(', ')}`];
export const object = [isObject, 'must be an object'];
export const text = [(value) => typeof value === 'string', 'must be a string'];
const flag = [(value) => typeof value === 'boolean', 'must be true or false'];
const bytes = [(value) => value >= -1 && typeof value === 'number', 'must be a number of bytes'];
const functions = [(value) => [value].flat().every(isFunction), 'must be a function or an array of them'];

const SERIALIZER = ['serialize', 'encode', 'indexes', 'dots'];

/** What a client and a call have in common. */
export const REQUEST = {
  baseURL: text,
  allowAbsoluteUrls: flag,
  headers: object,
  params: object,
  paramsSerializer: [(value) => isFunction(value) || isOf(value, SERIALIZER), `must be a function or { ${SERIALIZER.join(', ')} }`],
  formSerializer: of('indexes', 'dots'),
  timeout: [(value) => Number.isFinite(value) && value >= 0, 'must be 0 ms or more'],
  timeoutErrorMessage: text,
  withCredentials: flag,
  auth: of('username', 'password'),
  xsrfCookieName: text,
  xsrfHeaderName: text,
  withXSRFToken: [(value) => typeof value === 'boolean' || isFunction(value), 'must be true, false or a function'],
  responseType: oneOf('json', 'text', 'blob', 'arraybuffer', 'formdata', 'stream'),
  validateStatus: [isFunction, 'must be a function or null'],
  transformRequest: functions,
  transformResponse: functions,
  maxContentLength: bytes,
  maxBodyLength: bytes,
  onDownloadProgress: [isFunction, 'must be a function'],
  signal: [(value) => isFunction(value.addEventListener), 'must be an AbortSignal'],
  cancelToken: [(value) => isFunction(value.promise?.then), 'must be a CancelToken'],
  adapter: [isFunction, 'must be a function'],
};

/** Axios's for servers, and for its own past: known, and nothing to a browser. */
export const IGNORED = ['proxy', 'httpAgent', 'httpsAgent', 'maxRedirects', 'transitional'];

const CALL = { ...REQUEST, keepalive: flag, redirect: oneOf('follow', 'error', 'manual') };

/** `undefined` and `null` are as good as absent. */
export const check = (options, known, refuse, prefix = '') => {
  for (const [name, [isRight, complaint]] of Object.entries(known)) {
    const value = options[name] ?? undefined;
    if (value !== undefined && !isRight(value)) refuse(prefix + name, complaint);
  }
  return options;
};

export const checkCall = (config) => check(config, CALL, refuse(config));
