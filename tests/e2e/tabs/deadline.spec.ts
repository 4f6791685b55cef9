// F13: a refresh that is not answered in time. F24: one that can never succeed, since the browser keeps no cookie.

import { ADA } from '../fixtures/demo';
import { NOBODY } from './fixtures/tab';
import { expect, test } from './fixtures/test';

test('callers are told at the deadline, and a renewal that comes later is taken', async ({ tab, gate, server }) => {
  await tab.open({ config: { session: { refresh: { timeout: 300 } } } });
  await tab.register(ADA);
  const { token } = await tab.session();
  await server.expireAccessTokens();
  const answer = gate.stop('GET /refresh', 'answer');
  expect(await tab.users()).toBe('401 ERR_REFRESH_UNREACHABLE');
  expect(await tab.session()).toMatchObject({ status: 'authenticated', token });
  const passage = await answer.reached;

  answer.go();
  expect(await passage.fate).toBe('delivered');
  await expect.poll(async () => (await tab.session()).token).not.toBe(token);
  expect(await tab.users()).toBe('200');
  expect(gate.to('GET /refresh')).toHaveLength(1);
});

test('a refresh that is never answered holds nobody beyond the deadline, and the session stays', async ({ tab, gate, server }) => {
  await server.set({ graceSeconds: 600 });
  await tab.open({ config: { session: { refresh: { timeout: 300 } } } });
  await tab.register(ADA);
  await server.expireAccessTokens();
  const answer = gate.stop('GET /refresh', 'answer');
  expect(await Promise.all([tab.users(), tab.users()])).toEqual(Array(2).fill('401 ERR_REFRESH_UNREACHABLE'));
  await expect.poll(() => tab.users()).toBe('200');
  expect(await tab.heard()).not.toContain('over');
  answer.go();
});

test('a browser without cookies: one typed end after the login, and no loop', async ({ tab, gate, server }) => {
  gate.dropsCookies = true;
  await tab.open();
  await tab.register(ADA);
  expect(await tab.users()).toBe('200');
  await server.expireAccessTokens();
  const calls = Array.from({ length: 5 }, () => tab.users());
  expect(await Promise.all(calls)).toEqual(Array(5).fill('401 ERR_SESSION_OVER'));
  expect(await tab.users()).toBe('401 ERR_SESSION_OVER');
  expect(await tab.session()).toEqual(NOBODY);
  expect((await tab.heard()).filter((event) => event === 'over')).toHaveLength(1);
  expect(gate.statuses('GET /refresh'), 'heard twice').toEqual([401, 401]);
});
