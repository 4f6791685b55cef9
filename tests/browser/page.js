// What stands in for parts of the page: storages that throw, a network that answers by plan, tokens.

/** Defines a property for as long as `work` takes, and tidies up also when it fails. */
export const during = (target, name, descriptor, work) => {
  const before = Object.getOwnPropertyDescriptor(target, name);
  // WebKit goes on calling a getter that it has called before, when another is merely put in its place.
  delete target[name];
  Object.defineProperty(target, name, { configurable: true, ...descriptor });
  try {
    work();
  } finally {
    if (before) Object.defineProperty(target, name, before);
    else delete target[name];
  }
};

/** How often `console.warn` is called while `work` runs. */
export const warnings = (work) => {
  let count = 0;
  during(console, 'warn', { value: () => (count += 1) }, work);
  return count;
};

/** A storage of somebody's own. Its methods throw as soon as they are told to. */
class Shelf {
  entries = new Map();
  broken = new Set();

  getItem(key) {
    this.#use('getItem');
    return this.entries.get(key) ?? null;
  }

  setItem(key, value) {
    this.#use('setItem');
    this.entries.set(key, value);
  }

  removeItem(key) {
    this.#use('removeItem');
    this.entries.delete(key);
  }

  #use(method) {
    if (this.broken.has(method)) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
  }

  // ---- for the claims

  kept(key) {
    return this.entries.get(key);
  }

  put(key, value) {
    this.entries.set(key, value);
  }

  clear() {
    this.entries.clear();
  }

  break(method) {
    this.broken.add(method);
  }
}

export const shelf = () => new Shelf();

const errors = [];
addEventListener('error', (event) => errors.push(event.message));

/** How many errors nobody has caught since this was asked last. */
export const uncaught = () => errors.splice(0).length;

const base64url = (text) => btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

/** A token with this text for a payload. */
export const jwt = (payload) => `${base64url('{"alg":"none"}')}.${base64url(payload)}.signature`;

/** Answers each call of `fetch` by what `plan` makes, and keeps a record. Stands until the next one. */
export const network = (plan) => {
  const calls = [];
  globalThis.fetch = async (url, init) => {
    const { method, headers } = new Request(url, init);
    calls.push({ ...init, url, method, headers: Object.fromEntries(headers) });
    const answer = await plan(calls.length);
    return Object.hasOwn(answer, 'url') ? answer : Object.defineProperty(answer, 'url', { value: url });
  };
  return calls;
};

/** Bytes and not a text, for a `Response` writes a content type to a text. */
export const answer = (status, body, type, redirected) => () => {
  const response = new Response(body === undefined ? null : new TextEncoder().encode(body), {
    status,
    headers: type === undefined ? {} : { 'Content-Type': type },
  });
  return Object.defineProperty(response, 'redirected', { value: redirected });
};

/** Headers, the beginning of a body, and then the line is cut. */
export const truncated = (status) => () => {
  const cut = (controller) => {
    controller.enqueue(new TextEncoder().encode('{"accessTok'));
    controller.error(new TypeError('network error'));
  };
  return new Response(new ReadableStream({ start: cut }), { status, headers: { 'Content-Type': 'application/json' } });
};

/** How many hold the lock of this name, and how many ask for it. */
export const countLocks = async (name) => {
  const { held, pending } = await navigator.locks.query();
  return [held, pending].map((list) => list.filter((lock) => lock.name === name).length).join(' ');
};

/** As another tab does, on a channel of its own. */
export const callOut = (name, message) => {
  const channel = new BroadcastChannel(name);
  channel.postMessage(message);
  channel.close();
};

/** Fulfils with the next message there. Whoever listens already hears it before. */
export const nextCall = (name) =>
  new Promise((resolve) => {
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }) => {
      channel.close();
      resolve(data);
    };
  });

let neighbour;

/** Another page of the origin. `''` is all keys, `undefined` takes away. */
export const neighbourWrites = (key, text) => {
  if (!neighbour) {
    neighbour = document.createElement('iframe');
    document.body.append(neighbour);
  }
  const { localStorage } = neighbour.contentWindow;
  if (!key) localStorage.clear();
  else if (text === undefined) localStorage.removeItem(key);
  else localStorage.setItem(key, text);
};

/** What the browser says of the page: `freeze`, `resume` and `visibilitychange` to its document. */
export const happen = (type) => {
  const target = ['pagehide', 'pageshow', 'online'].includes(type) ? globalThis : document;
  target.dispatchEvent(new Event(type));
};

/** Timers that are set before and ring sooner have rung then. */
export const pause = (delay) => new Promise((resolve) => setTimeout(resolve, delay));
