// F23: no line when the page wakes up. The session outlives it, and the first call after it works, by nobody's doing.

import { ADA } from '../fixtures/demo';
import { expect, test } from './fixtures/test';

test.beforeEach(async ({ tab }) => {
  await tab.open();
  await tab.register(ADA);
});

test('awake again with an expired token: two calls find no line, the next that does is answered', async ({ tab, gate, server }) => {
  const { token, email } = await tab.session();
  await server.expireAccessTokens();
  gate.isDown = true;
  expect([await tab.users(), await tab.users()]).toEqual(['ERR_NETWORK', 'ERR_NETWORK']);
  expect(await tab.session()).toEqual({ status: 'authenticated', email, token });
  gate.isDown = false;
  expect(await tab.users()).toBe('200');
});

test('a line that breaks between the rejection and the refresh ends nothing', async ({ tab, gate, server }) => {
  const { token, email } = await tab.session();
  await server.expireAccessTokens();
  const refresh = gate.stop('GET /refresh', 'request');
  const waiting = [tab.users(), tab.users(), tab.users()];
  await Promise.all([refresh.reached, gate.answered('GET /users', 3)]);
  gate.isDown = true;
  refresh.go();
  expect(await Promise.all(waiting)).toEqual(Array(3).fill('401 ERR_REFRESH_UNREACHABLE'));
  expect(await tab.session()).toEqual({ status: 'authenticated', email, token });
  gate.isDown = false;
  await expect.poll(() => tab.users()).toBe('200');
  expect(await tab.heard()).not.toContain('over');
});
