// One call: from a merged config to a request that can leave, and from the answer to what the caller gets.

import { adapted } from './adapter.js';
import { sendsStreams, serialise } from './body.js';
import { identify } from './credentials.js';
import { observe } from './download.js';
import { ApiError, refuse } from './error.js';
import { ApiHeaders, toHeaders } from './headers.js';
import { transform } from './transform.js';
import { join, locate, withQuery } from './url.js';
import { isPlain, kind, own } from './values.js';

const invalid = (config) => new ApiError('url is no URL', 'ERR_INVALID_URL', config);

/** Base, path and query. */
export const uri = (config) => {
  const { url } = config;
  if (typeof url !== 'string' && !(url instanceof URL)) throw invalid(config);
  const joined = join(config.baseURL ?? '', String(url), config.allowAbsoluteUrls === false);
  try {
    return withQuery(joined, config.params, config.paramsSerializer);
  } catch (error) {
    return refuse(config)('params', 'cannot be written', error);
  }
};

/** `data` as the transformations leave it, and as `fetch` takes it. */
const write = (config, headers) => {
  let body = transform('transformRequest', config, config.data, headers) ?? undefined;
  if (isPlain(body) || Array.isArray(body)) body = serialise.call(config, body, headers);
  if (['get', 'head'].includes(config.method)) body = undefined;
  // Nothing has no type, and only the browser knows the boundary.
  if (body === undefined || kind(body) === 'FormData') headers.delete('Content-Type');
  else if (typeof body === 'string' && !headers.get('Content-Type')) {
    headers.set('Content-Type', 'application/x-www-form-urlencoded');
  }
  // Of a form the parts alone count; of a stream nobody knows.
  const limit = config.maxBodyLength ?? -1;
  const isCounted = limit > -1 && body !== undefined && typeof body !== 'function' && !isStream(body);
  if (isCounted && new Blob(kind(body) === 'FormData' ? [...body].flat() : [body]).size > limit) {
    throw new ApiError('Request body larger than maxBodyLength limit', 'ERR_BAD_REQUEST', config);
  }
  return body;
};

/**
 * A call that comes with both flags was spent here and is sent again by an interceptor that reads `_isRetry` the wrong way round,
 * as a widespread course prints it. It would do so for ever; once the flag says no, and `_retry` keeps the chance spent.
 */
const unloop = (config) => {
  if (config._isRetry && config._retry && !config._sentAgain) {
    config._isRetry = false;
    config._sentAgain = true;
  }
};

/** What leaves, but for the token. Written once: a replay sends the same. */
export const prepare = (config, header, guard) => {
  unloop(config);
  const target = locate(uri(config));
  if (!target) throw invalid(config);
  const headers = new ApiHeaders(config.headers);
  const body = write(config, headers);
  identify(headers, config, target.origin);
  const init = own({
    method: config.method.toUpperCase(),
    credentials: config.withCredentials ? 'include' : 'same-origin',
    keepalive: config.keepalive ?? false,
    redirect: config.redirect ?? undefined,
    signal: guard.signal,
  });
  const sendable = (body) => {
    if (isStream(body) && !sendsStreams()) throw unsendable(config);
    return body;
  };
  const make = typeof body === 'function' ? () => sendable(body()) : undefined;
  if (isStream(body) || make) init.duplex = 'half';
  if (!make) init.body = sendable(body);
  init.headers = toHeaders(headers, refuse(config));
  return {
    ...target,
    init,
    isStream: isStream(body),
    make,
    adapt: config.adapter && adapted(config, headers, init, body),
    credential: init.headers.get(header) ?? undefined,
    takesPart: config.session !== false,
    config,
    guard,
  };
};

const isStream = (body) => kind(body) === 'ReadableStream';

const unsendable = (config, cause) =>
  new ApiError('data is a stream, which this browser cannot send', 'ERR_BAD_OPTION', config, undefined, cause);

/** What was thrown instead of an answer. What a custom adapter throws is the application's own. */
export const unanswered = ({ config, adapt }, error) => {
  if (adapt || error instanceof ApiError) return error;
  // So does WebKit refuse a stream, before anything is sent.
  if (error?.name === 'NotSupportedError') return unsendable(config, error);
  return new ApiError('Network Error', 'ERR_NETWORK', config, undefined, error);
};

/** The method that reads a body, where it is not `text`. */
const READERS = own({ blob: 'blob', arraybuffer: 'arrayBuffer', formdata: 'formData' });

export const isSuccess = (status) => status >= 200 && status < 300;

const read = async (response, request) => {
  const { config, guard } = request;
  if (response.adapted) return response.adapted.data;
  // HEAD and the statuses without a body (RFC 9110 §6.4.1) are answered with `''`, whatever was asked for.
  if (config.method === 'head' || [204, 205, 304].includes(response.status)) return '';
  let broken;
  try {
    const observed = observe(response, config, guard, (error) => (broken = error));
    return config.responseType === 'stream' ? observed.body : await observed[READERS[config.responseType] ?? 'text']();
  } catch (error) {
    throw broken ?? unanswered(request, error);
  }
};

/** Fulfils with the answer, or rejects with an error that holds it; `cause` says why the session could not help. */
export const settle = async (response, request, cause) => {
  const { config } = request;
  const { thrown, adapted = response } = response;
  const { status, statusText } = adapted;
  const headers = new ApiHeaders(adapted.headers);
  const data = transform('transformResponse', config, await read(response, request), headers, status);
  const answer = { data, status, statusText, headers, config, request: adapted.request ?? { responseURL: response.url } };
  const { validateStatus = isSuccess } = config;
  if (validateStatus === null || validateStatus(status)) {
    if (thrown) throw thrown;
    return answer;
  }
  const code = status >= 400 && status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE';
  throw new ApiError(`Request failed with status code ${status}`, code, config, answer, cause ?? thrown);
};
