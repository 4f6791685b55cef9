// The config of one call: what it says, over what the client says.

import { ApiHeaders } from './headers.js';
import { isPlain, own } from './values.js';

/** Neither is touched: the caller's object may be used again. */
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
