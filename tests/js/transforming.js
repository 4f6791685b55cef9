// The application's own hands on `data`: `transformRequest` and `transformResponse`.

import { claim, client, failsWith, holds, identical, json, rejection, same, text } from './page/page.js';

const NAMES = ['a', 'b'];

export const a_function_or_a_list_of_them_changes_what_is_sent = claim(async (server) => {
  server.on('POST /users', json({}));
  const api = client();
  const add = (name) => (data) => ({ ...data, [name]: 1 });
  await api.post('/users', {}, { transformRequest: add('a') });
  await api.post('/users', {}, { transformRequest: NAMES.map(add) });
  same(await Promise.all(server.calls.map((call) => call.text())), ['{"a":1}', '{"a":1,"b":1}']);
});

export const it_gets_the_headers_and_the_config_for_this = claim(async (server) => {
  server.on('POST /users', json({}));
  const api = client({ headers: { 'X-App': 'demo' } });
  let seen;
  function sign(data, headers) {
    seen = [headers.get('x-app'), this.url, data.name];
    headers.setContentType('text/plain');
    headers['X-Signed'] = 'yes';
    return `${data.name}!`;
  }
  const { config } = await api.post('/users', { name: 'Ada' }, { transformRequest: [sign] });
  const [call] = server.calls;
  same(seen, ['demo', '/users', 'Ada']);
  same([call.headers['content-type'], call.headers['x-signed'], await call.text()], ['text/plain', 'yes', 'Ada!']);
  same(config.data, { name: 'Ada' }, 'the original is sent again, not what was made of it:');
});

export const what_it_leaves_as_an_object_is_still_json = claim(async (server) => {
  server.on('POST /users', json({}));
  await client().post('/users', 'Ada', { transformRequest: (name) => ({ name }) });
  same([server.calls[0].headers['content-type'], await server.calls[0].text()], ['application/json', '{"name":"Ada"}']);
});

export const the_defaults_of_axios_can_stand_in_a_list = claim(async (server) => {
  server.on('POST /users', json({ id: 1 }));
  const api = client();
  const { transformRequest, transformResponse } = api.defaults;
  const { data } = await api.post('/users', { a: 1 }, {
    transformRequest: [(data) => ({ ...data, b: 1 }), ...transformRequest],
    transformResponse: transformResponse.concat((data) => data.id),
  });
  same([data, await server.calls[0].text()], [1, '{"a":1,"b":1}']);
});

export const it_runs_once_for_a_call_that_is_replayed = claim(async (server) => {
  server.guard('POST /users').renews();
  const runs = [];
  await client({ token: 'stale' }).post('/users', 1, {
    transformRequest: (data) => (runs.push('request'), `${data}`),
    transformResponse: (data) => (runs.push('response'), data),
  });
  same([runs, await server.calls.at(-1).text()], [['request', 'response'], '1']);
});

export const the_answer_is_given_as_it_came_with_headers_and_status = claim(async (server) => {
  server.on('GET /users', text('{"a":1}', 201, { 'X-Total': '7' }));
  let seen;
  function look(data, headers, status) {
    seen = [data, headers.get('x-total'), headers['x-total'], status, this.url];
    return 'mine';
  }
  same((await client().get('/users', { transformResponse: look })).data, 'mine');
  same(seen, ['{"a":1}', '7', '7', 201, '/users']);
});

export const without_a_parser_in_the_list_a_text_stays_a_text = claim(async (server) => {
  server.on('GET /users', text('{"a":1}'));
  const api = client({ transformResponse: [(data) => data] });
  same((await api.get('/users')).data, '{"a":1}');
  same((await api.get('/users', { transformResponse: (data) => JSON.parse(data).a })).data, 1);
});

export const an_answer_that_is_refused_goes_through_it_too = claim(async (server) => {
  server.on('GET /users', json({ message: 'no' }, 422));
  const transformResponse = (data, _, status) => ({ status, ...JSON.parse(data) });
  const error = await failsWith('ERR_BAD_REQUEST', client().get('/users', { transformResponse }));
  same(error.response.data, { status: 422, message: 'no' });
});

export const what_it_throws_rejects_the_call_unwrapped = claim(async (server) => {
  server.on('GET /users', json({}));
  const mine = new Error('mine');
  const fail = () => {
    throw mine;
  };
  identical(await rejection(client().get('/users', { transformRequest: fail })), mine);
  holds(server.calls.length === 0, 'it was sent');
  identical(await rejection(client().get('/users', { transformResponse: fail })), mine);
});

export const a_login_is_read_as_the_server_said_it = claim(async (server) => {
  server.on('POST /login', json({ accessToken: 'fresh', user: { id: 1 } }));
  const api = client({ transformResponse: () => 'theirs', transformRequest: () => 'theirs', responseType: 'blob' });
  await api.session.login({ name: 'Ada' });
  same([api.session.getToken(), await server.calls[0].text()], ['fresh', '{"name":"Ada"}']);
});
