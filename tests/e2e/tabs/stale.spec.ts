// A tab that cannot read yet what another one has written. Chromium's processes each have a copy of the storage, and the news of
// a write is on its way for as long as it takes; here it takes until the test says so.

import { ADA } from '../fixtures/demo';
import { LOCK, pending } from './fixtures/lock';
import { catchUp, held, kept, readOnly, texts } from './fixtures/store';
import { NOBODY } from './fixtures/tab';
import { expect, test } from './fixtures/test';

test.beforeEach(async ({ tab }) => {
  await tab.open();
});

test('a renewal that the next one with the lock cannot read yet is one refresh more, and the tabs share the latest token', async ({ tab, newTab, gate, server }) => {
  await tab.register(ADA);
  const late = await (await newTab()).open({ without: ['patience'] });
  await late.sees(tab);
  expect(await late.users()).toBe('200');
  await server.expireAccessTokens();
  const answer = gate.stop('GET /refresh', 'answer');
  const first = tab.users();
  await answer.reached;
  const second = late.users();
  await expect.poll(() => pending(tab)).toEqual([LOCK]);
  await readOnly(late, await texts(late));
  answer.go();
  expect(await first).toBe('200');
  expect(await second).toBe('200');
  expect(gate.statuses('GET /refresh')).toEqual([200, 200]);

  const latest = await held(late);
  await catchUp(late);
  await expect.poll(() => Promise.all([tab, late].flatMap((one) => [held(one), kept(one)]))).toEqual(Array(4).fill(latest));
  expect(await Promise.all([tab.users(), late.users()])).toEqual(['200', '200']);
  expect(gate.to('GET /refresh')).toHaveLength(2);
  expect([await tab.heard(), await late.heard()].flat()).not.toContain('over');
});

test('a token that a tab has held before and reads once more is no news', async ({ tab, newTab, gate, server }) => {
  await tab.register(ADA);
  const late = await (await newTab()).open();
  await late.sees(tab);
  expect(await late.users()).toBe('200');
  const old = await texts(late);
  await server.expireAccessTokens();
  expect(await tab.users()).toBe('200');
  const latest = await held(tab);
  await late.sees(tab);
  expect(await held(late)).toBe(latest);

  await readOnly(late, old);
  expect(await kept(late)).not.toBe(latest);
  expect(await late.users()).toBe('200');
  await catchUp(late);
  expect(await Promise.all([held(late), kept(late), held(tab), kept(tab)])).toEqual(Array(4).fill(latest));
  expect(gate.statuses('GET /refresh')).toEqual([200]);
});

test('a token that can no longer be read is asked for: one refresh, and the other tab takes it over', async ({ tab, newTab, gate }) => {
  const late = await (await newTab()).open();
  const nothing = await texts(late);
  await tab.register(ADA);
  await late.sees(tab);
  await expect.poll(() => late.session()).toMatchObject({ status: 'authenticated' });
  await readOnly(late, nothing);
  expect(await late.users()).toBe('200');
  expect(gate.statuses('GET /refresh')).toEqual([200]);

  const latest = await held(late);
  await catchUp(late);
  await expect.poll(() => Promise.all([tab, late].flatMap((one) => [held(one), kept(one)]))).toEqual(Array(4).fill(latest));
  expect([await tab.heard(), await late.heard()].flat()).not.toEqual(expect.arrayContaining([expect.stringMatching(/over|logout/)]));
});

test('whoever cannot read yet that somebody has signed out is told by the server', async ({ tab, newTab, server, profile }) => {
  await tab.register(ADA);
  const late = await (await newTab()).open();
  await late.sees(tab);
  expect(await late.users()).toBe('200');
  await readOnly(late, await texts(late));
  await tab.logout();
  await server.expireAccessTokens();
  expect(await late.users()).toBe('401 ERR_SESSION_OVER');
  await catchUp(late);
  await expect.poll(() => Promise.all([tab.session(), late.session()])).toEqual([NOBODY, NOBODY]);
  expect((await late.heard()).filter((event) => event !== 'login')).toHaveLength(1);
  expect(await profile.cookies()).toEqual([]);
});

test('a renewal that is written where the logout could not be read yet brings nobody back', async ({ tab, newTab, gate, server, profile }) => {
  await tab.register(ADA);
  const late = await (await newTab()).open();
  await late.sees(tab);
  expect(await late.users()).toBe('200');
  await server.expireAccessTokens();
  const answer = gate.stop('GET /refresh', 'answer');
  const goodbye = gate.stop('POST /logout', 'request');
  const call = late.users();
  await answer.reached;
  await readOnly(late, await texts(late));
  const logout = tab.logout();
  expect(await tab.session()).toEqual(NOBODY);
  answer.go();
  expect(await call).toBe('200');
  goodbye.go();
  await logout;
  await catchUp(late);
  await expect.poll(() => Promise.all([tab.session(), late.session()])).toEqual([NOBODY, NOBODY]);
  await expect.poll(() => profile.cookies()).toEqual([]);
  expect(await late.check()).toBe(false);
});
