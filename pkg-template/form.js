// Objects as pairs of names and texts: a query, or the body of a form. Names are axios's.

import { isObject, isPlain, kind } from './values.js';

/** As axios; what is in itself has no end, and WebKit would look for it a minute long before its stack is full. */
const DEEPEST = 100;

const bare = (name) => String(name).replace(/\[\]$/, '');

/**
 * Calls `add(name, value)` for each leaf: `list[]`, `list[0][key]`, `object[key]`. Only a list at the top is `list[]`; with
 * `indexes: true` it is `list[0]`, with `null` it is `list`. `dots` writes `object.key`. What is named `list[]` is a list of
 * leaves, and `object{}` is JSON.
 */
const flatten = (data, { indexes, dots } = {}, add) => {
  const step = (name, key) => (!name ? key : dots ? `${bare(name)}.${bare(key)}` : `${bare(name)}[${bare(key)}]`);
  const list = (items, name, depth) => {
    const isFlat = depth === 1 && (name.endsWith('[]') || !items.some((item) => isPlain(item) || Array.isArray(item)));
    const flat = (index) => (indexes ? step(name, index) : indexes === null ? bare(name) : `${bare(name)}[]`);
    items.forEach((item, index) => visit(item, isFlat ? flat(index) : step(name, index), isFlat ? Infinity : depth + 1));
  };
  const visit = (value, name, depth) => {
    if (value === null || value === undefined) return;
    if (depth === 1 && name.endsWith('{}') && isObject(value)) add(name, JSON.stringify(value));
    else if (value instanceof Date) add(name, value.toISOString());
    else if (depth === Infinity) add(name, value);
    else if (depth > DEEPEST) throw new RangeError(`nested more than ${DEEPEST} deep`);
    else if (Array.isArray(value) || kind(value) === '[object FileList]') list([...value], name, depth);
    else if (isPlain(value) || (!depth && isObject(value))) for (const key of Object.keys(value)) visit(value[key], step(name, key), depth + 1);
    else add(name, value);
  };
  visit(data, '', 0);
};

/** Into a `FormData` or a `URLSearchParams`. */
export const fill = (form, data, options) => {
  const isBytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);
  flatten(data, options, (name, value) => {
    if (isBytes(value)) form.append(name, new Blob([value]));
    else form.append(name, isObject(value) && !(value instanceof Blob) ? JSON.stringify(value) : value);
  });
  return form;
};

const encode = (text) =>
  encodeURIComponent(text).replace(/%20/g, '+').replace(/%3A/g, ':').replace(/%24/g, '$').replace(/%2C/g, ',');

/** `params`, by what `paramsSerializer` says of it. */
export const query = (params, serializer) => {
  const options = typeof serializer === 'function' ? { serialize: serializer } : (serializer ?? {});
  if (options.serialize) return options.serialize(params, options);
  if (kind(params) === '[object URLSearchParams]') return String(params);
  const write = options.encode ? (text) => options.encode(text, encode) : encode;
  const pairs = [];
  flatten(params, options, (name, value) =>
    pairs.push(`${write(name)}=${write(isObject(value) ? JSON.stringify(value) : value)}`),
  );
  return pairs.join('&');
};
