// A storage that throws degrades to memory, says so once, and never throws on the caller.

import { claim, client, instead, json, logged, same } from './page/page.js';

const WARNING = 'evertoken: the storage cannot be used, the session is kept in memory';

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
    same(lines, [WARNING]);
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

// ---- what a storage may hold, whoever wrote it

const garbage = ['', ' ', 'null', 'two words', 'a\nb', 'schlüssel', '{"token": "x"}', 'x'.repeat(64 * 1024 + 1), 'x'.repeat(5 * 1000 * 1000)];

export const garbage_and_megabytes_are_no_token_and_no_error = claim(async (server) => {
  server.guard('GET /users').renews();
  for (const text of garbage) {
    localStorage.clear();
    const lines = await logged(async () => {
      const api = client({ token: text || ' ' });
      same([api.session.getToken(), api.session.status], [null, 'unknown']);
      same((await api.get('/users')).data, ['Ada']);
    });
    same([lines, localStorage.getItem('token')], [[], 'fresh']);
  }
});

export const a_storage_that_is_cleared_in_the_middle_of_everything_harms_nobody = claim(async (server) => {
  server.guard('GET /users').on('GET /refresh', (call) => {
    localStorage.clear();
    return json({ accessToken: 'fresh' })(call);
  });
  const api = client({ token: 'stale' });
  same((await Promise.all([api.get('/users'), api.get('/users')])).map(({ data }) => data), [['Ada'], ['Ada']]);
  same([server.refreshes, localStorage.getItem('token')], [1, 'fresh']);
});

export const other_tabs_see_no_removal_when_the_storage_is_full = claim(async (server) => {
  server.guard('GET /users').renews();
  const removed = [];
  const { setItem } = Storage.prototype;
  const values = {
    setItem(key, text) {
      if (text) broken();
      setItem.call(this, key, text);
    },
    removeItem: (key) => removed.push(key),
  };
  const api = client({ token: 'stale' });
  await logged(() => instead(Storage.prototype, values, () => api.get('/users')));
  same([removed, localStorage.getItem('token'), api.session.getToken()], [[], '', 'fresh']);
});

// ---- one of the application's own

class Shelf {
  entries = new Map();

  getItem(key) {
    return this.entries.get(key) ?? null;
  }

  setItem(key, text) {
    this.entries.set(key, text);
  }

  removeItem(key) {
    this.entries.delete(key);
  }
}

export const a_storage_of_ones_own_keeps_the_session = claim(async (server) => {
  const storage = new Shelf();
  server.guard('GET /users').renews({ id: 1 }).on('POST /logout', json({}));
  storage.entries.set('jwt', 'stale');
  const api = client({ session: { storage, key: 'jwt' } });
  same(api.session.getToken(), 'stale');
  const call = api.get('/users');
  same(server.routes, ['GET /users'], 'nothing is waited for:');
  same((await call).data, ['Ada']);
  same([storage.entries.get('jwt'), { ...localStorage }], ['fresh', {}]);
  await api.session.logout();
  same([...storage.entries.keys()].includes('jwt'), false);
});

export const a_storage_of_ones_own_may_say_anything = claim(async () => {
  const said = [undefined, 7, true, {}, [], () => 'x', Symbol('x'), new String('x'), new Date(), 'x'.repeat(64 * 1024 + 1)];
  for (const value of said) {
    const storage = { getItem: () => value, setItem: () => {}, removeItem: () => {} };
    same((await logged(() => same(client({ session: { storage } }).session.getToken(), null))).length, 0);
  }
});

export const a_storage_of_ones_own_that_throws_degrades = claim(async (server) => {
  for (const broke of ['getItem', 'setItem', 'removeItem']) {
    const storage = Object.assign(new Shelf(), { [broke]: broken });
    server.guard('GET /users').renews();
    server.on('POST /login', json({ accessToken: 'stale' })).on('POST /logout', json({}));
    const lines = await logged(async () => {
      const api = client({ session: { storage } });
      await api.session.login({});
      same((await api.get('/users')).data, ['Ada']);
      await api.session.logout();
      same(api.session.getToken(), null);
    });
    // Firefox may tell of an earlier claim's end as late as here.
    const warnings = lines.filter((line) => line === WARNING);
    same([warnings.length, storage.entries.get('token')], [1, broke === 'removeItem' ? '' : undefined], broke);
  }
});
