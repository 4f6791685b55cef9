// Nothing that leaves the engine holds a token, a password or a cookie unless it was asked for by name.

import { Held, claim, client, holds, json, offline, rejection, same } from './page/page.js';

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
