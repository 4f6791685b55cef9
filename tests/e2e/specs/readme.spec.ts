// What the READMEs show is run as it stands there.

import { readFileSync } from 'node:fs';
import type { AuthServer } from '../fixtures/auth_server';
import type { ClientPage } from '../fixtures/client_page';
import { at } from '../fixtures/places';
import { expect, test } from '../fixtures/test';
import { transformWithOxc } from 'vite';

const PERSON = { email: 'ada@example.com', password: 'correct horse' };

for (const file of ['README.md', 'pkg-template/README.md']) {
  test(`the first lines of ${file} work, and go on working when the token has expired`, async ({ client, server }) => {
    await server.register(PERSON);
    await client.open();
    await run(client, server, codeAfter(file, '# evertoken'));
    await server.expireAccessTokens();
    expect(await emails(client, '/users')).toEqual([PERSON.email]);
  });
}

const RECIPES = [
  { heading: '**401, `Bearer`', refused: 401, refresh: 'GET /api/refresh', users: '/api/users', path: '/users', scheme: 'Bearer ' },
  {
    heading: '**403, the bare token',
    refused: 403,
    refresh: 'POST /api/user/refresh_token',
    users: '/api/user/users',
    path: '/api/user/users',
    scheme: '',
  },
];

for (const { heading, refused, refresh, users, path, scheme } of RECIPES) {
  test.describe(`the recipe ${heading.slice(2)}…`, () => {
    test.use({ expectedConsole: /status of 403/ });

    test.beforeEach(async ({ client, server }) => {
      await server.register(PERSON);
      await client.open();
      await run(client, server, codeAfter('README.md', heading));
      expect(await client.email()).toBe(PERSON.email);
    });

    test('logs in, and the token travels as that server reads it', async ({ client }) => {
      await expect.poll(() => client.wire.statuses(users)).toEqual([200]);
      const token = await client.page.evaluate(() => window.api.session.getToken());
      expect(token).toMatch(/^ey/);
      expect(await client.wire.requests(users)[0]?.headerValue('authorization')).toBe(scheme + String(token));
    });

    test('ten calls after expiry are renewed unseen by one refresh and replayed', async ({ client, server }) => {
      await server.expireAccessTokens();
      client.wire.forget();
      const before = await server.counters();
      const answers = await client.page.evaluate(async (url) => {
        const calls = Array.from({ length: 10 }, () => window.api.get<{ email: string }[]>(url));
        return (await Promise.all(calls)).map(({ status, data }) => `${status} ${data[0]?.email}`);
      }, path);
      expect(answers).toEqual(Array.from({ length: 10 }, () => `200 ${PERSON.email}`));
      const moved = await server.since(before);
      expect(moved).toMatchObject({ refreshes: 1, reuses: 0 });
      await expect.poll(() => client.wire.lines('refresh')).toEqual([`${refresh} 200`]);
      await expect.poll(() => client.wire.statuses(users).filter((status) => status === refused).length).toBe(moved.unauthorized);
      expect(moved.unauthorized).toBeGreaterThan(0);
    });

    test('after a reload the cookie alone brings the session back', async ({ client, server }) => {
      await client.page.reload();
      await run(client, server, codeAfter('README.md', heading).replace(/await api[\s\S]*$/, ''));
      client.wire.forget();
      expect(await client.page.evaluate(() => window.api.session.checkAuth())).toBe(true);
      await expect.poll(() => client.wire.lines('refresh')).toEqual([`${refresh} 200`]);
      expect(await emails(client, path)).toEqual([PERSON.email]);
    });

    test('a session that the server ended ends once, with the rejection of the call', async ({ client, server }) => {
      await server.revokeAllSessions();
      const end = await client.page.evaluate(async (url) => {
        const heard: string[] = [];
        window.api.session.on('over', ({ status }) => heard.push(status));
        const error: unknown = await window.api.get(url).catch((reason: unknown) => reason);
        if (!window.evertoken.isApiError(error)) throw error;
        return { heard, status: error.status, cause: (error.cause as { code?: string }).code, now: window.api.session.status };
      }, path);
      expect(end).toEqual({ heard: ['anonymous'], status: refused, cause: 'ERR_SESSION_OVER', now: 'anonymous' });
    });

    test('logout takes the cookie away', async ({ client, server, context }) => {
      await client.page.evaluate(() => window.api.session.logout());
      expect(await context.cookies(server.origin)).toEqual([]);
      expect(await server.counters()).toMatchObject({ logouts: 1 });
    });
  });
}

/** Runs the lines in the page, where their `api` becomes the page's. */
async function run({ page }: ClientPage, server: AuthServer, lines: string): Promise<void> {
  expect(lines).toContain('new ApiClient');
  const here = lines.replaceAll('http://localhost:5000', server.origin);
  const { code } = await transformWithOxc(
    `(async () => {
      const { ApiClient } = window.evertoken;
      const { email, password } = ${JSON.stringify(PERSON)};
      ${here.replace(/^import .*$/m, '').replace(/^export /m, '')}
      window.api = api;
    })()`,
    'readme.ts',
  );
  await page.evaluate(code);
}

function codeAfter(file: string, heading: string): string {
  const [, rest] = readFileSync(at(file), 'utf8').split(heading, 2);
  return /```ts\n([\s\S]*?)```/.exec(rest ?? '')?.[1] ?? '';
}

function emails({ page }: ClientPage, url: string): Promise<string[]> {
  return page.evaluate(async (path) => (await window.api.get<{ email: string }[]>(path)).data.map(({ email }) => email), url);
}
