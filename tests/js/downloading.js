// The body of an answer on its way: counted, limited, told of.

import { claim, client, failsWith, holds, instead, json, rejection, same, turn } from './page/page.js';

/** An answer in pieces of so many bytes; `done` says how it ended. */
const pieces = (sizes, headers, endless = false) => {
  let cancelled = false;
  const source = {
    pull(body) {
      if (sizes.length) body.enqueue(new Uint8Array(sizes.shift()).fill(65));
      else if (!endless) body.close();
    },
    cancel: () => void (cancelled = true),
  };
  return { answer: () => new Response(new ReadableStream(source), { headers }), cancelled: () => cancelled };
};

const told = async (server, sizes, headers) => {
  const events = [];
  server.on('GET /file', pieces(sizes, headers).answer);
  const { data } = await client().get('/file', { responseType: 'text', onDownloadProgress: (event) => events.push(event) });
  return [events, data.length];
};

export const progress_is_told_with_the_total_and_the_last_event_is_all_of_it = claim(async (server) => {
  const [events, length] = await told(server, [10, 20, 30], { 'Content-Length': '60' });
  const last = events.at(-1);
  same([length, last.loaded, last.total, last.progress, last.lengthComputable, last.download], [60, 60, 60, 1, true, true]);
  same(events.reduce((sum, { bytes }) => sum + bytes, 0), 60);
  same(events[0].loaded, 10, 'the first is told at once:');
  holds(last.estimated === undefined || last.estimated === 0);
});

export const without_a_length_the_total_is_unknown = claim(async (server) => {
  for (const headers of [{}, { 'Content-Length': '5' }]) {
    const last = (await told(server, [10, 20], headers))[0].at(-1);
    same([last.loaded, last.total, last.progress, last.estimated, last.lengthComputable], [30, undefined, undefined, undefined, false]);
  }
});

export const progress_is_told_about_three_times_a_second_at_most = claim(async (server) => {
  const [events, length] = await told(server, Array(500).fill(10), { 'Content-Length': '5000' });
  same([length, events.at(-1).loaded], [5000, 5000]);
  holds(events.length < 100, `${events.length} events for 500 pieces`);
});

export const of_nothing_there_is_no_progress = claim(async (server) => {
  same((await told(server, []))[0], []);
});

export const what_is_read_is_the_same_with_and_without_somebody_who_listens = claim(async (server) => {
  server.on('GET /file', json({ a: 1 }, 200, { 'X-Total': '7' })).on('GET /form', () => new Response(new URLSearchParams({ a: '1' })));
  const api = client({ onDownloadProgress: () => {}, maxContentLength: 1000 });
  const read = async (responseType) => (await api.get('/file', { responseType })).data;
  same([await read('json'), await read('text')], [{ a: 1 }, '{"a":1}']);
  const blob = await read('blob');
  same([blob.type, await blob.text()], ['application/json', '{"a":1}']);
  same((await read('arraybuffer')).byteLength, 7);
  same(await new Response(await read('stream')).text(), '{"a":1}');
  same((await api.get('/form', { responseType: 'formdata' })).data.get('a'), '1');
  const { status, headers } = await api.get('/file');
  same([status, headers['x-total']], [200, '7']);
});

export const an_answer_that_is_too_long_is_left_where_it_is_too_long = claim(async (server) => {
  for (const responseType of ['json', 'text', 'blob', 'arraybuffer']) {
    const { answer, cancelled } = pieces([40, 40, 40], {}, true);
    server.on('GET /file', answer);
    const error = await failsWith('ERR_BAD_RESPONSE', client().get('/file', { responseType, maxContentLength: 100 }));
    same([error.message, error.config.url], ['maxContentLength size of 100 exceeded', '/file']);
    await turn();
    same(cancelled(), true, 'the connection is kept:');
  }
});

export const a_length_that_is_too_much_is_believed = claim(async (server) => {
  const { answer, cancelled } = pieces([1], { 'Content-Length': '101' }, true);
  server.on('GET /file', answer);
  await failsWith('ERR_BAD_RESPONSE', client({ maxContentLength: 100 }).get('/file'));
  await turn();
  same(cancelled(), true);
});

export const what_is_no_more_than_the_limit_passes = claim(async (server) => {
  server.on('GET /file', pieces([50, 50]).answer, pieces([50, 50]).answer, pieces([50, 50]).answer);
  same((await client().get('/file', { maxContentLength: 100 })).data.length, 100);
  for (const maxContentLength of [-1, null]) {
    same((await client({ maxContentLength: 5 }).get('/file', { maxContentLength })).data.length, 100);
  }
});

export const a_stream_is_limited_while_it_is_read = claim(async (server) => {
  server.on('GET /file', pieces([60, 60]).answer);
  const { data } = await client().get('/file', { responseType: 'stream', maxContentLength: 100 });
  const reader = data.getReader();
  same((await reader.read()).value.length, 60);
  same((await rejection(reader.read())).code, 'ERR_BAD_RESPONSE');
});

export const an_abort_after_a_stream_was_handed_out_ends_the_stream = claim(async (server) => {
  server.on('GET /file', ({ init }) => {
    const start = (body) => {
      body.enqueue(new Uint8Array(3));
      init.signal.addEventListener('abort', () => body.error(new DOMException('theirs', 'AbortError')));
    };
    return new Response(new ReadableStream({ start }));
  });
  const controller = new AbortController();
  const { data } = await client().get('/file', { responseType: 'stream', signal: controller.signal });
  const reader = data.getReader();
  same((await reader.read()).value.length, 3);
  controller.abort('enough');
  const error = await rejection(reader.read());
  same([error.code, error.cause], ['ERR_CANCELED', 'enough']);
});

export const the_timeout_covers_a_stream_that_was_handed_out = claim(async (server) => {
  server.on('GET /file', ({ init }) => {
    const start = (body) => init.signal.addEventListener('abort', () => body.error(init.signal.reason));
    return new Response(new ReadableStream({ start }));
  });
  let ring;
  const timers = { setTimeout: (work) => void (ring = work), clearTimeout: () => {} };
  const { data } = await instead(globalThis, timers, () => client().get('/file', { responseType: 'stream', timeout: 50 }));
  const read = rejection(data.getReader().read());
  ring();
  same((await read).code, 'ETIMEDOUT');
});

export const a_body_that_is_too_long_is_not_sent = claim(async (server) => {
  server.on('POST /file', json({}));
  const form = new FormData();
  form.append('file', new Blob(['x'.repeat(11)]));
  const bodies = ['ü'.repeat(6), { a: 'x'.repeat(10) }, new Uint8Array(11), new ArrayBuffer(11), new Blob(['x'.repeat(11)]), form];
  for (const body of [...bodies, new URLSearchParams({ a: 'x'.repeat(10) })]) {
    const error = await failsWith('ERR_BAD_REQUEST', client({ maxBodyLength: 10 }).post('/file', body));
    same(error.message, 'Request body larger than maxBodyLength limit');
  }
  same(server.calls.length, 0);
  for (const body of ['ü'.repeat(5), new Uint8Array(10), undefined]) await client({ maxBodyLength: 10 }).post('/file', body);
  for (const maxBodyLength of [-1, null]) await client({ maxBodyLength: 10 }).post('/file', 'x'.repeat(20), { maxBodyLength });
});
