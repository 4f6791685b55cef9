// F05: the server has rotated the cookie, and the connection breaks before a byte of the answer has left.

import { ADA } from '../fixtures/demo';
import { NOBODY } from './fixtures/tab';
import { expect, test } from './fixtures/test';

test.beforeEach(async ({ tab }) => {
  await tab.open();
  await tab.register(ADA);
});

test('a rotation whose answer was lost is made up for by the grace', async ({ tab, profile, server }) => {
  const { token, email } = await tab.session();
  const cookies = await profile.cookies();
  await server.expireAccessTokens();
  await server.set({ dropRefreshAfterCommit: true, graceSeconds: 600 });
  expect(await tab.users()).toBe('401 ERR_REFRESH_UNREACHABLE');
  expect(await tab.session()).toEqual({ status: 'authenticated', email, token });
  expect(await profile.cookies(), 'the old one').toEqual(cookies);

  await server.set({ dropRefreshAfterCommit: null });
  await expect.poll(() => tab.users()).toBe('200');
  expect(await tab.heard()).toEqual(['login', 'refreshed']);
  expect(await server.counters()).toMatchObject({ reuses: 0 });
});

test('a rotation whose answer was lost is one clean end before a server without grace', async ({ tab, gate, server }) => {
  await server.expireAccessTokens();
  await server.set({ dropRefreshAfterCommit: true, graceSeconds: 0 });
  // Browsers send a call again by themselves if a used socket breaks, so the server's «no» may come with the first call.
  expect(await tab.users()).toMatch(/^401 ERR_(REFRESH_UNREACHABLE|SESSION_OVER)$/);
  await server.set({ dropRefreshAfterCommit: null });
  await expect.poll(async () => [await tab.users(), await tab.session()]).toEqual([expect.stringMatching(/^401/), NOBODY]);

  const asked = gate.to('GET /refresh').length;
  expect(await Promise.all([tab.users(), tab.users()])).toEqual(Array(2).fill(expect.stringMatching(/^401/)));
  expect(gate.to('GET /refresh')).toHaveLength(asked);
  expect(await tab.heard()).toEqual(['login', 'over']);
});
