// Nothing that leaves the engine holds a token, a password or a cookie unless it was asked for by name.

import { BASE, Held, beside, claim, client, holds, instead, json, jwt, offline, rejection, same } from './page/page.js';

const BYTES = new TextEncoder().encode('pa55word');
const SECRETS = ['s3cr3t', 'pa55word', 'c00kie', JSON.stringify(BYTES)];

const silent = (what, value) => {
  const seen = JSON.stringify(value) + String(value?.stack ?? '');
  for (const secret of SECRETS) holds(!seen.includes(secret), `${what} tells ${secret}: ${seen}`);
};

const headers = { Authorization: 'Bearer s3cr3t', Cookie: 'sid=c00kie', 'X-Auth-Token': 's3cr3t', 'X-CSRF-Token': 'c00kie', 'X-API-Key': 's3cr3t' };

export const no_error_tells_a_secret = claim(async (server) => {
  server.on('POST /users', json({ accessToken: 's3cr3t' }, 400)).on('GET /down', offline).on('POST /slow', new Held().answer);
  server.on('POST /login', json({ accessToken: 's3cr3t' }, 422)).on('GET /refresh', json({ accessToken: 's3cr3t\n' }));
  server.on('GET /guarded', json({ accessToken: 's3cr3t' }, 401));
  const api = client({ token: 's3cr3t' });
  const data = { user: { name: 'ada', password: 'pa55word', newPassword: 'pa55word', refresh_token: 's3cr3t' } };
  const errors = {
    '400': () => api.post('/users', data, { headers }),
    'a text body': () => api.post('/users', JSON.stringify(data), { headers }),
    'a body of bytes': () => api.post('/users', BYTES, { headers }),
    'the parameters': () => api.post('/users', null, { params: { token: 's3cr3t', access_token: 's3cr3t' } }),
    'the network': () => api.get('/down', { headers, auth: { username: 'ada', password: 'pa55word' } }),
    'the timeout': () => api.post('/slow', data, { timeout: 5, headers }),
    'the abort': () => api.post('/slow', data, { signal: AbortSignal.abort(), headers }),
    'the login': () => api.session.login(data),
    'the refresh': () => api.session.refresh(),
    'the rejection': () => api.get('/guarded'),
    'the option': () => api.get('/users', { headers: { ...headers, 'X-Token': 's3cr3t\r\n' } }),
  };
  for (const [what, call] of Object.entries(errors)) {
    const error = await rejection(call());
    silent(what, error);
    silent(`${what}: cause`, error.cause);
    same(error.name.endsWith('Error'), true);
  }
});

export const an_error_repeats_no_secret_of_its_url = claim(async (server) => {
  server.on('GET /verify', json({}, 400));
  const error = await rejection(client().get('/verify?page=2&token=s3cr3t&password=pa55word#access_token=s3cr3t'));
  silent('the URL', error);
  holds(JSON.stringify(error).includes('/verify'), 'the URL is gone altogether');
  for (const url of ['https://ada:pa55word@api.test/api/verify', '//s3cr3t@api.test/api/verify']) {
    const error = await rejection(client().get(url)); // `fetch` takes no such address
    silent('the person in the URL', error);
    holds(JSON.stringify(error).includes('api.test/api/verify'), 'the URL is gone altogether');
  }
});

export const no_snapshot_and_no_event_tells_a_secret = claim(async (server) => {
  server.on('POST /login', json({ accessToken: 's3cr3t', refreshToken: 'c00kie', user: { id: 1 } }));
  server.on('GET /refresh', json({ accessToken: 's3cr3t-2', user: { id: 1 } })).on('POST /logout', json({}));
  const api = client();
  const told = [];
  for (const event of ['login', 'refreshed', 'logout']) api.session.on(event, (...given) => told.push(given));
  api.session.subscribe((...given) => told.push(given, api.session.getSnapshot()));
  await api.session.login({ password: 'pa55word' });
  await api.session.refresh();
  await api.session.logout();
  holds(told.length > 6);
  silent('what was told', told);
  silent('the client', { ...api });
  silent('the session', { ...api.session });
});

export const no_trace_and_no_entry_of_the_timeline_tells_a_secret = claim(async (server) => {
  server.accepts = 's3cr3t-2';
  server.guard('POST /users').on('GET /refresh', json({ accessToken: 's3cr3t-2', refreshToken: 'c00kie' }));
  server.on('POST /login', json({ accessToken: 's3cr3t-2' })).on('POST /logout', json({ token: 's3cr3t' }));
  const api = client({ token: 's3cr3t', session: { refresh: { url: '/refresh?client_secret=s3cr3t' } } });
  const data = { password: 'pa55word' };
  const traced = [];
  api.on('trace', (...given) => traced.push(given));
  const told = await overheard(async () => {
    await api.post('/users?token=s3cr3t#access_token=s3cr3t', data, { params: { password: 'pa55word' }, headers });
    await api.fetch(`${BASE}/users?token=s3cr3t`, { method: 'POST', body: 'pa55word' });
    await api.session.login(data);
    await api.session.logout();
  });
  const measures = told.filter(({ outlet }) => outlet === 'measure');
  same([traced.length > 14, measures.length], [true, traced.length]);
  silent('the trace', traced);
  silent('the timeline', told);
});

export const the_token_is_in_no_config = claim(async (server) => {
  server.accepts = 's3cr3t';
  server.guard('GET /users').renews();
  const answer = await client({ token: 'stale' }).get('/users');
  silent('the answer', answer);
  same(answer.config.headers.Authorization, undefined);
});

export const the_refresh_token_is_dropped = claim(async (server) => {
  server.on('GET /refresh', json({ accessToken: 'fresh', refreshToken: 's3cr3t', user: { id: 1 } }));
  const api = client();
  await api.session.checkAuth();
  silent('the stores', [{ ...localStorage }, { ...sessionStorage }, api.session.getSnapshot()]);
});

// ---- all of it at once: whatever can be heard, seen or found in a long session

/** Every text in a value, also what is hidden, inherited by errors or behind a cause. Names count as well. */
const texts = (value, seen = new Set()) => {
  if (typeof value === 'string') return [value];
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return [];
  seen.add(value);
  const inner = [];
  for (const name of Reflect.ownKeys(value)) {
    inner.push(String(name), Object.getOwnPropertyDescriptor(value, name).value);
  }
  if (value instanceof Error) inner.push(value.message, value.stack, value.cause);
  if (value instanceof Map || value instanceof Set || value instanceof Headers || Array.isArray(value)) inner.push(...value);
  if (typeof value.toJSON === 'function') inner.push(JSON.stringify(value));
  return inner.flatMap((one) => texts(one, seen));
};

/** The session's own: what the caller has said is in the error for the caller, and hidden in what is logged of it. */
const OURS = ['s3cr3t', 'c00kie'];

const tells = (value, secrets = OURS) => texts(value).find((text) => secrets.some((secret) => text.includes(secret)));

/** Collects what passes through the outlets of the page while `work` runs. */
const overheard = async (work) => {
  const heard = [];
  const note = (outlet) => (...given) => void heard.push({ outlet, given });
  const outlets = ['log', 'info', 'debug', 'warn', 'error', 'trace', 'dir', 'table'];
  class Channel extends BroadcastChannel {
    constructor(name) {
      super(name);
      heard.push({ outlet: 'channel', given: [name] });
    }

    postMessage(message) {
      heard.push({ outlet: 'message', given: [message] });
      super.postMessage(message);
    }
  }
  const { request } = LockManager.prototype;
  const lock = function (name, ...given) {
    heard.push({ outlet: 'lock', given: [name] });
    return request.call(this, name, ...given);
  };
  const { measure } = Performance.prototype;
  const measured = function (...given) {
    const entry = measure.apply(this, given);
    heard.push({ outlet: 'measure', given: [...given, entry.toJSON(), entry.detail] });
    return entry;
  };
  const before = new Set(performance.getEntries());
  const entries = () => performance.getEntries().filter((entry) => !before.has(entry));
  await instead(console, Object.fromEntries(outlets.map((name) => [name, note(`console.${name}`)])), () =>
    instead(LockManager.prototype, { request: lock }, () =>
      instead(Performance.prototype, { measure: measured }, () =>
        instead(globalThis, { BroadcastChannel: Channel }, () => work(note)),
      ),
    ),
  );
  for (const entry of entries()) heard.push({ outlet: 'performance', given: [entry.toJSON()] });
  return heard;
};

const person = (id, token) => ({ accessToken: token, refreshToken: 'c00kie', user: { id, email: 'ada@example.test' } });

export const nothing_that_can_be_overheard_in_a_long_session_tells_a_secret = claim(async (server) => {
  const token = (name, sub = '1') => jwt({ sub, iat: 1, exp: 901 }).replace('signature', `s3cr3t-${name}`);
  const credentials = { email: 'ada@example.test', password: 'pa55word' };
  server.accepts = token('renewed');
  server.guard('GET /users').guard('POST /users').on('GET /refresh', (call) => json(person(1, server.accepts))(call));
  server.on('POST /login', json(person(1, token('login')))).on('POST /registration', json(person(2, token('registered', '2'))));
  server.on('POST /logout', json({})).on('GET /broken', json({}, 500)).on('GET /down', offline);
  const told = await overheard(async (note) => {
    const failing = async (call) => {
      const error = await rejection(Promise.resolve().then(call));
      note('error')(error);
      note('logged')(JSON.stringify(error), error.message, error.stack, String(error));
    };
    const api = client({ token: token('stored'), headers: { 'X-Auth-Token': 'pa55word' } });
    for (const event of ['login', 'refreshed', 'over', 'logout', 'userChanged']) api.session.on(event, note(event));
    api.session.subscribe((...given) => note('change')(...given, api.session.getSnapshot()));
    api.interceptors.request.use((config) => (note('request interceptor')({ ...config, headers: undefined }), config));
    api.interceptors.response.use((answer) => (note('answer')({ ...answer, data: undefined, config: undefined }), answer));
    api.on('trace', note('trace'));
    const child = api.create();

    // renewed, by each of the ways; and a change of user
    note('answer')((await child.get('/users')).headers);
    note('response')((await api.fetch(`${BASE}/users`)).headers);
    await api.session.refresh();
    await api.session.checkAuth();
    api.session.setToken(token('another', '2'), { id: 2 });
    await failing(() => api.get('/users'));

    // what fails, with the token on board
    await failing(() => api.get('/broken'));
    await failing(() => api.get('/down'));
    await failing(() => api.get('/users', { headers: { Authorization: 'Basic pa55word' } }));
    await failing(() => api.get('/users', { headers: { 'X-Token': 'pa55word\n' } }));
    await failing(() => api.get('/users', { signal: AbortSignal.abort() }));
    await failing(() => api.get('https://['));
    await failing(() => api.fetch('https://['));
    await failing(() => api.fetch(`${BASE}/down`));
    await failing(() => api.session.setToken('s3cr3t\n'));
    await failing(() => beside({ session: { header: 's3cr3t\n' } }));
    await failing(() => beside({ session: { refresh: { url: '/elsewhere' } } }));

    // unreachable, invalid, over
    server.accepts = token('next');
    for (const refresh of [offline, json({ accessToken: 's3cr3t\n' }), json({ message: 'no' }, 401)]) {
      server.on('GET /refresh', refresh);
      await failing(() => api.session.refresh());
      await failing(() => api.get('/users'));
    }
    await api.session.login(credentials);
    server.on('POST /login', json({ message: 'wrong' }, 400));
    await failing(() => api.session.login(credentials));
    await api.session.registration(credentials);

    // a storage that is given up
    await instead(Storage.prototype, { setItem: () => JSON.parse('{') }, () => api.session.setToken(token('kept', '3'), { id: 3 }));
    note('the client')(api, { ...api }, JSON.stringify(api), api.defaults.headers.common.Accept);
    note('the session')(api.session, { ...api.session }, api.session.getSnapshot(), String(api.session));
    await api.session.logout();
    note('the stores')({ ...localStorage, token: undefined }, { ...sessionStorage }, document.cookie);
    api.close();
    child.close();
  });
  const outlets = new Set(told.map(({ outlet }) => outlet));
  for (const wanted of ['login', 'refreshed', 'over', 'logout', 'userChanged', 'change', 'error', 'lock', 'message', 'console.warn', 'trace', 'measure']) {
    holds(outlets.has(wanted), `nothing came from ${wanted}: ${[...outlets]}`);
  }
  for (const { outlet, given } of told) {
    const found = tells(given, outlet === 'logged' ? SECRETS : OURS);
    holds(found === undefined, `${outlet} tells a secret: ${found}`);
  }
  for (const { route, url, headers } of server.calls) {
    holds(tells([url]) === undefined, `${route} has it in its address`);
    if (['GET /refresh', 'POST /login', 'POST /registration'].includes(route)) {
      same(headers.authorization, undefined, `${route} carries the token:`);
    }
  }
});

export const whoever_listens_for_secrets_would_find_one = claim(async () => {
  const hidden = Object.defineProperty({}, 'hidden', { value: 's3cr3t' });
  const caused = new Error('outer', { cause: new Error('s3cr3t') });
  const symbolic = { [Symbol('x')]: ['s3cr3t'] };
  const json = { toJSON: () => ({ 'c00kie jar': 1 }) };
  for (const leak of [hidden, caused, symbolic, json, new Headers({ a: 's3cr3t' }), new Map([['c00kie', 1]]), [[['s3cr3t']]]]) {
    holds(tells({ deep: [leak] }) !== undefined, `not found: ${Object.prototype.toString.call(leak)}`);
  }
});
