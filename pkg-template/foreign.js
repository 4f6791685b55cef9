// Reads and makes JavaScript values for the Rust side (src/js, src/browser), where that is a line here and a page
// there. What the values mean is decided there.

import { ApiHeaders } from './headers.js';

const isObject = (value) => typeof value === 'object' && value !== null;

const isPlain = (value) => {
  if (!isObject(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

// ---- configs

/** Own properties only, without a prototype: what a polluted `Object.prototype` holds was not said by the caller. */
export const own = (...sources) => {
  const copy = Object.assign(Object.create(null), ...sources);
  for (const name of ['__proto__', 'constructor', 'prototype']) delete copy[name];
  return copy;
};

/** A call's config over the client's. Neither is touched: the caller's object may be used again. */
export const merge = (defaults, call) => {
  const merged = own(defaults, call);
  for (const name of Object.keys(defaults)) {
    const inherited = defaults[name];
    if (merged[name] === undefined) merged[name] = inherited;
    else if (isPlain(inherited) && isPlain(merged[name])) merged[name] = own(inherited, merged[name]);
  }
  merged.headers = new ApiHeaders(defaults.headers, merged.headers);
  merged.method = String(merged.method ?? 'get').toLowerCase();
  return merged;
};

/** What a request interceptor returned: usually the merged config itself. */
export const readopt = (returned) =>
  Object.getPrototypeOf(returned) === null ? returned : merge(own(), returned);

/** What stands at a dotted path, if every step is an own property. */
export const at = (data, path) =>
  path
    .split('.')
    .reduce((value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined), data);

// ---- requests

const UNSENDABLE = /[^\t\x20-\x7e\x80-\u{10ffff}]/u;

/** For `fetch`; or the name of the header that cannot be sent. */
export const toHeaders = (headers) => {
  const written = new Headers();
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value === undefined || value === null || value === false) continue;
    try {
      const text = String(value);
      if (UNSENDABLE.test(text)) return name;
      written.append(name, text);
    } catch {
      return name; // what the browser says of it would quote the value
    }
  }
  return written;
};

/** Calls `add(name, value)` for each leaf: `list[]`, `list[0][key]`, `object[key]`. */
const flatten = (value, name, add) => {
  if (value === null || value === undefined) return;
  if (value instanceof Date) add(name, value.toISOString());
  else if (Array.isArray(value)) {
    const isFlat = !value.some(isObject);
    value.forEach((item, index) => flatten(item, isFlat ? `${name}[]` : `${name}[${index}]`, add));
  } else if (isPlain(value)) {
    for (const key of Object.keys(value)) flatten(value[key], name ? `${name}[${key}]` : key, add);
  } else add(name, value);
};

const encode = (text) =>
  encodeURIComponent(text).replace(/%20/g, '+').replace(/%3A/g, ':').replace(/%24/g, '$').replace(/%2C/g, ',');

/** `params`, or a form that is sent urlencoded. */
export const query = (params) => {
  if (params instanceof URLSearchParams) return String(params);
  const pairs = [];
  flatten(params, '', (name, value) =>
    pairs.push(`${encode(name)}=${encode(isObject(value) ? JSON.stringify(value) : value)}`),
  );
  return pairs.join('&');
};

const form = (data) => {
  const form = new FormData();
  flatten(data, '', (name, value) =>
    form.append(name, isObject(value) && !(value instanceof Blob) ? JSON.stringify(value) : value),
  );
  return form;
};

/** `data` as `fetch` takes it; and in `headers` the content type, where the browser would not say it itself. */
export const serialise = (data, headers) => {
  if (data === undefined || data === null || data instanceof FormData) {
    headers.delete('Content-Type'); // only the browser knows the boundary
    return data ?? undefined;
  }
  const type = String(headers.get('Content-Type') ?? '').toLowerCase();
  const assume = (type_) => type || headers.set('Content-Type', type_);
  if (typeof data === 'string') {
    assume('application/x-www-form-urlencoded');
    return data;
  }
  const isForeign = [Blob, URLSearchParams, ArrayBuffer, ReadableStream].some((kind) => data instanceof kind);
  if (isForeign || typeof data === 'function' || ArrayBuffer.isView(data)) return data;
  if (type.startsWith('multipart/form-data')) {
    headers.delete('Content-Type');
    return form(data);
  }
  if (type.startsWith('application/x-www-form-urlencoded')) return query(data);
  assume('application/json');
  return JSON.stringify(data);
};

// ---- answers

const parse = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const READERS = {
  json: (response) => response.text().then(parse),
  text: (response) => response.text(),
  blob: (response) => response.blob(),
  arraybuffer: (response) => response.arrayBuffer(),
  formdata: (response) => response.formData(),
  stream: (response) => response.body,
};

/** The body, read as `responseType` says; it may be a promise. */
export const read = (response, responseType) => READERS[responseType](response);

export const answer = (response, data, config) => ({
  data,
  status: response.status,
  statusText: response.statusText,
  headers: new ApiHeaders(Object.fromEntries(response.headers)),
  config,
  request: { responseURL: response.url },
});

// ---- the surroundings

/** What relative URLs are relative to: `<base>` counts, and a worker has none. */
export const baseUrl = () => globalThis.document?.baseURI ?? globalThis.location?.href;

/** `localStorage` or `sessionStorage`, where there is one that may be touched: reading the property may throw. */
export const storage = (name) => {
  try {
    return globalThis[name] ?? undefined;
  } catch {
    return undefined;
  }
};

/** The payload of a JWT (RFC 7519 §3), unverified: it only tells what to expect. Garbage has none. */
export const payload = (token) => {
  try {
    return JSON.parse(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')));
  } catch {
    return undefined;
  }
};
