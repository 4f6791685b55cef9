// The caller's signal and timeout: told at once, wherever the call is, and nobody else is disturbed.

import { Held, claim, client, failsWith, holds, json, same, turn } from './page/page.js';

/** A signal that knows how many listen to it. */
const watched = () => {
  const controller = new AbortController();
  const { signal } = controller;
  let listeners = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...given) => (listeners++, addEventListener.apply(signal, given));
  signal.removeEventListener = (...given) => (listeners--, removeEventListener.apply(signal, given));
  return { controller, signal, listeners: () => listeners };
};

export const an_abort_before_departure_sends_nothing = claim(async (server) => {
  const error = await failsWith('ERR_CANCELED', client().get('/users', { signal: AbortSignal.abort() }));
  same([error.name, error.cause.name, server.calls.length], ['CanceledError', 'AbortError', 0]);
});

export const an_abort_inside_an_interceptor_sends_nothing = claim(async (server) => {
  const controller = new AbortController();
  const api = client();
  api.interceptors.request.use((config) => (controller.abort('changed my mind'), config));
  const error = await failsWith('ERR_CANCELED', api.get('/users', { signal: controller.signal }));
  same([error.cause, server.calls.length], ['changed my mind', 0]);
});

export const an_abort_in_flight_is_told_at_once_and_reaches_fetch = claim(async (server) => {
  server.on('GET /users', new Held().answer);
  const { controller, signal, listeners } = watched();
  const call = client().get('/users', { signal });
  holds(server.calls[0].init.signal !== signal, 'fetch has got the caller’s own signal');
  controller.abort();
  await failsWith('ERR_CANCELED', call);
  same([server.calls[0].init.signal.aborted, listeners()], [true, 0]);
});

export const a_reason_of_any_kind_is_the_cause = claim(async (server) => {
  server.on('GET /users', new Held().answer);
  for (const reason of ['enough', 7, null, { why: 'left' }, new Error('boom')]) {
    const controller = new AbortController();
    const call = client().get('/users', { signal: controller.signal });
    controller.abort(reason);
    same((await failsWith('ERR_CANCELED', call)).cause, reason);
  }
});

export const an_abort_while_the_body_is_read_is_told_at_once = claim(async (server) => {
  server.on('GET /users', () => new Response(new ReadableStream({ start: (body) => body.enqueue(new Uint8Array([49])) })));
  const controller = new AbortController();
  const call = client().get('/users', { signal: controller.signal });
  await turn();
  controller.abort();
  await failsWith('ERR_CANCELED', call);
});

export const an_abort_while_waiting_is_told_at_once_and_the_others_get_their_answers = claim(async (server) => {
  const held = new Held();
  server.guard('GET /users').guard('GET /news').on('GET /refresh', held.answer);
  const api = client({ token: 'stale' });
  const { controller, signal, listeners } = watched();
  const aborted = api.get('/users', { signal });
  const other = api.get('/news');
  await server.arrival('GET /refresh');
  await server.arrival('GET /news');
  controller.abort('enough');
  same((await failsWith('ERR_CANCELED', aborted)).cause, 'enough');
  same(listeners(), 0);
  held.release(json({ accessToken: 'fresh' }));
  same((await other).data, ['Ada']);
  await turn();
  same([server.to('GET /users').length, server.to('GET /news').length, server.refreshes], [1, 2, 1]);
});

export const the_only_one_who_waits_may_leave_and_the_token_is_renewed_all_the_same = claim(async (server) => {
  const held = new Held();
  server.guard('GET /users').on('GET /refresh', held.answer);
  const api = client({ token: 'stale' });
  const controller = new AbortController();
  const call = api.get('/users', { signal: controller.signal });
  await server.arrival('GET /refresh');
  controller.abort();
  await failsWith('ERR_CANCELED', call);
  const refreshed = new Promise((resolve) => api.session.on('refreshed', resolve));
  held.release(json({ accessToken: 'fresh' }));
  await refreshed;
  same([api.session.getToken(), server.to('GET /users').length], ['fresh', 1]);
});

export const an_abort_after_the_answer_changes_nothing = claim(async (server) => {
  server.on('GET /users', json(['Ada']));
  const { controller, signal, listeners } = watched();
  const answer = await client().get('/users', { signal });
  controller.abort();
  same([answer.data, listeners()], [['Ada'], 0]);
});

export const a_timeout_is_told_and_reaches_fetch = claim(async (server) => {
  server.on('GET /users', new Held().answer);
  const error = await failsWith('ETIMEDOUT', client().get('/users', { timeout: 20 }));
  same([error.name, error.message], ['ApiError', 'timeout of 20ms exceeded']);
  same(server.calls[0].init.signal.aborted, true);
  holds(error.config.url === '/users');
});

export const the_timeout_covers_the_body = claim(async (server) => {
  server.on('GET /users', () => new Response(new ReadableStream({ start: (body) => body.enqueue(new Uint8Array([49])) })));
  await failsWith('ETIMEDOUT', client({ timeout: 20 }).get('/users'));
});

export const the_timeout_covers_the_wait_for_a_refresh = claim(async (server) => {
  const held = new Held();
  server.guard('GET /users').guard('GET /news').on('GET /refresh', held.answer);
  const api = client({ token: 'stale' });
  const patient = api.get('/news');
  await failsWith('ETIMEDOUT', api.get('/users', { timeout: 20 }));
  held.release(json({ accessToken: 'fresh' }));
  same((await patient).data, ['Ada']);
  same(server.to('GET /users').length, 1);
});

export const a_timeout_beyond_31_bits_does_not_ring_at_once = claim(async (server) => {
  server.on('GET /users', json(['Ada']));
  same((await client({ timeout: 2 ** 40 }).get('/users')).data, ['Ada']);
});
