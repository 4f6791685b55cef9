// The steps of a call, as they are told to those who listen, and as the browser's own timeline shows them.

import { BASE, Held, beside, claim, client, failsWith, holds, instead, json, logged, offline, rejection } from './page/page.js';
import { same, thrown, turn } from './page/page.js';

/** What is told, as `step path status`, and of the call that is asked for alone. */
const follow = (api) => {
  const events = [];
  const off = api.on('trace', (event) => events.push(event));
  const line = ({ step, url, status }) => [step, url.replace(BASE, ''), status].filter((part) => part !== undefined).join(' ');
  const of = (path) => events.filter(({ url }) => url === BASE + path).map(({ step }) => step);
  return { events, off, of, lines: () => events.map(line) };
};

const REFRESHED = [
  'request /users',
  'attempt /users',
  'rejected /users 401',
  'waiting /users 401',
  'refresh /refresh',
  'settled /refresh 200',
  'replay /users',
  'settled /users 200',
];

export const a_call_is_told_step_by_step = claim(async (server) => {
  server.on('POST /users', json({}, 201)).on('GET /news', json([]));
  const api = client();
  const { events, lines } = follow(api);
  let now = Math.ceil(performance.now());
  await instead(performance, { now: () => (now += 1) }, () =>
    api.post('/users?token=1#fragment', { name: 'Ada' }, { params: { page: 2 } }),
  );
  same(lines(), ['request /users', 'attempt /users', 'settled /users 201']);
  const [request, attempt, settled] = events;
  same(Object.keys(settled).sort(), ['duration', 'id', 'method', 'status', 'step', 'time', 'url']);
  same([settled.method, settled.url, Object.isFrozen(settled)], ['POST', `${BASE}/users`, true]);
  same(attempt.duration, attempt.time - request.time);
  same(settled.duration, settled.time - request.time + request.duration);
  await api.get('/news');
  const ids = events.map(({ id }) => id - request.id);
  same(ids, [0, 0, 0, 1, 1, 1]);
});

export const a_rejected_call_is_told_to_wait_and_to_leave_again = claim(async (server) => {
  server.guard('GET /users').renews();
  const api = client({ token: 'stale' });
  const { events, lines } = follow(api);
  await api.get('/users');
  same(lines(), REFRESHED);
  same(new Set(events.map(({ id }) => id)).size, 2);
  await api.session.refresh();
  same(lines().slice(REFRESHED.length), ['refresh /refresh', 'settled /refresh 200']);
});

export const ten_that_are_rejected_together_are_told_of_one_refresh = claim(async (server) => {
  server.guard('GET /users').renews();
  const api = client({ token: 'stale' });
  const { events, of } = follow(api);
  await Promise.all(Array.from({ length: 10 }, () => api.get('/users')));
  same(of('/refresh'), ['refresh', 'settled']);
  const calls = events.filter(({ step }) => step === 'request');
  same(calls.length, 10);
  for (const { id } of calls) {
    const steps = events.filter((event) => event.id === id).map(({ step }) => step);
    same(steps, ['request', 'attempt', 'rejected', 'waiting', 'replay', 'settled']);
  }
});

export const a_call_that_is_held_is_told_to_wait_before_it_leaves = claim(async (server) => {
  const held = new Held();
  server.guard('GET /users').guard('GET /news').on('GET /refresh', held.answer);
  const api = client({ token: 'stale' });
  const { of } = follow(api);
  const first = api.get('/users');
  await server.arrival('GET /refresh');
  const second = api.get('/news');
  await turn();
  same(of('/news'), ['request', 'waiting']);
  held.release(json({ accessToken: 'fresh' }));
  await Promise.all([first, second]);
  same(of('/news'), ['request', 'waiting', 'attempt', 'settled']);
});

export const a_call_goes_on_with_what_another_tab_has_written = claim(async (server) => {
  const held = new Held();
  server.guard('GET /users').on('GET /refresh', held.answer);
  const api = client({ token: 'stale' });
  const { lines, of } = follow(api);
  const call = api.get('/users');
  await server.arrival('GET /refresh');
  localStorage.setItem('token', 'fresh');
  dispatchEvent(new StorageEvent('storage', { key: 'token', oldValue: 'stale', newValue: 'fresh' }));
  await call;
  same(lines(), [...REFRESHED.slice(0, 5), 'adopted /users 401', ...REFRESHED.slice(6)]);
  held.release(json({}, 500));
  await turn();
  same(of('/refresh'), ['refresh', 'settled']);
});

export const a_rejected_call_that_need_not_wait_is_not_told_to = claim(async (server) => {
  const held = new Held();
  server.guard('GET /users').guard('GET /news').on('GET /late', held.answer, json([])).renews();
  const api = client({ token: 'stale' });
  const { of } = follow(api);
  const late = api.get('/late');
  await api.get('/users');
  held.release(json({}, 401));
  await late;
  same(of('/late'), ['request', 'attempt', 'rejected', 'replay', 'settled']);
  server.on('GET /news', (call) => {
    server.accepts = 'theirs';
    localStorage.setItem('token', 'theirs'); // in the same tab no event says so
    server.guard('GET /news');
    return json({}, 401)(call);
  });
  await api.get('/news');
  same(of('/news'), ['request', 'attempt', 'rejected', 'adopted', 'replay', 'settled']);
});

export const when_the_session_is_over_nobody_waits_any_more = claim(async (server) => {
  server.guard('GET /users').ends();
  const api = client({ token: 'stale' });
  const { lines } = follow(api);
  await failsWith('ERR_BAD_REQUEST', api.get('/users'));
  const asked = ['refresh /refresh', 'settled /refresh 401'];
  same(lines(), [...REFRESHED.slice(0, 4), ...asked, ...asked, 'settled /users 401']);
  await failsWith('ERR_BAD_REQUEST', api.get('/users'));
  same(lines().slice(9), ['request /users', 'attempt /users', 'rejected /users 401', 'settled /users 401']);
});

export const a_call_that_is_aborted_while_it_waits_is_settled_and_told_of_no_more = claim(async (server) => {
  const ways = {
    get: (api, signal) => api.get('/users', { signal }),
    fetch: (api, signal) => api.fetch(`${BASE}/users`, { signal }),
  };
  for (const [way, call] of Object.entries(ways)) {
    const held = new Held();
    server.guard('GET /users').on('GET /refresh', held.answer);
    server.calls = [];
    const api = client({ token: 'stale' });
    const { lines } = follow(api);
    const controller = new AbortController();
    const aborted = call(api, controller.signal);
    await server.arrival('GET /refresh');
    controller.abort();
    await rejection(aborted);
    const told = [...REFRESHED.slice(0, 5), 'settled /users'];
    same(lines(), told, way);
    const refreshed = new Promise((resolve) => api.session.on('refreshed', resolve));
    held.release(json({ accessToken: 'fresh' }));
    await refreshed;
    await turn();
    same(lines(), [...told, 'settled /refresh 200'], way);
  }
});

export const a_call_that_gets_no_answer_has_no_status = claim(async (server) => {
  server.on('GET /down', offline).on('GET /lost', json({}, 401), offline).renews();
  const api = client({ token: 'stale' });
  const { lines } = follow(api);
  await failsWith('ERR_NETWORK', api.get('/down'));
  same(lines(), ['request /down', 'attempt /down', 'settled /down']);
  await failsWith('ERR_NETWORK', api.get('/lost'));
  same(lines().slice(-2), ['replay /lost', 'settled /lost']);
});

export const what_is_given_to_fetch_is_told_as_well = claim(async (server) => {
  server.guard('GET /users').renews();
  for (const input of [`${BASE}/users?page=1`, new Request(`${BASE}/users`)]) {
    localStorage.clear();
    const api = client({ token: 'stale' });
    const { events, lines } = follow(api);
    same((await api.fetch(input, { method: 'get' })).status, 200);
    same([lines(), events[0].method], [REFRESHED, 'GET']);
  }
});

export const each_client_of_a_session_is_told_of_and_no_other = claim(async (server) => {
  server.on('GET /users', json([])).on('POST /login', json({ accessToken: 'fresh' })).on('POST /logout', json({}));
  const api = client();
  const { lines, events } = follow(api);
  await api.create().get('/users');
  await beside().get('/users');
  await api.session.login({});
  await api.session.logout();
  await beside({ session: { key: 'another' } }).get('/users');
  await beside({ session: false }).get('/users');
  same(lines().filter((line) => line.startsWith('settled')), ['users', 'users', 'login', 'logout'].map((path) => `settled /${path} 200`));
  const alone = beside({ session: false });
  const own = follow(alone);
  await alone.get('/users');
  same(own.lines(), ['request /users', 'attempt /users', 'settled /users 200']);
  holds(own.events[0].id > events.at(-1).id, 'an id was used again');
});

export const the_steps_are_in_the_timeline_and_do_not_stay_there = claim(async (server) => {
  server.guard('GET /users').renews();
  const seen = [];
  let hear;
  const all = new Promise((resolve) => (hear = resolve));
  const observer = new PerformanceObserver((list) => {
    seen.push(...list.getEntries().filter(({ name }) => name.startsWith('evertoken')));
    if (seen.length === REFRESHED.length) hear();
  });
  observer.observe({ entryTypes: ['measure'] });
  const api = client({ token: 'stale' });
  const { events } = follow(api);
  await api.get('/users');
  await all;
  observer.disconnect();
  same(seen.map(({ detail }) => detail.step).sort(), events.map(({ step }) => step).sort());
  const replay = seen.find(({ detail }) => detail.step === 'replay');
  same([replay.name, replay.detail], [`evertoken: GET ${BASE}/users replay`, events.find(({ step }) => step === 'replay')]);
  same(performance.getEntriesByType('measure').filter(({ name }) => name.startsWith('evertoken')), []);
});

export const where_nobody_listens_nothing_is_done = claim(async (server) => {
  server.guard('GET /users').renews();
  const api = client({ token: 'stale' });
  let count = 0;
  const counted = { measure: () => (count += 1), clearMeasures: () => (count += 1) };
  api.on('trace', () => {})();
  await instead(performance, counted, async () => {
    await api.get('/users');
    await api.fetch(`${BASE}/users`);
  });
  same(count, 0);
  const call = api.get('/users'); // what was begun before is not told of
  const { lines } = follow(api);
  await call;
  same(lines(), []);
});

export const who_stops_listening_hears_no_more = claim(async (server) => {
  const held = new Held();
  server.on('GET /users', held.answer);
  const api = client();
  const { on } = api; // handed over without its object
  const heard = [];
  const off = on('trace', ({ step }) => heard.push(step));
  const call = api.get('/users');
  await turn();
  off();
  off();
  held.release(json([]));
  await call;
  same(heard, ['request', 'attempt']);
});

export const a_listener_that_throws_harms_nobody = claim(async (server) => {
  server.on('GET /users', json(['Ada']));
  const api = client();
  api.on('trace', () => {
    throw new Error('first');
  });
  api.on('trace', () => Promise.reject(new Error('second')));
  const { lines } = follow(api);
  const told = await logged(async () => {
    same((await api.get('/users')).data, ['Ada']);
    await turn();
  });
  same([lines().length, told.length], [3, 6]);
});

export const a_listener_may_end_the_session = claim(async (server) => {
  server.guard('GET /users').renews().on('POST /logout', json({}));
  const api = client({ token: 'stale' });
  let bye;
  api.on('trace', ({ step }) => {
    if (step === 'waiting') bye = api.session.logout();
  });
  const { cause } = await failsWith('ERR_BAD_REQUEST', api.get('/users'));
  await bye;
  same([cause.code, api.session.getToken()], ['ERR_SESSION_OVER', null]);
});

export const a_timeline_that_throws_harms_nobody = claim(async (server) => {
  server.on('GET /users', json(['Ada']));
  const api = client();
  const { lines } = follow(api);
  const measure = () => {
    throw new Error('full');
  };
  await instead(performance, { measure }, async () => same((await api.get('/users')).data, ['Ada']));
  same(lines().length, 3);
});

export const what_is_no_event_or_no_function_is_refused = claim(async () => {
  const api = client();
  same(thrown(() => api.on('login', () => {})).code, 'ERR_BAD_OPTION');
  same(thrown(() => api.on('trace')).code, 'ERR_BAD_OPTION');
  same(thrown(() => api.session.on('trace', () => {})).code, 'ERR_BAD_OPTION');
});
