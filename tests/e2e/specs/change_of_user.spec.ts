// Ada logs out and Grace logs in while a slow refresh of Ada's is in flight. The server rotates at once and holds its
// answer back, so the answer carries a cookie of Ada's.

import { ADA, GRACE } from '../fixtures/demo';
import { expect, test } from '../fixtures/test';

/** Longer than it takes to click «Log out» on a busy machine. */
const SLOW_MS = 3_000;
/** Longer than the server takes to hash a password on one. */
const VERY_SLOW_MS = 8_000;

test('a refresh that lands after the logout brings nobody back', async ({ demo, server, context }) => {
  await demo.openAs(ADA);
  await server.expireAccessTokens();
  await server.set({ refreshDelayMs: SLOW_MS });
  demo.wire.forget();
  await demo.button('Load users').click();
  await expect.poll(() => demo.wire.requests('/api/refresh').length).toBe(1);
  await demo.button('Log out').click();
  await demo.expectLoggedOut();
  expect(demo.wire.statuses('/api/refresh'), 'the refresh is still in flight').toEqual([]);

  await expect.poll(() => demo.wire.statuses('/api/refresh')).toEqual([200]);
  await expect.poll(() => demo.wire.statuses('/api/logout')).not.toEqual([]);
  await expect.poll(() => context.cookies(server.origin)).toEqual([]);
  await demo.expectLoggedOut();
  await demo.page.reload();
  await demo.expectLoggedOut();
});

test('a refresh slower than the person: Grace gets in when it has landed, and stays Grace', async ({ demo, server }) => {
  await server.register(GRACE);
  await demo.openAs(ADA);
  await server.expireAccessTokens();
  await server.set({ refreshDelayMs: SLOW_MS });
  demo.wire.forget();
  await demo.button('Load users').click();
  await expect.poll(() => demo.wire.requests('/api/refresh').length).toBe(1);

  await demo.button('Log out').click();
  await demo.expectLoggedOut();
  expect(demo.wire.statuses('/api/refresh'), 'the refresh is still in flight').toEqual([]);
  await demo.login(GRACE);
  await demo.expectLoggedIn(GRACE);

  await server.set({ refreshDelayMs: null });
  await demo.button('Load users').click();
  await expect(demo.userList.getByRole('listitem').filter({ hasText: 'you' })).toContainText(GRACE.email);
  await demo.page.reload();
  await demo.expectLoggedIn(GRACE);
  expect(await server.counters()).toMatchObject({ reuses: 0 });
});

// The late answer overwrites Grace's cookie with one of Ada's, which the logout had revoked. No client can prevent that;
// it can find out by asking once, and then the end is clean.
test('a refresh slower than its deadline: Grace may have to log in again, but nobody is ever Ada', async ({ client, server }) => {
  await server.register(GRACE);
  await client.open({ session: { refresh: { timeout: 400 } } });
  await client.register(ADA);
  await server.expireAccessTokens();
  await server.set({ refreshDelayMs: VERY_SLOW_MS });
  client.wire.forget();
  const seen = await client.page.evaluateHandle(() => {
    const call = window.api.get('/users').then(
      () => 'answered',
      (error: unknown) => (window.evertoken.isApiError(error) ? `rejected with ${error.status ?? error.code}` : 'broken'),
    );
    const users: (string | undefined)[] = [];
    const ends: string[] = [];
    window.api.session.subscribe(() => users.push(window.api.session.user?.email));
    window.api.session.on('over', () => ends.push('over'));
    return { call, users, ends };
  });
  await expect.poll(() => client.wire.requests('/api/refresh').length).toBe(1);

  await client.page.evaluate(async (grace) => {
    const { session } = window.api;
    await Promise.all([session.logout(), session.login(grace)]);
  }, GRACE);
  expect(await client.email()).toBe(GRACE.email);
  expect(client.wire.statuses('/api/refresh'), 'the refresh is still in flight').toEqual([]);
  expect(await seen.evaluate(({ call }) => call)).toBe('rejected with 401');

  await server.set({ refreshDelayMs: null });
  await expect.poll(() => client.wire.statuses('/api/refresh')).toEqual([200, 401, 401]);
  await expect.poll(() => client.email()).toBeUndefined();
  const { users, ends } = await seen.evaluate(({ users, ends }) => ({ users, ends }));
  expect(ends).toEqual(['over']);
  const loggedOutAt = users.indexOf(undefined);
  expect(loggedOutAt).not.toBe(-1);
  expect(users.slice(loggedOutAt)).not.toContain(ADA.email);

  await client.page.evaluate((grace) => window.api.session.login(grace), GRACE);
  await client.page.evaluate(() => window.api.session.refresh());
  expect(await client.email()).toBe(GRACE.email);
});
