// Bad options: each names its field, and none its value.

import { ApiClient, base64url, claim, client, failsWith, holds, json, same, thrown } from './page/page.js';

const refuses = (field, config) => {
  const error = thrown(() => new ApiClient(config));
  same([error.name, error.code], ['ApiError', 'ERR_BAD_OPTION'], field);
  holds(error.message.startsWith(`${field} `), `${field} is not named by: ${error.message}`);
};

export const each_unknown_option_is_named = claim(async () => {
  refuses('baseUrl', { baseUrl: 'https://api.test' });
  refuses('url', { url: '/users' });
  refuses('session.storag', { session: { storag: 'local' } });
  refuses('session.refresh.path', { session: { refresh: { path: '/x' } } });
  refuses('session.login.path', { session: { login: { path: '/x' } } });
  refuses('session.logout.headers', { session: { logout: { url: '/x', headers: {} } } });
});

export const each_ill_typed_option_is_named = claim(async () => {
  refuses('config', 5);
  refuses('config', 'https://api.test');
  const wrong = {
    baseURL: [5, {}, new URL('https://api.test')],
    headers: ['x', 5],
    params: ['a=1', 5],
    timeout: [-1, NaN, Infinity, '5'],
    withCredentials: ['yes', 1],
    responseType: ['document', 5],
    validateStatus: [200, 'ok'],
    signal: [{}, 'x'],
    cancelToken: [{}, 'x', { promise: 1 }],
    transformRequest: ['x', [() => {}, 5], {}],
    transformResponse: [5],
    paramsSerializer: ['x', { visitor: () => {} }],
    formSerializer: [() => {}, { visitor: () => {} }],
    auth: ['ada:x', { user: 'ada' }],
    xsrfCookieName: [5],
    xsrfHeaderName: [5],
    withXSRFToken: ['true', 1],
    maxContentLength: ['5', NaN],
    maxBodyLength: ['5', -2],
    onDownloadProgress: [{}],
    allowAbsoluteUrls: ['no'],
    timeoutErrorMessage: [5],
    adapter: ['xhr', ['xhr', 'http'], {}],
    session: [true, 5, 'local'],
  };
  for (const [name, values] of Object.entries(wrong)) for (const value of values) refuses(name, { [name]: value });
});

export const each_ill_typed_option_of_the_session_is_named = claim(async () => {
  const wrong = {
    storage: ['cookie', 5, {}, { getItem() {}, setItem() {} }, { getItem() {}, setItem() {}, removeItem: 'x' }],
    key: [5],
    header: [5, 'two words', ''],
    scheme: [5],
    origins: ['https://files.test', ['files.test'], ['https://files.test/path'], ['data:x'], [5]],
    refresh: [true, '/refresh'],
    login: [5, true],
    registration: [7],
    logout: [() => {}],
  };
  for (const [name, values] of Object.entries(wrong)) {
    for (const value of values) refuses(`session.${name}`, { session: { [name]: value } });
  }
});

export const each_ill_typed_option_of_the_refresh_is_named = claim(async () => {
  const circular = {};
  circular.self = circular;
  const wrong = {
    url: [5],
    method: [5],
    headers: ['x', { 'X-A': 'a\r\nb' }, { 'two words': 'x' }],
    statuses: [401, [], ['401'], [99], [200], [4.5]],
    overStatuses: [401, [600]],
    tokenPath: [5, ['a']],
    userPath: [5],
    timeout: [-1, 0, '10s', NaN],
    ahead: [-1, 0, '60', NaN, Infinity, {}],
  };
  for (const [name, values] of Object.entries(wrong)) {
    for (const value of values) refuses(`session.refresh.${name}`, { session: { refresh: { [name]: value } } });
  }
  for (const body of [() => {}, circular, 5n]) {
    refuses('session.refresh.body', { session: { refresh: { method: 'POST', body } } });
  }
  refuses('session.refresh.body', { session: { refresh: { body: 'x' } } });
  refuses('session.login.url', { session: { login: { url: 5 } } });
  refuses('session.logout.method', { session: { logout: { method: 5 } } });
});

export const what_axios_has_for_servers_is_accepted_and_ignored = claim(async (server) => {
  server.on('GET /users', json(['Ada']));
  const ignored = { proxy: false, httpAgent: {}, httpsAgent: {}, maxRedirects: 5, transitional: { silentJSONParsing: true } };
  same((await client(ignored).get('/users', ignored)).data, ['Ada']);
});

export const a_base_url_that_is_none_is_refused = claim(async () => {
  for (const baseURL of ['https://', 'https://[', 'https://api.test:port']) refuses('baseURL', { baseURL });
});

export const undefined_and_null_are_as_good_as_absent = claim(async (server) => {
  server.on('GET /users', json({}));
  for (const none of [undefined, null]) {
    const endpoint = { url: none, method: none };
    const refresh = { url: none, method: none, body: none, headers: none, statuses: none, tokenPath: none, timeout: none, ahead: none };
    const names = { storage: none, key: none, header: none, scheme: none, origins: none, registration: none, logout: none };
    const session = { ...names, refresh, login: endpoint };
    const options = { headers: none, params: none, timeout: none, withCredentials: none, responseType: none, signal: none };
    const api = client({ ...options, session });
    api.session.setToken('fresh');
    await api.get('/users', options);
    same([server.calls.at(-1).token, localStorage.getItem('token')], ['Bearer fresh', 'fresh']);
    api.close();
    same(new ApiClient({ baseURL: none, session: none }).session.status, 'unknown');
    same(new ApiClient(none).session.status, 'unknown');
  }
});

export const each_ill_typed_option_of_a_call_is_named_and_nothing_is_sent = claim(async (server) => {
  const wrong = {
    baseURL: 5,
    params: 'a=1',
    timeout: '5',
    withCredentials: 'yes',
    responseType: 'document',
    validateStatus: 200,
    signal: {},
    redirect: 'sometimes',
    keepalive: 1,
  };
  for (const [name, value] of Object.entries(wrong)) {
    const error = await failsWith('ERR_BAD_OPTION', client().get('/users', { [name]: value }));
    holds(error.message.startsWith(`${name} `), error.message);
    same(error.config.url, '/users');
  }
  same(server.calls.length, 0);
});

export const a_call_without_a_url_is_refused = claim(async (server) => {
  const api = client();
  for (const call of [api.get(), api.get(null), api.get(5), api.request({}), api.request(), api(), api.post(undefined, {})]) {
    await failsWith('ERR_INVALID_URL', call);
  }
  await failsWith('ERR_INVALID_URL', client({ baseURL: '' }).get('https://'));
  same(server.calls.length, 0);
});

export const a_method_that_fetch_refuses_is_no_panic = claim(async () => {
  for (const method of ['TRACE', 'two words', '']) {
    const error = await client().request({ url: '/users', method }).catch((error) => error);
    same(error.name, 'ApiError', method);
  }
});

export const a_header_with_a_line_break_is_refused_and_not_repeated = claim(async (server) => {
  for (const value of ['secret\r\nX-Evil: 1', 'secret\nx', 'secret\rx', 'secret\0x', 'secret\x7f', 'ключ']) {
    const error = await failsWith('ERR_BAD_OPTION', client().get('/users', { headers: { 'X-Mine': value } }));
    same(error.message, 'headers.X-Mine cannot be sent');
    holds(!JSON.stringify(error).includes('evil'), 'the value is repeated');
  }
  const error = await failsWith('ERR_BAD_OPTION', client().get('/users', { headers: { 'two words': 'x' } }));
  same([error.message, server.calls.length], ['headers.two words cannot be sent', 0]);
});

export const data_that_cannot_be_written_is_refused = claim(async (server) => {
  const circular = { name: 'loop' };
  circular.self = circular;
  for (const data of [circular, { big: 5n }, { toJSON: () => circular }]) {
    const error = await failsWith('ERR_BAD_OPTION', client().post('/users', data));
    same(error.message, 'data cannot be written');
    holds(error.cause instanceof Error);
    holds(JSON.stringify(error).includes('ERR_BAD_OPTION'));
  }
  const endless = await failsWith('ERR_BAD_OPTION', client().postForm('/users', circular));
  same([endless.message, endless.cause.message], ['data cannot be written', 'nested more than 100 deep']);
  const deep = await failsWith('ERR_BAD_OPTION', client().get('/users', { params: { circular } }));
  same([deep.message, server.calls.length], ['params cannot be written', 0]);
});

export const a_token_that_is_garbage_is_only_a_token = claim(async (server) => {
  server.on('GET /refresh', () => Response.json({ accessToken: garbage.shift() }));
  const garbage = ['a.b.c', '...', `x.${base64url('{"sub":')}.y`, `x.${base64url('null')}.y`, `x.${base64url('[7]')}.y`];
  const api = client();
  for (const token of [...garbage]) {
    await api.session.refresh();
    same([api.session.getToken(), api.session.expiresAt, api.session.status], [token, undefined, 'authenticated']);
  }
});
