// Login and registration.

import { Held, claim, client, failsWith, json, jwt, same, turn } from './page/page.js';

const ADA = { id: 7, email: 'ada@example.test' };
const welcome = (token = 'fresh', user = ADA) => json({ accessToken: token, refreshToken: 'cookie-only', user });

export const a_login_stores_the_token_and_knows_the_user = claim(async (server) => {
  server.on('POST /login', welcome()).guard('GET /users');
  const api = client();
  const data = await api.session.login({ email: 'ada@example.test', password: 'correct horse' });
  same(data, { accessToken: 'fresh', refreshToken: 'cookie-only', user: ADA });
  same([api.session.status, api.session.user, api.session.getToken()], ['authenticated', ADA, 'fresh']);
  same(localStorage.token, 'fresh');
  const [call] = server.to('POST /login');
  same([call.credentials, call.token, call.headers['content-type']], ['include', undefined, 'application/json']);
  same(await call.text(), '{"email":"ada@example.test","password":"correct horse"}');
  same((await api.get('/users')).data, ['Ada']);
});

export const a_wrong_password_changes_nothing_and_starts_no_refresh = claim(async (server) => {
  server.on('POST /login', json({ message: 'wrong password' }, 401));
  const api = client({ token: 'fresh' });
  const error = await failsWith('ERR_BAD_REQUEST', api.session.login({ password: 'no' }));
  same([error.response.data.message, error.cause], ['wrong password', undefined]);
  same([api.session.getToken(), api.session.status, server.refreshes], ['fresh', 'unknown', 0]);
});

export const a_login_answered_without_a_token_is_an_error = claim(async (server) => {
  server.on('POST /login', json({ user: ADA }));
  const api = client();
  const error = await failsWith('ERR_BAD_RESPONSE', api.session.login({}));
  same([error.status, error.response.data.user, api.session.status], [200, ADA, 'unknown']);
});

export const a_registration_without_a_token_signs_nobody_in = claim(async (server) => {
  server.on('POST /registration', json({ message: 'confirm your mail' }));
  const api = client();
  same(await api.session.registration({ email: ADA.email }), { message: 'confirm your mail' });
  same([api.session.status, api.session.getToken()], ['unknown', null]);
});

export const a_registration_with_a_token_signs_in = claim(async (server) => {
  server.on('POST /registration', welcome());
  const api = client();
  await api.session.registration({ email: ADA.email });
  same([api.session.status, api.session.user], ['authenticated', ADA]);
});

export const response_interceptors_see_the_login_and_do_not_spoil_it = claim(async (server) => {
  server.on('POST /login', welcome());
  const api = client();
  const seen = [];
  api.interceptors.response.use((answer) => (seen.push(answer.status), answer.data));
  const data = await api.session.login({});
  same([seen, data.user, api.session.getToken()], [[200], ADA, 'fresh']);
});

export const a_request_interceptor_sees_the_login_too = claim(async (server) => {
  server.on('POST /login', welcome());
  const api = client();
  api.interceptors.request.use((config) => {
    config.headers['X-Device'] = 'seven';
    return config;
  });
  await api.session.login({});
  same(server.calls[0].headers['x-device'], 'seven');
});

export const the_calls_of_the_session_have_their_own_places = claim(async (server) => {
  server.on('PUT /auth/in', welcome()).on('POST /auth/new', welcome()).on('DELETE /auth/out', json({}));
  const session = {
    login: { url: '/auth/in', method: 'put' },
    registration: 'auth/new',
    logout: { url: '/auth/out', method: 'DELETE' },
  };
  const api = client({ session });
  await api.session.login({});
  await api.session.registration({});
  await api.session.logout();
  same(server.routes, ['PUT /auth/in', 'POST /auth/new', 'DELETE /auth/out']);
});

export const a_login_through_the_client_itself_gets_no_token_and_no_refresh = claim(async (server) => {
  server.on('POST /login', json({ message: 'wrong' }, 401));
  const api = client({ token: 'stale' });
  const error = await failsWith('ERR_BAD_REQUEST', api.post('login/../login', {}));
  same([error.status, server.calls[0].token, server.refreshes], [401, undefined, 0]);
});

export const a_login_waits_for_a_refresh_in_flight = claim(async (server) => {
  const held = new Held();
  server.guard('GET /users').on('GET /refresh', held.answer).on('POST /login', welcome('hers', { id: 8 }));
  const api = client({ token: 'stale' });
  const waiting = failsWith('ERR_BAD_REQUEST', api.get('/users'));
  await server.arrival('GET /refresh');
  const login = api.session.login({});
  await turn();
  same(server.to('POST /login').length, 0);
  held.release(json({}, 503));
  same((await waiting).cause.code, 'ERR_REFRESH_UNREACHABLE');
  await login;
  same([api.session.getToken(), api.session.user], ['hers', { id: 8 }]);
});

export const a_login_retires_what_was_in_flight_of_the_session_before = claim(async (server) => {
  const slow = new Held();
  server.on('GET /users', slow.answer).on('POST /login', welcome(jwt({ sub: 'eve' }), { id: 'eve' }));
  const api = client({ token: jwt({ sub: 'ada' }) });
  const call = api.get('/users');
  await api.session.login({});
  slow.release(json({}, 401));
  const { cause } = await failsWith('ERR_BAD_REQUEST', call);
  same([cause.code, server.refreshes, server.to('GET /users').length], ['ERR_SESSION_CHANGED', 0, 1]);
});

export const set_token_takes_a_token_and_a_user = claim(async (server) => {
  server.guard('GET /users');
  const api = client();
  const heard = [];
  for (const event of ['login', 'refreshed']) api.session.on(event, () => heard.push(event));
  api.session.setToken('fresh', ADA);
  same(heard, ['login']);
  same([api.session.status, api.session.user, localStorage.getItem('token')], ['authenticated', ADA, 'fresh']);
  same((await api.get('/users')).data, ['Ada']);
});
