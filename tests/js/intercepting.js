// Interceptors, with the rules of axios.

import { claim, client, failsWith, holds, identical, json, offline, rejection, same } from './page/page.js';

const ready = (server) => {
  server.on('GET /users', json(['Ada'])).on('GET /bad', json({ message: 'no' }, 400));
  return client();
};

const SYNCHRONOUS = { synchronous: true };

export const the_last_request_interceptor_runs_first_and_the_first_response_interceptor_too = claim(async (server) => {
  const api = ready(server);
  const order = [];
  for (const name of ['one', 'two', 'three']) {
    api.interceptors.request.use((config) => (order.push(`request ${name}`), config));
    api.interceptors.response.use((answer) => (order.push(`response ${name}`), answer));
  }
  await api.get('/users');
  const requests = ['request three', 'request two', 'request one'];
  same(order, [...requests, 'response one', 'response two', 'response three']);
});

export const an_interceptor_sees_the_merged_config_before_anything_is_written = claim(async (server) => {
  server.on('POST /users', json({}));
  const api = client({ headers: { 'X-App': 'demo' }, params: { v: 1 } });
  const data = { name: 'Ada' };
  let seen;
  api.interceptors.request.use((config) => (seen = config));
  await api.post('/users', data, { params: { q: 2 }, headers: { 'x-app': 'other' } });
  same([seen.method, seen.url, seen.baseURL], ['post', '/users', 'https://api.test/api']);
  same([{ ...seen.params }, seen.headers['X-App']], [{ v: 1, q: 2 }, 'other']);
  identical(seen.data, data);
  await api.post(new URL('https://api.test/api/users'), data);
  same(seen.url, 'https://api.test/api/users'); // and no URL, which has none of a text's methods
});

export const headers_can_be_assigned_and_have_methods = claim(async (server) => {
  const api = ready(server);
  api.interceptors.request.use((config) => {
    config.headers['X-Plain'] = 'assigned';
    config.headers.set('x-plain', 'set').set('X-Method', 7).set('X-Gone', 'x');
    same([config.headers.get('X-METHOD'), config.headers.has('x-gone')], [7, true]);
    same([config.headers.delete('X-GONE'), config.headers.delete('X-GONE'), config.headers.has('X-Gone')], [true, false, false]);
    same(config.headers.toObject(), { ...config.headers });
    delete config.headers.Accept;
    return config;
  });
  await api.get('/users');
  same(server.calls[0].headers, { 'x-method': '7', 'x-plain': 'set' });
});

export const headers_have_the_methods_that_are_used_of_axioss = claim(async (server) => {
  const api = ready(server);
  api.interceptors.request.use((config) => {
    config.headers.set({ 'X-One': 1, accept: 'text/csv' }).setAuthorization('Basic x').setContentType('text/plain');
    config.headers.set('X-Null', null).set('X-False', false);
    const sent = { Accept: 'text/csv', 'X-One': 1, Authorization: 'Basic x', 'Content-Type': 'text/plain' };
    same(config.headers.toJSON(), sent);
    same(JSON.parse(JSON.stringify(config.headers)), sent);
    same(Object.fromEntries(config.headers), sent);
    same(String(config.headers), 'Accept: text/csv\nX-One: 1\nAuthorization: Basic x\nContent-Type: text/plain');
    same([config.headers.getContentType(), 'X-Null' in config.headers], ['text/plain', true]);
    return config;
  });
  await api.get('/users');
  same(server.calls[0].headers, { accept: 'text/csv', authorization: 'Basic x', 'x-one': '1' });
});

export const a_plain_object_of_headers_will_do = claim(async (server) => {
  const api = ready(server);
  api.interceptors.request.use((config) => ({ ...config, headers: { ...config.headers, 'X-Mine': 1 } }));
  api.interceptors.request.use((config) => Object.assign(config, { headers: { 'X-Only': 2 } }));
  await api.get('/users');
  same(server.calls[0].headers, { 'x-mine': '1', 'x-only': '2' });
});

export const in_an_asynchronous_chain_an_own_rejected_does_not_see_the_own_throw = claim(async (server) => {
  const api = ready(server);
  const thrown = { mine: true };
  const seen = [];
  api.interceptors.request.use(undefined, (error) => (seen.push(['earlier', error]), Promise.reject(error)));
  api.interceptors.request.use(
    () => {
      throw thrown;
    },
    () => seen.push('own'),
  );
  identical(await rejection(api.get('/users')), thrown);
  same([seen, server.calls.length], [[['earlier', thrown]], 0]);
});

export const a_rejected_that_returns_a_config_turns_the_chain_back = claim(async (server) => {
  const api = ready(server);
  api.interceptors.request.use(undefined, () => ({ url: '/users', baseURL: 'https://api.test/api' }));
  api.interceptors.request.use(() => Promise.reject(new Error('broken')));
  same((await api.get('/elsewhere')).data, ['Ada']);
});

export const in_a_synchronous_chain_the_own_rejected_is_told_and_the_call_goes_on = claim(async (server) => {
  const api = ready(server);
  const seen = [];
  api.interceptors.request.use((config) => (seen.push('never reached'), config), undefined, SYNCHRONOUS);
  api.interceptors.request.use(
    () => {
      throw 'mine';
    },
    (error) => seen.push(error),
    SYNCHRONOUS,
  );
  same([(await api.get('/users')).data, seen], [['Ada'], ['mine']]);
});

export const what_a_synchronous_interceptor_throws_rejects_unwrapped = claim(async (server) => {
  const api = ready(server);
  api.interceptors.request.use(
    () => {
      throw 'mine';
    },
    undefined,
    SYNCHRONOUS,
  );
  same([await rejection(api.get('/users')), server.calls.length], ['mine', 0]);
});

export const one_that_is_not_wanted_is_skipped_and_does_not_make_the_chain_wait = claim(async (server) => {
  const api = ready(server);
  let runs = 0;
  const runWhen = (config) => config.method === 'post';
  api.interceptors.request.use((config) => (runs++, config), undefined, { runWhen });
  const call = api.get('/users');
  same(server.routes, ['GET /users']);
  await call;
  same(runs, 0);
});

export const ids_increase_and_are_never_used_again = claim(async (server) => {
  const api = ready(server);
  const { request } = api.interceptors;
  const add = (name) => request.use((config) => (config.headers.set(`X-${name}`, 1), config));
  const ids = [add('one'), add('two'), add('three')];
  request.eject(ids[1]);
  request.eject(ids[1]);
  request.eject(99);
  request.eject(undefined);
  ids.push(add('four'));
  same(ids, [0, 1, 2, 3]);
  await api.get('/users');
  same(Object.keys(server.calls[0].headers), ['accept', 'x-four', 'x-one', 'x-three']);
  request.clear();
  same(add('five'), 4);
  await api.get('/users');
  same(Object.keys(server.calls[1].headers), ['accept', 'x-five']);
});

export const the_two_kinds_do_not_mix = claim(async (server) => {
  const api = ready(server);
  const id = api.interceptors.request.use((config) => config);
  api.interceptors.response.eject(id);
  same([id, api.interceptors.response.use((answer) => answer)], [0, 0]);
  await api.get('/users');
});

export const returning_nothing_is_an_error_that_says_so = claim(async (server) => {
  for (const options of [undefined, SYNCHRONOUS]) {
    const api = ready(server);
    api.interceptors.request.use(() => {}, undefined, options);
    const error = await rejection(api.get('/users'));
    holds(error instanceof TypeError && error.message === 'a request interceptor must return the config, or a promise of it');
  }
  same(server.calls.length, 0);
});

export const a_response_interceptor_may_return_anything = claim(async (server) => {
  const api = ready(server);
  api.interceptors.response.use((answer) => answer.data);
  same(await api.get('/users'), ['Ada']);
  api.interceptors.response.use(() => undefined);
  same(await api.get('/users'), undefined);
});

export const a_response_interceptor_may_heal_and_may_throw = claim(async (server) => {
  const api = ready(server);
  const heal = api.interceptors.response.use(undefined, (error) => ({ healed: error.response.data.message }));
  same(await api.get('/bad'), { healed: 'no' });
  api.interceptors.response.eject(heal);
  api.interceptors.response.use(() => {
    throw 'mine';
  });
  same(await rejection(api.get('/users')), 'mine');
});

export const response_interceptors_hear_of_what_went_wrong_before_the_network = claim(async (server) => {
  server.on('GET /down', offline);
  const api = client();
  const codes = [];
  api.interceptors.response.use(undefined, (error) => (codes.push(error.code), Promise.reject(error)));
  await failsWith('ERR_NETWORK', api.get('/down'));
  await failsWith('ERR_INVALID_URL', api.get());
  await failsWith('ERR_CANCELED', api.get('/down', { signal: AbortSignal.abort() }));
  same(codes, ['ERR_NETWORK', 'ERR_INVALID_URL', 'ERR_CANCELED']);
});

export const interceptors_run_once_for_a_call_that_is_replayed = claim(async (server) => {
  server.guard('GET /users').renews();
  const api = client({ token: 'stale' });
  const runs = [];
  api.interceptors.request.use((config) => (runs.push('request'), config));
  api.interceptors.response.use((answer) => (runs.push('response'), answer));
  await api.get('/users');
  same(runs, ['request', 'response']);
});
