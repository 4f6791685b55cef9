// Base, path and query, joined as axios joins them.

import { claim, client, failsWith, json, same } from './page/page.js';

const uri = (config, url, params) => client(config).getUri({ url, params });

export const base_and_path_are_joined_by_one_slash = claim(async () => {
  for (const baseURL of ['https://api.test/v1', 'https://api.test/v1/', 'https://api.test/v1//']) {
    for (const url of ['users', '/users', '//users'.slice(1)]) same(uri({ baseURL }, url), 'https://api.test/v1/users');
  }
  same(uri({ baseURL: 'https://api.test/v1' }, ''), 'https://api.test/v1');
  same(uri({ baseURL: '' }, '/users'), '/users');
  same(uri({ baseURL: '/api' }, 'users'), '/api/users');
});

export const an_absolute_url_needs_no_base = claim(async () => {
  for (const url of ['https://x.test/a', 'HTTP://x.test/a', '//x.test/a', 'custom+x-1.0://x.test/a']) same(uri({}, url), url);
  same(uri({}, 'mailto:a@b'), 'https://api.test/api/mailto:a@b');
});

export const parameters_are_written_as_axios_writes_them = claim(async () => {
  const day = new Date(Date.UTC(2026, 10, 21));
  const table = [
    [{ a: 1, b: 'x y', c: true, d: 0, e: '' }, '?a=1&b=x+y&c=true&d=0&e='],
    [{ a: null, b: undefined }, ''],
    [{}, ''],
    [{ a: ':$,+&=?#/@' }, '?a=:$,%2B%26%3D%3F%23%2F%40'],
    [{ list: [1, 2] }, '?list%5B%5D=1&list%5B%5D=2'],
    [{ list: [] }, ''],
    [{ list: [{ a: 1 }, { b: 2 }] }, '?list%5B0%5D%5Ba%5D=1&list%5B1%5D%5Bb%5D=2'],
    [{ list: [day, day] }, '?list%5B%5D=2026-11-21T00:00:00.000Z&list%5B%5D=2026-11-21T00:00:00.000Z'],
    [{ nested: { key: { deep: 1 } } }, '?nested%5Bkey%5D%5Bdeep%5D=1'],
    [{ day }, '?day=2026-11-21T00:00:00.000Z'],
    [new URLSearchParams('a=1&a=2&b=x y'), '?a=1&a=2&b=x+y'],
    [{ 'ключ': 'значение' }, '?%D0%BA%D0%BB%D1%8E%D1%87=%D0%B7%D0%BD%D0%B0%D1%87%D0%B5%D0%BD%D0%B8%D0%B5'],
  ];
  for (const [params, query] of table) same(uri({}, '/q', params), `https://api.test/api/q${query}`);
});

export const a_query_is_continued_and_a_hash_removed = claim(async () => {
  same(uri({}, '/q?a=1', { b: 2 }), 'https://api.test/api/q?a=1&b=2');
  same(uri({}, '/q?a=1#top', { b: 2 }), 'https://api.test/api/q?a=1&b=2');
  same(uri({}, '/q#top', { b: 2 }), 'https://api.test/api/q?b=2');
});

export const a_relative_base_is_the_pages = claim(async (server) => {
  server.on(`GET ${location.origin}/api/users`, json({}));
  localStorage.setItem('token', 'fresh');
  await client({ baseURL: '/api' }).get('/users');
  same(server.calls[0].token, 'Bearer fresh');
});

export const dots_in_a_path_do_not_leave_the_origin = claim(async (server) => {
  server.on('GET https://api.test/users', json({}));
  await client().get('/../users');
  await client().get('/%2e%2e/users');
  same(server.calls.length, 2);
});

export const a_parameter_that_cannot_be_written_is_refused = claim(async (server) => {
  for (const value of [new Date(NaN), Symbol('x'), '\ud800']) {
    const error = await failsWith('ERR_BAD_OPTION', client().get('/q', { params: { value } }));
    same(error.message, 'params cannot be written');
  }
  same(server.calls.length, 0);
});
