// A storage that throws degrades to memory, says so once, and never throws on the caller.

import { claim, client, instead, json, logged, same } from './page/page.js';

const broken = () => {
  throw new DOMException('no', 'SecurityError');
};

/** The whole course of a session, over a storage with a fault. */
const course = async (server) => {
  server.guard('GET /users').renews({ id: 1 }).on('POST /login', json({ accessToken: 'stale', user: { id: 1 } }));
  server.on('POST /logout', json({}));
  const api = client();
  await api.session.login({});
  same((await api.get('/users')).data, ['Ada']);
  same([api.session.getToken(), api.session.user], ['fresh', { id: 1 }]);
  await api.session.logout();
  same([api.session.status, api.session.getToken()], ['anonymous', null]);
};

const degrades = (target, values) =>
  claim(async (server) => {
    const lines = await logged(() => instead(target, values(), () => course(server)));
    same(lines, ['evertoken: the storage cannot be used, the session is kept in memory']);
  });

export const a_storage_that_throws_when_read_degrades = degrades(Storage.prototype, () => ({ getItem: broken }));

export const a_storage_that_is_full_degrades = degrades(Storage.prototype, () => ({ setItem: broken }));

export const a_storage_that_throws_at_everything_degrades = degrades(Storage.prototype, () => ({
  getItem: broken,
  setItem: broken,
  removeItem: broken,
}));

export const a_storage_that_is_not_there_degrades = degrades(globalThis, () => ({ localStorage: undefined }));

export const a_storage_whose_property_throws_degrades = claim(async (server) => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
  delete globalThis.localStorage; // else WebKit may go on calling the old getter
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: broken });
  try {
    same((await logged(() => course(server))).length, 1);
  } finally {
    Object.defineProperty(globalThis, 'localStorage', before);
  }
});

export const a_storage_that_is_really_full_degrades = claim(async (server) => {
  localStorage.setItem('filler', 'x'.repeat(5 * 1024 * 1024 - 'filler'.length - 6));
  same((await logged(() => course(server))).length, 1);
});

export const a_token_that_was_cleared_is_not_a_logout = claim(async (server) => {
  server.guard('GET /users').renews();
  const api = client({ token: 'fresh' });
  await api.get('/users');
  localStorage.clear();
  same((await api.get('/users')).data, ['Ada']);
  same([server.refreshes, api.session.status, localStorage.getItem('token')], [1, 'authenticated', 'fresh']);
});
