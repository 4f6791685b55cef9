// Objects as pairs of names and texts: a query, or the body of a form. Names are axios's.

import { isObject, isPlain, kind } from './values.js';

/** As axios; what is in itself has no end, and WebKit would look for it a minute long before its stack is full. */
const DEEPEST = 100;

const bare = (name) => String(name).replace(/\[\]$/, '');

/**
 * Name and value of each leaf: `list[]`, `list[0][key]`, `object[key]`. Only a list at the top is `list[]`; with
 * `indexes: true` it is `list[0]`, with `null` it is `list`. `dots` writes `object.key`. What is named `list[]` is a list of
 * leaves, and `object{}` is JSON.
 */
const flatten = (data, { indexes, dots } = {}) => {
  const step = (name, key) => (!name ? key : dots ? `${bare(name)}.${bare(key)}` : `${bare(name)}[${bare(key)}]`);
  const leaves = (value, name, depth) => {
    if (value === null || value === undefined) return [];
    if (depth === 1 && name.endsWith('{}') && isObject(value)) return [[name, JSON.stringify(value)]];
    if (value instanceof Date) return [[name, value.toISOString()]];
    const isList = Array.isArray(value) || kind(value) === 'FileList';
    const isInner = isList || isPlain(value) || (!depth && isObject(value));
    if (!isInner || depth === Infinity) return [[name, value]];
    if (depth > DEEPEST) throw new RangeError(`nested more than ${DEEPEST} deep`);
    const entries = Object.entries(isList ? [...value] : value);
    const isNested = entries.some(([, item]) => isPlain(item) || Array.isArray(item));
    const isFlat = isList && depth === 1 && (name.endsWith('[]') || !isNested);
    const flat = bare(name) + (indexes === null ? '' : '[]');
    return entries.flatMap(([key, item]) => leaves(item, isFlat && !indexes ? flat : step(name, key), isFlat ? Infinity : depth + 1));
  };
  return leaves(data, '', 0);
};

/** Into a `FormData` or a `URLSearchParams`. */
export const fill = (form, data, options) => {
  for (const [name, value] of flatten(data, options)) {
    const isBytes = value instanceof ArrayBuffer || ArrayBuffer.isView(value);
    if (isBytes) form.append(name, new Blob([value]));
    else form.append(name, isObject(value) && !(value instanceof Blob) ? JSON.stringify(value) : value);
  }
  return form;
};

const encode = (text) => encodeURIComponent(text).replace(/%(3A|24|2C)/g, decodeURIComponent).replace(/%20/g, '+');

/** `params`, by what `paramsSerializer` says of it. */
export const query = (params, serializer) => {
  const options = typeof serializer === 'function' ? { serialize: serializer } : (serializer ?? {});
  if (options.serialize) return options.serialize(params, options);
  if (kind(params) === 'URLSearchParams') return String(params);
  const write = options.encode ? (text) => options.encode(text, encode) : encode;
  const pair = ([name, value]) => `${write(name)}=${write(isObject(value) ? JSON.stringify(value) : value)}`;
  return flatten(params, options).map(pair).join('&');
};
