// A storage that answers with promises: what is asked meanwhile waits, what is written follows in one queue.

import { Held, claim, client, holds, instead, json, logged, same, turn } from './page/page.js';

/** A storage whose every promise is settled by the claim. */
class Slow {
  entries = new Map();
  asked = [];
  answered = [];

  getItem = (key) => this.#begin('get', key, () => this.entries.get(key) ?? null);
  setItem = (key, text) => this.#begin(`set ${text}`, key, () => void this.entries.set(key, text));
  removeItem = (key) => this.#begin('remove', key, () => void this.entries.delete(key));

  #begin(what, key, work) {
    return new Promise((resolve, reject) => this.asked.push({ what, key, done: () => resolve(work()), refuse: reject }));
  }

  /** What was asked about the token and not answered yet. */
  get open() {
    return this.asked.filter(({ key }) => key === 'token').map(({ what }) => what);
  }

  async answer(how = 'done') {
    for (const { what, key, [how]: settle } of this.asked.splice(0)) {
      if (key === 'token') this.answered.push(what);
      settle();
    }
    await turn();
  }

  /** Answers until nothing is asked any more. */
  async settle() {
    while (this.asked.length) await this.answer();
  }
}

const slow = (token) => {
  const storage = new Slow();
  if (token) storage.entries.set('token', token);
  return storage;
};

/** A client whose patience with its storage ends at once, and with nothing else. */
const impatient = (storage) => {
  const { setTimeout } = globalThis;
  return instead(globalThis, { setTimeout: (ring) => setTimeout(ring, 0) }, () => client({ session: { storage } }));
};

const WARNING = 'evertoken: the storage cannot be used, the session is kept in memory';

export const requests_wait_until_the_storage_was_read = claim(async (server) => {
  server.guard('GET /users');
  const storage = slow('fresh');
  const api = client({ session: { storage } });
  same([api.session.getToken(), api.session.status], [null, 'unknown']);
  const calls = [api.get('/users'), api.get('/users')];
  await turn();
  same([server.calls.length, storage.open], [0, ['get']]);
  await storage.answer();
  same((await Promise.all(calls)).map(({ data }) => data), [['Ada'], ['Ada']]);
  same([api.session.getToken(), storage.open, { ...localStorage }], ['fresh', [], {}]);
});

export const once_it_was_read_nothing_is_waited_for = claim(async (server) => {
  server.guard('GET /users');
  const storage = slow('fresh');
  const api = client({ session: { storage } });
  let changes = 0;
  api.session.subscribe(() => (changes += 1));
  await storage.answer();
  same([api.session.getToken(), api.session.status, changes], ['fresh', 'unknown', 1]);
  const call = api.get('/users');
  same(server.routes, ['GET /users']);
  await call;
});

export const a_login_and_a_check_wait_as_well = claim(async (server) => {
  server.renews({ id: 1 }).on('POST /login', json({ accessToken: 'mine', user: { id: 2 } }));
  const checked = slow('stale');
  const check = client({ session: { storage: checked } }).session.checkAuth();
  const signed = slow('stale');
  const api = client({ session: { storage: signed } });
  const login = api.session.login({});
  await turn();
  same(server.calls.length, 0);
  await checked.answer();
  await signed.answer();
  same([await check, (await login).user, api.session.getToken()], [true, { id: 2 }, 'mine']);
  await checked.settle();
  await signed.settle();
  same([checked.entries.get('token'), signed.entries.get('token')], ['fresh', 'mine']);
});

export const a_refresh_by_name_waits_as_well = claim(async (server) => {
  server.renews();
  const storage = slow('stale');
  const api = client({ session: { storage } });
  const refreshed = api.session.refresh();
  await turn();
  same(server.calls.length, 0);
  await storage.answer();
  await refreshed;
  same([server.refreshes, api.session.getToken()], [1, 'fresh']);
  await storage.settle();
});

export const a_token_that_was_set_meanwhile_is_not_overwritten = claim(async (server) => {
  server.guard('GET /users');
  const storage = slow('old');
  const api = client({ session: { storage } });
  api.session.setToken('fresh');
  same(api.session.getToken(), 'fresh');
  const call = api.get('/users');
  await storage.settle();
  same([(await call).data, server.calls[0].token, storage.entries.get('token')], [['Ada'], 'Bearer fresh', 'fresh']);
});

export const a_logout_meanwhile_is_one = claim(async (server) => {
  server.on('POST /logout', json({}));
  const storage = slow('old');
  const api = client({ session: { storage } });
  const logout = api.session.logout();
  same(api.session.status, 'anonymous');
  await storage.settle();
  await logout;
  same([api.session.status, api.session.getToken(), storage.entries.has('token')], ['anonymous', null, false]);
});

export const an_older_write_never_lands_after_a_later_removal = claim(async (server) => {
  server.on('POST /logout', json({}));
  const storage = slow();
  const api = client({ session: { storage } });
  await storage.answer();
  api.session.setToken('one');
  same(storage.asked.length, 1, 'it begins at once, with the mark:');
  await storage.answer();
  same(storage.open, ['set one']);
  api.session.setToken('two');
  await api.session.logout();
  same(storage.open, ['set one'], 'one after the other:');
  await storage.settle();
  same(storage.answered, ['get', 'set one', 'remove'], 'of the rest only the last counts:');
  same([storage.entries.has('token'), api.session.getToken()], [false, null]);
});

export const what_was_written_is_read_before_it_has_landed = claim(async (server) => {
  server.guard('GET /users').renews();
  const storage = slow('stale');
  const api = client({ session: { storage } });
  await storage.answer();
  same((await api.get('/users')).data, ['Ada']);
  same((await api.get('/users')).data, ['Ada']);
  same([server.refreshes, storage.entries.get('token')], [1, 'stale']);
  await storage.settle();
  same(storage.entries.get('token'), 'fresh');
});

export const a_storage_that_cannot_be_read_degrades = claim(async (server) => {
  server.guard('GET /users').renews();
  const storage = slow('stale');
  const lines = await logged(async () => {
    const api = client({ session: { storage } });
    const call = api.get('/users');
    await storage.answer('refuse');
    same((await call).data, ['Ada']);
    await storage.settle();
    same(api.session.getToken(), 'fresh');
  });
  same([lines, storage.entries.get('token')], [[WARNING], undefined], 'no older token is left:');
});

export const a_write_that_is_rejected_degrades_and_leaves_no_older_token = claim(async (server) => {
  server.guard('GET /users').renews().on('POST /logout', json({}));
  const storage = slow('stale');
  const lines = await logged(async () => {
    const api = client({ session: { storage } });
    await storage.answer();
    await api.get('/users');
    await storage.answer(); // the mark
    same(storage.open, ['set fresh']);
    await storage.answer('refuse');
    same([api.session.getToken(), storage.open], ['fresh', ['remove']]);
    await storage.settle();
    same((await api.get('/users')).data, ['Ada']);
    await api.session.logout();
    same([api.session.getToken(), storage.open], [null, ['remove']]);
    await storage.answer('refuse');
  });
  same([lines, storage.entries.has('token')], [[WARNING], false]);
});

export const a_storage_that_never_answers_holds_nobody_for_ever = claim(async (server) => {
  server.guard('GET /users').renews();
  const storage = slow('stale');
  const lines = await logged(async () => {
    const api = await impatient(storage);
    same((await api.get('/users')).data, ['Ada']);
    await storage.settle();
    same(api.session.getToken(), 'fresh');
  });
  same([lines, storage.entries.get('token')], [[WARNING], undefined]);
});

export const an_answer_that_comes_too_late_is_not_heard = claim(async (server) => {
  server.on('GET /public', json(1));
  const storage = slow('stale');
  await logged(async () => {
    const api = await impatient(storage);
    await api.get('/public');
    await storage.answer();
    same(api.session.getToken(), null);
  });
});

export const a_storage_that_only_writes_with_promises_is_one_too = claim(async (server) => {
  server.on('POST /logout', json({}));
  const gates = [];
  const entries = new Map();
  const wait = (work) => new Promise((resolve) => gates.push(() => resolve(work())));
  const storage = {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, text) => wait(() => void entries.set(key, text)),
    removeItem: (key) => wait(() => void entries.delete(key)),
  };
  const api = client({ session: { storage } });
  api.session.setToken('one');
  same(api.session.getToken(), 'one', 'though the storage holds nothing yet:');
  await api.session.logout();
  same([gates.length > 0, api.session.getToken()], [true, null]);
  while (gates.length) {
    gates.shift()();
    await turn();
  }
  same(entries.has('token'), false);
});

export const a_storage_that_settles_its_promises_as_it_likes_is_heard_by_nobody_else = claim(async () => {
  const then = () => {
    throw new Error('a thenable that throws');
  };
  const reads = [() => Promise.reject(new Error('no')), () => ({ then }), async () => 7, async () => ({ toString: () => 'x' })];
  for (const getItem of reads) {
    const storage = { getItem, setItem: async () => {}, removeItem: async () => {} };
    await logged(async () => {
      const api = client({ session: { storage } });
      await turn();
      same(api.session.getToken(), null);
    });
  }
});

export const a_request_that_is_aborted_while_it_waits_is_told_at_once = claim(async (server) => {
  const storage = slow('fresh');
  const api = client({ session: { storage } });
  const controller = new AbortController();
  const call = api.get('/users', { signal: controller.signal }).catch((error) => error.code);
  controller.abort();
  same(await call, 'ERR_CANCELED');
  await storage.answer();
  same(server.calls.length, 0);
});

export const a_request_without_the_session_waits_for_nothing = claim(async (server) => {
  const held = new Held();
  server.on('GET /public', held.answer);
  const api = client({ session: { storage: slow('fresh') } });
  const call = api.get('/public', { session: false });
  same(server.routes, ['GET /public']);
  held.release(json(1));
  holds((await call).data === 1, 'answered');
});
