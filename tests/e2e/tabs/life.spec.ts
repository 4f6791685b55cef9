// A session's life: registration, expiry, unseen renewal, reload, logout.

import { ADA } from '../fixtures/demo';
import { NOBODY } from './fixtures/tab';
import { expect, test } from './fixtures/test';

test('from the registration over an expiry and a reload to the logout', async ({ tab, gate, server, profile }) => {
  await server.set({ accessTtlSeconds: 1 });
  await tab.open();
  await tab.register(ADA);
  const { token } = await tab.session();
  await expect.poll(() => tab.expiresInMs()).toBeLessThanOrEqual(0);
  await server.set({ accessTtlSeconds: null });
  expect(await tab.users()).toBe('200');
  expect(gate.statuses('GET /users')).toEqual([401, 200]);
  expect(gate.statuses('GET /refresh')).toEqual([200]);
  expect((await tab.session()).token).not.toBe(token);

  await tab.reload();
  expect(await tab.users()).toBe('200');
  expect(gate.statuses('GET /refresh')).toEqual([200]);

  await tab.logout();
  expect(await tab.session()).toEqual(NOBODY);
  expect(await profile.cookies()).toEqual([]);
  await tab.reload();
  expect(await tab.check()).toBe(false);
  expect(await tab.heard()).not.toContain('login');
});

test('a second tab finds the session, and one refresh serves both', async ({ tab, newTab, gate, server }) => {
  await tab.open();
  await tab.register(ADA);
  const other = await (await newTab()).open();
  expect(await other.users()).toBe('200');
  await server.expireAccessTokens();
  expect(await tab.users()).toBe('200');
  expect(await other.users()).toBe('200');
  expect(gate.to('GET /refresh')).toHaveLength(1);
});
