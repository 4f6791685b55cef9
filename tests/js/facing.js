// What a client is to the outside: methods that stand alone, and nothing private to be seen, copied or wrapped.

import { ApiClient, claim, client, failsWith, json, jwt, same, thrown } from './page/page.js';

export const methods_can_be_taken_off_their_object = claim(async (server) => {
  server.on('GET /users', json([])).on('POST /users', json({})).on('POST /login', json({ accessToken: 'fresh' }));
  const api = client();
  const { get, post, request, getUri, create, session } = api;
  const { login, getToken, subscribe, getSnapshot } = session;
  await get('/users');
  await post('/users', {});
  await request({ url: '/users' });
  await Promise.all(['/users', '/users'].map((url) => get(url)));
  same(getUri({ url: '/users' }), 'https://api.test/api/users');
  subscribe(() => {})();
  await login({});
  same([getToken(), getSnapshot().status, typeof create().get], ['fresh', 'authenticated', 'function']);
});

export const what_a_subclass_makes_of_a_method_counts = claim(async (server) => {
  server.on('GET /v2/users', json(['Ada']));
  class Versioned extends ApiClient {
    get(url, config) {
      return super.get(`/v2${url}`, config);
    }
  }
  const { get } = new Versioned({ baseURL: 'https://api.test/api' });
  same((await get('/users')).data, ['Ada']);
});

export const a_method_can_be_replaced = claim(async () => {
  const api = client();
  api.get = async () => ({ data: 'mocked' });
  same((await api.get('/users')).data, 'mocked');
});

/** Every name and every text that can be reached from there, hidden ones too. */
const texts = (value, seen = new Set()) => {
  if (typeof value === 'string') return [value];
  if (Object(value) !== value || seen.has(value) || value === Object.prototype) return [];
  seen.add(value);
  const inside = Object.getOwnPropertyNames(value).flatMap((name) => [name, ...texts(descriptor(value, name), seen)]);
  return [...inside, ...texts(Object.getPrototypeOf(value), seen)];
};

const descriptor = (value, name) => Object.getOwnPropertyDescriptor(value, name).value;

export const nothing_private_can_be_seen = claim(async () => {
  const token = jwt({ sub: 'secret' });
  const api = client({ token });
  api.session.setToken(token);
  same(JSON.stringify(api), undefined);
  same(JSON.stringify({ api }), '{}');
  for (const shown of [api, api.session, api.session.getSnapshot(), api.interceptors, api.defaults]) {
    const seen = texts(shown);
    same([seen.filter((text) => text.includes(token)), seen.filter((text) => /core|ptr|wbg/i.test(text))], [[], []]);
  }
  same(Object.keys(api), ['defaults', 'interceptors']);
});

export const a_clone_is_refused_as_that_of_a_function_is = claim(async () => {
  same(thrown(() => structuredClone(client())).name, 'DataCloneError');
});

export const frameworks_do_not_wrap_it = claim(async () => {
  // `reactive` of Vue wraps what is an extensible object and does not say `__v_skip`.
  const isWrapped = (value) => typeof value === 'object' && !value.__v_skip && Object.isExtensible(value);
  const api = client();
  same([api, api.session, api.interceptors, api.interceptors.request].map(isWrapped), [false, false, false, false]);
});

export const overlapping_calls_each_get_their_own_answer = claim(async (server) => {
  server.on('GET /one', json(1)).on('GET /two', json({}, 500)).on('GET /three', json(3));
  const api = client();
  const calls = [api.get('/one'), failsWith('ERR_BAD_RESPONSE', api.get('/two')), api.get('/three')];
  const [one, two, three] = await Promise.all(calls);
  same([one.data, two.status, three.data], [1, 500, 3]);
});
