// Where a call goes: base, path and query, joined as axios joins them.

import { query } from './form.js';

const IS_ABSOLUTE = /^([a-z][a-z\d+.-]*:)?\/\//i;

/** An empty path is the base itself, an absolute one needs none, unless it is `always` joined. */
export const join = (base, path, always = false) => {
  if (!path) return base;
  if (!base || (!always && IS_ABSOLUTE.test(path))) return path;
  return `${base.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
};

/** Where a call goes, for the one who decides whether the token may go there; `undefined` for what `fetch` would refuse. */
export const locate = (text) => {
  try {
    // What is relative is so to `<base>`, and a worker has none.
    const url = new URL(text, globalThis.document?.baseURI ?? globalThis.location?.href);
    return { url: url.href, origin: url.origin, resource: url.href.replace(/[?#].*/, '') };
  } catch {
    return undefined;
  }
};

/** The fragment goes: no server sees it. */
export const withQuery = (url, params, serializer) => {
  const written = params && query(params, serializer);
  if (!written) return url;
  const resource = url.split('#')[0];
  return resource + (resource.includes('?') ? '&' : '?') + written;
};
