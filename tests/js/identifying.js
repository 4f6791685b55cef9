// What the caller shows of itself beside the session: `auth`, and the answer to forgery.

import { claim, client, failsWith, instead, json, same } from './page/page.js';

const sent = async (server, config, call, url = '/users') => {
  server.on('GET /users', json({}, 200)).on(`GET ${location.origin}/users`, json({})).on('GET https://files.test/users', json({}));
  await client(config).get(url, call);
  return server.calls.at(-1).headers;
};

export const a_name_and_a_password_are_basic_authorization = claim(async (server) => {
  const encoded = (text) => `Basic ${btoa(text)}`;
  same((await sent(server, {}, { auth: { username: 'ada', password: 'pa:ss' } })).authorization, encoded('ada:pa:ss'));
  same((await sent(server, {}, { auth: { username: 'ada' } })).authorization, encoded('ada:'));
  same((await sent(server, {}, { auth: { username: 'ключ', password: 'ü' } })).authorization, 'Basic 0LrQu9GO0Yc6w7w=');
  const headers = { authorization: 'Bearer theirs' };
  same((await sent(server, {}, { headers, auth: { username: 'ada' } })).authorization, encoded('ada:'), 'as axios, it wins:');
});

export const basic_authorization_is_the_callers_own_and_its_rejection_starts_no_refresh = claim(async (server) => {
  server.on('GET /users', json({}, 401));
  const api = client({ token: 'fresh', auth: { username: 'ada', password: 'secret' } });
  const error = await failsWith('ERR_BAD_REQUEST', api.get('/users'));
  same([server.refreshes, server.calls[0].token, error.cause], [0, `Basic ${btoa('ada:secret')}`, undefined]);
  same(JSON.stringify(error).includes('secret'), false);
  server.on('GET /users', json({}));
  await api.get('/users', { auth: null });
  same(server.calls.at(-1).token, 'Bearer fresh');
});

export const in_another_header_the_session_travels_beside_basic_authorization = claim(async (server) => {
  const session = { header: 'X-Session', scheme: '' };
  const headers = await sent(server, { token: 'fresh', session }, { auth: { username: 'ada' } });
  same([headers.authorization, headers['x-session']], [`Basic ${btoa('ada:')}`, 'fresh']);
});

const withCookie = (cookie, work) => instead(document, { cookie }, work);

const OWN = { baseURL: location.origin };

export const a_cookie_is_echoed_in_a_header_to_the_pages_own_origin_only = claim(async (server) => {
  await withCookie('a=1; XSRF-TOKEN=x%20y; b=2', async () => {
    same((await sent(server, OWN))['x-xsrf-token'], 'x y');
    same((await sent(server, {}))['x-xsrf-token'], undefined);
    same((await sent(server, OWN, {}, 'https://files.test/users'))['x-xsrf-token'], undefined);
  });
  await withCookie('MY-XSRF-TOKEN=1; a=XSRF-TOKEN=2', async () => same((await sent(server, OWN))['x-xsrf-token'], undefined));
});

export const the_names_of_cookie_and_header_can_be_said = claim(async (server) => {
  await withCookie('csrf=%E0%A4%A; csrf=no', async () => {
    const names = { xsrfCookieName: 'csrf', xsrfHeaderName: 'X-CSRF' };
    same((await sent(server, { ...OWN, ...names }))['x-csrf'], '%E0%A4%A');
  });
});

export const elsewhere_it_goes_only_where_it_is_strictly_said = claim(async (server) => {
  const table = [
    [true, 'x'],
    [false, undefined],
    [undefined, undefined],
    [() => true, 'x'],
    [() => 'true', undefined],
    [() => 1, undefined],
    [() => undefined, undefined],
    [({ url }) => url === '/users', 'x'],
  ];
  await withCookie('XSRF-TOKEN=x', async () => {
    for (const [withXSRFToken, wanted] of table) same((await sent(server, {}, { withXSRFToken }))['x-xsrf-token'], wanted);
    for (const withXSRFToken of [false, () => false]) same((await sent(server, OWN, { withXSRFToken }))['x-xsrf-token'], undefined);
  });
});
