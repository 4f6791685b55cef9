// What is left of a client that nobody uses any more: nothing, as far as the browser and the wasm can count.

import { defineApiClient } from '../../pkg-template/api_client.js';
import { NOTHING, leftBehind } from './page/counted.js';
import { BASE, Core, Held, claim, client, holds, json, jwt, offline, same, turn, wasm } from './page/page.js';

const WAYS = [{ storage: 'local' }, { storage: 'session' }, { storage: 'memory' }];

/** Somebody who uses what there is, and lets go of it all. */
const live = async (server, api) => {
  const offs = [api.session.subscribe(() => {}), api.session.on('refreshed', () => {})];
  const { signal } = new AbortController();
  await Promise.all([api.get('/users'), api.get('/users', { signal, timeout: 60_000 })]);
  await api.session.login({});
  await api.session.logout();
  for (const off of offs) off();
};

const lively = (server) =>
  server.guard('GET /users').renews({ id: 1 }).on('POST /login', json({ accessToken: 'fresh' })).on('POST /logout', json({}));

export const nothing_is_left_after_close = claim(async (server) => {
  lively(server);
  for (const session of WAYS) {
    const left = await leftBehind(async () => {
      const api = client({ session });
      api.session.setToken('stale');
      await live(server, api);
      api.close();
    });
    same(left, NOTHING, session.storage);
  }
  const api = client();
  const left = await leftBehind(async () => api.session.setToken('fresh'));
  holds(left.listeners.length > 0 && left.channels.length === 1, 'and what is left can be counted');
});

export const nothing_is_left_of_a_refresh_ahead_of_time = claim(async () => {
  const begin = () => {
    const api = client({ session: { key: 'ahead', refresh: { ahead: true } } });
    api.session.setToken(jwt({ iat: 1000, exp: 1600 }));
    return api;
  };
  same(await leftBehind(async () => begin().close()), NOTHING);
  holds((await leftBehind(async () => begin())).timers > 0, 'and there is something to be left');
});

export const nothing_is_left_of_a_client_that_was_closed_in_the_midst_of_things = claim(async (server) => {
  const answers = { renewed: json({ accessToken: 'fresh' }), over: json({}, 401), unreachable: offline, invalid: json({}) };
  server.guard('GET /users').on('POST /logout', json({}));
  for (const [what, answer] of Object.entries(answers)) {
    for (const leave of [() => {}, (api) => api.session.logout()]) {
      localStorage.clear();
      server.calls = [];
      const held = new Held();
      server.on('GET /refresh', held.answer, answer);
      const left = await leftBehind(async () => {
        const api = client({ token: 'stale' });
        const off = api.session.subscribe(() => {});
        const calls = [api.get('/users', { timeout: 60_000 }), api.session.checkAuth()];
        await server.arrival('GET /refresh');
        calls.push(leave(api));
        off();
        api.close();
        held.release(answer);
        await Promise.allSettled(calls);
      });
      same(left, NOTHING, `${what}, ${leave}`);
    }
  }
});

export const nothing_is_left_of_a_call_that_its_interceptor_held_up_beyond_the_end = claim(async (server) => {
  server.guard('GET /users').renews();
  const left = await leftBehind(async () => {
    const api = client({ token: 'stale' });
    const held = new Held();
    api.interceptors.request.use(held.answer);
    const call = api.get('/users');
    api.close();
    held.release((config) => config);
    same((await call).data, ['Ada']);
  });
  same(left, NOTHING);
});

export const nothing_is_left_when_a_closed_client_was_used_again_and_closed_again = claim(async (server) => {
  server.guard('GET /users').renews();
  const left = await leftBehind(async () => {
    const api = client({ token: 'stale' });
    api.close();
    await api.get('/users');
    api.close();
    const off = api.session.subscribe(() => {});
    off();
    api.close();
    api.close();
  });
  same(left, NOTHING);
});

export const a_hundred_mounts_of_one_client_leave_the_memory_as_it_was = claim(async (server) => {
  server.guard('GET /users').renews({ id: 1 });
  const api = client({ token: 'stale' });
  const mount = async () => {
    const offs = [api.session.subscribe(() => {}), api.session.on('over', () => {})];
    await Promise.all([api.session.refresh(), api.session.checkAuth(), api.get('/users')]);
    for (const off of offs) off();
    api.close();
    await turn();
  };
  await aHundredTimes(mount);
});

/** Claims of before may still let go of something. */
const aHundredTimes = async (mount) => {
  await mount(); // what is made once is made now
  const before = wasm();
  const left = await leftBehind(async () => {
    for (let count = 0; count < 100; count += 1) await mount();
  });
  const after = wasm();
  same([left, after.bytes], [NOTHING, before.bytes]);
  holds(after.values <= before.values, `the wasm held ${before.values} values, and now ${after.values}`);
};

/** A client whose part in the wasm can be freed, as the garbage collector does it. */
const freeable = (config) => {
  let core;
  class Watched extends Core {
    constructor(...given) {
      super(...given);
      core = this;
    }
  }
  const ApiClient = defineApiClient(() => {}, Watched);
  const api = new ApiClient({ baseURL: BASE, ...config });
  return { api, free: () => core.free() };
};

export const a_hundred_clients_that_are_let_go_of_leave_the_memory_as_it_was = claim(async (server) => {
  lively(server);
  const mount = async () => {
    const { api, free } = freeable({ session: { key: 'freed' } });
    api.session.setToken('stale');
    await live(server, api);
    api.close();
    await turn();
    free();
  };
  await aHundredTimes(mount);
});
