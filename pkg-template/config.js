// The config of one call: what it says, over what the client says.

import { ApiHeaders } from './headers.js';
import { isPlain, own } from './values.js';

/**
 * A copy, so that an interceptor that changes it changes nobody else's; of two plain objects the keys of both. Below `depth`
 * they are shared: somebody's object may hold itself.
 */
const mix = (inherited, said = inherited, depth = 5) => {
  if (!depth || !isPlain(said)) return Array.isArray(said) ? [...said] : said;
  const [below, above] = [own(isPlain(inherited) ? inherited : {}), own(said)];
  const mixed = { ...below, ...above };
  for (const name of Object.keys(mixed)) mixed[name] = mix(below[name], above[name], depth - 1);
  return mixed;
};

/** Neither is touched: the caller's object may be used again. `data` is the caller's own all the same. */
export const merge = (defaults, call) => {
  const { data, headers, ...said } = own(call);
  const merged = own(mix(defaults, said));
  if (data !== undefined) merged.data = data;
  merged.headers = new ApiHeaders(defaults.headers, headers);
  merged.method = String(merged.method ?? 'get').toLowerCase();
  return merged;
};

/** What a request interceptor returned: usually the merged config itself. */
export const readopt = (returned) =>
  Object.getPrototypeOf(returned) === null && Object.isExtensible(returned) ? returned : merge(own(), returned);
