// `api.fetch`: what the global `fetch` takes, made ready to be attempted more than once.

import { sendsStreams } from './body.js';
import { ApiError } from './error.js';
import { locate } from './url.js';
import { isObject, isPlain, kind, own } from './values.js';

const isRequest = (input) => kind(input) === 'Request';

const isStream = (body) =>
  body instanceof ReadableStream || (isObject(body) && typeof body[Symbol.asyncIterator] === 'function');

/** As it is now. A `Request` may stand in its place, whose every property is inherited. */
const snapshot = (init) => {
  if (isPlain(init)) return own(init);
  const said = own();
  for (const name in init) said[name] = init[name];
  return said;
};

/**
 * A `Request` whose body can be read once. If it may have to be sent again it is cloned before it leaves, and the clone is let go
 * as soon as nobody needs it: until then everything is held twice.
 */
class Original {
  #next;
  #spare;

  constructor(request) {
    this.#next = request;
  }

  keep = () => {
    this.#spare = this.#next.clone();
  };

  take = () => {
    const taken = this.#next;
    this.#next = this.#spare;
    this.#spare = undefined;
    return taken;
  };

  drop() {
    for (const left of [this.#next, this.#spare]) left?.body?.cancel().catch(() => {});
  }
}

/** Throws what `fetch` would reject with. */
const prepare = (input, given, header) => {
  const init = snapshot(given);
  const target = locate(isRequest(input) ? input.url : String(input));
  if (!target) throw new TypeError('the URL cannot be parsed');
  const common = { ...target, takesPart: true, config: {}, isStream: isStream(init.body) };
  const signal = init.signal === undefined && isRequest(input) ? input.signal : init.signal;
  if (common.isStream && !sendsStreams()) throw new TypeError('the body is a stream, which this browser cannot send');
  if (!isRequest(input) || (init.body ?? undefined) !== undefined) {
    init.headers = new Headers(init.headers ?? (isRequest(input) ? input.headers : undefined));
    init.method = String(init.method ?? (isRequest(input) ? input.method : 'GET'));
    const url = isRequest(input) ? input : target.url;
    return { ...common, url, init, signal, credential: init.headers.get(header) ?? undefined };
  }
  if (input.keepalive) {
    // Firefox forgets it when it copies; and with anything beside it a `Request` forgets where it came from (Fetch §5.4).
    const { referrer, referrerPolicy } = input;
    Object.assign(init, { keepalive: true, referrer, referrerPolicy, ...init });
  }
  const request = new Request(input, init);
  const redirect = init.redirect ?? (request.redirect === 'follow' ? undefined : request.redirect);
  const credential = request.headers.get(header) ?? undefined;
  return { ...common, init: { signal, redirect, method: request.method }, signal, credential, original: new Original(request) };
};

/** Settles as the global `fetch` does; whoever waits for a refresh and is aborted is told at once. */
export const fetchThrough = async (membership, input, init) => {
  const { core, header, tracers } = membership;
  const prepared = prepare(input, init, header);
  const { signal, original } = prepared;
  signal?.throwIfAborted();
  const trace = (prepared.trace = tracers.begin(prepared));
  let hear;
  const aborted = new Promise((_, reject) => {
    hear = () => reject(signal.reason);
    signal?.addEventListener('abort', hear);
  });
  try {
    return await Promise.race([aborted, core.forward(prepared)]);
  } catch (error) {
    throw error instanceof ApiError ? new TypeError(error.message, { cause: error }) : error;
  } finally {
    trace?.settle(signal?.aborted);
    signal?.removeEventListener('abort', hear);
    original?.drop();
  }
};
