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

const written = (params, paramsSerializer) =>
  decodeURIComponent(client({ paramsSerializer }).getUri({ url: '/q', params }).replace('https://api.test/api/q', ''));

export const a_serializer_says_how_lists_are_numbered = claim(async () => {
  const params = { list: [1, 2], deep: { list: [3] }, objects: [{ a: 4 }], 'old[]': [5] };
  same(written(params, { indexes: null }), '?list=1&list=2&deep[list][0]=3&objects[0][a]=4&old=5');
  same(written(params, { indexes: true }), '?list[0]=1&list[1]=2&deep[list][0]=3&objects[0][a]=4&old[0]=5');
  same(written(params, { indexes: false }), '?list[]=1&list[]=2&deep[list][0]=3&objects[0][a]=4&old[]=5');
  same(written(params, { dots: true }), '?list[]=1&list[]=2&deep.list.0=3&objects.0.a=4&old[]=5');
  same(written(params, { dots: true, indexes: true }), '?list.0=1&list.1=2&deep.list.0=3&objects.0.a=4&old.0=5');
});

export const a_name_says_what_kind_of_value_it_has = claim(async () => {
  same(written({ 'json{}': { a: [1] }, 'ids[]': 1 }), '?json{}={"a":[1]}&ids[]=1');
  same(written({ deep: { 'ids[]': [1, 2] }, 'top[]': { a: 1 } }), '?deep[ids][0]=1&deep[ids][1]=2&top[a]=1');
  same(written({ 'list[]': [{ a: 1 }, 2] }), '?list[]={"a":1}&list[]=2'); // "[object Object]" in axios
});

export const a_serializer_may_be_a_function = claim(async () => {
  const { a, b } = { a: 1, b: [2] };
  same(written({ a, b }, (params) => `n=${Object.keys(params).length}`), '?n=2');
  const serialize = (params, { indexes }) => `${Object.keys(params)}${indexes}`;
  same(written({ a, b }, { serialize, indexes: null }), '?a,bnull');
  same(written(new URLSearchParams('a=1'), { serialize: String }), '?a=1');
  same(written({ a }, () => ''), '');
});

export const a_serializer_may_encode_in_its_own_way = claim(async () => {
  const encode = (value, usual) => (value === 'x y' ? 'X_Y' : usual(value));
  same(client({ paramsSerializer: { encode } }).getUri({ url: '/q', params: { 'a b': 'x y', c: 'd e' } }), 'https://api.test/api/q?a+b=X_Y&c=d+e');
});

export const the_calls_serializer_replaces_the_clients_as_in_axios = claim(async () => {
  const api = client({ paramsSerializer: { indexes: null } });
  const call = { url: '/q', params: { list: [1, 2] } };
  same(decodeURIComponent(api.getUri({ ...call, paramsSerializer: { encode: String } })), 'https://api.test/api/q?list[]=1&list[]=2');
});

export const what_a_serializer_throws_is_told_as_the_cause = claim(async (server) => {
  const paramsSerializer = () => {
    throw new Error('mine');
  };
  const error = await failsWith('ERR_BAD_OPTION', client().get('/q', { params: { a: 1 }, paramsSerializer }));
  same([error.message, error.cause.message, server.calls.length], ['params cannot be written', 'mine', 0]);
});

export const an_object_of_a_class_is_written_by_its_properties = claim(async () => {
  class Filter {
    name = 'Ada';
    tags = ['a'];
  }
  same(written(new Filter()), '?name=Ada&tags[]=a');
});

export const an_absolute_url_can_be_kept_below_the_base = claim(async () => {
  const api = client({ allowAbsoluteUrls: false });
  for (const [url, wanted] of [
    ['https://evil.test/a', 'https://api.test/api/https://evil.test/a'],
    ['//evil.test/a', 'https://api.test/api/evil.test/a'],
    ['/users', 'https://api.test/api/users'],
  ]) {
    same(api.getUri({ url }), wanted);
  }
  same(api.getUri({ url: 'https://x.test/a', allowAbsoluteUrls: true }), 'https://x.test/a');
});

export const a_base_url_of_the_call_takes_the_place_of_the_clients = claim(async () => {
  same(client().getUri({ url: '/users', baseURL: 'https://other.test/v2/' }), 'https://other.test/v2/users');
  same(client().getUri({ url: '/users', baseURL: '' }), '/users');
});
