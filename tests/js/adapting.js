// `adapter`: somebody else's way to send, and the session around it.

import { claim, client, failsWith, holds, identical, json, rejection, same } from './page/page.js';

/** Answers as a server would that accepts `fresh`. */
const guarded = (calls, answer = { data: '["Ada"]', status: 200 }) => async (config) => {
  calls.push(config);
  const isWelcome = config.headers.Authorization === 'Bearer fresh';
  return { statusText: '', headers: {}, config, request: {}, ...(isWelcome ? answer : { data: '{"message":"no"}', status: 401 }) };
};

/** As axios's own adapters: what `validateStatus` refuses is thrown. */
const settling = (adapter) => async (config) => {
  const response = await adapter(config);
  if (response.status < 300) return response;
  throw Object.assign(new Error('theirs'), { isAxiosError: true, config, response });
};

export const an_adapter_sends_in_the_place_of_fetch = claim(async (server) => {
  const calls = [];
  const api = client({ token: 'fresh', adapter: guarded(calls, { data: '{"id":1}', status: 201, headers: { 'X-Total': '7' } }) });
  const answer = await api.post('/users', { name: 'Ada' }, { params: { dry: true } });
  same([answer.data, answer.status, answer.headers.get('x-total')], [{ id: 1 }, 201, '7']);
  const [{ url, baseURL, method, data, params, headers }] = calls;
  same([url, baseURL, method, data, { ...params }], ['/users', 'https://api.test/api', 'post', '{"name":"Ada"}', { dry: true }]);
  same([headers.Authorization, headers.get('content-type'), server.calls.length], ['Bearer fresh', 'application/json', 0]);
  same([answer.config.headers.Authorization, answer.config.data], [undefined, { name: 'Ada' }]);
});

export const a_401_from_an_adapter_is_refreshed_and_replayed = claim(async (server) => {
  server.renews();
  for (const wrap of [(adapter) => adapter, settling]) {
    const calls = [];
    const api = client({ token: 'stale', adapter: wrap(guarded(calls)) });
    same((await api.get('/users')).data, ['Ada']);
    same(
      calls.map(({ headers }) => headers.Authorization),
      ['Bearer stale', 'Bearer fresh'],
    );
  }
  same(server.routes, ['GET /refresh', 'GET /refresh']);
});

export const an_adapters_answer_may_blame_the_token = claim(async (server) => {
  server.renews();
  const headers = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
  const api = client({ token: 'stale', adapter: async (config) => ({ data: '', status: 401, statusText: '', headers, config }) });
  await failsWith('ERR_BAD_REQUEST', api.get('/users'));
  await failsWith('ERR_BAD_REQUEST', api.get('/users'));
  same(server.refreshes, 2);
});

export const what_stays_a_rejection_says_why = claim(async (server) => {
  server.ends();
  const api = client({ token: 'stale', adapter: settling(guarded([])) });
  const error = await failsWith('ERR_BAD_REQUEST', api.get('/users'));
  same([error.status, error.response.data, error.cause.code], [401, { message: 'no' }, 'ERR_SESSION_OVER']);
});

export const the_status_of_an_adapters_answer_is_judged_like_any_other = claim(async () => {
  const adapter = (config) => Promise.resolve({ data: 'gone', status: 404, statusText: '', headers: {}, config });
  const error = await failsWith('ERR_BAD_REQUEST', client().get('/users', { adapter }));
  same(error.response.data, 'gone');
  same((await client().get('/users', { adapter, validateStatus: null })).data, 'gone');
});

export const what_an_adapter_throws_rejects_the_call_unwrapped = claim(async () => {
  const mine = Object.assign(new Error('no route'), { code: 'ERR_NETWORK' });
  const fail = () => Promise.reject(mine);
  identical(await rejection(client({ adapter: fail }).get('/users')), mine);
  const odd = Object.assign(new Error('odd'), { response: { status: 200, data: 'x' } });
  identical(await rejection(client({ adapter: () => Promise.reject(odd) }).get('/users')), odd);
  holds((await rejection(client({ adapter: () => undefined }).get('/users'))) instanceof TypeError);
});

export const a_timeout_reaches_the_adapter = claim(async () => {
  let signal;
  const adapter = (config) => new Promise(() => ({ signal } = config));
  await failsWith('ETIMEDOUT', client().get('/users', { adapter, timeout: 20 }));
  same([signal.aborted, signal.reason.code], [true, 'ETIMEDOUT']);
});

export const a_call_elsewhere_gives_the_adapter_no_token = claim(async () => {
  const calls = [];
  const adapter = (config) => (calls.push(config), Promise.resolve({ data: '', status: 204, headers: {} }));
  await client({ token: 'fresh', adapter }).get('https://files.test/a');
  same(calls[0].headers.Authorization, undefined);
});

export const the_refresh_call_goes_by_fetch = claim(async (server) => {
  server.on('GET /refresh', json({ accessToken: 'fresh' }));
  const api = client({ adapter: () => Promise.reject(new Error('not by this')) });
  await api.session.refresh();
  same(api.session.getToken(), 'fresh');
});
