// A refresh function of the application's own: it takes part in all that the refresh call does.

import { claim, client, failsWith, html, identical, instead, json, rejection, same } from './page/page.js';

const asking = (refresh, config) => client({ token: 'stale', session: { refresh }, ...config });

export const those_who_are_rejected_together_share_one_call_of_it = claim(async (server) => {
  server.guard('GET /users');
  let calls = 0;
  const api = asking(async () => ((calls += 1), 'fresh'));
  const answers = await Promise.all([1, 2, 3].map(() => api.get('/users')));
  same([answers.map(({ data }) => data), calls, server.refreshes], [Array(3).fill(['Ada']), 1, 0]);
});

export const it_may_bring_the_user = claim(async (server) => {
  server.guard('GET /users');
  const user = { id: 7, since: new Date(0) };
  const api = asking(async () => ({ accessToken: 'fresh', user, refreshToken: 'cookie-only' }));
  await api.get('/users');
  identical(api.session.user, user);
  same([localStorage.getItem('token'), JSON.stringify({ ...localStorage }).includes('cookie-only')], ['fresh', false]);
});

export const it_is_told_what_it_needs = claim(async (server) => {
  server.guard('GET /users').on('POST /renew', json({ token: 'fresh' }));
  const contexts = [];
  const api = asking(async (context) => {
    contexts.push(context);
    const answer = await context.fetch('https://api.test/api/renew', { method: 'POST' });
    return (await answer.json()).token;
  });
  await api.get('/users');
  await api.session.refresh();
  same(server.to('POST /renew').map(({ token }) => token), [undefined, undefined]);
  same(contexts.map(({ attempt, signal }) => [attempt, signal instanceof AbortSignal, signal.aborted]), [
    [1, true, false],
    [2, true, false],
  ]);
});

export const an_answer_that_it_returns_is_judged_as_that_of_the_refresh_call = claim(async (server) => {
  server.guard('GET /users').on('POST /renew', json({ accessToken: 'fresh', user: { id: 1 } }));
  const api = asking(({ fetch }) => fetch('https://api.test/api/renew', { method: 'POST' }));
  same([(await api.get('/users')).data, api.session.user], [['Ada'], { id: 1 }]);
  server.on('POST /renew', html(403));
  await failsWith('ERR_REFRESH_UNREACHABLE', api.session.refresh());
  same(api.session.status, 'authenticated');
});

export const what_it_throws_keeps_the_session = claim(async (server) => {
  server.guard('GET /users');
  const thrown = [new Error('no'), undefined, null, 'text', 7, { status: 500 }, { response: { status: 503, data: {} } }];
  const forbidden = [{ response: { status: 403, data: '<html>' } }, new Response('<html>', { status: 403 }), new Response('{}')];
  for (const reason of [...thrown, ...forbidden]) {
    const api = asking(async () => {
      throw reason;
    });
    const error = await failsWith('ERR_BAD_REQUEST', api.get('/users'));
    same([error.status, error.cause.code], [401, 'ERR_REFRESH_UNREACHABLE'], String(reason));
    same([api.session.getToken(), api.session.status], ['stale', 'unknown']);
  }
});

export const what_throws_at_once_is_no_worse = claim(async (server) => {
  server.guard('GET /users');
  const api = asking(() => {
    throw new TypeError('a mistake');
  });
  same((await rejection(api.get('/users'))).cause.code, 'ERR_REFRESH_UNREACHABLE');
});

export const what_is_no_token_is_no_renewal = claim(async (server) => {
  server.guard('GET /users');
  for (const given of ['', 'two words', undefined, null, 7, {}, { accessToken: 7 }, { token: 'fresh' }]) {
    const api = asking(async () => given);
    same((await rejection(api.get('/users'))).cause.code, 'ERR_REFRESH_INVALID', JSON.stringify(given));
    same(api.session.getToken(), 'stale');
  }
});

export const a_no_that_it_tells_is_heard_twice_and_ends_the_session = claim(async (server) => {
  server.guard('GET /users').on('POST /renew', json({ message: 'no session' }, 401));
  let api;
  const ways = [
    ({ fetch }) => fetch('https://api.test/api/renew', { method: 'POST' }),
    async ({ fetch }) => {
      throw await fetch('https://api.test/api/renew', { method: 'POST' });
    },
    () => api.post('/renew', undefined, { session: false }),
    async () => {
      throw Object.assign(new Error('no session'), { status: 401 });
    },
    async () => {
      throw { response: { status: 403, data: { message: 'no session' } } };
    },
  ];
  for (const way of ways) {
    let calls = 0;
    api = asking((context) => ((calls += 1), way(context)));
    let ends = 0;
    api.session.on('over', () => ends++);
    const error = await failsWith('ERR_BAD_REQUEST', api.get('/users'));
    same([error.cause.code, calls, ends, api.session.status], ['ERR_SESSION_OVER', 2, 1, 'anonymous']);
  }
});

export const a_call_to_the_refresh_path_is_never_held = claim(async (server) => {
  server.guard('GET /users').renews();
  const api = asking(async () => (await api.get('/refresh')).data.accessToken);
  same([(await api.get('/users')).data, server.to('GET /refresh')[0].token], [['Ada'], undefined]);
});

/** While `work` runs, the ten seconds of the deadline are over in a moment. */
const hurried = (work) => {
  const { setTimeout } = globalThis;
  const { performance } = globalThis;
  let skipped = 0;
  const wait = (ring, delay) => setTimeout(delay < 5000 ? ring : () => ((skipped += delay), ring()), delay < 5000 ? delay : 30);
  const clock = { now: () => performance.now() + skipped };
  return instead(globalThis, { setTimeout: wait, performance: clock }, work);
};

export const any_other_call_through_the_client_is_released_by_the_deadline = claim(async (server) => {
  server.guard('GET /users').guard('POST /renew');
  let inner;
  const api = asking(() => (inner ??= api.post('/renew')));
  await hurried(async () => {
    const error = await failsWith('ERR_BAD_REQUEST', api.get('/users'));
    same([error.status, error.cause.code], [401, 'ERR_REFRESH_UNREACHABLE']);
    same((await rejection(inner)).status, 401);
  });
  same([server.to('POST /renew').length, api.session.getToken()], [1, 'stale']);
});

export const a_token_that_comes_after_the_deadline_is_taken = claim(async (server) => {
  server.guard('GET /users');
  let bring;
  const api = asking(() => new Promise((resolve) => (bring = resolve)));
  const refreshed = new Promise((resolve) => api.session.on('refreshed', resolve));
  await hurried(async () => same((await rejection(api.get('/users'))).cause.code, 'ERR_REFRESH_UNREACHABLE'));
  bring('fresh');
  await refreshed;
  same([api.session.getToken(), (await api.get('/users')).data], ['fresh', ['Ada']]);
});

export const it_is_asked_by_check_auth = claim(async (server) => {
  const api = client({ session: { refresh: async () => 'fresh' } });
  same([await api.session.checkAuth(), api.session.getToken()], [true, 'fresh']);
  same(server.calls.length, 0);
});

export const what_it_does_to_the_session_is_done_at_once = claim(async (server) => {
  server.guard('GET /users');
  const found = [];
  const api = asking(async () => {
    api.session.setToken('meanwhile');
    found.push(api.session.getToken());
    return 'fresh';
  });
  await api.session.refresh().catch(() => {});
  same(found, ['meanwhile']);
});

export const a_status_of_any_kind_is_a_number = claim(async (server) => {
  server.guard('GET /users');
  for (const [status, code] of [[401n, 'ERR_SESSION_OVER'], [{}, 'ERR_REFRESH_UNREACHABLE'], ['401', 'ERR_SESSION_OVER']]) {
    localStorage.clear();
    const api = asking(() => Promise.reject({ status }));
    same((await rejection(api.get('/users'))).cause.code, code);
  }
});
