import { ADA } from '../fixtures/demo';
import { expect, test } from '../fixtures/test';

test.describe('with a token that lives two seconds', () => {
  test.beforeEach(({ server }) => server.set({ accessTtlSeconds: 2 }));

  test('an expired token is renewed unseen: one refresh, one replay, the data', async ({ demo, server }) => {
    await demo.openAs(ADA);
    await demo.waitForExpiry();
    await server.set({ accessTtlSeconds: null });
    demo.wire.forget();
    const before = await server.counters();
    await demo.button('Load users').click();
    await expect(demo.userList).toContainText(ADA.email);
    await expect.poll(() => demo.wire.statuses('/api/users')).toEqual([401, 200]);
    await expect.poll(() => demo.wire.statuses('/api/refresh')).toEqual([200]);
    expect(await server.since(before)).toMatchObject({ requests: 3, refreshes: 1, unauthorized: 1, reuses: 0 });
    await expect(demo.page.getByTestId('counter-refreshes')).toHaveText('2');
  });

  test('the trace says what happened', async ({ demo, server }) => {
    await demo.openAs(ADA);
    await demo.waitForExpiry();
    await server.set({ accessTtlSeconds: null });
    await demo.button('Load users').click();
    await expect(demo.userList).toBeVisible();
    const trace = demo.page.getByRole('list', { name: 'Trace' });
    await expect(trace.getByRole('listitem').filter({ hasText: 'GET /users' })).toContainText('sentrejectedwaitingreplayed200');
    await expect(trace.getByRole('listitem').filter({ hasText: 'refreshed' })).toHaveCount(1);
  });

  test('ten calls after expiry share one refresh and get ten answers', async ({ demo, server }) => {
    await demo.openAs(ADA);
    await demo.waitForExpiry();
    await server.set({ accessTtlSeconds: null });
    demo.wire.forget();
    const before = await server.counters();
    await demo.button('Ten calls at once').click();
    await expect(demo.result).toHaveText(/^10 answers/);
    const moved = await server.since(before);
    expect(moved).toMatchObject({ refreshes: 1, reuses: 0 });
    const answers = (wanted: number) => demo.wire.statuses('/api/users').filter((status) => status === wanted).length;
    await expect.poll(() => [answers(200), answers(401)]).toEqual([10, moved.unauthorized]);
    expect(moved.unauthorized).toBeLessThanOrEqual(10);
  });

});

test('a list that reloads by itself never notices an expiry', async ({ demo, server }) => {
  await demo.openAs(ADA);
  await demo.page.getByRole('switch', { name: /Reload/ }).check();
  await expect(demo.userList).toContainText(ADA.email);
  for (const renewals of ['1 ×', '2 ×', '3 ×']) {
    await server.expireAccessTokens();
    await expect(demo.page.getByTestId('renewals')).toHaveText(renewals);
    await expect(demo.userList).toContainText(ADA.email);
  }
  await expect(demo.page.getByRole('alert')).toHaveCount(0);
  await expect(demo.notice).toBeEmpty();
});

test('a thousand calls rejected together: one refresh, a thousand answers', async ({ client, server }) => {
  test.slow();
  // The refresh waits behind a thousand; how long that may take is not the matter here.
  await client.open({ session: { refresh: { timeout: 600_000 } } });
  await client.register(ADA);
  await server.expireAccessTokens();
  const before = await server.counters();
  const answers = await client.page.evaluate(async () => {
    const calls = Array.from({ length: 1000 }, () => window.api.get<{ email: string }[]>('/users'));
    return (await Promise.all(calls)).map(({ status, data }) => `${status} ${data[0]?.email}`);
  });
  expect(answers).toEqual(Array.from({ length: 1000 }, () => `200 ${ADA.email}`));
  const moved = await server.since(before);
  expect(moved).toMatchObject({ refreshes: 1, reuses: 0 });
  expect(moved.requests).toBe(1000 + 1 + moved.unauthorized);
});

test('a call aborted while it waits is told at once, alone, and is not replayed', async ({ client, gate, server }) => {
  await client.open();
  await client.register(ADA);
  await server.expireAccessTokens();
  const refresh = gate.stop('GET /refresh', 'answer');
  const before = await server.counters();
  const calls = await client.page.evaluateHandle(() => {
    const controller = new AbortController();
    const aborted = window.api.get('/users', { params: { call: 0 }, signal: controller.signal });
    const others = [1, 2, 3].map((call) => window.api.get('/users', { params: { call } }));
    return { controller, aborted, others };
  });
  for (const call of [0, 1, 2, 3]) await expect.poll(() => client.wire.statuses(`/users?call=${call}`)).toEqual([401]);
  await refresh.reached;

  const told = await calls.evaluate(async ({ controller, aborted }) => {
    // By the page's own order of events, in which a machine that is busy elsewhere changes nothing.
    const late = new Promise((resolve) => setTimeout(() => resolve('too late'), 50));
    controller.abort('I changed my mind');
    const first: unknown = await Promise.race([aborted.catch((reason: unknown) => reason), late]);
    return { isCanceled: window.evertoken.isCancel(first), isRefreshing: window.api.session.isRefreshing };
  });
  expect(told).toEqual({ isCanceled: true, isRefreshing: true });

  refresh.go();
  const statuses = await calls.evaluate(async ({ others }) => (await Promise.all(others)).map(({ status }) => status));
  expect(statuses).toEqual([200, 200, 200]);
  expect(client.wire.statuses('/users?call=0')).toEqual([401]);
  expect(await server.since(before)).toMatchObject({ refreshes: 1, unauthorized: 4, requests: 8 });
});
