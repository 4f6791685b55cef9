// Beside the token stands a mark, for other tabs and for the time after a reload.

import { claim, client, failsWith, instead, json, same } from './page/page.js';

const ADA = { id: 1, name: 'Ada' };

const mark = () => JSON.parse(localStorage.getItem('token:session'));

export const the_mark_says_whose_the_token_is_and_holds_none = claim(async (server) => {
  server.on('POST /login', json({ accessToken: 'fresh', user: ADA }));
  await client().session.login({});
  const { v, generation, user, receivedAt } = mark();
  same([v, generation, user, Math.abs(Date.now() - receivedAt) < 60_000], [1, 1, ADA, true]);
  same(localStorage.getItem('token:session').includes('fresh'), false);
});

export const the_mark_is_written_before_its_token = claim(async () => {
  const { setItem } = Storage.prototype;
  const written = [];
  const noting = {
    setItem(key, text) {
      written.push(key);
      setItem.call(this, key, text);
    },
  };
  await instead(Storage.prototype, noting, async () => client().session.setToken('fresh', ADA));
  same(written, ['token:session', 'token']);
});

export const after_a_reload_the_user_is_known = claim(async (server) => {
  server.guard('GET /users');
  client().session.setToken('fresh', ADA);
  const reloaded = await reload();
  same([reloaded.session.status, reloaded.session.user], ['unknown', ADA]);
  await reloaded.get('/users');
  same([reloaded.session.status, reloaded.session.user], ['authenticated', ADA]);
});

export const after_a_logout_and_a_reload_requests_ask_nobody_but_check_auth_does = claim(async (server) => {
  server.renews().guard('GET /users').on('POST /logout', json({}));
  await client({ token: 'fresh' }).session.logout();
  same([mark().ended, mark().user], ['logout', undefined]);
  const reloaded = await reload();
  const error = await failsWith('ERR_BAD_REQUEST', reloaded.get('/users'));
  same([error.cause.code, server.refreshes], ['ERR_SESSION_OVER', 0]);
  same([await reloaded.session.checkAuth(), server.refreshes], [true, 1]);
});

export const a_logout_that_another_tab_wrote_is_this_tabs = claim(async (server) => {
  server.renews().guard('GET /users');
  const api = client({ token: 'fresh' });
  await api.get('/users');
  localStorage.setItem('token:session', JSON.stringify({ v: 1, generation: 1, ended: 'logout' }));
  localStorage.removeItem('token');
  const error = await failsWith('ERR_BAD_REQUEST', api.get('/users'));
  same([error.cause.code, api.session.status, server.refreshes], ['ERR_SESSION_OVER', 'anonymous', 0]);
});

export const garbage_in_the_mark_is_no_mark = claim(async (server) => {
  server.guard('GET /users');
  for (const garbage of ['', '{', '[]', '{"v":1}', '{"v":1,"generation":7,"ended":"maybe"}', 'x'.repeat(100_000)]) {
    localStorage.setItem('token:session', garbage);
    same([(await client({ token: 'fresh' }).get('/users')).data], [['Ada']], garbage.slice(0, 12));
  }
});

/** The same page, loaded anew: of the old one nothing is left but what is stored. */
const reload = async () => client();
