import { ADA } from '../fixtures/demo';
import { expect, test } from '../fixtures/test';

const OVER = 'Your session has ended. Please log in again.';

test('a reload keeps the session', async ({ demo, server }) => {
  await demo.openAs(ADA);
  const before = await server.counters();
  await demo.page.reload();
  await demo.expectLoggedIn(ADA);
  await demo.button('Load users').click();
  await expect(demo.userList).toContainText(ADA.email);
  expect(await server.since(before)).toMatchObject({ refreshes: 1, unauthorized: 0, logins: 0 });
});

test('logout ends the session, and the cookie is dead', async ({ demo, server, context }) => {
  await demo.openAs(ADA);
  const token = await demo.token();
  const cookies = await context.cookies(server.origin);
  expect(cookies.map(({ httpOnly }) => httpOnly)).toEqual([true]);
  await demo.button('Log out').click();
  await demo.expectLoggedOut();
  await expect(demo.notice).toBeEmpty();
  await expect.poll(() => context.cookies(server.origin)).toEqual([]);
  expect(await server.counters()).toMatchObject({ logouts: 1 });

  const stolen = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  expect((await fetch(`${server.apiUrl}/refresh`, { headers: { cookie: stolen } })).status).toBe(401);
  const bearer = { authorization: `Bearer ${token}` };
  expect((await fetch(`${server.apiUrl}/users`, { headers: bearer })).status).toBe(401);

  await demo.page.reload();
  await demo.expectLoggedOut();
});

test('a dead refresh cookie ends in the login form with one message', async ({ demo, server }) => {
  await demo.openAs(ADA);
  await server.revokeAllSessions();
  const before = await server.counters();
  await demo.button('Ten calls at once').click();
  await demo.expectLoggedOut();
  await expect(demo.page.getByText(OVER)).toHaveCount(1);
  await expect.poll(() => server.since(before)).toMatchObject({ refreshes: 2, requests: 12 }); // «no» is asked for twice

  await demo.button('Dismiss').click();
  await expect(demo.notice).toBeEmpty();
  await demo.login(ADA);
  await demo.expectLoggedIn(ADA);
  await expect(demo.notice).toBeEmpty();
});

test('a cookie that died while the page was closed ends in the login form with one message', async ({ demo, server }) => {
  await demo.openAs(ADA);
  await server.revokeAllSessions();
  await demo.page.reload();
  await demo.expectLoggedOut();
  await expect(demo.page.getByText(OVER)).toHaveCount(1);
  await demo.page.reload();
  await demo.expectLoggedOut();
  await expect(demo.notice).toBeEmpty();
});

test.describe('while the auth server is ill', () => {
  test.use({ expectedConsole: /status of 503/ });

  test('a session is kept, and goes on when the server is well', async ({ demo, server }) => {
    await demo.openAs(ADA);
    const token = await demo.token();
    await server.set({ refreshStatus: 503 });
    await demo.page.reload();
    await expect(demo.page.getByRole('alert')).toContainText('it is kept');
    expect(await demo.token()).toBe(token);

    await server.set({ refreshStatus: null });
    await demo.button('Try again').click();
    await demo.expectLoggedIn(ADA);
  });

  test('a rejected call gets its own rejection, and a later one works', async ({ demo, server }) => {
    await demo.openAs(ADA);
    await server.expireAccessTokens();
    await server.set({ refreshStatus: 503 });
    await demo.button('Load users').click();
    await expect(demo.page.getByRole('alert')).toHaveText('The access token is missing, invalid or expired');
    await demo.expectLoggedIn(ADA);

    await server.set({ refreshStatus: null });
    // For a while after the failure nobody asks, and a click gets its rejection at once.
    await expect(async () => {
      await demo.button('Load users').click();
      await expect(demo.userList).toContainText(ADA.email, { timeout: 1000 });
    }).toPass();
    await expect(demo.page.getByRole('alert')).toHaveCount(0);
  });
});

test('two tabs, used one after the other, live on one session', async ({ demo, secondDemo, server }) => {
  await demo.openAs(ADA);
  await secondDemo.open();
  await secondDemo.expectLoggedIn(ADA);
  for (const tab of [demo, secondDemo, demo]) {
    await server.expireAccessTokens();
    await tab.button('Load users').click();
    await expect(tab.result).toHaveText(/^1 answer /);
    await expect(tab.userList).toContainText(ADA.email);
  }
  expect(await server.counters()).toMatchObject({ reuses: 0 });
});
