// The caller's signal and timeout: told at once, wherever the call is, and nobody else is disturbed.

import { Held, claim, client, failsWith, holds, instead, json, same, turn } from './page/page.js';

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

const hanging = (server) => {
  server.on('GET /users', json(['Ada']));
  const api = client();
  const held = new Held();
  api.interceptors.request.use(held.answer);
  return { api, held };
};

export const an_abort_ends_the_wait_for_an_interceptor_and_nothing_is_sent_afterwards = claim(async (server) => {
  const { api, held } = hanging(server);
  const { controller, signal, listeners } = watched();
  const call = api.get('/users', { signal });
  controller.abort();
  await failsWith('ERR_CANCELED', call);
  held.release((config) => config);
  await turn();
  same([server.calls.length, listeners()], [0, 0]);
});

export const the_timeout_covers_an_interceptor_that_hangs = claim(async (server) => {
  const { api, held } = hanging(server);
  await failsWith('ETIMEDOUT', api.get('/users', { timeout: 20 }));
  held.release((config) => config);
  await turn();
  same(server.calls.length, 0);
});

export const an_interceptor_may_bring_a_signal_and_a_timeout = claim(async (server) => {
  server.on('GET /users', new Held().answer);
  const controller = new AbortController();
  const api = client();
  const id = api.interceptors.request.use((config) => Object.assign(config, { signal: controller.signal }));
  const call = api.get('/users');
  await server.arrival('GET /users');
  controller.abort();
  await failsWith('ERR_CANCELED', call);
  api.interceptors.request.eject(id);
  api.interceptors.request.use((config) => Object.assign(config, { timeout: 20 }));
  await failsWith('ETIMEDOUT', api.get('/users', { timeout: 60_000 }));
});

export const an_aborted_call_runs_its_interceptors_all_the_same_as_in_axios = claim(async () => {
  const api = client();
  const runs = [];
  api.interceptors.request.use((config) => (runs.push('request'), config), undefined, { synchronous: true });
  api.interceptors.response.use(undefined, (error) => (runs.push('response'), Promise.reject(error)));
  await failsWith('ERR_CANCELED', api.get('/users', { signal: AbortSignal.abort() }));
  same(runs, ['request', 'response']);
});

export const the_timeout_counts_from_the_beginning_also_after_an_interceptor_that_takes_its_time = claim(async (server) => {
  server.on('GET /users', json(['Ada']));
  let clock = 1000;
  const [rings, later] = [[], setTimeout];
  const timer = (work, ms) => (rings.push(ms), later(work, 60_000));
  const api = client();
  api.interceptors.request.use(async (config) => ((clock += 300), config));
  await instead(performance, { now: () => clock }, () =>
    instead(globalThis, { setTimeout: timer }, () => api.get('/users', { timeout: 1000 })),
  );
  same(rings.slice(0, 2), [1000, 700]);
});

export const the_text_of_a_timeout_can_be_said = claim(async (server) => {
  server.on('GET /users', new Held().answer);
  const error = await failsWith('ETIMEDOUT', client().get('/users', { timeout: 5, timeoutErrorMessage: 'too slow' }));
  same(error.message, 'too slow');
});

/** As axios's `CancelToken.source()` makes it. */
const tokenOfAxios = () => {
  let resolve;
  const listeners = new Set();
  const token = { promise: new Promise((done) => (resolve = done)), reason: undefined };
  token.subscribe = (listener) => (token.reason ? listener(token.reason) : listeners.add(listener));
  token.unsubscribe = (listener) => listeners.delete(listener);
  const cancel = (message) => {
    token.reason = { message, code: 'ERR_CANCELED', __CANCEL__: true };
    resolve(token.reason);
    for (const listener of listeners) listener(token.reason);
  };
  return { token, cancel, listeners };
};

export const a_cancel_token_of_axios_cancels_with_its_message = claim(async (server) => {
  server.on('GET /users', new Held().answer);
  const { token, cancel, listeners } = tokenOfAxios();
  const call = client().get('/users', { cancelToken: token });
  same(listeners.size, 1);
  cancel('the user left');
  const error = await failsWith('ERR_CANCELED', call);
  same([error.message, error.cause, error.__CANCEL__, listeners.size], ['the user left', token.reason, true, 0]);
  same(server.calls[0].init.signal.aborted, true);
  await failsWith('ERR_CANCELED', client().get('/users', { cancelToken: token }));
  same(server.calls.length, 1, 'one that is cancelled already sends nothing:');
});

export const a_cancel_token_may_be_a_promise_alone = claim(async (server) => {
  server.on('GET /users', new Held().answer, json(['Ada']));
  let cancel;
  const promise = new Promise((resolve) => (cancel = resolve));
  const call = client().get('/users', { cancelToken: { promise } });
  cancel({ message: 'left' });
  same((await failsWith('ERR_CANCELED', call)).message, 'left');
  same((await client().get('/users', { cancelToken: { promise: new Promise(() => {}) } })).data, ['Ada']);
});

export const a_cancel_token_is_let_go_after_the_answer = claim(async (server) => {
  server.on('GET /users', json(['Ada']));
  const { token, listeners } = tokenOfAxios();
  await client().get('/users', { cancelToken: token });
  same(listeners.size, 0);
});

export const a_signal_and_a_token_may_be_given_together = claim(async (server) => {
  server.on('GET /users', new Held().answer);
  const { token, cancel } = tokenOfAxios();
  const call = client().get('/users', { cancelToken: token, signal: new AbortController().signal, timeout: 60_000 });
  cancel();
  same((await failsWith('ERR_CANCELED', call)).message, 'canceled');
});
