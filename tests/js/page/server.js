// What stands in for the network: answers by a table, keeps a record of what it was asked, and has nothing for anybody else.

export const BASE = 'https://api.test/api';

// ---- answers: each is a function of the call, for a Response is read once

export const json = (data, status = 200, headers) => () =>
  new Response(JSON.stringify(data), { status, headers: { 'Content-Type': 'application/json', ...headers } });

export const text = (body, status = 200, headers) => () => new Response(body, { status, headers });

export const html = (status = 200) => text('<!doctype html><title>proxy</title>', status, { 'Content-Type': 'text/html' });

export const empty = (status = 204) => () => new Response(null, { status });

export const offline = () => {
  throw new TypeError('Failed to fetch');
};

/** What WebKit says of a stream. */
export const unsupported = () => new DOMException('ReadableStream uploading is not supported', 'NotSupportedError');

/** As after a redirect, or from where it is said. */
export const as = (facts, answer) => (call) =>
  Object.defineProperties(
    answer(call),
    Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, { value }])),
  );

/** An answer that comes when it is told to. */
export class Held {
  #release;
  #gate = new Promise((resolve) => (this.#release = resolve));
  answer = async (call) => (await this.#gate)(call);
  release(answer) {
    this.#release(answer);
  }
}

/** Whether this engine's `fetch` sends streams: then it asks how (Fetch §5.4). */
export const SENDS_STREAMS = (() => {
  let isAsked = false;
  const how = {
    get duplex() {
      isAsked = true;
      return 'half';
    },
  };
  new Request('data:,', Object.assign(how, { method: 'POST', body: new ReadableStream() }));
  return isAsked;
})();

/** One request, as it would have left. */
class Call {
  constructor(input, init) {
    const request = new Request(input, init); // refuses what `fetch` refuses, and writes the content type
    // WebKit makes such a Request, and its `fetch` refuses it.
    if (init.body instanceof ReadableStream && !SENDS_STREAMS && !request.headers.has('Content-Type')) throw unsupported();
    this.url = request.url;
    this.method = request.method;
    this.path = this.url.split('?')[0].replace(BASE, '');
    this.query = new URL(this.url).search;
    this.route = `${this.method} ${this.path}`;
    this.headers = Object.fromEntries(request.headers);
    this.token = this.headers.authorization;
    this.init = init;
    for (const name of ['credentials', 'redirect', 'cache']) this[name] = request[name];
    this.keepalive = request.keepalive || (input instanceof Request && input.keepalive); // Firefox forgets it when it copies
    this.body = request.arrayBuffer().catch(() => new ArrayBuffer());
  }

  async bytes() {
    return [...new Uint8Array(await this.body)];
  }

  async text() {
    return new TextDecoder().decode(await this.body);
  }
}

export class Server {
  calls = [];
  unknown = [];
  /** The access token that the guarded routes accept. */
  accepts = 'fresh';
  #routes = new Map();
  #arrivals = [];

  /** One answer after the other, the last one for ever. */
  on(route, ...answers) {
    this.#routes.set(route, answers);
    return this;
  }

  /** Answers 401 to whoever does not carry the token that is accepted. */
  guard(route, answer = json(['Ada'])) {
    const isWelcome = (call) => call.token === `Bearer ${this.accepts}`;
    return this.on(route, (call) => (isWelcome(call) ? answer(call) : json({ message: 'unauthorized' }, 401)(call)));
  }

  /** Each refresh is answered with the token that is accepted, and with the user. */
  renews(user) {
    return this.on('GET /refresh', (call) => json({ accessToken: this.accepts, refreshToken: 'cookie-only', user })(call));
  }

  /** Says no to each refresh. */
  ends() {
    return this.on('GET /refresh', json({ message: 'no session' }, 401));
  }

  to(route) {
    return this.calls.filter((call) => call.route === route);
  }

  get routes() {
    return this.calls.map(({ route }) => route);
  }

  get refreshes() {
    return this.to('GET /refresh').length;
  }

  /** The `count`th call to a route, as soon as it is there. */
  arrival(route, count = 1) {
    return new Promise((resolve) => {
      this.#arrivals.push(() => {
        const call = this.to(route)[count - 1];
        if (call) resolve(call);
        return Boolean(call);
      });
      this.#look();
    });
  }

  fetch = (input, init = {}) => {
    try {
      const call = new Call(input, init);
      this.calls.push(call);
      this.#look();
      return heard(init.signal ?? (input instanceof Request ? input.signal : undefined), this.#answer(call));
    } catch (error) {
      return Promise.reject(error);
    }
  };

  async #answer(call) {
    const answers = this.#routes.get(call.route);
    if (!answers) {
      this.unknown.push(call.route);
      return new Response('not in the table', { status: 501 });
    }
    await undefined;
    return (answers.length > 1 ? answers.shift() : answers[0])(call);
  }

  #look() {
    this.#arrivals = this.#arrivals.filter((isThere) => !isThere());
  }
}

/** As `fetch` does: an aborted call rejects with the reason. */
const heard = (signal, answer) =>
  signal
    ? Promise.race([
        answer,
        new Promise((_, reject) => {
          if (signal.aborted) reject(signal.reason);
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
      ])
    : answer;
