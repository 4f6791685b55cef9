// `refresh.ahead`: the token is renewed before its end, and nobody waits for it.

import { UNWANTED_LOCKS, claim, client, holds, instead, json, jwt, same, turn } from './page/page.js';

const HOUR = 3_600_000;

/** A token that lives so long, by a server whose clock is a year behind. */
const mortal = (seconds, id = 0) => jwt({ iat: 1_700_000_000, exp: 1_700_000_000 + seconds, id });

/** The page's timers and its clock stand still; `ring()` lets the next timer ring at its time. */
const withHands = async (work) => {
  const timers = new Map();
  let now = 1000;
  let ids = 0;
  const hands = {
    delays: () => [...timers.values()].map(({ at }) => at - now),
    pass: (ms) => (now += ms),
    async ring() {
      const [id, { at, wake }] = [...timers].sort(([, one], [, two]) => one.at - two.at)[0];
      timers.delete(id);
      now = Math.max(now, at);
      wake();
      await turn();
    },
  };
  const setTimeout = (wake, delay) => (timers.set((ids += 1), { wake, at: now + delay }), ids);
  const clearTimeout = (id) => timers.delete(id);
  const alone = () => instead(navigator, { locks: UNWANTED_LOCKS }, () => work(hands));
  await instead(globalThis, { setTimeout, clearTimeout }, () => instead(performance, { now: () => now }, alone));
};

const renewing = (server, ...tokens) => server.on('GET /refresh', ...tokens.map((accessToken) => json({ accessToken })));

const renewal = (api) => new Promise((resolve) => api.session.on('refreshed', resolve));

const ahead = (ahead) => client({ session: { refresh: { ahead } } });

export const a_token_is_renewed_so_many_seconds_before_its_end = claim((server) =>
  withHands(async (hands) => {
    renewing(server, mortal(3600, 1), mortal(3600, 2), mortal(3600, 3));
    const api = ahead(300);
    await api.session.refresh();
    same(hands.delays(), [HOUR - 300_000]);
    const renewed = renewal(api);
    await hands.ring();
    await renewed;
    same([server.refreshes, api.session.getToken(), api.session.isRefreshing], [2, mortal(3600, 2), false]);
    same(hands.delays(), [HOUR - 300_000]);
    api.close();
  }),
);

export const true_is_a_minute_and_never_more_than_a_fifth_of_the_life = claim((server) =>
  withHands(async (hands) => {
    renewing(server, mortal(3600), mortal(15));
    const api = ahead(true);
    await api.session.refresh();
    same(hands.delays(), [HOUR - 60_000]);
    await api.session.refresh();
    same(hands.delays(), [12_000]);
    api.close();
    same(hands.delays(), []);
  }),
);

export const where_it_is_off_or_nothing_is_known_no_timer_runs = claim((server) =>
  withHands(async (hands) => {
    renewing(server, mortal(3600), 'opaque', jwt({ exp: 1_700_003_600 }), jwt({ iat: 5 }));
    for (const option of [false, true, true, true]) {
      await ahead(option).session.refresh();
      same(hands.delays(), [], String(option));
    }
  }),
);

export const a_timer_beyond_31_bits_is_cut_and_set_again = claim((server) =>
  withHands(async (hands) => {
    renewing(server, mortal(40 * 86_400));
    const api = ahead(true);
    await api.session.refresh();
    same(hands.delays(), [2 ** 31 - 1]);
    await hands.ring();
    same([server.refreshes, hands.delays()], [1, [40 * 86_400_000 - 60_000 - (2 ** 31 - 1)]]);
    api.close();
  }),
);

const EVENTS = [
  [document, 'visibilitychange'],
  [document, 'resume'],
  [globalThis, 'pageshow'],
  [globalThis, 'online'],
];

export const a_page_that_was_away_looks_at_the_clock = claim((server) =>
  withHands(async (hands) => {
    for (const [target, name] of EVENTS) {
      server.calls = [];
      renewing(server, mortal(3600, 1), mortal(3600, 2));
      const api = ahead(true);
      await api.session.refresh();
      target.dispatchEvent(new Event(name));
      await turn();
      same(server.refreshes, 1, `${name}, and nothing is due`);
      const renewed = renewal(api);
      hands.pass(HOUR);
      target.dispatchEvent(new Event(name));
      await renewed;
      same([server.refreshes, api.session.getToken()], [2, mortal(3600, 2)], name);
      api.close();
      hands.pass(HOUR);
      target.dispatchEvent(new Event(name));
      await turn();
      same(server.refreshes, 2, `${name}, and nobody listens`);
    }
  }),
);

export const requests_leave_at_once_meanwhile = claim((server) =>
  withHands(async (hands) => {
    renewing(server, mortal(15));
    server.on('GET /users', json(['Ada']));
    const api = ahead(true);
    await api.session.refresh();
    server.on('GET /refresh', () => new Promise(() => {}));
    const asked = server.arrival('GET /refresh', 2);
    await hands.ring();
    await asked;
    holds(api.session.isRefreshing);
    same((await api.get('/users')).data, ['Ada']);
    api.close();
  }),
);
