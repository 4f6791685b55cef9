// `config.headers` and `response.headers`: the own properties are the headers, so that plain assignment works.

import { isObject, isPlain } from './values.js';

const spelling = (headers, name) => {
  const wanted = String(name).toLowerCase();
  return Object.keys(headers).find((key) => key.toLowerCase() === wanted);
};

/** By their names. What is not sent is said all the same, and stands against what was said before. */
export const named = (headers) =>
  Symbol.iterator in headers && !(headers instanceof ApiHeaders) ? Object.fromEntries(headers) : headers;

export class ApiHeaders {
  /** An object in the place of a value is a group of `defaults.headers`, and no header. */
  constructor(...sources) {
    for (const headers of sources) {
      if (!isObject(headers)) continue;
      for (const [name, value] of Object.entries(named(headers))) {
        if (isPlain(value)) continue;
        // `null` is not sent either, and goes on taking the header away when this config is used again.
        this.set(name, value === undefined && this.has(name) ? null : value);
      }
    }
  }

  /** The first spelling of a name is kept; `undefined` removes the header. None hides a method, whoever names it so. */
  set(name, value) {
    if (isObject(name)) return Object.assign(this, new ApiHeaders(this, name));
    const key = spelling(this, name) ?? name;
    if (value === undefined) delete this[key];
    else if (key !== '__proto__' && !Object.hasOwn(ApiHeaders.prototype, key)) this[key] = value;
    return this;
  }

  get(name) {
    const key = spelling(this, name);
    return key === undefined ? undefined : this[key];
  }

  has(name) {
    return spelling(this, name) !== undefined;
  }

  delete(name) {
    const key = spelling(this, name);
    return key !== undefined && delete this[key];
  }

  /** What is sent. */
  toJSON() {
    const isSent = ([, value]) => value !== undefined && value !== null && value !== false;
    return Object.fromEntries(Object.entries(this).filter(isSent));
  }

  toObject() {
    return { ...this };
  }

  toString() {
    return [...this].map((header) => header.join(': ')).join('\n');
  }

  [Symbol.iterator]() {
    return Object.entries(this.toJSON()).values();
  }

  getContentType() {
    return this.get('Content-Type');
  }

  setContentType(value) {
    return this.set('Content-Type', value);
  }

  setAuthorization(value) {
    return this.set('Authorization', value);
  }
}

const SENDABLE = /^[\t\x20-\x7e\x80-\uffff]*$/;

/** For `fetch`. Calls `refuse` with the name of a header that cannot be sent, and never with its value. */
export const toHeaders = (headers, refuse) => {
  const written = new Headers();
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value === undefined || value === null || value === false) continue;
    try {
      const text = String(value);
      if (!SENDABLE.test(text)) throw name;
      written.append(name, text);
    } catch {
      refuse(`headers.${name}`, 'cannot be sent');
    }
  }
  return written;
};
