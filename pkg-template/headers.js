// `config.headers` and `response.headers`: the own properties are the headers, so that plain assignment works.

const spelling = (headers, name) => {
  const wanted = String(name).toLowerCase();
  return Object.keys(headers).find((key) => key.toLowerCase() === wanted);
};

export class ApiHeaders {
  constructor(...sources) {
    for (const headers of sources) {
      for (const name of Object.keys(headers ?? {})) this.set(name, headers[name]);
    }
  }

  /** The first spelling of a name is kept; `undefined` removes the header. */
  set(name, value) {
    const key = spelling(this, name) ?? name;
    if (value === undefined) delete this[key];
    else Object.defineProperty(this, key, { value, writable: true, enumerable: true, configurable: true });
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

  toObject() {
    return { ...this };
  }
}
