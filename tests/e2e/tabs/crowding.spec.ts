// F01: more calls than the browser has connections, behind which the refresh has to wait.

import { ADA } from '../fixtures/demo';
import { expect, test } from './fixtures/test';

const CALLS = 1000;

test(`${CALLS} calls of 100 ms each over HTTP/1.1: one refresh, ${CALLS} answers`, async ({ tab, gate, server }) => {
  test.slow();
  // How long the slowest machine takes for so many is not the matter; `tests/policy/refresh/deadlines.rs` puts the deadline off.
  await tab.open({ config: { session: { refresh: { timeout: 600_000 } } } });
  await tab.register(ADA);
  await server.set({ usersDelayMs: 100 });
  await server.expireAccessTokens();
  const answers = await tab.page.evaluate(async (count) => {
    const calls = Array.from({ length: count }, (_, call) => window.api.get('/users', { params: { call } }));
    return (await Promise.all(calls)).map(({ status, config }) => `${status} ${(config.params as { call: number }).call}`);
  }, CALLS);
  expect(answers).toEqual(Array.from({ length: CALLS }, (_, call) => `200 ${call}`));
  expect(gate.statuses('GET /refresh')).toEqual([200]);
  const statuses = gate.statuses('GET /users');
  expect(statuses.filter((status) => status === 200)).toHaveLength(CALLS);
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(CALLS);
  expect(statuses.slice(0, 6)).toEqual(Array(6).fill(401));
});
