// What `data` becomes on the wire.

import { refuse } from './error.js';
import { fill } from './form.js';
import { isObject, kind, parseJson } from './values.js';

const isForeign = (data) =>
  ArrayBuffer.isView(data) ||
  [Blob, URLSearchParams, ArrayBuffer, ReadableStream, FormData].some((known) => data instanceof known);

/** The `transformRequest` of a client that has none. Says the content type, where the browser would not say it itself. */
export function serialise(data, headers) {
  try {
    return written(data, headers, this?.formSerializer);
  } catch (error) {
    return refuse(this)('data', 'cannot be written', error);
  }
}

const written = (data, headers, options) => {
  if (data === undefined || data === null || typeof data === 'function') return data;
  if (kind(data) === '[object HTMLFormElement]') return new FormData(data);
  const type = String(headers.get('Content-Type') ?? '').toLowerCase();
  const isFileList = kind(data) === '[object FileList]';
  if (isFileList || (type.startsWith('multipart/form-data') && !(data instanceof FormData))) {
    return multipart(isFileList ? { 'files[]': data } : data, options);
  }
  const isText = typeof data === 'string';
  if (isText && (!type.includes('application/json') || parseJson(data) !== undefined)) return data;
  if (isForeign(data)) return data;
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return String(fill(new URLSearchParams(), data, options));
  }
  if (!type) headers.set('Content-Type', 'application/json');
  return JSON.stringify(data);
};

/**
 * Whether a stream leaves as one. Firefox would send the text "[object ReadableStream]" in its place, and labels it so; WebKit's
 * `fetch` refuses a stream by itself.
 */
export const sendsStreams = () =>
  !new Request('data:,', { method: 'POST', body: new ReadableStream(), duplex: 'half' }).headers.has('Content-Type');

const multipart = (data, options) => {
  if (!isObject(data)) throw new TypeError('data cannot be sent as a form');
  const form = new FormData();
  if (!(data instanceof URLSearchParams)) return fill(form, data, options);
  data.forEach((value, name) => form.append(name, value));
  return form;
};

const bytes = (body) => {
  if (body instanceof FormData) return [...body].reduce((sum, [name, value]) => sum + bytes(name) + bytes(value), 0);
  if (body instanceof URLSearchParams) return String(body).length;
  return typeof body === 'string' || body instanceof Blob || isForeign(body) ? new Blob([body]).size : 0;
};

/** Of a form the parts alone; of a stream nobody knows. */
export const isLonger = (body, limit) => limit > -1 && !(body instanceof ReadableStream) && bytes(body) > limit;
