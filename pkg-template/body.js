// What `data` becomes on the wire.

import { flatten, write } from './url.js';
import { isObject, isPlain, kind } from './values.js';

/** As `fetch` takes it; and in `headers` the content type, where the browser would not say it itself. */
export const serialise = (data, headers) => {
  if (data === undefined || data === null || data instanceof FormData) {
    headers.delete('Content-Type'); // only the browser knows the boundary
    return data ?? undefined;
  }
  const type = String(headers.get('Content-Type') ?? '').toLowerCase();
  const assume = (usual) => type || headers.set('Content-Type', usual);
  if (type.startsWith('multipart/form-data')) {
    headers.delete('Content-Type');
    return form(data);
  }
  if (typeof data === 'string') {
    assume('application/x-www-form-urlencoded');
    return data;
  }
  const isForeign = [Blob, URLSearchParams, ArrayBuffer, ReadableStream].some((known) => data instanceof known);
  if (isForeign || typeof data === 'function' || ArrayBuffer.isView(data)) return data;
  if (type.startsWith('application/x-www-form-urlencoded')) return write(data);
  assume('application/json');
  return JSON.stringify(data);
};

/**
 * Whether a stream leaves as one. Firefox would send the text "[object ReadableStream]" in its place, and labels it so; WebKit's
 * `fetch` refuses a stream by itself.
 */
export const sendsStreams = () =>
  !new Request('data:,', { method: 'POST', body: new ReadableStream(), duplex: 'half' }).headers.has('Content-Type');

const form = (data) => {
  if (kind(data) === '[object HTMLFormElement]') return new FormData(data);
  const form = new FormData();
  if (data instanceof URLSearchParams) data.forEach((value, name) => form.append(name, value));
  else if (isPlain(data) || Array.isArray(data)) {
    flatten(data, '', (name, value) =>
      form.append(name, isObject(value) && !(value instanceof Blob) ? JSON.stringify(value) : value),
    );
  } else throw new TypeError('data cannot be sent as a form');
  return form;
};
