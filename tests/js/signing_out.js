// Logout ends the session here at once, and tells the server with the token that was.

import { Held, claim, client, failsWith, json, offline, same, turn } from './page/page.js';

export const a_logout_clears_at_once_and_says_goodbye_with_the_token = claim(async (server) => {
  server.on('POST /logout', json({}));
  const api = client({ token: 'fresh' });
  const bye = api.session.logout();
  same([api.session.status, api.session.getToken(), localStorage.token], ['anonymous', null, undefined]);
  same(await bye, undefined);
  const [call] = server.calls;
  same([call.token, call.credentials, call.keepalive], ['Bearer fresh', 'include', true]);
});

export const a_logout_that_the_server_does_not_hear_is_one_all_the_same = claim(async (server) => {
  server.on('POST /logout', offline);
  const api = client({ token: 'fresh' });
  await failsWith('ERR_NETWORK', api.session.logout());
  same([api.session.status, localStorage.token], ['anonymous', undefined]);
});

export const a_rejected_logout_starts_no_refresh = claim(async (server) => {
  server.on('POST /logout', json({}, 401));
  const api = client({ token: 'stale' });
  same((await failsWith('ERR_BAD_REQUEST', api.session.logout())).status, 401);
  same([server.refreshes, api.session.getToken()], [0, null]);
});

export const a_logout_is_told_once = claim(async (server) => {
  server.on('POST /logout', json({}));
  const api = client({ token: 'fresh' });
  const heard = [];
  for (const event of ['logout', 'over']) api.session.on(event, ({ status, user }) => heard.push([event, status, user]));
  await api.session.logout();
  same(heard, [['logout', 'anonymous', undefined]]);
});

export const requests_after_a_logout_carry_nothing_and_ask_for_nothing = claim(async (server) => {
  server.on('POST /logout', json({})).on('GET /users', json({}, 401));
  const api = client({ token: 'fresh' });
  await api.session.logout();
  const { cause } = await failsWith('ERR_BAD_REQUEST', api.get('/users'));
  same([cause.code, server.to('GET /users')[0].token, server.refreshes], ['ERR_SESSION_OVER', undefined, 0]);
});

export const a_refresh_that_lands_after_the_logout_brings_nothing_back_and_logout_is_sent_again = claim(async (server) => {
  const held = new Held();
  server.guard('GET /users').on('GET /refresh', held.answer).on('POST /logout', json({}));
  const session = { refresh: { timeout: 30 } };
  const api = client({ token: 'stale', session });
  const waiting = failsWith('ERR_BAD_REQUEST', api.get('/users'));
  await server.arrival('GET /refresh');
  await api.session.logout();
  same((await waiting).cause.code, 'ERR_SESSION_OVER');
  held.release(json({ accessToken: 'zombie' }));
  const again = await server.arrival('POST /logout', 2);
  same([again.token, again.credentials, again.keepalive], [undefined, 'include', true]);
  await turn();
  same([api.session.status, api.session.getToken(), localStorage.token], ['anonymous', null, undefined]);
});

export const a_logout_waits_for_the_refresh_in_flight = claim(async (server) => {
  const held = new Held();
  server.guard('GET /users').on('GET /refresh', held.answer).on('POST /logout', json({}));
  const api = client({ token: 'stale' });
  const waiting = failsWith('ERR_BAD_REQUEST', api.get('/users'));
  await server.arrival('GET /refresh');
  const bye = api.session.logout();
  await waiting;
  same(server.to('POST /logout').length, 0);
  held.release(json({ accessToken: 'zombie' }));
  await bye;
  await turn();
  same([server.to('POST /logout').length, api.session.getToken()], [1, null]);
});

export const after_a_logout_somebody_else_may_log_in_while_a_refresh_is_late = claim(async (server) => {
  const held = new Held();
  server.guard('GET /users').on('GET /refresh', held.answer).on('POST /logout', json({}));
  server.on('POST /login', json({ accessToken: 'bobs', user: { id: 'bob' } }));
  const api = client({ token: 'stale' });
  const waiting = failsWith('ERR_BAD_REQUEST', api.get('/users'));
  await server.arrival('GET /refresh');
  const bye = api.session.logout();
  const login = api.session.login({ name: 'bob' });
  held.release(json({ accessToken: 'adas', user: { id: 'ada' } }));
  await Promise.all([waiting, bye, login]);
  await turn();
  same([api.session.getToken(), api.session.user, api.session.status], ['bobs', { id: 'bob' }, 'authenticated']);
});

export const request_interceptors_see_the_logout = claim(async (server) => {
  server.on('POST /logout', json({}));
  const api = client({ token: 'fresh' });
  const seen = [];
  api.interceptors.request.use((config) => (seen.push([config.method, config.url]), config));
  await api.session.logout();
  same(seen, [['post', '/logout']]);
});
