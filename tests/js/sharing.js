// Two clients, one session: where they keep the token in the same place. And what `close` leaves behind.

import { ApiClient, Held, beside as client, claim, failsWith, holds, identical, json, same, thrown } from './page/page.js';

export const two_clients_on_one_key_share_the_session = claim(async (server) => {
  server.guard('GET /users').renews({ id: 1 });
  const [one, other] = [client({ token: 'stale' }), client({ timeout: 5000 })];
  const heard = [];
  other.session.on('refreshed', () => heard.push('refreshed'));
  await Promise.all([one, other, one].map((api) => api.get('/users')));
  same([server.refreshes, heard, other.session.user], [1, ['refreshed'], { id: 1 }]);
  identical(one.session.getSnapshot(), other.session.getSnapshot());
});

export const what_one_signs_out_the_other_is_signed_out_of = claim(async (server) => {
  server.on('POST /logout', json({}));
  const [one, other] = [client(), client()];
  one.session.setToken('fresh');
  same([other.session.status, other.session.getToken()], ['authenticated', 'fresh']);
  await other.session.logout();
  same([one.session.status, one.session.getToken()], ['anonymous', null]);
});

export const defaults_and_interceptors_are_not_shared = claim(async (server) => {
  server.on('GET /users', json([]));
  const [one, other] = [client({ headers: { 'X-App': 'one' } }), client()];
  one.interceptors.request.use((config) => (config.headers.set('X-Seen', 'yes'), config));
  await other.get('/users');
  same([server.calls[0].headers['x-app'], server.calls[0].headers['x-seen']], [undefined, undefined]);
});

export const other_keys_and_storages_are_other_sessions = claim(async () => {
  const one = client();
  one.session.setToken('mine');
  const others = [{ key: 'other' }, { storage: 'session' }, { storage: 'memory' }].map((session) => client({ session }));
  same(others.map(({ session }) => [session.getToken(), session.status]), Array(3).fill([null, 'unknown']));
});

export const memory_is_not_shared = claim(async () => {
  const [one, other] = [0, 1].map(() => client({ session: { storage: 'memory' } }));
  one.session.setToken('mine');
  same(other.session.getToken(), null);
});

export const who_disagrees_is_refused_by_name = claim(async () => {
  const api = client();
  const others = {
    origins: [{ baseURL: 'https://other.test/api' }, { session: { origins: ['https://files.test'] } }],
    refresh: [{ session: { refresh: async () => 'fresh' } }, { session: { refresh: { url: '/renew' } } }, { session: { refresh: { method: 'POST' } } }],
    header: [{ session: { header: 'X-Token' } }],
    scheme: [{ session: { scheme: '' } }],
    statuses: [{ session: { refresh: { statuses: [403] } } }, { session: { refresh: false } }],
    overStatuses: [{ session: { refresh: { overStatuses: [419] } } }],
    tokenPath: [{ session: { refresh: { tokenPath: 'token' } } }],
    logout: [{ session: { logout: '/bye' } }],
    signInResources: [{ session: { login: '/in' } }],
  };
  for (const [name, configs] of Object.entries(others)) {
    for (const config of configs) {
      const error = thrown(() => client(config));
      same(error.code, 'ERR_BAD_OPTION', name);
      holds(error.message.startsWith('session.key ') && error.message.includes(name), error.message);
    }
  }
  api.close();
  client({ session: { scheme: '' } });
});

export const what_is_closed_is_begun_anew_by_the_next_client = claim(async () => {
  const first = client();
  first.session.setToken('kept');
  first.close();
  const second = client();
  same([second.session.status, second.session.getToken()], ['unknown', 'kept']);
});

export const a_session_is_open_while_one_of_its_clients_is = claim(async () => {
  const [one, other] = [client(), client()];
  one.session.setToken('kept');
  other.session.getToken();
  one.close();
  same(client().session.status, 'authenticated');
});

export const calls_in_flight_settle_after_close = claim(async (server) => {
  const held = new Held();
  server.guard('GET /users').on('GET /refresh', held.answer).on('GET /slow', json('slow'));
  const api = client({ token: 'stale' });
  const calls = [api.get('/users'), api.get('/slow'), api.session.refresh()];
  await server.arrival('GET /refresh');
  api.close();
  api.close();
  held.release(json({ accessToken: 'fresh' }));
  const [users, slow] = await Promise.all(calls);
  same([users.data, slow.data, server.refreshes], [['Ada'], 'slow', 1]);
});

export const a_closed_client_goes_on_when_it_is_used_again = claim(async (server) => {
  server.guard('GET /users').renews();
  const api = client({ token: 'stale' });
  await api.get('/users');
  api.close();
  localStorage.setItem('token', 'other');
  same(api.session.getSnapshot().status, 'authenticated');
  server.accepts = 'other';
  same([(await api.get('/users')).data, api.session.getToken(), server.refreshes], [['Ada'], 'other', 1]);
});

export const who_mounts_unmounts_and_mounts_again_hears_everything_once = claim(async (server) => {
  server.renews({ id: 1 });
  const api = client();
  const heard = [];
  const mount = () => {
    const off = api.session.subscribe(() => heard.push(api.session.status));
    return () => (off(), api.close());
  };
  const unmount = mount();
  const checks = [api.session.checkAuth()];
  unmount();
  mount();
  checks.push(api.session.checkAuth());
  same([await Promise.all(checks), server.refreshes], [[true, true], 1]);
  same(heard.filter((status) => status === 'authenticated').length, 1);
});

export const it_is_disposed_of_by_closing = claim(async () => {
  if (!Symbol.dispose) return;
  const api = client();
  api.session.setToken('kept');
  api[Symbol.dispose]();
  same(client().session.status, 'unknown');
});

export const a_client_without_a_session_can_be_closed = claim(async (server) => {
  server.on('GET /users', json([]));
  const api = client({ session: false });
  api.close();
  same((await api.get('/users')).data, []);
  await failsWith('ERR_BAD_OPTION', (async () => new ApiClient({ close: true }))());
});
