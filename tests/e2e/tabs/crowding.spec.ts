// F01: more calls than the browser has connections. The refresh has to wait behind them, longer than its deadline, which is put
// off for as long as the server goes on answering.

import type { Tab } from './fixtures/tab';
import { ADA } from '../fixtures/demo';
import { expect, test } from './fixtures/test';

const CALLS = 1000;
/** As few as keep the six connections busy for twice the deadline. */
const FEW = 120;
const DEADLINE_MS = 3_000;

test(`${CALLS} calls of 100 ms each over HTTP/1.1: one refresh, ${CALLS} answers`, async ({ tab, gate, server }) => {
  test.slow();
  // How long the slowest machine takes for them is not the matter here.
  await tab.open({ config: { session: { refresh: { timeout: 600_000 } } } });
  await tab.register(ADA);
  await server.set({ usersDelayMs: 100 });
  await server.expireAccessTokens();
  expect(await answersTo(tab, CALLS)).toEqual(Array.from({ length: CALLS }, (_, call) => `200 ${call}`));
  expect(gate.statuses('GET /refresh')).toEqual([200]);
  const statuses = gate.statuses('GET /users');
  expect(statuses.filter((status) => status === 200)).toHaveLength(CALLS);
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(CALLS);
  expect(statuses.slice(0, 6)).toEqual(Array(6).fill(401));
});

test(`${FEW} calls of 300 ms each keep the refresh beyond its deadline, which is put off`, async ({ tab, gate, server }) => {
  await tab.open({ config: { session: { refresh: { timeout: DEADLINE_MS } } } });
  await tab.register(ADA);
  await server.set({ usersDelayMs: 300 });
  await server.expireAccessTokens();
  const changes = await tab.page.evaluateHandle(() => {
    const times: number[] = [];
    window.api.session.subscribe(() => times.push(performance.now()));
    return times;
  });
  expect(await answersTo(tab, FEW)).toEqual(Array.from({ length: FEW }, (_, call) => `200 ${call}`));
  expect(gate.statuses('GET /refresh')).toEqual([200]);
  const [begun = 0, ...later] = await changes.jsonValue();
  expect((later.at(-1) ?? 0) - begun, 'how long the refresh took').toBeGreaterThan(DEADLINE_MS);
});

/** Of so many at once. */
function answersTo({ page }: Tab, calls: number): Promise<string[]> {
  return page.evaluate(async (count) => {
    const all = Array.from({ length: count }, (_, call) => window.api.get('/users', { params: { call } }));
    return (await Promise.all(all)).map(({ status, config }) => `${status} ${(config.params as { call: number }).call}`);
  }, calls);
}
