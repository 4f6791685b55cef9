// Ada logs out and Grace logs in while a slow refresh of Ada's is in flight. The server has rotated, and the gate holds its
// answer back, so the answer carries a cookie of Ada's.

import type { Page } from '@playwright/test';
import { ADA, GRACE } from '../fixtures/demo';
import { expect, test } from '../fixtures/test';

test('a refresh that lands after the logout brings nobody back', async ({ demo, gate, server, context }) => {
  await takeTime(demo.page);
  await demo.openAs(ADA);
  await server.expireAccessTokens();
  const refresh = gate.stop('GET /refresh', 'answer');
  demo.wire.forget();
  await demo.button('Load users').click();
  await refresh.reached;
  await demo.button('Log out').click();
  await demo.expectLoggedOut();

  refresh.go();
  await expect.poll(() => demo.wire.statuses('/api/refresh')).toEqual([200]);
  await expect.poll(() => demo.wire.statuses('/api/logout')).not.toEqual([]);
  await expect.poll(() => context.cookies(server.origin)).toEqual([]);
  await demo.expectLoggedOut();
  await demo.page.reload();
  await demo.expectLoggedOut();
});

test('a refresh slower than the person: Grace gets in when it has landed, and stays Grace', async ({ demo, gate, server }) => {
  await takeTime(demo.page);
  await server.register(GRACE);
  await demo.openAs(ADA);
  await server.expireAccessTokens();
  const refresh = gate.stop('GET /refresh', 'answer');
  await demo.button('Load users').click();
  await refresh.reached;

  await demo.button('Log out').click();
  await demo.expectLoggedOut();
  await demo.login(GRACE);
  expect(gate.to('POST /login').length, 'it waits for the refresh').toBe(0);
  refresh.go();
  await demo.expectLoggedIn(GRACE);

  await demo.button('Load users').click();
  await expect(demo.userList.getByRole('listitem').filter({ hasText: 'you' })).toContainText(GRACE.email);
  await demo.page.reload();
  await demo.expectLoggedIn(GRACE);
  expect(await server.counters()).toMatchObject({ reuses: 0 });
});

// The late answer overwrites Grace's cookie with one of Ada's, which the logout had revoked. No client can prevent that;
// it can find out by asking once, and then the end is clean.
test('a refresh slower than its deadline: Grace may have to log in again, but nobody is ever Ada', async ({ client, gate, server }) => {
  await server.register(GRACE);
  await client.open({ session: { refresh: { timeout: 3_000 } } });
  await client.register(ADA);
  await server.expireAccessTokens();
  const refresh = gate.stop('GET /refresh', 'answer');
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
  await refresh.reached;

  await client.page.evaluate(async (grace) => {
    const { session } = window.api;
    await Promise.all([session.logout(), session.login(grace)]);
  }, GRACE);
  expect(await client.email()).toBe(GRACE.email);
  expect(await seen.evaluate(({ call }) => call)).toBe('rejected with 401');

  refresh.go();
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

/** However long it takes until somebody has clicked and typed, the deadline of the refresh does not come. */
async function takeTime(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const set = window.setTimeout.bind(window);
    window.setTimeout = ((wake: () => void, delay = 0) => (delay < 9_000 ? set(wake, delay) : 0)) as typeof setTimeout;
  });
}
