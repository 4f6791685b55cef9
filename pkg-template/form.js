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
  const visit = (value, name, depth) => {
    if (value === null || value === undefined) return;
    const isList = Array.isArray(value) || kind(value) === '[object FileList]';
    const isInner = isList || isPlain(value) || (!depth && isObject(value));
    if (depth === 1 && name.endsWith('{}') && isObject(value)) add(name, JSON.stringify(value));
    else if (value instanceof Date) add(name, value.toISOString());
    else if (!isInner || depth === Infinity) add(name, value);
    else if (depth > DEEPEST) throw new RangeError(`nested more than ${DEEPEST} deep`);
    else {
      const entries = Object.entries(isList ? [...value] : value);
      const isNested = entries.some(([, item]) => isPlain(item) || Array.isArray(item));
      const isFlat = isList && depth === 1 && (name.endsWith('[]') || !isNested);
      const flat = bare(name) + (indexes === null ? '' : '[]');
      for (const [key, item] of entries) visit(item, isFlat && !indexes ? flat : step(name, key), isFlat ? Infinity : depth + 1);
    }
  };
  visit(data, '', 0);
};

/** Into a `FormData` or a `URLSearchParams`. */
export const fill = (form, data, options) => {
  const written = (value) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new Blob([value]);
    return isObject(value) && !(value instanceof Blob) ? JSON.stringify(value) : value;
  };
  flatten(data, options, (name, value) => form.append(name, written(value)));
  return form;
};

const encode = (text) => encodeURIComponent(text).replace(/%(3A|24|2C)/g, decodeURIComponent).replace(/%20/g, '+');

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
