// What happens in one tab, as the others see it. F11: somebody else signs in there while requests wait here.

import { ADA, GRACE } from '../fixtures/demo';
import { NOBODY } from './fixtures/tab';
import { expect, test } from './fixtures/test';

const WAITING = 5;

test('a logout in one tab is one in all, and nobody asks for a new token', async ({ tab, newTab, gate }) => {
  await tab.open();
  await tab.register(ADA);
  const other = await (await newTab()).open();
  await other.sees(tab);
  expect(await other.users()).toBe('200');
  await tab.logout();
  await expect.poll(() => other.session()).toEqual(NOBODY);
  expect(await other.users()).toMatch(/^401/);
  expect((await other.heard()).filter((event) => event === 'logout')).toHaveLength(1);
  expect(gate.to('GET /refresh')).toEqual([]);
});

test('a login in one tab is one in all', async ({ tab, newTab, gate, server }) => {
  await server.register(GRACE);
  await tab.open();
  await tab.register(ADA);
  const other = await (await newTab()).open();
  await other.sees(tab);
  await tab.logout();
  await expect.poll(() => other.session()).toEqual(NOBODY);
  await tab.login(GRACE);
  await expect.poll(() => other.session()).toMatchObject({ status: 'authenticated' });
  await other.sees(tab);
  expect(await other.users()).toBe('200');
  expect(gate.to('GET /users').at(-1)?.token).toBe(`Bearer ${(await tab.session()).token ?? ''}`);
  expect(gate.to('GET /refresh')).toEqual([]);
});

test('whoever waits here when somebody else signs in there is rejected, and nothing is replayed', async ({ tab, newTab, gate, server }) => {
  await server.register(GRACE);
  await tab.open();
  await tab.register(ADA);
  const other = await (await newTab()).open();
  await other.sees(tab);
  await server.expireAccessTokens();
  const refresh = gate.stop('GET /refresh', 'answer');
  const waiting = Promise.all(Array.from({ length: WAITING }, () => tab.users()));
  await Promise.all([refresh.reached, gate.answered('GET /users', WAITING)]);
  await other.login(GRACE);
  expect(await waiting).toEqual(Array(WAITING).fill('401 ERR_SESSION_CHANGED'));
  expect(gate.to('GET /users')).toHaveLength(WAITING);
  await expect.poll(async () => (await tab.session()).email ?? GRACE.email).toBe(GRACE.email);
  await tab.sees(other);
  expect(await tab.users()).toBe('200');
  expect(gate.to('GET /users').at(-1)?.token).toBe(`Bearer ${(await other.session()).token ?? ''}`);
  refresh.go();
});

test('in memory the session outlives a reload by its cookie, and leaves nothing in the storage', async ({ tab, gate }) => {
  await tab.open({ config: { session: { storage: 'memory' } } });
  await tab.register(ADA);
  await tab.reload();
  expect(await tab.session()).toMatchObject({ status: 'unknown', token: null });
  expect(await tab.check()).toBe(true);
  expect(await tab.users()).toBe('200');
  expect(gate.statuses('GET /refresh')).toEqual([200]);
  expect(await tab.page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])).toEqual([]);
});
