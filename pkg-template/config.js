// The config of one call: what it says, over what the client says.

import { ApiHeaders, named } from './headers.js';
import { isObject, isPlain, own } from './values.js';

/** Somebody's own, taken as they are: a copy of a signal would never hear anything. */
const AS_THEY_ARE = ['data', 'signal', 'cancelToken', 'paramsSerializer'];

/** The groups that `defaults.headers` has in axios, beside headers for all calls. */
const GROUPS = ['common', 'delete', 'get', 'head', 'options', 'patch', 'post', 'put'];

/**
 * A copy, so that an interceptor that changes it changes nobody else's; of two plain objects the keys of both. Below `depth`
 * they are shared: somebody's object may hold itself.
 */
const mix = (inherited, said = inherited, depth = 5, name = '') => {
  if (depth === 4 && AS_THEY_ARE.includes(name)) return said;
  if (!depth || !isPlain(said)) return Array.isArray(said) ? [...said] : said;
  const below = own(isPlain(inherited) && inherited);
  const above = own(said);
  const mixed = { ...below, ...above };
  for (const name of Object.keys(mixed)) mixed[name] = mix(below[name], above[name], depth - 1, name);
  return mixed;
};

/** Neither is touched: the caller's object may be used again. */
const combine = (defaults, said) => own(mix(defaults, said));

const grouped = (name, levels) => new ApiHeaders(...levels.map((headers) => own(headers)[name]));

const withMethod = (config) => {
  config.method = String(config.method ?? 'get').toLowerCase();
  return config;
};

export const merge = (defaults, call) => {
  const said = own(call);
  const merged = withMethod(combine(defaults, said));
  const levels = [defaults.headers, said.headers];
  if (merged.url instanceof URL) merged.url = merged.url.href; // interceptors read a text
  // What is no object is refused as it stands.
  if (isObject(said.headers ?? {})) merged.headers = new ApiHeaders(grouped('common', levels), grouped(merged.method, levels), ...levels);
  return merged;
};

/** What a client says for all its calls. Its headers stay in their groups, to be changed there. */
export const mergeDefaults = (defaults, given) => {
  const said = own(given);
  const levels = [defaults.headers, said.headers];
  const headers = own(new ApiHeaders(...levels));
  for (const name of GROUPS) headers[name] = { ...grouped(name, levels) };
  return Object.assign(combine(defaults, said), { headers });
};

/** What a request interceptor returned: usually the merged config itself. */
export const readopt = (returned) => {
  const isOurs = Object.getPrototypeOf(returned) === null && Object.isExtensible(returned);
  return withMethod(isOurs ? returned : merge(own(), returned));
};

/** As axios, whatever type the caller says. */
export const asForm = (config) => {
  const { headers } = own(config);
  if (!isObject(headers ?? {})) return config; // refused as it stands
  return { ...config, headers: { ...named(headers ?? {}), 'Content-Type': 'multipart/form-data' } };
};
