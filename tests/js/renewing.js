// A rejected token is renewed once for all, and nobody notices.

import { claim, client, holds, jwt, json, same, turn } from './page/page.js';

export const a_rejected_request_is_renewed_and_replayed_unseen = claim(async (server) => {
  server.guard('GET /users').renews();
  const { data, status } = await client({ token: 'stale' }).get('/users');
  same([data, status], [['Ada'], 200]);
  same(server.routes, ['GET /users', 'GET /refresh', 'GET /users']);
  same(
    server.to('GET /users').map(({ token }) => token),
    ['Bearer stale', 'Bearer fresh'],
  );
});

export const the_refresh_call_carries_the_cookie_and_nothing_else = claim(async (server) => {
  server.guard('GET /users').renews();
  await client({ token: 'stale' }).get('/users');
  const [call] = server.to('GET /refresh');
  same(call.credentials, 'include');
  same(call.keepalive, true);
  same(call.cache, 'no-store');
  same(call.headers, {}); // no Authorization, and nothing that would need a preflight
  same(await call.text(), '');
});

export const the_renewed_token_is_stored_as_it_is_and_the_refresh_token_is_not = claim(async (server) => {
  server.guard('GET /users').renews({ id: 1 });
  await client({ token: 'stale' }).get('/users');
  same([localStorage.token, Object.keys(localStorage).sort()], ['fresh', ['token', 'token:session']]);
  same(localStorage['token:session'].includes('fresh'), false);
  same(sessionStorage.length, 0);
});

export const a_replayed_call_says_so_in_its_own_config_and_not_in_the_callers = claim(async (server) => {
  server.guard('GET /users').guard('GET /news').renews();
  const api = client({ token: 'stale' });
  const given = { url: '/users', params: { page: 1 } };
  const { config } = await api.request(given);
  same([config._isRetry, config._retry], [true, true]);
  same(given, { url: '/users', params: { page: 1 } });
  const untroubled = await api.get('/news');
  same([untroubled.config._isRetry, untroubled.config._retry], [undefined, undefined]);
});

export const a_thousand_rejected_together_are_one_refresh_and_a_thousand_answers = claim(async (server) => {
  server.guard('GET /users').renews();
  const api = client({ token: 'stale' });
  const answers = await Promise.all(Array.from({ length: 1000 }, (_, page) => api.get('/users', { params: { page } })));
  same(server.refreshes, 1);
  same(server.to('GET /users').length, 2000);
  holds(answers.every(({ data, config }, page) => data[0] === 'Ada' && config.params.page === page && config._isRetry));
});

export const the_body_of_a_rejection_is_let_go_of_before_the_replay = claim(async (server) => {
  let isLetGo = false;
  const body = new ReadableStream({ cancel: () => (isLetGo = true) });
  server.renews().on('GET /users', () => new Response(body, { status: 401 }), json(['Ada']));
  const api = client({ token: 'stale' });
  same([(await api.get('/users')).data, isLetGo], [['Ada'], true]);
});

export const a_late_rejection_of_a_replaced_token_is_replayed_without_a_refresh = claim(async (server) => {
  const late = json({}, 401);
  let release;
  const gate = new Promise((resolve) => (release = resolve));
  server.on('GET /slow', async (call) => (await gate, late(call)), json('slow')).guard('GET /users').renews();
  const api = client({ token: 'stale' });
  const slow = api.get('/slow');
  await api.get('/users');
  release();
  same((await slow).data, 'slow');
  same(server.refreshes, 1);
});

export const identical_token_text_is_a_renewal = claim(async (server) => {
  server.on('GET /users', json({}, 401), json(['Ada'])).on('GET /refresh', json({ accessToken: 'same' }));
  same((await client({ token: 'same' }).get('/users')).data, ['Ada']);
  same(server.refreshes, 1);
});

export const a_replay_that_is_rejected_is_the_end_of_it = claim(async (server) => {
  server.on('GET /forbidden', json({ message: 'never' }, 401)).renews();
  const error = await client({ token: 'stale' }).get('/forbidden').catch((error) => error);
  same([error.status, error.response.data.message, error.cause], [401, 'never', undefined]);
  same(server.routes, ['GET /forbidden', 'GET /refresh', 'GET /forbidden']);
});

export const a_config_that_was_retried_before_starts_no_refresh = claim(async (server) => {
  server.on('GET /users', json({}, 401));
  const api = client({ token: 'stale' });
  for (const flag of ['_isRetry', '_retry']) {
    const error = await api.get('/users', { [flag]: true }).catch((error) => error);
    same(error.status, 401);
  }
  same(server.refreshes, 0);
});

export const without_a_token_a_rejection_asks_too = claim(async (server) => {
  server.guard('GET /users').renews();
  same((await client({ session: { storage: 'memory' } }).get('/users')).data, ['Ada']);
  same(localStorage.length, 0);
});

export const the_other_dialect_is_a_matter_of_options = claim(async (server) => {
  const isWelcome = (call) => call.token === 'fresh';
  server.on('GET /users', (call) => (isWelcome(call) ? json(['Ada']) : json({}, 403))(call));
  server.on('POST /user/refresh_token', json({ data: { access_token: 'fresh' } }));
  const session = {
    scheme: '',
    storage: 'memory',
    refresh: { url: '/user/refresh_token', method: 'POST', statuses: [403], tokenPath: 'data.access_token' },
  };
  same((await client({ session }).get('/users')).data, ['Ada']);
});

export const a_refresh_with_a_body_is_sent_as_json = claim(async (server) => {
  server.guard('GET /users').on('POST /renew', json({ accessToken: 'fresh' }));
  const refresh = { url: 'renew', method: 'post', body: { device: 7 }, headers: { 'X-App': 'demo' } };
  await client({ token: 'stale', session: { refresh } }).get('/users');
  const [call] = server.to('POST /renew');
  same([call.headers['content-type'], call.headers['x-app']], ['application/json', 'demo']);
  same(await call.text(), '{"device":7}');
});

export const refresh_false_leaves_rejections_alone = claim(async (server) => {
  server.on('GET /users', json({ message: 'no' }, 401));
  const error = await client({ token: 'stale', session: { refresh: false } }).get('/users').catch((error) => error);
  same([error.status, error.cause], [401, undefined]);
  same(localStorage.getItem('token'), 'stale');
});

export const a_renewal_for_another_user_replays_nothing = claim(async (server) => {
  server.guard('GET /users');
  server.accepts = jwt({ sub: 'eve' });
  server.renews();
  const api = client({ token: jwt({ sub: 'ada' }) });
  const heard = [];
  api.session.on('userChanged', ({ status }) => heard.push(status));
  const error = await api.get('/users').catch((error) => error);
  same([error.status, error.cause.code], [401, 'ERR_SESSION_CHANGED']);
  same(heard, ['authenticated']);
  same(server.to('GET /users').length, 1);
});

export const a_request_begun_during_the_refresh_is_held_for_the_new_token = claim(async (server) => {
  server.guard('GET /users').guard('GET /news');
  let release;
  const gate = new Promise((resolve) => (release = resolve));
  server.on('GET /refresh', async (call) => (await gate, json({ accessToken: 'fresh' })(call)));
  const api = client({ token: 'stale' });
  const first = api.get('/users');
  await server.arrival('GET /refresh');
  const held = api.get('/news');
  await turn();
  same(server.to('GET /news').length, 0);
  release();
  await Promise.all([first, held]);
  same(
    server.to('GET /news').map(({ token }) => token),
    ['Bearer fresh'],
  );
});

export const the_hand_written_interceptors_of_the_course_may_stay = claim(async (server) => {
  server.guard('GET /users').renews();
  const api = client({ token: 'stale' });
  api.interceptors.request.use((config) => {
    config.headers.Authorization = `Bearer ${localStorage.getItem('token')}`;
    return config;
  });
  api.interceptors.response.use(
    (answer) => answer,
    async (error) => {
      const original = error.config;
      if (error.response?.status === 401 && original && !original._isRetry) {
        original._isRetry = true;
        const { data } = await api.get('/refresh');
        localStorage.setItem('token', data.accessToken);
        return api.request(original);
      }
      throw error;
    },
  );
  same((await api.get('/users')).data, ['Ada']);
  same(server.refreshes, 1);
});

/** `isMine` is the interceptor's condition; the answer is what the call ends with. */
const withInterceptor = (api, isMine) => {
  api.interceptors.response.use(
    (answer) => answer,
    async (error) => {
      const original = error.config;
      if (error.response?.status !== 401 || !isMine(original)) throw error;
      original._isRetry = true;
      const { data } = await api.get('/refresh');
      localStorage.setItem('token', data.accessToken);
      return api.request(original);
    },
  );
};

export const an_interceptor_that_reads_the_flag_the_wrong_way_round_does_not_loop = claim(async (server) => {
  server.on('GET /users', json({}, 401)).renews();
  const api = client({ token: 'stale' });
  withInterceptor(api, (config) => config._isRetry);
  const error = await api.get('/users').catch((error) => error);
  same(error.status, 401);
  same([server.to('GET /users').length, server.refreshes], [3, 2]);
});

export const and_neither_does_the_right_way_round_when_something_else_sends_the_call_again = claim(async (server) => {
  server.on('GET /users', json({}, 401)).renews();
  const api = client({ token: 'stale' });
  withInterceptor(api, (config) => !config._isRetry);
  let { config, status } = await api.get('/users').catch((error) => error);
  same([status, server.to('GET /users').length, server.refreshes], [401, 2, 1]);
  for (const sent of [4, 5, 6]) {
    ({ config, status } = await api.request(config).catch((error) => error));
    same([status, server.to('GET /users').length, server.refreshes], [401, sent, 2]);
  }
});

export const a_place_where_every_token_is_rejected_costs_one_refresh = claim(async (server) => {
  server.on('GET /forbidden', json({ message: 'never' }, 401)).guard('GET /users').renews();
  const api = client({ token: 'stale' });
  for (let count = 0; count < 100; count += 1) {
    const { status, cause } = await api.get('/forbidden', { params: { count } }).catch((error) => error);
    same([status, cause], [401, undefined]);
  }
  same([server.refreshes, server.to('GET /forbidden').length], [1, 101]);
  server.accepts = 'fresher';
  same((await api.get('/users')).data, ['Ada']);
  same(server.refreshes, 2);
});

export const a_place_that_blames_the_token_gets_another_one = claim(async (server) => {
  const blame = { 'WWW-Authenticate': 'Bearer realm="api", error="invalid_token", error_description="revoked"' };
  server.on('GET /forbidden', json({}, 401, blame)).renews();
  const api = client({ token: 'stale' });
  for (let count = 1; count < 4; count += 1) {
    await api.get('/forbidden').catch((error) => same(error.status, 401));
    same(server.refreshes, count);
  }
});
