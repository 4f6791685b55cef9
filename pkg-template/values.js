// Reads JavaScript values as they were said, by whom they were said.

export const isObject = (value) => typeof value === 'object' && value !== null;

/** `FileList`: of whatever window, and where there is none: not every engine knows every kind by name. */
export const kind = (value) => Object.prototype.toString.call(value).slice(8, -1);

export const isPlain = (value) => {
  if (!isObject(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

/** Own properties only, without a prototype: what a polluted `Object.prototype` holds was not said by the caller. */
export const own = (...sources) => {
  const copy = Object.assign(Object.create(null), ...sources);
  for (const name of ['__proto__', 'constructor', 'prototype']) delete copy[name];
  return copy;
};

/** What stands at a dotted path, if every step is an own property. */
export const at = (data, path) =>
  path
    .split('.')
    .reduce((value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined), data);

/** Token and user as an answer has them. Nothing else is taken from it, a `refreshToken` least of all. */
export const granted = (data, tokenPath, userPath) => {
  const token = at(data, tokenPath);
  return [typeof token === 'string' ? token : undefined, at(data, userPath)];
};

/** What a text says as JSON, or `otherwise`. */
export const parseJson = (text, otherwise) => {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
};

/** Numbers and texts name somebody; `7` and `"7"` name the same. */
const identifier = (value) => (['number', 'string'].includes(typeof value) ? String(value) : undefined);

export const userId = (user) => {
  try {
    return identifier(at(user, 'id'));
  } catch {
    return undefined; // a getter of the application's
  }
};

/** What a JWT (RFC 7519 §4.1) says of itself, unverified: it only tells what to expect. Garbage says nothing. Times are in seconds. */
export const claims = (token) => {
  let said;
  try {
    said = JSON.parse(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')));
  } catch {
    // then there is nothing to expect
  }
  const number = (name) => (typeof at(said, name) === 'number' ? said[name] : undefined);
  return { issued: number('iat'), expires: number('exp'), subject: identifier(at(said, 'sub')) };
};
