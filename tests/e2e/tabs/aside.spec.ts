// A page that the browser puts aside and brings back as it was: it has heard nothing of what other tabs did meanwhile. F14: and
// what it was about to do, others had to do without it.

import type { Engine } from '../fixtures/browsers';
import { ADA, GRACE } from '../fixtures/demo';
import { holds, letGo, LOCK, pending, takeLock } from './fixtures/lock';
import { NOBODY } from './fixtures/tab';
import { expect, test } from './fixtures/test';

/** Which of them keep a page that waits for an answer, or for a lock. The other one loads it anew. */
const KEEPS_A_BUSY_PAGE: Record<Engine, boolean> = { chromium: true, firefox: false };

test.beforeEach(async ({ stage, tab }) => {
  stage.site.cacheControl = 'no-cache';
  // How long it is away is not the matter.
  await tab.open({ without: ['patience'] });
  await tab.register(ADA);
});

test('a token that another tab has renewed meanwhile is there when the page is back', async ({ tab, newTab, gate, server }) => {
  const other = await (await newTab()).open();
  const old = await tab.expiresInMs();
  await tab.goElsewhere();
  await server.expireAccessTokens();
  await server.set({ accessTtlSeconds: 86_400 });
  expect(await other.users()).toBe('200');

  expect(await tab.comeBack()).toBe(true);
  await expect.poll(() => tab.expiresInMs(), 'before anybody calls').toBeGreaterThan(old);
  expect(await tab.users()).toBe('200');
  expect(gate.statuses('GET /users')).toEqual([401, 200, 200]);
  expect(gate.statuses('GET /refresh')).toEqual([200]);
});

test('after a logout in another tab nobody is signed in when the page is back', async ({ tab, newTab, gate }) => {
  const other = await (await newTab()).open();
  await tab.goElsewhere();
  await other.logout();

  expect(await tab.comeBack()).toBe(true);
  await expect.poll(() => tab.session()).toEqual(NOBODY);
  expect(await tab.heard()).toEqual(['login', 'logout']);
  expect(await tab.users()).toMatch(/^401/);
  expect(gate.to('GET /refresh')).toEqual([]);
});

test('after somebody else has signed in in another tab the page that comes back is theirs', async ({ tab, newTab, gate, server }) => {
  await server.register(GRACE);
  const other = await (await newTab()).open();
  await tab.goElsewhere();
  await other.login(GRACE);

  expect(await tab.comeBack()).toBe(true);
  await expect.poll(() => tab.session()).toEqual(await other.session());
  expect(await tab.heard()).toEqual(['login', 'userChanged']);
  expect(await tab.users()).toBe('200');
  expect(gate.to('GET /users').at(-1)?.token).toBe(`Bearer ${(await other.session()).token ?? ''}`);
  expect(gate.to('GET /refresh')).toEqual([]);
});

test('a page that is put aside during its refresh leaves the lock to the next tab, and goes on when it is back', async ({ engine, tab, newTab, gate, server }) => {
  const other = await (await newTab()).open();
  await server.set({ graceSeconds: 600 });
  await server.expireAccessTokens();
  const answer = gate.stop('GET /refresh', 'answer');
  await tab.beginUsers();
  await answer.reached;
  expect(await holds(tab)).toBe(true);
  await tab.goElsewhere();
  const refresh = gate.stop('GET /refresh', 'request');
  const call = other.users();
  await refresh.reached;
  expect(await holds(other), 'the next one has it, and does not go without').toBe(true);
  refresh.go();
  expect(await call).toBe('200');

  expect(await tab.comeBack()).toBe(KEEPS_A_BUSY_PAGE[engine]);
  if (KEEPS_A_BUSY_PAGE[engine]) expect(await tab.answer()).toBe('200');
  answer.go();
  expect(await tab.users()).toBe('200');
  expect(gate.statuses('GET /refresh')).toEqual([200, 200]);
  expect([await tab.heard(), await other.heard()].flat()).not.toContain('over');
});

test('a page that is put aside while it waits for the lock does not stand in the way of others', async ({ engine, newTab, gate, server }) => {
  const tab = await (await newTab()).open({ without: ['patience'] });
  const other = await (await newTab()).open();
  await server.expireAccessTokens();
  await takeLock(other);
  await tab.beginUsers();
  await expect.poll(() => pending(other)).toEqual([LOCK]);
  await tab.goElsewhere();
  await expect.poll(() => pending(other)).toEqual([]);
  await letGo(other);
  expect(await other.users()).toBe('200');

  expect(await tab.comeBack()).toBe(KEEPS_A_BUSY_PAGE[engine]);
  expect(await (KEEPS_A_BUSY_PAGE[engine] ? tab.answer() : tab.users())).toBe('200');
  expect(gate.statuses('GET /refresh'), "the other tab's").toEqual([200]);
});

test('a refresh that is answered while the page is aside brings nobody back who has signed out meanwhile', async ({ engine, tab, newTab, gate, server, profile }) => {
  const other = await (await newTab()).open();
  await server.expireAccessTokens();
  const answer = gate.stop('GET /refresh', 'answer');
  await tab.beginUsers();
  await answer.reached;
  await tab.goElsewhere();
  const cookie = async () => (await profile.cookies())[0]?.value;
  const rotated = await cookie();
  answer.go();
  await expect.poll(cookie).not.toBe(rotated);
  await other.logout();

  expect(await tab.comeBack()).toBe(KEEPS_A_BUSY_PAGE[engine]);
  if (KEEPS_A_BUSY_PAGE[engine]) expect(await tab.answer()).toMatch(/^401/);
  expect(await tab.check()).toBe(false);
  expect([await tab.session(), await other.session()]).toEqual([NOBODY, NOBODY]);
  await expect.poll(() => profile.cookies()).toEqual([]);
});
