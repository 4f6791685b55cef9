// The call's config over the client's, and what comes from nowhere else.

import { claim, client, failsWith, instead, json, same, turn } from './page/page.js';

const sent = async (server, config, call) => {
  server.on('GET /users', json({}));
  await client(config).get('/users', call);
  return server.calls.at(-1);
};

export const headers_are_merged_without_case = claim(async (server) => {
  const call = await sent(
    server,
    { headers: { 'X-App': 'demo', 'X-Keep': 'yes', Accept: 'text/csv' } },
    { headers: { 'x-app': 'other', 'X-Call': 'one' } },
  );
  same(call.headers, { accept: 'text/csv', 'x-app': 'other', 'x-call': 'one', 'x-keep': 'yes' });
});

export const some_header_values_are_not_sent = claim(async (server) => {
  const inherited = { 'X-Undefined': 'a', 'X-Null': 'b', 'X-False': 'c', 'X-Empty': 'd' };
  const headers = { 'x-undefined': undefined, 'x-null': null, 'x-false': false, 'x-empty': '', 'X-Zero': 0, 'X-True': true, Accept: null };
  const { 'accept': accept, ...rest } = (await sent(server, { headers: inherited }, { headers })).headers;
  same(rest, { 'x-empty': '', 'x-true': 'true', 'x-zero': '0' });
  same(accept, undefined);
});

export const parameters_are_merged_and_scalars_replaced = claim(async (server) => {
  const config = { params: { v: 1, sort: { by: 'name', order: 'up' }, tags: ['a', 'b'] }, timeout: 60_000 };
  const call = await sent(server, config, { params: { q: 2, sort: { order: 'down' }, tags: ['c'] }, timeout: 0 });
  same(decodeURIComponent(call.query), '?v=1&sort[by]=name&sort[order]=down&tags[]=c&q=2');
});

export const what_an_interceptor_changes_stays_in_its_call = claim(async (server) => {
  server.on('GET /users', json({}));
  const api = client({ params: { v: 1 }, headers: { 'X-App': 'demo' } });
  let calls = 0;
  api.interceptors.request.use((config) => {
    config.params.call = ++calls;
    config.headers['X-Call'] = calls;
    config.metadata.seen = calls;
    return config;
  });
  const given = { params: { q: 1 }, headers: { 'X-Mine': 'a' }, metadata: {} };
  await api.get('/users', given);
  await api.get('/users', { metadata: {} });
  await api.get('/users', { ...given, params: undefined });
  same(given, { params: { q: 1 }, headers: { 'X-Mine': 'a' }, metadata: {} });
  same(
    server.calls.map(({ query, headers }) => [query, headers['x-call']]),
    [
      ['?v=1&q=1&call=1', '1'],
      ['?v=1&call=2', '2'],
      ['?v=1&call=3', '3'],
    ],
  );
});

export const a_list_that_an_interceptor_extends_is_a_copy = claim(async (server) => {
  server.on('GET /users', json({}));
  const api = client({ params: { tags: ['a'] } });
  api.interceptors.request.use((config) => (config.params.tags.push('b'), config));
  await api.get('/users');
  await api.get('/users');
  same(decodeURIComponent(server.calls[1].query), '?tags[]=a&tags[]=b');
});

export const the_options_are_copied_at_the_start = claim(async (server) => {
  server.on('GET /users', json({}));
  const config = { params: { v: 1 }, headers: { 'X-App': 'demo' } };
  const api = client(config);
  config.params.v = 2;
  config.headers['X-App'] = 'other';
  await api.get('/users');
  same([server.calls[0].query, server.calls[0].headers['x-app']], ['?v=1', 'demo']);
});

export const the_keys_that_reach_a_prototype_are_ignored = claim(async (server) => {
  const evil = (where) => JSON.parse(`{"${where}":{"__proto__":{"polluted":1},"constructor":{"x":1},"a":"1"}}`);
  const call = await sent(server, {}, { ...evil('params'), ...evil('headers'), ...evil('metadata') });
  same([call.query, call.headers.a, Object.keys(call.headers)], ['?a=1', '1', ['a', 'accept']]);
  same({}.polluted, undefined);
});

export const a_header_named_like_a_method_breaks_nothing = claim(async (server) => {
  const evil = { get: 'a', set: 'b', has: 'c', delete: 'd', toObject: 'e', constructor: 'f', 'X-Last': 'g' };
  server.on('GET /users', json({}, 200, evil));
  const { headers } = await client().get('/users', { headers: { set: 'a', get: 'b' } });
  same([headers.get('x-last'), headers.has('x-last'), headers['x-last']], ['g', true, 'g']);
});

const POLLUTION = {
  baseURL: 'https://evil.test',
  url: '/evil',
  method: 'DELETE',
  headers: { 'X-Evil': '1' },
  params: { evil: 1 },
  data: 'evil',
  body: 'evil',
  session: false,
  timeout: 1,
  responseType: 'blob',
  validateStatus: () => false,
  withCredentials: true,
  credentials: 'include',
  mode: 'no-cors',
  integrity: 'sha256-x',
  cache: 'force-cache',
  keepalive: true,
  redirect: 'manual',
  referrerPolicy: 'unsafe-url',
  signal: 'x',
  storage: 'memory',
  key: 'evil',
  header: 'X-Evil',
  scheme: 'Evil',
  origins: ['https://evil.test'],
  refresh: { url: 'https://evil.test/' },
  tokenPath: 'user',
  accessToken: 'evil',
  user: { id: 'evil' },
  _isRetry: true,
  _retry: true,
  synchronous: true,
  runWhen: () => false,
  Authorization: 'Bearer evil',
};

export const a_polluted_prototype_is_not_read = claim(async (server) => {
  server.guard('GET /users').guard('POST /users').renews().on('POST /logout', json({})).on('POST /login', json({ accessToken: 'stale' }));
  const course = async () => {
    const api = client({ session: {} });
    await api.session.login({ name: 'ada' });
    await api.get('/users');
    await api.post('/users', { a: 1 });
    await api.session.logout();
  };
  await course();
  const look = ({ route, url, headers, init, ...call }) => {
    const { credentials, keepalive, redirect, cache } = call;
    return { route, url, headers, credentials, keepalive, redirect, cache, names: Object.keys(init).sort() };
  };
  const clean = server.calls.splice(0);
  await turn();
  await instead(Object.prototype, POLLUTION, course);
  same(server.calls.map(look), clean.map(look));
  for (const [index, call] of server.calls.entries()) same(await call.text(), await clean[index].text());
});

export const no_token_is_read_from_a_polluted_prototype = claim(async (server) => {
  server.on('GET /refresh', json({ data: {} }));
  const api = client();
  await instead(Object.prototype, POLLUTION, () => failsWith('ERR_REFRESH_INVALID', api.session.refresh()));
  same([api.session.getToken(), api.session.user], [null, undefined]);
});

export const headers_may_stand_in_the_groups_of_axios = claim(async (server) => {
  const groups = {
    common: { 'X-Level': 'common', 'X-Common': 1, Accept: 'text/csv' },
    get: { 'x-level': 'get', 'X-Get': 2, 'X-Client': 'group' },
    post: { 'X-Post': 3 },
    'X-Client': 'client',
  };
  const call = await sent(server, { headers: groups }, { headers: { 'X-Call': 4 } });
  same(call.headers, { accept: 'text/csv', 'x-call': '4', 'x-client': 'client', 'x-common': '1', 'x-get': '2', 'x-level': 'get' });
  server.on('POST /users', json({}));
  await client({ headers: groups }).post('/users');
  same([server.calls.at(-1).headers['x-post'], server.calls.at(-1).headers['x-level']], ['3', 'common']);
  const own = await sent(server, { headers: groups }, { headers: { common: { 'X-Common': 5 }, get: { 'X-Level': 'call' } } });
  same([own.headers['x-common'], own.headers['x-level']], ['5', 'call']);
});

export const what_is_taken_away_stays_away_when_the_config_is_sent_again = claim(async (server) => {
  server.on('GET /users', json({}));
  const api = client({ headers: { common: { 'X-Common': 1 }, get: { 'X-Common': null, Accept: false }, 'X-App': 'demo' } });
  const { config } = await api.get('/users', { headers: { 'x-app': undefined } });
  await api(config);
  same(server.calls.map(({ headers }) => headers), [{}, {}]);
});

export const headers_may_be_of_any_kind_that_has_names = claim(async (server) => {
  for (const headers of [new Headers({ 'X-Mine': 'a' }), new Map([['X-Mine', 'a']]), [['X-Mine', 'a']]]) {
    same((await sent(server, {}, { headers })).headers['x-mine'], 'a');
  }
});

export const headers_that_are_none_are_refused_by_name = claim(async (server) => {
  for (const headers of ['X-Mine: a', 5, true]) {
    const error = await failsWith('ERR_BAD_OPTION', client().get('/users', { headers }));
    same(error.message, 'headers must be object');
  }
  const api = client();
  api.interceptors.request.use((config) => Object.assign(config, { headers: 'X-Mine: a' }));
  same((await failsWith('ERR_BAD_OPTION', api.get('/users'))).message, 'headers must be object');
  same(server.calls.length, 0);
});

export const an_undefined_in_the_call_is_as_good_as_absent = claim(async (server) => {
  server.on('GET /users', json({}, 404));
  const api = client({ validateStatus: (status) => status === 404 });
  same((await api.get('/users', { validateStatus: undefined, params: undefined, signal: undefined })).status, 404);
  await failsWith('ERR_BAD_REQUEST', client().get('/users', { validateStatus: undefined }));
});

export const a_null_in_the_call_stands_against_the_client = claim(async (server) => {
  const signal = AbortSignal.abort();
  const config = { params: { a: 1 }, validateStatus: () => false, signal, transformResponse: () => 'theirs' };
  const nothing = { params: null, validateStatus: null, signal: null, transformResponse: null };
  server.on('GET /users', json({ a: 1 }));
  same((await client(config).get('/users', nothing)).data, { a: 1 });
  same(server.calls[0].query, '');
});

export const what_belongs_to_somebody_is_not_copied = claim(async (server) => {
  const serializer = { serialize: () => 'a=1' };
  const source = { token: { promise: new Promise(() => {}), reason: undefined } };
  const data = { deep: { deeper: {} } };
  server.on('POST /users', json({}));
  const { config } = await client().post('/users', data, { cancelToken: source.token, paramsSerializer: serializer, params: {} });
  same([config.cancelToken === source.token, config.paramsSerializer === serializer, config.data === data], [true, true, true]);
});
