// The ways to call, and what comes back.

import { ApiClient, as, claim, client, empty, failsWith, holds, identical, json, same, text } from './page/page.js';

export const every_verb_says_its_method = claim(async (server) => {
  const verbs = { get: 'GET', delete: 'DELETE', head: 'HEAD', options: 'OPTIONS', post: 'POST', put: 'PUT', patch: 'PATCH' };
  const api = client();
  for (const [verb, method] of Object.entries(verbs)) {
    server.on(`${method} /users`, empty(200));
    const { config, status } = await api[verb]('/users');
    same([config.method, config.url, status], [verb, '/users', 200]);
  }
  same(
    server.calls.map(({ method }) => method),
    Object.values(verbs),
  );
});

export const the_verbs_with_a_body_send_it = claim(async (server) => {
  const api = client();
  for (const verb of ['post', 'put', 'patch']) {
    server.on(`${verb.toUpperCase()} /users`, json({}));
    await api[verb]('/users', { name: 'Ada' }, { params: { dry: true } });
    const call = server.calls.at(-1);
    same([await call.text(), call.query], ['{"name":"Ada"}', '?dry=true']);
  }
  server.on('DELETE /users', json({}));
  await api.delete('/users', { data: [1, 2] });
  same(await server.calls.at(-1).text(), '[1,2]');
});

export const the_client_is_a_function_and_an_instance = claim(async (server) => {
  server.on('GET /users', json(['Ada'])).on('POST /users', json({}));
  const api = client();
  same((await api('/users')).data, ['Ada']);
  same((await api({ url: '/users' })).data, ['Ada']);
  same((await api('/users', { method: 'POST', data: { a: 1 } })).config.method, 'post');
  same((await api.request('/users')).data, ['Ada']);
  same((await api(new URL('https://api.test/api/users'))).data, ['Ada']);
  same([typeof api, api instanceof ApiClient], ['function', true]);
});

export const a_config_can_be_sent_again_and_again = claim(async (server) => {
  server.on('POST /users', json({ message: 'busy' }, 503), json({ message: 'busy' }, 503), json({ id: 1 }));
  const api = client({ headers: { 'X-App': 'demo' }, params: { v: 1 } });
  const data = { name: 'Ada' };
  const first = await failsWith('ERR_BAD_RESPONSE', api.post('users', data, { headers: { 'x-call': 'one' }, mine: { a: 1 } }));
  identical(first.config.data, data);
  first.config._seen = true;
  const second = await failsWith('ERR_BAD_RESPONSE', api(first.config));
  same([second.config._seen, second.config.mine], [true, { a: 1 }]);
  await api.request(second.config);
  const [one, two, three] = server.calls;
  same([two.url, two.headers, await two.text()], [one.url, one.headers, await one.text()]);
  same([three.url, three.headers], [one.url, one.headers]);
});

export const an_answer_has_the_fields_of_axios = claim(async (server) => {
  const from = as({ url: 'https://api.test/api/users?page=1', statusText: 'Fine' }, json(['Ada'], 201, { 'X-Total': '7' }));
  server.on('GET /users', from);
  const answer = await client().get('/users');
  same(Object.keys(answer).sort(), ['config', 'data', 'headers', 'request', 'status', 'statusText']);
  same([answer.data, answer.status, answer.statusText], [['Ada'], 201, 'Fine']);
  same([answer.headers['x-total'], answer.headers.get('X-Total'), answer.headers.has('x-none')], ['7', '7', false]);
  same(answer.request.responseURL, 'https://api.test/api/users?page=1');
});

export const a_response_type_says_how_the_body_is_read = claim(async (server) => {
  const api = client();
  const read = (responseType) => api.get('/file', { responseType }).then(({ data }) => data);
  server.on('GET /file', text('{"a":1}', 200, { 'Content-Type': 'text/plain' }));
  same(await read(undefined), { a: 1 });
  same(await read('json'), { a: 1 });
  same(await read('text'), '{"a":1}');
  const blob = await read('blob');
  same([blob instanceof Blob, blob.type, await blob.text()], [true, 'text/plain', '{"a":1}']);
  same([...new Uint8Array(await read('arraybuffer'))].length, 7);
  same(await new Response(await read('stream')).text(), '{"a":1}');
  server.on('GET /file', () => new Response(new URLSearchParams({ a: '1' })));
  same((await read('formdata')).get('a'), '1');
});

export const what_is_no_json_is_text = claim(async (server) => {
  const api = client();
  for (const [body, data] of Object.entries({ hello: 'hello', '{"a"': '{"a"', '7': 7, null: null, '"x"': 'x', 'false': false })) {
    server.on('GET /file', text(body));
    same((await api.get('/file')).data, data);
  }
});

export const no_body_is_an_empty_text_whatever_was_asked_for = claim(async (server) => {
  const api = client({ validateStatus: null });
  for (const responseType of ['json', 'text', 'blob', 'arraybuffer', 'stream', 'formdata']) {
    for (const status of [204, 205, 304]) {
      server.on('GET /none', empty(status));
      same((await api.get('/none', { responseType })).data, '', `${status} ${responseType}`);
    }
    server.on('HEAD /none', empty(200));
    same((await api.head('/none', { responseType })).data, '', `HEAD ${responseType}`);
  }
  server.on('GET /none', text(''));
  same((await api.get('/none')).data, '');
});

export const validate_status_says_what_fulfils = claim(async (server) => {
  server.on('GET /users', json({ message: 'gone' }, 404)).on('GET /ok', json({}));
  const api = client();
  same((await api.get('/users', { validateStatus: null })).status, 404);
  same((await api.get('/users', { validateStatus: (status) => status < 500 })).data.message, 'gone');
  const error = await failsWith('ERR_BAD_RESPONSE', api.get('/ok', { validateStatus: () => false }));
  same(error.status, 200);
  await failsWith('ERR_BAD_REQUEST', client({ validateStatus: null }).get('/users', { validateStatus: (s) => s === 200 }));
});

export const an_error_answer_is_read_by_the_same_response_type = claim(async (server) => {
  server.on('GET /file', text('broken', 500));
  const error = await failsWith('ERR_BAD_RESPONSE', client().get('/file', { responseType: 'arraybuffer' }));
  holds(error.response.data instanceof ArrayBuffer);
});

export const get_uri_joins_and_sends_nothing = claim(async (server) => {
  const api = client({ params: { v: 1 } });
  same(api.getUri({ url: '/users', params: { q: 'a b' } }), 'https://api.test/api/users?v=1&q=a+b');
  same(api.getUri(), 'https://api.test/api?v=1');
  same(server.calls.length, 0);
});
