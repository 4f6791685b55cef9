// `config.headers` and `response.headers`: the own properties are the headers, so that plain assignment works.

import { isObject, isPlain } from './values.js';

/** Under whatever spelling: name and value, or neither. */
const find = (headers, name) => {
  const wanted = String(name).toLowerCase();
  return Object.entries(headers).find(([key]) => key.toLowerCase() === wanted) ?? [];
};

/** What is sent. */
const sent = (headers) => Object.entries(headers).filter(([, value]) => value !== undefined && value !== null && value !== false);

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
    const [key = name] = find(this, name);
    if (value === undefined) delete this[key];
    else if (!(key in ApiHeaders.prototype)) this[key] = value;
    return this;
  }

  get(name) {
    return find(this, name)[1];
  }

  has(name) {
    return find(this, name).length > 0;
  }

  delete(name) {
    const [key] = find(this, name);
    return key !== undefined && delete this[key];
  }

  toJSON() {
    return Object.fromEntries(sent(this));
  }

  toObject() {
    return { ...this };
  }

  toString() {
    return [...this].map((header) => header.join(': ')).join('\n');
  }

  [Symbol.iterator]() {
    return sent(this).values();
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

const UNSENDABLE = /[^\t -~\x80-\uffff]/;

/** For `fetch`. Calls `refuse` with the name of a header that cannot be sent, and never with its value. */
export const toHeaders = (headers, refuse) => {
  const written = new Headers();
  for (const [name, value] of sent(headers)) {
    try {
      if (UNSENDABLE.test(value)) throw name;
      written.append(name, value);
    } catch {
      refuse(`headers.${name}`, 'cannot be sent');
    }
  }
  return written;
};
