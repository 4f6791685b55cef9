// One call: from a merged config to a request that can leave, and from the answer to what the caller gets.

import { sendsStreams, serialise } from './body.js';
import { ApiError, refuse } from './error.js';
import { ApiHeaders, toHeaders } from './headers.js';
import { join, locate, withQuery } from './url.js';
import { own, parseJson } from './values.js';

/** Base, path and query. */
export const uri = (config) => {
  const { url, baseURL, params } = config;
  if (typeof url !== 'string' && !(url instanceof URL)) {
    throw new ApiError('url must be a string or a URL', 'ERR_INVALID_URL', config);
  }
  const joined = join(baseURL ?? '', String(url));
  try {
    return withQuery(joined, params);
  } catch (error) {
    return refuse(config)('params', 'cannot be written', error);
  }
};

/** What leaves, but for the token. Serialised once: a replay sends the same. */
export const prepare = (config, header, signal) => {
  const target = locate(uri(config));
  if (!target) throw new ApiError('url cannot be parsed', 'ERR_INVALID_URL', config);
  const method = String(config.method).toUpperCase();
  const headers = new ApiHeaders(config.headers);
  const { keepalive = false, redirect } = config;
  const credentials = config.withCredentials ? 'include' : 'same-origin';
  const init = own({ method, credentials, keepalive, signal }, redirect && { redirect });
  const sendable = (body) => {
    const isStream = body instanceof ReadableStream;
    return isStream && !sendsStreams() ? refuse(config)(...NO_STREAM) : body;
  };
  let body;
  try {
    body = serialise(method === 'GET' || method === 'HEAD' ? undefined : config.data, headers);
  } catch (error) {
    refuse(config)('data', 'cannot be written', error);
  }
  const isStream = body instanceof ReadableStream;
  const isMade = typeof body === 'function';
  if (isStream || isMade) init.duplex = 'half';
  if (!isMade) init.body = sendable(body);
  init.headers = toHeaders(headers, refuse(config));
  return {
    ...target,
    init,
    isStream,
    make: isMade ? () => sendable(body()) : undefined,
    credential: init.headers.get(header) ?? undefined,
    takesPart: config.session !== false,
    config,
  };
};

const NO_STREAM = ['data', 'is a stream, which this browser cannot send'];

/** What was thrown instead of an answer. */
export const unanswered = (config, error) => {
  if (error instanceof ApiError) return error;
  // So does WebKit refuse a stream, before anything is sent.
  const isStream = error instanceof DOMException && error.name === 'NotSupportedError';
  const [message, code] = isStream ? [NO_STREAM.join(' '), 'ERR_BAD_OPTION'] : ['Network Error', 'ERR_NETWORK'];
  return new ApiError(message, code, config, undefined, error);
};

const READERS = {
  json: (response) => response.text().then((text) => parseJson(text, text)),
  text: (response) => response.text(),
  blob: (response) => response.blob(),
  arraybuffer: (response) => response.arrayBuffer(),
  formdata: (response) => response.formData(),
  stream: (response) => response.body,
};

/** HEAD and the statuses without a body (RFC 9110 §6.4.1) are answered with `''`, whatever was asked for. */
const hasBody = (response, method) => method !== 'head' && ![204, 205, 304].includes(response.status);

export const isSuccess = (status) => status >= 200 && status < 300;

/** Fulfils with the answer, or rejects with an error that holds it; `cause` says why the session could not help. */
export const settle = async (response, config, cause) => {
  const { status, statusText, url } = response;
  let data = '';
  try {
    if (hasBody(response, config.method)) data = await READERS[config.responseType ?? 'json'](response);
  } catch (error) {
    throw unanswered(config, error);
  }
  const headers = new ApiHeaders(response.headers);
  const answer = { data, status, statusText, headers, config, request: { responseURL: url } };
  const { validateStatus = isSuccess } = config;
  if (validateStatus === null || validateStatus(status)) return answer;
  const code = status >= 400 && status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE';
  throw new ApiError(`Request failed with status code ${status}`, code, config, answer, cause);
};
