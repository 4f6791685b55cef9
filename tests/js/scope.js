// Where the token goes, whose rejections count, and what is the caller's own.

import { as, claim, client, failsWith, json, same } from './page/page.js';

const FILES = 'https://files.test/report';

export const an_absolute_url_elsewhere_gets_no_token_and_its_rejection_starts_no_refresh = claim(async (server) => {
  server.on(`GET ${FILES}`, json({}, 401)).on('GET http://files.test/report', json({}, 401));
  const api = client({ token: 'fresh' });
  for (const url of [FILES, '//files.test/report', new URL(FILES), 'https://api.test@files.test/report']) {
    const error = await failsWith(String(url).includes('@') ? 'ERR_NETWORK' : 'ERR_BAD_REQUEST', api.get(url));
    same(error.cause?.code, undefined);
  }
  same(
    server.calls.map(({ token }) => token),
    [undefined, undefined, undefined],
  );
});

export const a_base_url_of_the_call_does_not_widen_the_scope = claim(async (server) => {
  server.on(`GET ${FILES}`, json({}));
  const api = client({ token: 'fresh' });
  await api.get('/report', { baseURL: 'https://files.test' });
  api.interceptors.request.use((config) => Object.assign(config, { baseURL: 'https://files.test' }));
  await api.get('/report');
  same(
    server.calls.map(({ token }) => token),
    [undefined, undefined],
  );
});

export const further_origins_get_the_token_and_their_rejections_count = claim(async (server) => {
  server.guard(`GET ${FILES}`).renews();
  const api = client({ token: 'stale', session: { origins: ['https://files.test'] } });
  same((await api.get(FILES)).data, ['Ada']);
  same(server.refreshes, 1);
});

export const a_rejection_from_where_a_redirect_led_does_not_count = claim(async (server) => {
  server.on('GET /report', as({ url: 'https://elsewhere.test/login' }, json({}, 401)));
  const error = await failsWith('ERR_BAD_REQUEST', client({ token: 'fresh' }).get('/report'));
  same([error.cause, server.refreshes], [undefined, 0]);
});

export const the_callers_own_authorization_is_left_alone = claim(async (server) => {
  server.on('GET /users', json({}, 401));
  const api = client({ token: 'fresh' });
  for (const headers of [{ Authorization: 'Bearer theirs' }, { authorization: 'Basic YTpi' }]) {
    const error = await failsWith('ERR_BAD_REQUEST', api.get('/users', { headers }));
    same([server.calls.at(-1).token, error.cause], [Object.values(headers)[0], undefined]);
  }
  same(server.refreshes, 0);
});

export const what_is_left_of_an_old_interceptor_counts_as_ours = claim(async (server) => {
  server.guard('GET /users');
  const api = client({ token: 'fresh' });
  for (const Authorization of ['Bearer null', 'Bearer undefined', 'Bearer ', 'Bearer', '', 'bearer fresh', 'Bearer fresh']) {
    await api.get('/users', { headers: { Authorization } });
    same(server.calls.at(-1).token, 'Bearer fresh', Authorization);
  }
});

export const a_held_token_is_ours_and_replaced_on_the_replay = claim(async (server) => {
  server.guard('GET /users').renews();
  const api = client({ token: 'stale' });
  const headers = { Authorization: 'Bearer stale' };
  same((await api.get('/users', { headers })).data, ['Ada']);
  same(headers, { Authorization: 'Bearer stale' });
  await api.get('/users', { headers }); // a token that it has held
  same([server.calls.at(-1).token, server.refreshes], ['Bearer fresh', 1]);
});

export const a_call_may_opt_out = claim(async (server) => {
  server.on('GET /users', json({}, 401));
  const error = await failsWith('ERR_BAD_REQUEST', client({ token: 'fresh' }).get('/users', { session: false }));
  same([error.cause, server.calls[0].token, server.refreshes], [undefined, undefined, 0]);
});

export const a_client_without_a_session_is_a_plain_one = claim(async (server) => {
  server.on('GET /users', json({}, 401));
  const api = client({ token: 'fresh', session: false });
  const error = await failsWith('ERR_BAD_REQUEST', api.get('/users'));
  same([error.status, server.calls[0].token], [401, undefined]);
  let code;
  try {
    api.session;
  } catch (error) {
    ({ code } = error);
  }
  same(code, 'ERR_BAD_OPTION');
});
