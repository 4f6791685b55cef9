// The end of a session is the auth server's own word, heard twice; a network that fails is none.

import { as, claim, client, empty, failsWith, html, json, offline, same, text } from './page/page.js';

const unauthorized = json({ message: 'unauthorized' }, 401);

export const over_is_heard_twice_and_told_once = claim(async (server) => {
  server.on('GET /users', unauthorized).ends();
  const api = client({ token: 'stale' });
  const heard = [];
  for (const event of ['over', 'logout', 'refreshed']) api.session.on(event, ({ status }) => heard.push([event, status]));
  const error = await failsWith('ERR_BAD_REQUEST', api.get('/users'));
  same([error.status, error.response.data.message], [401, 'unauthorized']);
  same([error.cause.name, error.cause.code], ['ApiError', 'ERR_SESSION_OVER']);
  same(server.refreshes, 2);
  same(heard, [['over', 'anonymous']]);
  same(localStorage.getItem('token'), null);
});

export const every_waiter_has_its_own_rejection = claim(async (server) => {
  server.on('GET /users', (call) => json({ page: call.query }, 401)(call)).ends();
  const api = client({ token: 'stale' });
  const calls = Array.from({ length: 20 }, (_, page) => api.get('/users', { params: { page } }));
  const errors = await Promise.all(calls.map((call) => failsWith('ERR_BAD_REQUEST', call)));
  same(
    errors.map(({ response, cause }) => [response.data.page, cause.code]),
    Array.from({ length: 20 }, (_, page) => [`?page=${page}`, 'ERR_SESSION_OVER']),
  );
  same(server.refreshes, 2);
});

export const after_over_a_rejection_starts_no_refresh = claim(async (server) => {
  server.on('GET /users', unauthorized).ends();
  const api = client({ token: 'stale' });
  await failsWith('ERR_BAD_REQUEST', api.get('/users'));
  const { cause } = await failsWith('ERR_BAD_REQUEST', api.get('/users'));
  same([cause.code, server.refreshes], ['ERR_SESSION_OVER', 2]);
  same(server.calls.at(-1).token, undefined);
});

export const a_second_answer_that_is_a_renewal_heals = claim(async (server) => {
  server.guard('GET /users').on('GET /refresh', unauthorized, json({ accessToken: 'fresh' }));
  same((await client({ token: 'stale' }).get('/users')).data, ['Ada']);
  same(server.refreshes, 2);
});

export const over_is_not_believed_after_a_redirect = claim(async (server) => {
  server.on('GET /users', unauthorized).on('GET /refresh', as({ redirected: true }, unauthorized));
  const error = await failsWith('ERR_BAD_REQUEST', client({ token: 'stale' }).get('/users'));
  same([error.cause.code, localStorage.getItem('token')], ['ERR_REFRESH_UNREACHABLE', 'stale']);
});

const UNREACHABLE = {
  'no network': offline,
  ...Object.fromEntries([408, 425, 429, 500, 502, 503, 504, 520].map((status) => [status, text('busy', status)])),
  '403 HTML': html(403),
  '400 HTML': html(400),
  '404 HTML': html(404),
  '404 JSON': json({}, 404),
  'a truncated 401 is a word all the same, a truncated 403 not': text('{"mess', 403, { 'Content-Type': 'application/json' }),
};

export const unreachable_keeps_the_session_and_says_so = claim(async (server) => {
  server.on('GET /users', unauthorized);
  for (const [what, answer] of Object.entries(UNREACHABLE)) {
    server.on('GET /refresh', answer);
    const api = client({ token: 'stale' });
    const over = [];
    api.session.on('over', () => over.push(what));
    const error = await failsWith('ERR_BAD_REQUEST', api.get('/users'));
    same([error.status, error.cause.code, api.session.getToken(), over], [401, 'ERR_REFRESH_UNREACHABLE', 'stale', []], what);
  }
});

const INVALID = {
  '200 HTML': html(200),
  '200 empty': text(''),
  204: empty(204),
  'truncated JSON': text('{"accessTo', 200, { 'Content-Type': 'application/json' }),
  'another field': json({ access_token: 'fresh' }),
  'a number': json({ accessToken: 7 }),
  'an empty token': json({ accessToken: '' }),
  'a token that no header takes': json({ accessToken: 'a\r\nb' }),
  null: json(null),
  'redirect to HTML': as({ redirected: true }, html(200)),
};

export const a_success_without_a_token_is_no_renewal = claim(async (server) => {
  server.on('GET /users', unauthorized);
  for (const [what, answer] of Object.entries(INVALID)) {
    server.on('GET /refresh', answer);
    const api = client({ token: 'stale' });
    const error = await failsWith('ERR_BAD_REQUEST', api.get('/users'));
    same([error.cause.code, api.session.getToken()], ['ERR_REFRESH_INVALID', 'stale'], what);
  }
});

export const callers_stop_waiting_at_the_deadline_and_a_late_renewal_is_adopted = claim(async (server) => {
  let release;
  const gate = new Promise((resolve) => (release = resolve));
  server.guard('GET /users').on('GET /refresh', async (call) => (await gate, json({ accessToken: 'fresh' })(call)));
  const api = client({ token: 'stale', session: { refresh: { timeout: 30 } } });
  const refreshed = new Promise((resolve) => api.session.on('refreshed', resolve));
  const { cause } = await failsWith('ERR_BAD_REQUEST', api.get('/users'));
  same([cause.code, api.session.getToken()], ['ERR_REFRESH_UNREACHABLE', 'stale']);
  same(server.to('GET /refresh')[0].init.signal, undefined); // never aborted
  release();
  await refreshed;
  same((await api.get('/users')).data, ['Ada']);
  same(server.refreshes, 1);
});
