// How a request leaves: at once, and with the token.

import { claim, client, json, same, text } from './page/page.js';

export const fetch_is_called_before_get_returns = claim(async (server) => {
  server.guard('GET /users');
  const api = client({ token: 'fresh' });
  const call = api.get('/users');
  same(server.routes, ['GET /users']);
  same((await call).data, ['Ada']);
});

export const fetch_is_called_before_get_returns_behind_synchronous_interceptors = claim(async (server) => {
  server.guard('GET /users');
  const api = client({ token: 'fresh' });
  api.interceptors.request.use((config) => config, undefined, { synchronous: true });
  api.interceptors.request.use((config) => ({ ...config, params: { page: 2 } }), undefined, { synchronous: true });
  const call = api.get('/users');
  same(server.routes, ['GET /users']);
  same(server.calls[0].query, '?page=2');
  await call;
});

export const an_asynchronous_interceptor_is_waited_for = claim(async (server) => {
  server.guard('GET /users');
  const api = client({ token: 'fresh' });
  api.interceptors.request.use(async (config) => {
    config.headers['X-Trace'] = await 'seven';
    return config;
  });
  const call = api.get('/users');
  same(server.routes, []);
  await call;
  same(server.calls[0].headers['x-trace'], 'seven');
});

export const the_token_travels_as_bearer = claim(async (server) => {
  server.guard('GET /users');
  await client({ token: 'fresh' }).get('/users');
  same(server.calls[0].token, 'Bearer fresh');
  same(server.calls[0].headers.accept, 'application/json, text/plain, */*');
});

export const without_a_token_nothing_is_attached = claim(async (server) => {
  server.on('GET /news', json([]));
  await client().get('/news');
  same(server.calls[0].token, undefined);
});

const OWN_HEADER = { header: 'X-Token', scheme: '' };

export const the_token_travels_bare_in_a_header_of_its_own_and_follows_no_redirect = claim(async (server) => {
  server.on('GET /users', text('ok'));
  await client({ token: 'fresh', session: OWN_HEADER }).get('/users');
  same(server.calls[0].headers['x-token'], 'fresh');
  same(server.calls[0].token, undefined);
  same(server.calls[0].redirect, 'error');
});

export const a_redirect_that_the_caller_asked_for_is_followed = claim(async (server) => {
  server.on('GET /users', text('ok')).on('GET /news', text('ok'));
  await client({ token: 'fresh', session: OWN_HEADER }).get('/users', { redirect: 'follow' });
  await client({ token: 'fresh' }).get('/news');
  same(
    server.calls.map(({ redirect }) => redirect),
    ['follow', 'follow'],
  );
});

export const cookies_go_to_the_own_origin_unless_more_is_asked_for = claim(async (server) => {
  server.on('GET /news', text('ok'));
  await client().get('/news');
  await client().get('/news', { withCredentials: true });
  await client({ withCredentials: true }).get('/news');
  await client({ withCredentials: true }).get('/news', { withCredentials: false });
  same(
    server.calls.map(({ credentials }) => credentials),
    ['same-origin', 'include', 'include', 'same-origin'],
  );
});
