// What `data` becomes on the wire, the first time and the second.

import { SENDS_STREAMS, claim, client, failsWith, holds, instead, json, same, unsupported } from './page/page.js';

const BYTES = [0, 255, 1, 128];

const view = () => new Uint8Array([9, 9, ...BYTES, 9]).subarray(2, 6);

const sent = async (server, data, config) => {
  server.on('POST /echo', json({}));
  await client().post('/echo', data, config);
  const call = server.calls.at(-1);
  return [call.headers['content-type'], await call.text()];
};

const parts = (form) => Array.from(form, ([name, value]) => [name, value instanceof Blob ? value.type : value]);

/** As `fetch` got it: WebKitGTK does not read a form with a file back from its Request. */
const form = (call) => parts(call.init.body);

const as = (type) => ({ headers: { 'Content-Type': type } });

export const objects_and_arrays_are_json = claim(async (server) => {
  same(await sent(server, { a: [1, null] }), ['application/json', '{"a":[1,null]}']);
  same(await sent(server, [1]), ['application/json', '[1]']);
  same(await sent(server, { a: 1 }, as('application/vnd.api+json')), ['application/vnd.api+json', '{"a":1}']);
});

export const texts_go_as_they_are = claim(async (server) => {
  same(await sent(server, 'a=1'), ['application/x-www-form-urlencoded', 'a=1']);
  same(await sent(server, '{"a":1}', as('application/json')), ['application/json', '{"a":1}']);
  same(await sent(server, 'ключ', as('text/plain')), ['text/plain', 'ключ']);
});

export const nothing_has_no_type = claim(async (server) => {
  for (const nothing of [undefined, null]) same(await sent(server, nothing, as('application/json')), [undefined, '']);
});

export const parameters_are_a_form = claim(async (server) => {
  const urlencoded = 'application/x-www-form-urlencoded;charset=UTF-8';
  same(await sent(server, new URLSearchParams({ a: '1', b: 'x y' })), [urlencoded, 'a=1&b=x+y']);
});

export const an_object_is_urlencoded_where_the_type_says_so = claim(async (server) => {
  const type = 'application/x-www-form-urlencoded';
  same(await sent(server, { a: 1, b: { c: 'x y' }, d: [1, 2] }, as(type)), [type, 'a=1&b%5Bc%5D=x+y&d%5B%5D=1&d%5B%5D=2']);
});

export const form_data_leaves_the_boundary_to_the_browser = claim(async (server) => {
  const data = new FormData();
  data.append('name', 'Ada');
  data.append('file', new Blob(['x'], { type: 'text/csv' }), 'a.csv');
  for (const config of [undefined, as('multipart/form-data'), as('application/json')]) {
    const [type] = await sent(server, data, config);
    holds(type.startsWith('multipart/form-data; boundary='), type);
    same(form(server.calls.at(-1)), [
      ['name', 'Ada'],
      ['file', 'text/csv'],
    ]);
  }
});

export const an_object_is_multipart_where_the_type_or_the_verb_says_so = claim(async (server) => {
  const files = [new Blob(['x'], { type: 'text/csv' }), new Blob(['y'], { type: 'text/css' })];
  const data = { name: 'Ada', tags: ['a', 'b'], deep: { a: 1 }, list: [{ a: 1 }], none: null, files };
  const wanted = [
    ['name', 'Ada'],
    ['tags[]', 'a'],
    ['tags[]', 'b'],
    ['deep[a]', '1'],
    ['list[0][a]', '1'],
    ['files[]', 'text/csv'],
    ['files[]', 'text/css'],
  ];
  const api = client();
  for (const verb of ['post', 'put', 'patch']) {
    server.on(`${verb.toUpperCase()} /echo`, json({}));
    await api[verb]('/echo', data, as('multipart/form-data'));
    same(form(server.calls.at(-1)), wanted);
    await api[`${verb}Form`]('/echo', data, { headers: { 'X-Mine': 1 } });
    same([form(server.calls.at(-1)), server.calls.at(-1).headers['x-mine']], [wanted, '1']);
  }
});

export const bytes_are_the_own_bytes_only = claim(async (server) => {
  server.on('POST /echo', json({}));
  for (const data of [new Uint8Array(BYTES).buffer, view(), new DataView(view().buffer, 2, 4), new Blob([view()])]) {
    await client().post('/echo', data);
    same(await server.calls.at(-1).bytes(), BYTES);
    same(server.calls.at(-1).headers['content-type'], undefined);
  }
  same((await sent(server, new Blob(['x'], { type: 'image/png' })))[0], 'image/png');
  same((await sent(server, new Blob(['x'], { type: 'image/png' }), as('image/webp')))[0], 'image/webp');
});

export const a_get_has_no_body = claim(async (server) => {
  server.on('GET /echo', json({}));
  const { config } = await client().get('/echo', { data: { a: 1 }, ...as('application/json') });
  same([server.calls[0].headers['content-type'], config.data], [undefined, { a: 1 }]);
});

const REPLAYED = {
  json: () => ({ a: [1, 'ü'] }),
  text: () => 'a=1',
  parameters: () => new URLSearchParams({ a: '1' }),
  blob: () => new Blob([view()], { type: 'image/png' }),
  buffer: () => new Uint8Array(BYTES).buffer,
  view,
  nothing: () => undefined,
};

export const the_replay_sends_the_same_bytes_and_the_same_type = claim(async (server) => {
  for (const [kind, make] of Object.entries(REPLAYED)) {
    server.guard('POST /echo').renews();
    server.calls.length = 0;
    await client({ token: 'stale' }).post('/echo', make());
    const [first, second] = server.to('POST /echo');
    same([second.headers['content-type'], await second.bytes()], [first.headers['content-type'], await first.bytes()], kind);
    if (make()) holds((await first.bytes()).length > 0, kind);
  }
});

export const the_replay_of_a_form_sends_the_same_parts = claim(async (server) => {
  server.guard('POST /echo').renews();
  const data = new FormData();
  data.append('file', new Blob(['x'], { type: 'text/csv' }));
  await client({ token: 'stale' }).post('/echo', data);
  const [first, second] = server.to('POST /echo');
  same(form(second), form(first));
});

export const what_is_replayed_was_written_before_the_caller_changed_it = claim(async (server) => {
  server.guard('POST /echo').renews();
  const data = { a: 1 };
  const call = client({ token: 'stale' }).post('/echo', data);
  data.a = 2;
  await call;
  same(await server.calls.at(-1).text(), '{"a":1}');
});

export const a_function_makes_a_body_for_each_attempt = claim(async (server) => {
  server.guard('POST /echo').renews();
  let made = 0;
  await client({ token: 'stale' }).post('/echo', () => `attempt ${++made}`, as('text/plain'));
  same(await Promise.all(server.to('POST /echo').map((call) => call.text())), ['attempt 1', 'attempt 2']);
});

const stream = () => new Blob([view()]).stream();

const isRefused = async (server, call) => {
  const error = await failsWith('ERR_BAD_OPTION', call);
  same([error.message, server.calls.length], ['data is a stream, which this browser cannot send', 0]);
};

export const a_function_may_make_streams = claim(async (server) => {
  server.guard('POST /echo').renews();
  const call = client({ token: 'stale' }).post('/echo', stream);
  if (!SENDS_STREAMS) return isRefused(server, call);
  await call;
  same(server.routes, ['POST /echo', 'GET /refresh', 'POST /echo']);
  for (const sent of server.to('POST /echo')) same(await sent.bytes(), BYTES);
});

export const a_stream_is_sent_once_and_the_rejection_says_why_not_twice = claim(async (server) => {
  server.guard('POST /echo').renews();
  const api = client({ token: 'stale' });
  const call = api.post('/echo', stream());
  if (!SENDS_STREAMS) return isRefused(server, call);
  const error = await failsWith('ERR_BAD_REQUEST', call);
  same([error.status, error.cause.code], [401, 'ERR_BODY_NOT_REPLAYABLE']);
  same([await server.calls[0].bytes(), server.to('POST /echo').length, api.session.getToken()], [BYTES, 1, 'fresh']);
});

/** Firefox's: it knows no streams, and writes whatever it does not know as a text. */
class RequestWithoutStreams extends Request {
  constructor(input, init) {
    super(input, { ...init, body: String(init.body) });
  }
}

export const a_stream_that_would_leave_as_a_text_is_refused = claim(async (server) => {
  await instead(globalThis, { Request: RequestWithoutStreams }, async () => {
    for (const data of [stream(), stream]) await isRefused(server, client().post('/echo', data));
  });
});

export const a_stream_that_fetch_refuses_is_a_bad_option_as_well = claim(async (server) => {
  const refuses = () => Promise.reject(unsupported());
  await instead(globalThis, { fetch: refuses }, async () => {
    const error = await failsWith('ERR_BAD_OPTION', client().post('/echo', () => 'for a stream'));
    holds(error.cause instanceof DOMException);
    await isRefused(server, client().post('/echo', stream()));
  });
});

export const a_text_that_is_to_be_json_is_quoted_as_axios_quotes_it = claim(async (server) => {
  const type = 'application/json';
  same(await sent(server, 'hello', as(type)), [type, '"hello"']);
  same(await sent(server, '[1]', as(type)), [type, '[1]']);
  same(await sent(server, 'hello', as('application/vnd.api+json')), ['application/vnd.api+json', 'hello']);
});

export const a_file_of_json_keeps_its_type = claim(async (server) => {
  const file = new File(['{"a":1}'], 'a.json', { type: 'application/json' });
  same(await sent(server, file), ['application/json', '{"a":1}']);
});

export const an_html_form_is_a_form = claim(async (server) => {
  const html = document.createElement('form');
  html.innerHTML = '<input name="name" value="Ada"><input name="age" value="36"><input name="off" type="checkbox">';
  for (const send of [undefined, as('multipart/form-data')]) {
    const [type, body] = await sent(server, html, send);
    holds(type.startsWith('multipart/form-data; boundary='), type);
    for (const text of ['name="name"', 'Ada', 'name="age"', '36']) holds(body.includes(text), body);
    holds(!body.includes('name="off"'), body);
  }
});

export const a_form_verb_says_the_type_whatever_the_headers_are = claim(async (server) => {
  server.on('POST /echo', json({}));
  for (const headers of [new Headers({ 'X-Mine': 'a' }), { 'X-Mine': 'a', 'content-type': 'application/json' }]) {
    await client().postForm('/echo', { a: 1 }, { headers });
    const { 'content-type': type, 'x-mine': mine } = server.calls.at(-1).headers;
    same([type.split(';')[0], mine], ['multipart/form-data', 'a']);
  }
  await failsWith('ERR_BAD_OPTION', client().postForm('/echo', { a: 1 }, { headers: 'x' }));
});

export const a_list_of_files_is_a_form = claim(async (server) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File(['x'], 'a.csv', { type: 'text/csv' }));
  const input = Object.assign(document.createElement('input'), { type: 'file', files: transfer.files });
  const [type] = await sent(server, input.files);
  holds(type.startsWith('multipart/form-data; boundary='), type);
  const [call] = server.calls;
  same([form(call), call.init.body.get('files[]').name], [[['files[]', 'text/csv']], 'a.csv']);
});

export const a_form_can_number_its_lists_and_write_json = claim(async (server) => {
  const data = { list: [1, 2], 'meta{}': { a: [1] }, bytes: new Uint8Array([65, 66]) };
  const urlencoded = as('application/x-www-form-urlencoded');
  const body = async (formSerializer) => decodeURIComponent((await sent(server, { list: [1, 2], a: { b: 1 } }, { ...urlencoded, formSerializer }))[1]);
  same(await body({ indexes: null }), 'list=1&list=2&a[b]=1');
  same(await body({ indexes: true, dots: true }), 'list.0=1&list.1=2&a.b=1');
  await sent(server, data, { ...as('multipart/form-data'), formSerializer: { indexes: null } });
  same(form(server.calls.at(-1)), [['list', '1'], ['list', '2'], ['meta{}', '{"a":[1]}'], ['bytes', '']]);
  same(await server.calls.at(-1).init.body.get('bytes').text(), 'AB');
});
