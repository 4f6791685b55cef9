// What a call may say, and a client for all its calls: each option with its check, and what is said to what fails it.

import { refuse } from './error.js';
import { isObject } from './values.js';

const isFunction = (value) => typeof value === 'function';

/** As `typeof` says, or `false` itself. */
export const is = (...kinds) => [(value) => kinds.includes(typeof value) || (!value && kinds.includes(value)), kinds.join(' | ')];
const oneOf = (...values) => [(value) => values.includes(value), values.join(' | ')];
/** Nothing but these: what nobody reads would silently be something else than was meant. */
const of = (...names) => [(value) => isObject(value) && Object.keys(value).every((name) => names.includes(name)), `{ ${names.join(', ')} }`];

export const object = is('object');
export const text = is('string');
const flag = is('boolean');
const aFunction = is('function');
const bytes = [(value) => value >= -1 && typeof value === 'number', 'a number of bytes'];
const functions = [(value) => [value].flat().every(isFunction), 'a function or an array of them'];
const serializer = of('serialize', 'encode', 'indexes', 'dots');

const anything = [() => true];

/** What a client and a call have in common. */
export const REQUEST = {
  baseURL: text,
  allowAbsoluteUrls: flag,
  headers: object,
  params: object,
  paramsSerializer: [(value) => isFunction(value) || serializer[0](value), `${serializer[1]} | function`],
  formSerializer: of('indexes', 'dots'),
  timeout: [(value) => Number.isFinite(value) && value >= 0, '0 ms or more'],
  timeoutErrorMessage: text,
  withCredentials: flag,
  auth: of('username', 'password'),
  xsrfCookieName: text,
  xsrfHeaderName: text,
  withXSRFToken: is('boolean', 'function'),
  responseType: oneOf('json', 'text', 'blob', 'arraybuffer', 'formdata', 'stream'),
  validateStatus: aFunction,
  transformRequest: functions,
  transformResponse: functions,
  maxContentLength: bytes,
  maxBodyLength: bytes,
  onDownloadProgress: aFunction,
  signal: [(value) => isFunction(value.addEventListener), 'an AbortSignal'],
  cancelToken: [(value) => isFunction(value.promise?.then), 'a CancelToken'],
  adapter: aFunction,
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
  for (const [name, [isRight, wanted]] of Object.entries(known)) {
    const value = options[name] ?? undefined;
    if (value !== undefined && !isRight(value)) refuse(prefix + name, `must be ${wanted}`);
  }
  return options;
};

export const checkCall = (config) => check(config, CALL, refuse(config));
