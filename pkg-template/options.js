// The constructor's options: checked, completed, and resolved to what the Rust side needs of them.

import { refuse as refuseIn } from './error.js';
import { REQUEST, anyOf, callback, check, flag, object, oneOf, text } from './call_options.js';
import { mergeDefaults } from './config.js';
import { asServer } from './fetch.js';
import { ApiHeaders, toHeaders } from './headers.js';
import { isStorage, makeVault } from './storage.js';
import { isInBrowser } from './tabs.js';
import { markKey } from './token_store.js';
import { TRANSFORMS } from './transform.js';
import { join, locate } from './url.js';
import { isObject, own } from './values.js';

const refuse = refuseIn();

const statuses = [
  (value) => Array.isArray(value) && value.length > 0 && value.every((status) => Number.isInteger(status) && status > 299 && status < 600),
  'HTTP statuses',
];
const call = anyOf(text, object);
const off = oneOf(false);
const positive = (value) => Number.isFinite(value) && value > 0;

const CLIENT = { ...REQUEST, session: anyOf(off, object) };
const CHILD = { ...REQUEST, session: [() => false, 'absent: it is shared'] };

const SESSION = {
  storage: anyOf(oneOf('local', 'session', 'memory'), [isStorage, '{ getItem, setItem, removeItem }']),
  key: text,
  header: text,
  scheme: text,
  origins: [Array.isArray, 'an array'],
  refresh: anyOf(off, callback, object),
  login: call,
  registration: call,
  logout: call,
};

const REFRESH = {
  url: text,
  method: text,
  body: [(value) => typeof value !== 'function' && typeof value !== 'symbol', 'JSON'],
  headers: object,
  statuses,
  overStatuses: statuses,
  tokenPath: text,
  userPath: text,
  timeout: [positive, 'more than 0'],
  ahead: anyOf(flag, [positive, 'a number of seconds']),
};

const ENDPOINT = { url: text, method: text };

/** Own properties only, and none that nobody knows: a typo would be a client that silently does something else. */
const readStrictly = (given, known, prefix) => {
  if (!isObject(given ?? {})) refuse('config', 'must be an object');
  const options = own(given);
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(known, name)) refuse(prefix + name, 'is no option');
    if (options[name] === null && name !== 'validateStatus') delete options[name];
  }
  return check(options, known, refuse, prefix);
};

/** As axios's, and as open to change. */
const DEFAULTS = { ...TRANSFORMS, headers: { common: { Accept: 'application/json, text/plain, */*' } } };

/** Everything that a client is made of. */
export const read = (given) => {
  const { session, ...request } = readStrictly(given, CLIENT, '');
  const defaults = readDefaults(request, DEFAULTS);
  return { defaults, session: session === false ? undefined : readSession(session, request.baseURL ?? '') };
};

/** The defaults of a client that shares another one's session. */
export const readChild = (given, inherited) => readDefaults(readStrictly(given, CHILD, ''), inherited);

const readDefaults = (request, inherited) => {
  const base = request.baseURL ?? '';
  // Where there is no address, a path cannot be looked at.
  if (/^[\w+.-]+:/.test(base) && !locate(base)) refuse('baseURL', 'is no URL');
  return mergeDefaults(inherited, request);
};

const readSession = (given, base) => {
  const session = readStrictly(given, SESSION, 'session.');
  const isCustom = typeof session.refresh === 'function';
  const refresh = readStrictly(isObject(session.refresh) ? session.refresh : {}, REFRESH, 'session.refresh.');
  const { header = 'Authorization', scheme = 'Bearer', storage = isInBrowser() ? 'local' : 'nowhere', key = 'token' } = session;
  const { timeout = 10_000, url: refreshUrl = '/refresh' } = refresh;
  toHeaders({ [header]: scheme }, () => refuse('session.header', 'and session.scheme cannot be sent'));

  const calls = {};
  for (const name of ['login', 'registration', 'logout']) {
    const given = session[name];
    const wanted = typeof given === 'string' ? { url: given } : given;
    const { url = `/${name}`, method = 'post' } = readStrictly(wanted, ENDPOINT, `session.${name}.`);
    calls[name] = { url, method, baseURL: base }; // whatever becomes of the defaults
  }
  let vault;
  const resolve = (url) => locate(join(base, url)) ?? { url, origin: '', resource: url };
  return {
    calls,
    header,
    scheme,
    place: storage,
    /** Opened by whoever needs it first. */
    get storage() {
      return (vault ??= makeVault(storage, [key, markKey(key)], timeout));
    },
    key,
    timeout,
    ahead: (refresh.ahead === true ? AHEAD : refresh.ahead) * 1000 || undefined,
    statuses: session.refresh === false ? [] : (refresh.statuses ?? [401]),
    overStatuses: refresh.overStatuses ?? [400, 401, 403],
    tokenPath: refresh.tokenPath ?? 'accessToken',
    userPath: refresh.userPath ?? 'user',
    origins: [locate(base || '/')?.origin ?? 'null', ...(session.origins ?? []).map(readOrigin)].filter((it) => it !== 'null'),
    refresh: {
      ...resolve(refreshUrl),
      init: readInit(refresh),
      isCustom,
      ask: isCustom ? asServer(session.refresh, timeout) : undefined,
    },
    signInResources: [refreshUrl, calls.login.url, calls.registration.url].map((url) => resolve(url).resource),
    logout: { ...resolve(calls.logout.url), init: readInit(calls.logout) },
  };
};

// In seconds. The timers of a hidden page ring once a minute.
const AHEAD = 60;

/** An opaque origin is written "null" and shared by everybody. */
const readOrigin = (text) => {
  const { origin, url } = locate(text) ?? {};
  return url === `${origin}/` ? origin : refuse('session.origins', 'must be origins');
};

/** What the refresh call adds: by default nothing, so that there is no preflight. */
const readInit = ({ method = 'GET', headers, body }) => {
  const init = { method: method.toUpperCase() };
  try {
    init.body = typeof body === 'string' ? body : JSON.stringify(body);
  } catch (error) {
    refuse('session.refresh.body', 'cannot be written', error);
  }
  if (init.body !== undefined && init.method === 'GET') refuse('session.refresh.body', 'needs another method');
  const written = new ApiHeaders(isObject(body) && { 'Content-Type': 'application/json' }, headers);
  init.headers = toHeaders(written, () => refuse('session.refresh.headers', 'cannot be sent'));
  return init;
};
