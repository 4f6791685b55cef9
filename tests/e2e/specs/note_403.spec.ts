// The other seed's client: bare token, 403, POST refresh_token; as printed but for the edits of `client_page/seed_edits.ts`.

import type { Page } from '@playwright/test';
import { ADA } from '../fixtures/demo';
import { expect, test } from '../fixtures/test';
import { NOTE_403 } from '../client_page/seed_edits';

test.use({ expectedConsole: /status of 403/ });

const DATA = `200 ${ADA.email}`;
const REFUSED = 'rejected with 403: The access token is missing, invalid or expired';
const REFRESH = '/api/user/refresh_token';

for (const edit of Object.keys(NOTE_403)) {
  const isOurs = edit.startsWith('ours');

  test.describe(isOurs ? `with the import changed: ${edit}` : 'on axios from npm, against our server', () => {
    test.beforeEach(async ({ client, server }) => {
      await server.register(ADA);
      await client.open();
      await client.page.evaluate(async (name) => {
        const load = window.seeds.note403[name];
        if (load === undefined) throw new Error(`there is no edit ${name}`);
        window.note403 = await load();
      }, edit);
    });

    test('the first call after a reload gets its token by the cookie', async ({ client, server }) => {
      await logIn(client.page);
      const before = await server.counters();
      expect(await users(client.page, 1)).toEqual([DATA]);
      await expect.poll(() => client.wire.lines('/user/').slice(-3)).toEqual([
        'GET /api/user/users 403',
        `POST ${REFRESH} 200`,
        'GET /api/user/users 200',
      ]);
      expect(await server.since(before)).toMatchObject({ refreshes: 1, unauthorized: 1 });
      expect(await users(client.page, 1)).toEqual([DATA]);
      expect(await server.since(before)).toMatchObject({ refreshes: 1, unauthorized: 1 });
    });

    test(`ten calls after expiry are ${isOurs ? 'one refresh, and get their data' : 'several refreshes'}`, async ({ client, server }) => {
      await logIn(client.page);
      await users(client.page, 1);
      await server.expireAccessTokens();
      const before = await server.counters();
      const answers = await users(client.page, 10);
      const { refreshes } = await server.since(before);
      // axios' ten race each other for one cookie; who of them wins is luck.
      expect(refreshes).toBeGreaterThan(isOurs ? 0 : 1);
      if (!isOurs) return;
      expect(answers).toEqual(Array.from({ length: 10 }, () => DATA));
      expect(refreshes).toBe(1);
    });

    test('an endpoint that refuses every token costs no loop', async ({ client, server }) => {
      await logIn(client.page);
      await users(client.page, 1);
      await server.set({ usersStatus: 403 });
      const before = await server.counters();
      expect(await users(client.page, 1)).toEqual(['rejected with 403: undefined']);
      expect(await server.since(before)).toMatchObject({ requests: 3, refreshes: 1 });
    });

    test('without a session the call is refused, and asked for once', async ({ client, server }) => {
      const before = await server.counters();
      const [answer] = await users(client.page, 1);
      // axios' interceptor rejects with the refresh's own refusal instead.
      expect(answer).toBe(isOurs ? REFUSED : 'rejected with 403: There is no session, please log in');
      expect(await server.since(before)).toMatchObject({ requests: 2, refreshes: 1 });
    });

    test("a login by hand, as the application's own code does it, goes on working", async ({ client, server }) => {
      await client.page.evaluate(async (credentials) => {
        const { instance } = window.note403;
        const { data } = await instance.post<{ access_token: string }>('/api/user/login', credentials);
        instance.defaults.headers.authorization = data.access_token;
      }, ADA);
      expect(await users(client.page, 1)).toEqual([DATA]);
      await server.expireAccessTokens();
      const before = await server.counters();
      const answers = await users(client.page, 1);
      // What the application put there is the application's; who deletes the interceptors, deletes this line too.
      expect(answers).toEqual([edit === 'ours, interceptors deleted' ? REFUSED : DATA]);
      expect((await server.since(before)).refreshes).toBeLessThanOrEqual(1);
    });
  });
}

/** The cookie of a page before this one. */
function logIn(page: Page): Promise<void> {
  return page.evaluate(async (credentials) => {
    const login = new URL('/api/user/login', window.apiUrl);
    const headers = { 'content-type': 'application/json' };
    await fetch(login, { method: 'POST', credentials: 'include', headers, body: JSON.stringify(credentials) });
  }, ADA);
}

function users(page: Page, calls: number): Promise<string[]> {
  return page.evaluate((count) => {
    interface Failure {
      response?: { status?: number; data?: { status?: { text?: string } } };
    }
    const once = () =>
      window.note403.instance.get<{ email: string }[]>('/api/user/users').then(
        ({ status, data }) => `${status} ${data.map(({ email }) => email).join()}`,
        (reason: unknown) => {
          const { response } = reason as Failure;
          return `rejected with ${response?.status}: ${response?.data?.status?.text}`;
        },
      );
    return Promise.all(Array.from({ length: count }, once));
  }, calls);
}
