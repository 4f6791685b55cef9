// What is given to `fetch`, and when.

import { locate } from './url.js';
import { own, parseJson } from './values.js';

/**
 * One attempt of a prepared request. `value` is what travels in the session's header: a text, `null` for nothing, `undefined`
 * for whatever the caller gave. An aborted request sends nothing any more.
 */
export const attempt = async (request, header, value) => {
  const { init, trace } = request;
  init.signal?.throwIfAborted();
  trace?.leave();
  return noted(trace, send(request, header, value));
};

/** Whoever follows the call, if anybody does, is to know what it was answered. */
const noted = async (trace, answered) => {
  const answer = await answered;
  if (trace) trace.status = answer.status;
  return answer;
};

const send = ({ url, init, make, adapt, original }, header, value) => {
  if (adapt) return adapt(header, value);
  const request = original?.take();
  const { headers } = request ?? init;
  // Browsers drop Authorization on a redirect to another origin (Fetch §4.4), and nothing else: a token in a header of its own
  // would be delivered.
  const isExposed = typeof value === 'string' && header.toLowerCase() !== 'authorization';
  if (value === null) headers.delete(header);
  else if (value !== undefined) headers.set(header, value);
  if (isExposed) init.redirect ??= 'error';
  if (make) init.body = make();
  if (!request) return fetch(url, init);
  if (!isExposed) return fetch(request);
  // With anything beside it a `Request` forgets where it came from (Fetch §5.4), in Firefox also that it is to outlive the page.
  const { referrer, referrerPolicy, keepalive } = request;
  return fetch(request, { referrer, referrerPolicy, keepalive, redirect: init.redirect });
};

/** The request may have to be sent again. */
export const keep = ({ original }) => original?.keep();

/** Whether the session has spent its chance on this call, or somebody else says so. */
export const isSpent = ({ config, spent }) => Boolean(spent || config._isRetry || config._retry);

export const spend = (request) => {
  const { config, trace } = request;
  request.spent = true;
  try {
    Object.assign(config, { _isRetry: !config._sentAgain, _retry: true });
  } catch {
    // somebody has frozen it
  }
  trace?.spend();
};

/** Where a refusal came from, after redirects. One that was made by hand does not say it. */
export const originOf = ({ ok, url }) => (ok || !url ? undefined : (locate(url)?.origin ?? 'null'));

/** Whether a refusal says that the token is invalid (RFC 6750 §3.1), as far as it may be read. */
export const blamesToken = ({ ok, headers }) => !ok && String(headers?.get?.('www-authenticate')).includes('invalid_token');

const AT_ONCE = 50; // ms

/**
 * `keepalive` lets it outlive the page: without it a reload during a refresh loses the rotated cookie, in Chromium and Firefox
 * 3 times out of 3. But all keepalive bodies in flight share 64 KiB (Fetch §4.6), and a body too much fails at once.
 */
const outlivePage = async ({ url, init }) => {
  const call = (keepalive) => fetch(url, own(init, { credentials: 'include', cache: 'no-store', keepalive }));
  const called = performance.now();
  try {
    return await call(true);
  } catch (error) {
    // Later it may be the line that broke, and the server may have rotated the cookie.
    const isAtOnce = performance.now() - called < AT_ONCE;
    if (init.body === undefined || !isAtOnce) throw error;
    return call(false);
  }
};

/** A call that moves the refresh cookie. */
export const callWithCookie = async (call) => {
  const trace = call.trace?.();
  try {
    return await noted(trace, (call.ask ?? outlivePage)(call));
  } finally {
    trace?.settle();
  }
};

/** What a refresh function of the application's own has said, as far as it counts: a status is the auth server's word. */
const heard = (said) => {
  const answer = said?.response ?? said;
  const status = Number(answer?.status);
  return { status: status >= 300 ? status : 0, redirected: false, isJson: typeof answer?.data === 'object' };
};

/** Makes such a function an auth server that answers. What it throws is no answer, unless an answer is in it. */
export const asServer = (refresh, timeout) => {
  let attempt = 0;
  return async () => {
    attempt += 1;
    const context = { attempt, signal: AbortSignal.timeout(timeout), fetch: (...request) => fetch(...request) };
    try {
      const given = await refresh(context);
      if (given instanceof Response) return given;
      return { status: 200, redirected: false, isJson: true, data: typeof given === 'string' ? { accessToken: given } : given };
    } catch (thrown) {
      return thrown instanceof Response && !thrown.ok ? thrown : heard(thrown);
    }
  };
};

/**
 * For how many ms the server wants to be left alone (RFC 9110 §10.2.3). A date is held against the server's own clock where that
 * can be read: the client's may be a day off.
 */
const retryAfter = ({ headers }) => {
  const text = headers.get('retry-after') ?? '';
  const wait = /^\d+$/.test(text) ? text * 1000 : Date.parse(text) - (Date.parse(headers.get('date')) || Date.now());
  return wait > 0 ? wait : undefined;
};

/** `application/json` or `+json` (RFC 6839 §3.1). */
const JSON_TYPE = /^\s*(application\/|[^;]*\+)json\s*(;|$)/i;

/** What the auth server says to the call that renews. `asServer` has said it already. */
export const askForRenewal = async (call) => {
  const answer = await callWithCookie(call);
  if (!(answer instanceof Response)) return answer;
  const { status, redirected, headers } = answer;
  const saysJson = JSON_TYPE.test(headers.get('content-type'));
  const wait = retryAfter(answer);
  const data = parseJson(await answer.text());
  return { status, redirected, retryAfter: wait, isJson: saysJson && data !== undefined, data };
};

/** Nobody reads the answer. */
export const discard = ({ body }) => {
  body?.cancel().catch(() => {});
};
