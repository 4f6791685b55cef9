// An auth server that cannot be asked is left alone for a while.

import { claim, client, failsWith, json, offline, same, text } from './page/page.js';

const unauthorized = json({ message: 'unauthorized' }, 401);

/** So many seconds from now. */
const date = (seconds) => new Date(Date.now() + 1000 * seconds).toUTCString();

/** For longer than a claim can take. */
const BUSY_S = 200;
const DAY_S = 86_400;

const BUSY = {
  '429, in seconds': text('', 429, { 'Retry-After': `${BUSY_S}` }),
  '503, in seconds': text('', 503, { 'Retry-After': `${BUSY_S}` }),
  'a date': (call) => text('', 503, { 'Retry-After': date(BUSY_S) })(call),
  'a date by a clock that is a day behind': (call) => text('', 503, { 'Retry-After': date(BUSY_S - DAY_S), Date: date(-DAY_S) })(call),
};

export const a_server_that_asks_for_time_gets_it_and_callers_are_told_at_once = claim(async (server) => {
  server.on('GET /users', unauthorized);
  for (const [what, answer] of Object.entries(BUSY)) {
    server.calls = [];
    server.on('GET /refresh', answer);
    const api = client({ token: 'stale' });
    for (let count = 0; count < 20; count += 1) {
      const { status, cause } = await failsWith('ERR_BAD_REQUEST', api.get('/users'));
      same([status, cause.code], [401, 'ERR_REFRESH_UNREACHABLE'], what);
    }
    same([server.refreshes, server.to('GET /users').length], [1, 20], what);
    same(api.session.getToken(), 'stale');
  }
});

export const refresh_and_check_auth_may_always_ask = claim(async (server) => {
  server.on('GET /users', unauthorized).on('GET /refresh', BUSY['503, in seconds']);
  const api = client({ token: 'stale' });
  await failsWith('ERR_BAD_REQUEST', api.get('/users'));
  await failsWith('ERR_REFRESH_UNREACHABLE', api.session.refresh());
  await failsWith('ERR_REFRESH_UNREACHABLE', api.session.checkAuth());
  same(server.refreshes, 3);
  server.guard('GET /users').renews();
  await api.session.refresh();
  same((await api.get('/users')).data, ['Ada']);
});

export const once_the_window_has_closed_a_rejection_asks_again = claim(async (server) => {
  server.guard('GET /users').on('GET /refresh', offline, json({ accessToken: 'fresh' }));
  const api = client({ token: 'stale' });
  let answer;
  while (!answer) answer = await api.get('/users').catch(({ cause }) => same(cause.code, 'ERR_REFRESH_UNREACHABLE'));
  same([answer.data, server.refreshes], [['Ada'], 2]);
});

const NONSENSE = ['', '-5', 'soon', '1e9', '20 s', date(-60)];

export const a_retry_after_that_makes_no_sense_is_none = claim(async (server) => {
  server.guard('GET /users');
  for (const value of NONSENSE) {
    server.on('GET /refresh', text('', 503, { 'Retry-After': value }), json({ accessToken: 'fresh' }));
    const api = client({ token: 'stale' });
    let answer;
    while (!answer) answer = await api.get('/users').catch(({ cause }) => same(cause.code, 'ERR_REFRESH_UNREACHABLE'));
    same(answer.data, ['Ada'], value);
  }
});
