// One call: from a merged config to a request that can leave, and from the answer to what the caller gets.

import { adapted } from './adapter.js';
import { isA, isLonger, sendsStreams, serialise } from './body.js';
import { identify } from './credentials.js';
import { observe } from './download.js';
import { ApiError, refuse } from './error.js';
import { ApiHeaders, toHeaders } from './headers.js';
import { TRANSFORMS, transform } from './transform.js';
import { join, locate, withQuery } from './url.js';
import { isPlain, own } from './values.js';

/** Base, path and query. */
export const uri = (config) => {
  const { url, baseURL, params, paramsSerializer, allowAbsoluteUrls } = config;
  if (typeof url !== 'string' && !(url instanceof URL)) {
    throw new ApiError('url must be a string or a URL', 'ERR_INVALID_URL', config);
  }
  const joined = join(baseURL ?? '', String(url), allowAbsoluteUrls === false);
  try {
    return withQuery(joined, params, paramsSerializer);
  } catch (error) {
    return refuse(config)('params', 'cannot be written', error);
  }
};

/** `data` as the transformations leave it, and as `fetch` takes it. */
const write = (config, headers) => {
  const { transformRequest, data } = config;
  let body = transform(transformRequest ?? TRANSFORMS.transformRequest, config, data, headers);
  if (isPlain(body) || Array.isArray(body)) body = serialise.call(config, body, headers);
  if (config.method === 'get' || config.method === 'head') body = undefined;
  // Nothing has no type, and only the browser knows the boundary.
  if ((body ?? undefined) === undefined || isA('FormData', body)) headers.delete('Content-Type');
  else if (typeof body === 'string' && !headers.get('Content-Type')) {
    headers.set('Content-Type', 'application/x-www-form-urlencoded');
  }
  if (isLonger(body, config.maxBodyLength)) {
    throw new ApiError('Request body larger than maxBodyLength limit', 'ERR_BAD_REQUEST', config);
  }
  return body ?? undefined;
};

/**
 * A call that comes with both flags was spent here and is sent again by an interceptor that reads `_isRetry` the wrong way round,
 * as a widespread course prints it. It would do so for ever; once the flag says no, and `_retry` keeps the chance spent.
 */
const unloop = (config) => {
  if (config._isRetry && config._retry && !config._sentAgain) Object.assign(config, { _isRetry: false, _sentAgain: true });
};

/** What leaves, but for the token. Written once: a replay sends the same. */
export const prepare = (config, header, guard) => {
  unloop(config);
  const target = locate(uri(config));
  if (!target) throw new ApiError('url cannot be parsed', 'ERR_INVALID_URL', config);
  const method = config.method.toUpperCase();
  const headers = new ApiHeaders(config.headers);
  const body = write(config, headers);
  identify(headers, config, target.origin);
  const { keepalive = false, redirect, adapter } = config;
  const { signal } = guard;
  const credentials = config.withCredentials ? 'include' : 'same-origin';
  const init = own({ method, credentials, keepalive, signal }, redirect && { redirect });
  const sendable = (body) => {
    return isA('ReadableStream', body) && !sendsStreams() ? refuse(config)(...NO_STREAM) : body;
  };
  const isStream = isA('ReadableStream', body);
  const isMade = typeof body === 'function';
  if (isStream || isMade) init.duplex = 'half';
  if (!isMade) init.body = sendable(body);
  init.headers = toHeaders(headers, refuse(config));
  return {
    ...target,
    init,
    isStream,
    make: isMade ? () => sendable(body()) : undefined,
    adapt: typeof adapter === 'function' ? adapted(config, headers, init, body) : undefined,
    credential: init.headers.get(header) ?? undefined,
    takesPart: config.session !== false,
    config,
    guard,
  };
};

const NO_STREAM = ['data', 'is a stream, which this browser cannot send'];

/** What was thrown instead of an answer. What a custom adapter throws is the application's own. */
export const unanswered = ({ config, adapt }, error) => {
  if (adapt || error instanceof ApiError) return error;
  // So does WebKit refuse a stream, before anything is sent.
  const isStream = error instanceof DOMException && error.name === 'NotSupportedError';
  const [message, code] = isStream ? [NO_STREAM.join(' '), 'ERR_BAD_OPTION'] : ['Network Error', 'ERR_NETWORK'];
  return new ApiError(message, code, config, undefined, error);
};

const text = (response) => response.text();

const READERS = {
  json: text,
  text,
  blob: (response) => response.blob(),
  arraybuffer: (response) => response.arrayBuffer(),
  formdata: (response) => response.formData(),
  stream: (response) => response.body,
};

/** HEAD and the statuses without a body (RFC 9110 §6.4.1) are answered with `''`, whatever was asked for. */
const hasBody = (response, method) => method !== 'head' && ![204, 205, 304].includes(response.status);

export const isSuccess = (status) => status >= 200 && status < 300;

const read = async (response, request) => {
  const { config, guard } = request;
  if (!hasBody(response, config.method)) return '';
  let broken;
  try {
    const observed = observe(response, config, guard, (error) => (broken = error));
    return await READERS[config.responseType ?? 'json'](observed);
  } catch (error) {
    throw broken ?? unanswered(request, error);
  }
};

/** Fulfils with the answer, or rejects with an error that holds it; `cause` says why the session could not help. */
export const settle = async (response, request, cause) => {
  const { config } = request;
  const { thrown, adapted = { data: await read(response, request), request: { responseURL: response.url } } } = response;
  const { status, statusText, headers: names } = response.adapted ?? response;
  const headers = new ApiHeaders(names);
  const { validateStatus = isSuccess, transformResponse } = config;
  const change = transformResponse ?? TRANSFORMS.transformResponse;
  const data = transform(change, config, adapted.data, headers, status);
  const answer = { data, status, statusText, headers, config, request: adapted.request };
  if (validateStatus === null || validateStatus(status)) {
    if (thrown) throw thrown;
    return answer;
  }
  const code = status >= 400 && status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE';
  throw new ApiError(`Request failed with status code ${status}`, code, config, answer, cause ?? thrown);
};
