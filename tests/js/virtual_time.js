// A clock that only the claim turns: how long it takes until somebody is told.

import { BASE, Held, UNWANTED_LOCKS, claim, client, failsWith, holds, instead, json, rejection, same, turn } from './page/page.js';

/** Whoever is told must be so within this, in ms. */
const AT_ONCE = 50;

class Clock {
  now = 1000;
  #timers = new Map();
  #count = 0;

  /** Does `work` by this clock. */
  rule(work) {
    const timers = {
      setTimeout: (ring, delay) => {
        this.#timers.set((this.#count += 1), { ring, at: this.now + delay });
        return this.#count;
      },
      clearTimeout: (timer) => this.#timers.delete(timer),
    };
    const alone = () => instead(navigator, { locks: UNWANTED_LOCKS }, work);
    return instead(performance, { now: () => this.now }, () => instead(globalThis, timers, alone));
  }

  /** When the promise was settled. */
  async settled(promise) {
    await promise.catch(() => {});
    return this.now;
  }

  async turnTo(time) {
    while (this.now < time) {
      this.now += 1;
      for (const [timer, { ring, at }] of [...this.#timers]) {
        if (at > this.now) continue;
        this.#timers.delete(timer);
        ring();
      }
      await turn();
    }
  }
}

/** Two wait for a refresh that takes its time: one with this signal, or this timeout, and another one. */
const waiting = async (server, begin) => {
  const held = new Held();
  server.guard('GET /users').guard('GET /news').on('GET /refresh', held.answer);
  const api = client({ token: 'stale' });
  const [one, other] = [begin(api), api.get('/news')];
  await server.arrival('GET /refresh');
  await server.arrival('GET /news');
  const isServed = async () => {
    held.release(json({ accessToken: 'fresh' }));
    same((await other).data, ['Ada']);
    await turn();
    same([server.to('GET /users').length, server.to('GET /news').length, server.refreshes], [1, 2, 1]);
  };
  return { one, isServed };
};

const listened = () => {
  const controller = new AbortController();
  const { signal } = controller;
  const listeners = new Set();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (type, listener, ...rest) => (listeners.add(listener), addEventListener.call(signal, type, listener, ...rest));
  signal.removeEventListener = (type, listener) => (listeners.delete(listener), removeEventListener.call(signal, type, listener));
  return { controller, signal, listeners };
};

const isToldAtOnce = async (server, begin, isTold, listenersLeft = 0) => {
  const clock = new Clock();
  const { controller, signal, listeners } = listened();
  await clock.rule(async () => {
    const { one, isServed } = await waiting(server, (api) => begin(api, signal));
    const told = clock.settled(one);
    await clock.turnTo(3000);
    const abortedAt = clock.now;
    controller.abort(new Error('enough'));
    for (let turns = 0; turns < 10; turns += 1) await turn();
    clock.now += AT_ONCE + 1; // whoever is told from here on was told too late
    const after = (await told) - abortedAt;
    holds(after <= AT_ONCE, `told after ${after} ms`);
    await isTold(one);
    await isServed();
  });
  same(listeners.size, listenersLeft);
};

export const an_abort_while_waiting_is_told_before_the_clock_has_moved = claim((server) =>
  isToldAtOnce(
    server,
    (api, signal) => api.get('/users', { signal }),
    (call) => failsWith('ERR_CANCELED', call),
  ),
);

export const an_abort_of_a_fetch_that_waits_is_told_before_the_clock_has_moved = claim((server) =>
  isToldAtOnce(
    server,
    (api, signal) => api.fetch(`${BASE}/users`, { signal }),
    async (call) => same((await rejection(call)).message, 'enough'),
    1, // the stand-in for the network listens as well, once an attempt
  ),
);

export const a_timeout_while_waiting_is_told_when_it_rings_and_the_others_wait_on = claim(async (server) => {
  const clock = new Clock();
  await clock.rule(async () => {
    const begunAt = clock.now;
    const { one, isServed } = await waiting(server, (api) => api.get('/users', { timeout: 500 }));
    const told = clock.settled(one);
    await clock.turnTo(begunAt + 600);
    const after = (await told) - begunAt;
    holds(after >= 500 && after <= 500 + AT_ONCE, `told after ${after} ms`);
    await failsWith('ETIMEDOUT', one);
    await isServed();
  });
});
