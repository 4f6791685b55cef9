// The constructor's options: checked, completed, and resolved to what the Rust side needs of them.

import { refuse as refuseIn } from './error.js';
import { IGNORED, REQUEST, check, object, text } from './call_options.js';
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
  (value) => Array.isArray(value) && value.length > 0 && value.every((status) => Number.isInteger(status) && status > 99 && status < 600),
  'must be an array of HTTP statuses',
];
const orFalse = [(value) => value === false || isObject(value), 'must be false or an object'];
const call = [(value) => typeof value === 'string' || isObject(value), 'must be a path or { url, method }'];

const CLIENT = { ...REQUEST, session: orFalse };

const SESSION = {
  storage: [
    (value) => ['local', 'session', 'memory'].includes(value) || isStorage(value),
    'must be local, session, memory or a storage: { getItem, setItem, removeItem }',
  ],
  key: text,
  header: text,
  scheme: text,
  origins: [Array.isArray, 'must be an array'],
  refresh: [(value) => value === false || typeof value === 'function' || isObject(value), 'must be false, a function or an object'],
  login: call,
  registration: call,
  logout: call,
};

const REFRESH = {
  url: text,
  method: text,
  body: [(value) => typeof value !== 'function' && typeof value !== 'symbol', 'cannot be written as JSON'],
  headers: object,
  statuses,
  overStatuses: statuses,
  tokenPath: text,
  userPath: text,
  timeout: [(value) => Number.isFinite(value) && value > 0, 'must be more than 0'],
  ahead: [(value) => typeof value === 'boolean' || (Number.isFinite(value) && value > 0), 'must be true, false or a number of seconds'],
};

const ENDPOINT = { url: text, method: text };

/** Own properties only, and none that nobody knows: a typo would be a client that silently does something else. */
const readStrictly = (given, known, prefix) => {
  if (given !== undefined && given !== null && !isObject(given)) refuse('config', 'must be an object');
  const options = own(given);
  for (const name of Object.keys(options)) {
    if (prefix === '' && IGNORED.includes(name)) delete options[name];
    else if (!Object.hasOwn(known, name)) refuse(prefix + name, 'is no option');
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
export const readChild = (given, inherited) => {
  if (isObject(given) && Object.hasOwn(given, 'session')) refuse('session', 'is shared with the client that this one is made of');
  return readDefaults(readStrictly(given, CLIENT, ''), inherited);
};

const readDefaults = (request, inherited) => {
  const base = request.baseURL ?? '';
  const hasNoAddress = !locate('/');
  if (!locate(base) && !(hasNoAddress && !/^[a-z][a-z\d+.-]*:/i.test(base))) refuse('baseURL', 'is no URL');
  return mergeDefaults(inherited, request);
};

const readSession = (given, base) => {
  const session = readStrictly(given, SESSION, 'session.');
  const isCustom = typeof session.refresh === 'function';
  const refresh = readStrictly((!isCustom && session.refresh) || undefined, REFRESH, 'session.refresh.');
  const { header = 'Authorization', scheme = 'Bearer', storage = 'local', key = 'token' } = session;
  const { timeout = 10_000 } = refresh;
  toHeaders({ [header]: scheme }, () => refuse('session.header', 'and session.scheme cannot be sent'));

  const calls = {};
  for (const name of ['login', 'registration', 'logout']) {
    const given = session[name];
    const wanted = typeof given === 'string' ? { url: given } : given;
    const { url = `/${name}`, method = 'post' } = readStrictly(wanted, ENDPOINT, `session.${name}.`);
    calls[name] = own({ url, method, baseURL: base }); // whatever becomes of the defaults
  }
  const resolve = (url) => locate(join(base, url)) ?? { url, origin: '', resource: url };
  return {
    calls,
    header,
    scheme,
    place: session.storage ?? (isInBrowser() ? storage : 'nowhere'),
    storage: makeVault(storage, [key, markKey(key)], timeout),
    key,
    timeout,
    ahead: readAhead(refresh.ahead),
    statuses: session.refresh === false ? [] : (refresh.statuses ?? [401]),
    overStatuses: refresh.overStatuses,
    tokenPath: refresh.tokenPath ?? 'accessToken',
    userPath: refresh.userPath ?? 'user',
    origins: readOrigins(session.origins ?? [], locate(base || '/')?.origin),
    signInResources: [calls.login, calls.registration].map(({ url }) => resolve(url).resource),
    refresh: {
      ...resolve(refresh.url ?? '/refresh'),
      init: readInit(refresh),
      ...(isCustom && { isCustom, ask: asServer(session.refresh, timeout) }),
    },
    logout: { ...resolve(calls.logout.url), init: readInit(calls.logout) },
  };
};

// In seconds. The timers of a hidden page ring once a minute.
const AHEAD = 60;

const readAhead = (given) => (given ? (given === true ? AHEAD : given) * 1000 : undefined);

/** The `baseURL`'s first. An opaque origin is written "null" and shared by everybody. */
const readOrigins = (given, own) => {
  const origins = given.map((text) => {
    const target = typeof text === 'string' ? locate(text) : undefined;
    if (!target || target.origin === 'null' || target.url !== `${target.origin}/`) {
      refuse('session.origins', 'must hold origins, such as https://files.example');
    }
    return target.origin;
  });
  return own && own !== 'null' ? [own, ...origins] : origins;
};

/** What the refresh call adds: by default nothing, so that there is no preflight. */
const readInit = ({ method = 'GET', headers, body }) => {
  const init = { method: method.toUpperCase() };
  if (body !== undefined && init.method === 'GET') refuse('session.refresh.body', 'needs another method');
  if (typeof body === 'string') init.body = body;
  else if (body !== undefined) {
    try {
      init.body = JSON.stringify(body);
    } catch (error) {
      refuse('session.refresh.body', 'cannot be written as JSON', error);
    }
  }
  const written = new ApiHeaders(isObject(body) && { 'Content-Type': 'application/json' }, headers);
  if (Object.keys(written).length) init.headers = toHeaders(written, () => refuse('session.refresh.headers', 'cannot be sent'));
  return init;
};
