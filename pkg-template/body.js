// What `data` becomes on the wire.

import { refuse } from './error.js';
import { fill } from './form.js';
import { isObject, kind, parseJson } from './values.js';

const FOREIGN = ['Blob', 'File', 'URLSearchParams', 'ArrayBuffer', 'ReadableStream', 'FormData'];

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
  if (kind(data) === 'HTMLFormElement') return new FormData(data);
  const type = String(headers.get('Content-Type') ?? '').toLowerCase();
  const isFileList = kind(data) === 'FileList';
  if (isFileList || (type.startsWith('multipart/form-data') && kind(data) !== 'FormData')) {
    return multipart(isFileList ? { 'files[]': data } : data, options);
  }
  const isWritten = typeof data === 'string' && (!type.includes('application/json') || parseJson(data) !== undefined);
  if (isWritten || ArrayBuffer.isView(data) || FOREIGN.includes(kind(data))) return data;
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
  if (kind(data) !== 'URLSearchParams') return fill(form, data, options);
  data.forEach((value, name) => form.append(name, value));
  return form;
};
