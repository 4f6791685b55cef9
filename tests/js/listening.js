// Subscribers hear of real changes only, harm nobody by throwing, and may call whatever they like.

import { claim, client, failsWith, json, jwt, logged, same, thrown, turn } from './page/page.js';

const EVENTS = ['login', 'refreshed', 'over', 'logout', 'userChanged'];

const record = (api) => {
  const heard = [];
  for (const event of EVENTS) api.session.on(event, () => heard.push(event));
  return heard;
};

const welcome = (id, token = 'fresh') => json({ accessToken: token, user: { id } });

export const subscribers_hear_each_change_and_nothing_else = claim(async (server) => {
  server.guard('GET /users').renews();
  const api = client({ token: 'stale' });
  const shown = [];
  const { subscribe } = api.session; // handed over without its object
  subscribe(() => shown.push([api.session.status, api.session.isRefreshing]));
  await api.get('/users');
  same(shown, [
    ['unknown', true],
    ['authenticated', false],
  ]);
  await api.get('/users');
  same(shown.length, 2);
});

export const who_unsubscribes_hears_no_more = claim(async () => {
  const api = client();
  let count = 0;
  const listener = () => count++;
  const offs = [api.session.subscribe(listener), api.session.subscribe(listener), api.session.on('login', listener)];
  api.session.setToken('one');
  const before = count;
  for (const off of offs) off();
  for (const off of offs) off();
  api.session.setToken('two');
  same(count, before);
  same(before >= 2, true);
});

export const each_event_comes_once_with_its_snapshot = claim(async (server) => {
  server.on('POST /login', welcome(1)).on('POST /logout', json({})).on('GET /refresh', welcome(1, 'next'), welcome(2, 'hers'));
  const api = client();
  const heard = record(api);
  const users = [];
  for (const event of EVENTS) api.session.on(event, (snapshot) => users.push(snapshot.user?.id));
  await api.session.login({});
  await api.session.refresh();
  await api.session.refresh().catch(() => {});
  await api.session.logout();
  same(heard, ['login', 'refreshed', 'userChanged', 'logout']);
  same(users, [1, 1, 2, undefined]);
});

export const a_listener_that_throws_harms_nobody = claim(async (server) => {
  server.on('POST /login', welcome(1)).on('POST /logout', json({}));
  const api = client();
  const heard = [];
  api.session.subscribe(() => {
    throw new Error('first');
  });
  api.session.on('login', () => {
    throw 'second';
  });
  api.session.subscribe(() => heard.push('changed'));
  api.session.on('login', () => heard.push('login'));
  const lines = await logged(async () => {
    await api.session.login({});
  });
  same(heard, ['changed', 'login']);
  same([lines.length, lines[0].includes('first'), lines[1]], [2, true, 'second']);
});

export const a_listener_may_log_in_when_the_session_is_over = claim(async (server) => {
  server.on('GET /users', json({}, 401)).ends().on('POST /login', welcome(1));
  const api = client({ token: 'stale' });
  const heard = record(api);
  const again = new Promise((resolve) => api.session.on('over', () => resolve(api.session.login({}))));
  await failsWith('ERR_BAD_REQUEST', api.get('/users'));
  await again;
  same([heard, api.session.getToken()], [['over', 'login'], 'fresh']);
});

export const a_listener_may_log_out_when_the_token_was_renewed = claim(async (server) => {
  server.guard('GET /users').renews().on('POST /logout', json({}));
  const api = client({ token: 'stale' });
  const heard = record(api);
  const bye = new Promise((resolve) => api.session.on('refreshed', () => resolve(api.session.logout())));
  const { cause } = await failsWith('ERR_BAD_REQUEST', api.get('/users'));
  await bye;
  same([cause.code, heard, api.session.getToken()], ['ERR_SESSION_OVER', ['refreshed', 'logout'], null]);
});

export const a_listener_may_refresh_when_somebody_has_logged_in = claim(async (server) => {
  server.on('POST /login', welcome(1)).on('GET /refresh', welcome(1, 'next'));
  const api = client();
  const heard = record(api);
  const refreshed = new Promise((resolve) => api.session.on('login', () => resolve(api.session.refresh())));
  await api.session.login({});
  await refreshed;
  same([heard, api.session.getToken()], [['login', 'refreshed'], 'next']);
});

export const a_listener_may_set_a_token_and_leave_in_the_midst_of_it = claim(async (server) => {
  server.ends();
  const api = client();
  await api.session.checkAuth();
  const heard = record(api);
  const off = api.session.on('login', () => {
    off();
    api.session.setToken(jwt({ sub: 'bob' }));
  });
  api.session.setToken(jwt({ sub: 'ada' }));
  await turn();
  same([heard, api.session.getToken()], [['login', 'login'], jwt({ sub: 'bob' })]);
});

export const what_is_no_event_or_no_function_is_refused = claim(async () => {
  const api = client();
  same(thrown(() => api.session.on('logn', () => {})).code, 'ERR_BAD_OPTION');
  same(thrown(() => api.session.on('login')).code, 'ERR_BAD_OPTION');
  same(thrown(() => api.session.subscribe({})).code, 'ERR_BAD_OPTION');
});
