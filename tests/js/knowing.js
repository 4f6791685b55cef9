// What the session knows: checkAuth, refresh, the token, and what others write to the store.

import { Held, claim, client, failsWith, identical, json, jwt, offline, same, thrown } from './page/page.js';

export const construction_touches_no_network = claim(async (server) => {
  const api = client({ token: 'fresh' });
  same([server.calls.length, api.session.status, api.session.user], [0, 'unknown', undefined]);
});

export const a_first_visitor_is_anonymous_after_one_no = claim(async (server) => {
  server.ends();
  const api = client();
  same([await api.session.checkAuth(), api.session.status, server.refreshes], [false, 'anonymous', 1]);
});

export const a_returning_visitor_is_known_by_the_cookie = claim(async (server) => {
  server.renews({ id: 1 });
  const api = client();
  same([await api.session.checkAuth(), api.session.user], [true, { id: 1 }]);
  same(localStorage.getItem('token'), 'fresh');
});

export const those_who_ask_together_share_one_refresh = claim(async (server) => {
  server.renews();
  const api = client();
  same(await Promise.all([1, 2, 3].map(() => api.session.checkAuth())), [true, true, true]);
  same(await api.session.checkAuth(), true);
  same(server.refreshes, 1);
});

export const what_cannot_be_asked_stays_unknown = claim(async (server) => {
  server.on('GET /refresh', offline);
  const api = client({ token: 'stale' });
  await failsWith('ERR_REFRESH_UNREACHABLE', api.session.checkAuth());
  same([api.session.status, api.session.getToken()], ['unknown', 'stale']);
  server.on('GET /refresh', json({}));
  await failsWith('ERR_REFRESH_INVALID', api.session.checkAuth());
});

export const the_first_accepted_request_with_a_stored_token_shows_who_is_there = claim(async (server) => {
  server.guard('GET /users');
  const api = client({ token: 'fresh' });
  await api.get('/users');
  same([api.session.status, await api.session.checkAuth(), server.refreshes], ['authenticated', true, 0]);
});

export const refresh_asks_whatever_is_known = claim(async (server) => {
  server.renews({ id: 2 });
  const api = client({ token: 'old' });
  api.session.setToken('old');
  same([await api.session.refresh(), api.session.getToken(), api.session.user], [undefined, 'fresh', { id: 2 }]);
});

export const a_refresh_that_fails_says_why = claim(async (server) => {
  server.on('GET /refresh', offline);
  const api = client({ token: 'old' });
  await failsWith('ERR_REFRESH_UNREACHABLE', api.session.refresh());
  server.ends();
  await failsWith('ERR_SESSION_OVER', api.session.refresh());
  same(api.session.status, 'anonymous');
});

export const a_manual_and_a_needed_refresh_are_one = claim(async (server) => {
  const held = new Held();
  server.guard('GET /users').on('GET /refresh', held.answer);
  const api = client({ token: 'stale' });
  const manual = api.session.refresh();
  const call = api.get('/users');
  await server.arrival('GET /users');
  held.release(json({ accessToken: 'fresh' }));
  await manual;
  same([(await call).data, server.refreshes], [['Ada'], 1]);
});

export const set_token_refuses_what_cannot_be_one_without_repeating_it = claim(async () => {
  const api = client();
  for (const token of ['', 'null', 'undefined', 'two words', 'a\r\nb', 'ü', 'x'.repeat(70_000), 7, null, undefined, {}]) {
    const error = thrown(() => api.session.setToken(token));
    same(error.code, 'ERR_BAD_OPTION', String(token).slice(0, 20));
    same(error.message, 'token must be text that fits in a header');
  }
  same([api.session.status, localStorage.length], ['unknown', 0]);
});

export const what_other_code_writes_to_the_store_is_adopted = claim(async (server) => {
  server.guard('GET /users');
  const api = client({ token: 'old' });
  localStorage.setItem('token', 'fresh');
  same([(await api.get('/users')).data, api.session.getToken()], [['Ada'], 'fresh']);
  same(server.routes, ['GET /users']);
});

export const what_other_code_wrote_meanwhile_spares_the_refresh = claim(async (server) => {
  server.on('GET /users', () => (localStorage.setItem('token', 'fresh'), json({}, 401)()), json(['Ada']));
  const api = client({ token: 'old' });
  same((await api.get('/users')).data, ['Ada']);
  same([server.refreshes, server.to('GET /users')[1].token], [0, 'Bearer fresh']);
});

export const a_token_in_the_store_that_is_none_is_not_sent = claim(async (server) => {
  server.on('GET /news', json([]));
  for (const garbage of ['null', 'undefined', '', '{"a":1} ', 'a\nb', 'ключ', 'x'.repeat(5 * 1024 * 1024 - 10)]) {
    localStorage.setItem('token', garbage);
    const api = client();
    await api.get('/news');
    same([server.calls.at(-1).token, api.session.getToken()], [undefined, null], garbage.slice(0, 12));
  }
});

export const each_storage_keeps_to_its_place = claim(async () => {
  client({ session: { storage: 'session', key: 'mine' } }).session.setToken('tabs');
  client({ session: { storage: 'memory' } }).session.setToken('pages');
  same([Object.keys(sessionStorage).sort(), sessionStorage.mine, { ...localStorage }], [['mine', 'mine:session'], 'tabs', {}]);
});

export const when_it_expires_is_counted_from_receipt_and_never_believed = claim(async (server) => {
  const daysOff = 1_000_000_000; // a server whose clock is decades behind
  server.accepts = jwt({ sub: '1', iat: daysOff, exp: daysOff + 600 });
  server.renews().guard('GET /users');
  const api = client();
  const before = Date.now();
  await api.session.checkAuth();
  const { expiresAt } = api.session;
  same(expiresAt >= before + 600_000 && expiresAt <= Date.now() + 600_000, true, String(expiresAt - before));
  await api.get('/users');
  same(server.refreshes, 1);
});

export const the_snapshot_is_frozen_and_the_same_until_something_changes = claim(async () => {
  const api = client();
  const { getSnapshot } = api.session; // handed over without its object
  const first = getSnapshot();
  same(first, { status: 'unknown', user: undefined, expiresAt: undefined, isRefreshing: false });
  same(Object.isFrozen(first), true);
  identical(getSnapshot(), first);
  api.session.setToken('fresh');
  const second = getSnapshot();
  same([second.status, second === first], ['authenticated', false]);
  identical(getSnapshot(), second);
});
