// F22: clients that come and go while calls are in flight. F27: keepalive bodies of the page's own during a refresh that has one.

import { ADA } from '../fixtures/demo';
import { expect, test } from './fixtures/test';

const QUOTA_BYTES = 65_000;

test.beforeEach(async ({ tab }) => {
  await tab.open();
  await tab.register(ADA);
});

test('two clients of one page share the session: one refresh for both', async ({ tab, gate, server }) => {
  await server.expireAccessTokens();
  const answers = await tab.page.evaluate(async () => {
    const other = new window.evertoken.ApiClient({ baseURL: window.api.defaults.baseURL ?? '', withCredentials: true });
    const calls = [window.api, other, window.api.create()].map((client) => client.get('/users'));
    return (await Promise.all(calls)).map(({ status }) => status);
  });
  expect(answers).toEqual([200, 200, 200]);
  expect(gate.to('GET /refresh')).toHaveLength(1);
});

test('mounted, unmounted and mounted again in the middle of a refresh, each call gets its answer', async ({ tab, gate, server }) => {
  await server.expireAccessTokens();
  const refresh = gate.stop('GET /refresh', 'answer');
  const first = tab.users();
  await refresh.reached;
  await tab.page.evaluate(() => window.api.close());
  await tab.page.evaluate(() => {
    const { baseURL = '' } = window.api.defaults;
    window.api = new window.evertoken.ApiClient({ baseURL, withCredentials: true });
  });
  const second = tab.users();
  refresh.go();
  expect(await Promise.all([first, second])).toEqual(['200', '200']);
});

test('a hundred mounts leave nothing that answers twice', async ({ tab, gate, server }) => {
  await tab.page.evaluate(() => {
    const { baseURL = '' } = window.api.defaults;
    for (let mount = 0; mount < 100; mount += 1) {
      window.api.close();
      window.api = new window.evertoken.ApiClient({ baseURL, withCredentials: true });
      window.api.session.on('refreshed', () => window.heard.push(`refreshed in mount ${mount}`));
    }
  });
  await server.expireAccessTokens();
  expect(await tab.users()).toBe('200');
  expect(gate.to('GET /refresh')).toHaveLength(1);
  expect((await tab.heard()).filter((event) => event.includes('mount'))).toEqual(['refreshed in mount 99']);
});

test('a refresh with a body goes through though keepalive has no room left', async ({ tab, gate, server }) => {
  await tab.open({ config: { session: { refresh: { method: 'POST', body: { device: 'x'.repeat(2_000) } } } } });
  const upload = gate.stop('POST /echo', 'request');
  const inFlight = tab.page.evaluate(
    (url, length) => fetch(url, { method: 'POST', keepalive: true, body: 'x'.repeat(length) }).then(({ status }) => status),
    `${tab.apiUrl}/echo`,
    QUOTA_BYTES,
  );
  await upload.reached;
  const isRefused = await tab.page.evaluate(
    (url) => fetch(url, { method: 'POST', keepalive: true, body: 'x'.repeat(2_000) }).then(() => false, () => true),
    `${tab.apiUrl}/healthz`,
  );
  expect(isRefused, 'there is no room').toBe(true);
  await server.expireAccessTokens();
  // «At once» is 50 ms: on a busy machine the browser may need more to say no, and then it is the next call that goes through.
  await expect.poll(() => tab.users()).toBe('200');
  expect(gate.statuses('POST /refresh')).toEqual([200]);
  upload.go();
  expect(await inFlight).toBe(401);
});
