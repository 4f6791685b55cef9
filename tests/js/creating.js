// `create`: a client with defaults and interceptors of its own, and the session of the one that it is made of.

import { ApiClient, claim, client, failsWith, holds, identical, json, same, thrown } from './page/page.js';

export const a_child_has_copies_of_the_defaults = claim(async (server) => {
  server.on('GET /users', json([]));
  const api = client({ headers: { 'X-App': 'one' }, params: { v: 1 }, timeout: 5000 });
  api.defaults.headers['X-Later'] = 'set';
  const child = api.create({ headers: { 'x-child': 'yes' } });
  api.defaults.headers['X-App'] = 'two';
  api.defaults.params.v = 2;
  child.defaults.timeout = 7000;
  await child.get('/users');
  const [{ headers, query }] = server.calls;
  same([headers['x-app'], headers['x-later'], headers['x-child'], query], ['one', 'set', 'yes', '?v=1']);
  same([api.defaults.timeout, 'x-child' in api.defaults.headers], [5000, false]);
});

export const a_child_inherits_no_interceptor = claim(async (server) => {
  server.on('GET /users', json([]));
  const api = client();
  const asked = [];
  const note = (name) => (value) => (asked.push(name), value);
  api.interceptors.request.use(note('parent asks'));
  api.interceptors.response.use(note('parent hears'));
  const child = api.create();
  child.interceptors.request.use(note('child asks'));
  await child.get('/users');
  await api.get('/users');
  same(asked, ['child asks', 'parent asks', 'parent hears']);
});

export const a_child_shares_the_session = claim(async (server) => {
  server.guard('GET /users').renews({ id: 1 });
  const api = client({ token: 'stale' });
  const [child, grandchild] = [api.create(), api.create().create()];
  let changes = 0;
  child.session.subscribe(() => changes++);
  await Promise.all([api, child, grandchild].map((one) => one.get('/users')));
  same([server.refreshes, changes > 0], [1, true]);
  identical(child.session.getSnapshot(), api.session.getSnapshot());
  same([grandchild.session.getToken(), grandchild.session.user], ['fresh', { id: 1 }]);
});

export const memory_is_shared_with_a_child = claim(async () => {
  const api = client({ session: { storage: 'memory' } });
  const child = api.create();
  child.session.setToken('kept');
  same([api.session.getToken(), localStorage.length], ['kept', 0]);
});

export const a_child_elsewhere_gets_no_token = claim(async (server) => {
  server.on('GET https://files.test/list', json([]));
  const api = client({ token: 'fresh' });
  await api.create({ baseURL: 'https://files.test' }).get('/list');
  same(server.calls.at(-1).token, undefined);
});

export const a_changed_base_moves_the_calls_and_neither_the_token_nor_the_session = claim(async (server) => {
  server.on('GET https://files.test/list', json([])).on('POST /login', json({ accessToken: 'fresh' }));
  const api = client({ token: 'fresh' });
  api.defaults.baseURL = 'https://files.test';
  await api.get('/list');
  await api.session.login({ email: 'ada@example.test' });
  await api.create({ baseURL: 'https://files.test' }).session.login({});
  same([server.calls[0].token, server.routes.slice(1)], [undefined, ['POST /login', 'POST /login']]);
});

export const a_child_cannot_have_a_session_of_its_own = claim(async () => {
  const api = client();
  for (const session of [false, {}, { storage: 'memory' }]) {
    const error = thrown(() => api.create({ session }));
    same(error.code, 'ERR_BAD_OPTION');
    holds(error.message.startsWith('session '), error.message);
  }
  for (const [name, value] of Object.entries({ baseUrl: 'x', timeout: -1, baseURL: 'https://' })) {
    const error = thrown(() => api.create({ [name]: value }));
    same([error.code, error.message.split(' ')[0]], ['ERR_BAD_OPTION', name]);
  }
});

export const a_child_of_a_client_without_a_session_has_none = claim(async () => {
  same(thrown(() => client({ session: false }).create().session).code, 'ERR_BAD_OPTION');
});

export const a_default_can_be_changed_and_a_bad_one_is_named_by_the_call = claim(async (server) => {
  server.on('GET /users', json([]));
  const api = client();
  api.defaults.headers.common['X-App'] = 'demo';
  api.defaults.headers.post['X-App'] = 'post';
  api.defaults.withCredentials = true;
  await api.get('/users');
  same([server.calls[0].headers['x-app'], server.calls[0].credentials], ['demo', 'include']);
  api.defaults.timeout = 'soon';
  const error = await failsWith('ERR_BAD_OPTION', api.get('/users'));
  holds(error.message.startsWith('timeout '), error.message);
  same(server.calls.length, 1);
});

export const axios_create_is_a_new_client = claim(async (server) => {
  const { create, isAxiosError, isCancel, AxiosError, CanceledError } = ApiClient;
  server.on('GET /users', json({}, 404));
  const api = create({ baseURL: 'https://api.test/api' });
  const error = await failsWith('ERR_BAD_REQUEST', api.get('/users'));
  same([api instanceof ApiClient, isAxiosError(error), error instanceof AxiosError, isCancel(error)], [true, true, true, false]);
  same([isAxiosError(new Error('x')), isCancel(new CanceledError('x'))], [false, true]);
});
