// F02, F04: tabs that refresh at the same time, before a server that rotates strictly: a cookie that was replaced is none.

import { ADA } from '../fixtures/demo';
import { INSECURE_HOST } from './fixtures/engine';
import { expect, test } from './fixtures/test';

const TABS = 5;

/** Where, what for, and how many rounds: without the lock each round is a race of five, in which a busy machine is late. */
const WAYS = [
  { host: '127.0.0.1', locks: 'with locks', ROUNDS: 20 },
  { host: INSECURE_HOST, locks: 'without locks, as on a LAN address', ROUNDS: 5 },
];

test.beforeEach(({ gate }) => {
  gate.isStrict = true;
});

for (const { host, locks, ROUNDS } of WAYS) {
  test.describe(locks, () => {
    test.use({ host });

    test(`${TABS} tabs whose token has expired, ${ROUNDS} times, log nobody out, ${locks}`, { tag: locks === 'with locks' ? [] : ['@long'] }, async ({ tab, newTab, gate, server }) => {
      test.slow();
      await tab.open();
      expect(await tab.page.evaluate(() => 'locks' in navigator)).toBe(locks === 'with locks');
      await tab.register(ADA);
      const tabs = [tab];
      while (tabs.length < TABS) tabs.push(await (await newTab()).open());
      for (let round = 0; round < ROUNDS; round += 1) {
        await server.expireAccessTokens();
        expect(await Promise.all(tabs.map((one) => one.users()))).toEqual(tabs.map(() => '200'));
      }
      for (const one of tabs) expect(await one.heard()).not.toContain('over');
      const refreshes = gate.statuses('GET /refresh');
      // One a round, and now and then one more: on a busy machine a read of the store can be stale after the grant's 25 ms.
      if (locks === 'with locks') expect(refreshes.length).toBeLessThan(1.5 * ROUNDS);
      const refused = refreshes.filter((status) => status === 401).length;
      console.log(`${ROUNDS} rounds, ${TABS} tabs, ${locks}: ${refreshes.length} refreshes, ${refused} of them refused`);
    });
  });
}

test('the loser of a race hears its no before the winner has its answer, and both go on', async ({ tab, newTab, gate, server }) => {
  await tab.open({ without: ['locks'] });
  await tab.register(ADA);
  const loser = await (await newTab()).open({ without: ['locks'] });
  await server.expireAccessTokens();
  const answer = gate.stop('GET /refresh', 'answer');
  const winning = tab.users();
  await answer.reached;
  const losing = loser.users();
  await gate.answered('GET /refresh', 2);
  await gate.to('GET /refresh')[1]?.fate;
  answer.go();
  expect([await winning, await losing]).toEqual(['200', '200']);
  expect(gate.statuses('GET /refresh').slice(0, 2)).toEqual([200, 401]);
  expect([await tab.heard(), await loser.heard()].flat()).not.toContain('over');
});
