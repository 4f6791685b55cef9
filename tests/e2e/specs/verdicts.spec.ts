// What the auth server really says, and says wrongly: lost answers, a «no», other users, odd tokens. Over a real socket.

import type { ClientPage } from '../fixtures/client_page';
import { ADA, GRACE } from '../fixtures/demo';
import { expect, test } from '../fixtures/test';

const DAY = 24 * 3600;

test.use({ expectedConsole: /^Failed to load resource: / });

test.beforeEach(async ({ client }) => {
  await client.open();
  await client.register(ADA);
  await client.page.evaluate(() => {
    window.ends = [];
    for (const event of ['over', 'logout', 'userChanged'] as const) {
      window.api.session.on(event, () => window.ends.push(event));
    }
  });
});

test('F05: the cookie was rotated and the answer lost: the next refresh is answered by the grace', async ({ client, server }) => {
  await server.expireAccessTokens();
  await server.set({ dropRefreshAfterCommit: true });
  expect(await calls(client, 3)).toEqual(Array.from({ length: 3 }, () => '401 ERR_REFRESH_UNREACHABLE'));
  await server.set({ dropRefreshAfterCommit: null });
  await expect.poll(() => calls(client, 3)).toEqual(['200', '200', '200']);
  expect(await ends(client)).toEqual([]);
  expect(await server.counters()).toMatchObject({ reuses: 0 });
});

test('F05: the same with a server without grace is one clean end', async ({ client, server }) => {
  await server.expireAccessTokens();
  await server.set({ dropRefreshAfterCommit: true, graceSeconds: 0 });
  // Chromium sends a call again by itself if a used socket breaks, so the server's «no» may come with the first ones.
  for (const answer of await calls(client, 3)) expect(answer).toMatch(/^401 ERR_(REFRESH_UNREACHABLE|SESSION_OVER)$/);
  await server.set({ dropRefreshAfterCommit: null });
  await expect.poll(async () => [await calls(client, 1), await ends(client)]).toEqual([[expect.stringMatching(/^401/)], ['over']]);
  const before = await server.counters();
  expect(await calls(client, 3)).toEqual(Array.from({ length: 3 }, () => expect.stringMatching(/^401/)));
  expect(await server.since(before)).toMatchObject({ requests: 3, refreshes: 0 });
  expect(await ends(client)).toEqual(['over']);
});

test('F08: one «no» is asked again, and nobody notices', async ({ client, server }) => {
  await server.expireAccessTokens();
  await server.set({ refreshStatus: 401, refreshFaults: 1 });
  expect(await calls(client, 3)).toEqual(['200', '200', '200']);
  await expect.poll(() => client.wire.statuses('/refresh')).toEqual([401, 200]);
  expect(await ends(client)).toEqual([]);
});

test('F08: two of them are the end: announced once, to each its own 401, and nobody asks again', async ({ client, server }) => {
  await server.expireAccessTokens();
  await server.set({ refreshStatus: 401, refreshFaults: 2 });
  expect(await calls(client, 5)).toEqual(Array.from({ length: 5 }, () => '401 ERR_SESSION_OVER'));
  expect(await ends(client)).toEqual(['over']);
  await calls(client, 5);
  await expect.poll(() => client.wire.statuses('/refresh')).toEqual([401, 401]);
  // The cookie lives, and whoever asks on purpose is answered.
  await client.page.evaluate(() => window.api.session.refresh());
  expect(await client.email()).toBe(ADA.email);
});

test('F09: an endpoint that refuses every token costs refreshes by the hand, and other paths nothing', async ({ client, server }) => {
  await server.set({ usersStatus: 401 });
  const before = await server.counters();
  for (let wave = 0; wave < 3; wave++) {
    const answers = await calls(client, 100);
    expect(new Set(answers.map((answer) => answer.slice(0, 3)))).toEqual(new Set(['401']));
    expect(await calls(client, 1, '/sessions')).toEqual(['200']);
  }
  expect((await server.since(before)).refreshes).toBeLessThanOrEqual(3);
  expect(await ends(client)).toEqual([]);
});

test("a renewal that is another user's replays nothing, and says so once", async ({ client, server }) => {
  await server.register(GRACE);
  await server.expireAccessTokens();
  await server.set({ refreshUser: GRACE.email, refreshFaults: 1 });
  client.wire.forget();
  expect(await calls(client, 3)).toEqual(Array.from({ length: 3 }, () => '401 ERR_SESSION_CHANGED'));
  await expect.poll(() => client.wire.statuses('/users')).toEqual([401, 401, 401]);
  expect(await ends(client)).toEqual(['userChanged']);
  expect(await client.email()).toBe(GRACE.email);
  expect(await calls(client, 1)).toEqual(['200']);
});

test('F20: tokens of the same text are renewed all the same', async ({ client, server }) => {
  await server.set({ identicalTokens: true });
  await client.page.evaluate(() => window.api.session.refresh());
  const token = await client.page.evaluate(() => window.api.session.getToken());
  for (let turn = 0; turn < 3; turn++) {
    await server.expireAccessTokens();
    expect(await calls(client, 3)).toEqual(['200', '200', '200']);
  }
  expect(await client.page.evaluate(() => window.api.session.getToken())).toBe(token);
  await expect.poll(() => client.wire.statuses('/refresh')).toEqual([200, 200, 200, 200]);
});

for (const [name, settings] of [
  ['a day fast', { clockOffsetSeconds: DAY }],
  ['a day slow', { clockOffsetSeconds: -DAY }],
  ['ten minutes fast', { clockOffsetSeconds: 600 }],
  ['ten minutes slow', { clockOffsetSeconds: -600 }],
  ['right, and tokens say nothing of their end', { opaqueTokens: true }],
  ['right, and tokens live 40 days', { accessTtlSeconds: 40 * DAY }],
  ['right, and tokens live 100 years', { accessTtlSeconds: 36_525 * DAY }],
] as const) {
  test(`F18: the server's clock is ${name}: one refresh at a rejection, and none without`, async ({ client, server }) => {
    // Ada's token is as it was signed; what is signed from here on is odd.
    await server.set(settings);
    await client.page.evaluate((person) => window.api.session.login(person), ADA);
    const before = await server.counters();
    expect(await calls(client, 3)).toEqual(['200', '200', '200']);
    expect(await server.since(before)).toMatchObject({ refreshes: 0 });
    await server.expireAccessTokens();
    expect(await calls(client, 3)).toEqual(['200', '200', '200']);
    expect(await calls(client, 3)).toEqual(['200', '200', '200']);
    expect(await server.since(before)).toMatchObject({ refreshes: 1 });
    expect(await ends(client)).toEqual([]);
  });
}

test('F18: a renewal that ends when it begins is none, and costs no loop', async ({ client, server }) => {
  await server.expireAccessTokens();
  // Held back until all three have been rejected: one that comes later may find that the cool-down is over, and ask again.
  await server.set({ accessTtlSeconds: 0, refreshDelayMs: 2_000 });
  const before = await server.counters();
  expect(await calls(client, 3)).toEqual(Array.from({ length: 3 }, () => '401 ERR_REFRESH_INVALID'));
  expect(await server.since(before)).toMatchObject({ requests: 4, refreshes: 1 });
  await server.set({ accessTtlSeconds: null, refreshDelayMs: null });
  await expect.poll(() => calls(client, 3)).toEqual(['200', '200', '200']);
  expect(await ends(client)).toEqual([]);
});

/** Each one's status, and why the session could not help. */
function calls({ page }: ClientPage, count: number, path = '/users'): Promise<string[]> {
  return page.evaluate(
    ([number, url]) => {
      const once = () =>
        window.api.get(url).then(
          ({ status }) => String(status),
          (error: unknown) => {
            if (!window.evertoken.isApiError(error)) throw error;
            return `${error.status} ${(error.cause as { code?: string } | undefined)?.code}`;
          },
        );
      return Promise.all(Array.from({ length: number }, once));
    },
    [count, path] as const,
  );
}

function ends({ page }: ClientPage): Promise<string[]> {
  return page.evaluate(() => window.ends);
}
