// F02, F04: tabs that refresh at the same time. Before a strict server a cookie that was replaced is none.

import { ADA } from '../fixtures/demo';
import { INSECURE_HOST } from './fixtures/engine';
import { expect, test } from './fixtures/test';

const TABS = 5;
const ROUNDS = 20;

const WAYS = [
  { host: '127.0.0.1', locks: 'with locks' },
  { host: INSECURE_HOST, locks: 'without locks, as on a LAN address' },
];

const SERVERS = [
  { server: 'a strict server', isStrict: true },
  { server: 'a server that revokes a session whose older cookies come back', isStrict: false },
];

for (const { host, locks } of WAYS) {
  test.describe(locks, () => {
    test.use({ host });

    for (const { server: kind, isStrict } of SERVERS) {
      test(`${TABS} tabs whose token has expired, ${ROUNDS} times, log nobody out, ${locks}, before ${kind}`, async ({ tab, newTab, gate, server }) => {
        test.slow();
        gate.isStrict = isStrict;
        await tab.open();
        expect(await tab.page.evaluate(() => 'locks' in navigator)).toBe(locks === 'with locks');
        await tab.register(ADA);
        const tabs = [tab];
        while (tabs.length < TABS) tabs.push(await (await newTab()).open());
        for (let round = 0; round < ROUNDS; round += 1) {
          await server.expireAccessTokens();
          expect(await Promise.all(tabs.map((one) => one.users()))).toEqual(tabs.map(() => '200'));
          // What a straggler is given now must not be what expires next.
          await Promise.all(tabs.map((one) => one.rests()));
        }
        for (const one of tabs) expect(await one.heard()).not.toContain('over');
        const refreshes = gate.statuses('GET /refresh');
        if (locks === 'with locks') expect(refreshes, 'one a round').toEqual(Array(ROUNDS).fill(200));
        const refused = refreshes.filter((status) => status !== 200).length;
        console.log(`${ROUNDS} rounds, ${TABS} tabs, ${locks}, ${kind}: ${refreshes.length} refreshes, ${refused} of them refused`);
      });
    }
  });
}

test('the loser of a race hears its no before the winner has its answer, and both go on', async ({ tab, newTab, gate, server }) => {
  gate.isStrict = true;
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
