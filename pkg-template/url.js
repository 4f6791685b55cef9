// Where a call goes: base, path and query, joined as axios joins them.

import { isObject, isPlain, kind } from './values.js';

/** What relative URLs are relative to: `<base>` counts, and a worker has none. */
const baseUrl = () => globalThis.document?.baseURI ?? globalThis.location?.href;

const parse = (url) => {
  try {
    return new URL(url, baseUrl());
  } catch {
    return undefined;
  }
};

const IS_ABSOLUTE = /^([a-z][a-z\d+.-]*:)?\/\//i;

/** An empty path is the base itself, an absolute one needs none. */
export const join = (base, path) => {
  if (!path) return base;
  if (!base || IS_ABSOLUTE.test(path)) return path;
  return `${base.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
};

/** Where a call goes, for the one who decides whether the token may go there; `undefined` for what `fetch` would refuse. */
export const locate = (url) => {
  const parsed = parse(url);
  return parsed && { url: parsed.href, origin: parsed.origin, resource: parsed.href.split(/[?#]/, 1)[0] };
};

/** The fragment goes: no server sees it. */
export const withQuery = (url, params) => {
  const query = params ? write(params) : '';
  if (!query) return url;
  const resource = url.split('#')[0];
  return resource + (resource.includes('?') ? '&' : '?') + query;
};

/** `params`, or a form that is sent urlencoded. */
export const write = (params) => {
  if (params instanceof URLSearchParams) return String(params);
  const pairs = [];
  flatten(params, '', (name, value) =>
    pairs.push(`${encode(name)}=${encode(isObject(value) ? JSON.stringify(value) : value)}`),
  );
  return pairs.join('&');
};

/** Calls `add(name, value)` for each leaf: `list[]`, `list[0][key]`, `object[key]`; only a list at the top is `list[]`. */
export const flatten = (value, name, add, depth = 0) => {
  if (value === null || value === undefined) return;
  if (value instanceof Date) add(name, value.toISOString());
  else if (Array.isArray(value) || kind(value) === '[object FileList]') {
    const items = [...value];
    const isFlat = depth === 1 && (name.endsWith('[]') || !items.some((item) => isPlain(item) || Array.isArray(item)));
    const list = name.replace(/\[\]$/, '');
    items.forEach((item, index) => flatten(item, isFlat ? `${list}[]` : `${name}[${index}]`, add, depth + 1));
  } else if (isPlain(value)) {
    for (const key of Object.keys(value)) flatten(value[key], name ? `${name}[${key}]` : key, add, depth + 1);
  } else add(name, value);
};

const encode = (text) =>
  encodeURIComponent(text).replace(/%20/g, '+').replace(/%3A/g, ':').replace(/%24/g, '$').replace(/%2C/g, ',');
