// F07: whatever happens to a refresh that is no word of the auth server, nobody is logged out. Over a real socket.

import type { Settings } from '../fixtures/auth_server';
import type { ClientPage } from '../fixtures/client_page';
import { ADA } from '../fixtures/demo';
import { expect, test } from '../fixtures/test';

const UNREACHABLE = 'ERR_REFRESH_UNREACHABLE';
/** Success that is none. */
const INVALID = 'ERR_REFRESH_INVALID';
/** Longer than a busy machine takes for a refresh that is answered. */
const DEADLINE_MS = 4_000;

const FAULTS: [name: string, settings: Settings, code: string][] = [
  ['no network', { dropRefresh: true }, UNREACHABLE],
  ['a deadline', { refreshDelayMs: 3 * DEADLINE_MS }, UNREACHABLE],
  ...[408, 425, 429, 500, 502, 503, 504, 520].map((status): [string, Settings, string] => {
    return [`${status}`, { refreshStatus: status }, UNREACHABLE];
  }),
  ['429 with Retry-After', { refreshStatus: 429, refreshRetryAfter: '1' }, UNREACHABLE],
  ['200 with HTML', { refreshBody: 'html' }, INVALID],
  ['200 with nothing', { refreshBody: 'empty' }, INVALID],
  ['200 with JSON of something else', { refreshStatus: 200 }, INVALID],
  ['204', { refreshStatus: 204 }, INVALID],
  ['a redirect to HTML', { refreshRedirect: true }, INVALID],
  ['403 with HTML', { refreshStatus: 403, refreshBody: 'html' }, UNREACHABLE],
  ['404 with HTML', { refreshStatus: 404, refreshBody: 'html' }, UNREACHABLE],
  ['truncated JSON', { refreshBody: 'truncated' }, INVALID],
  ['JSON that breaks off', { refreshBody: 'cut' }, UNREACHABLE],
  ['403 with JSON by the name of text', { refreshStatus: 403, refreshContentType: 'text/plain' }, UNREACHABLE],
];

/** What it is to be kept from. */
const KEPT = { ends: 0, status: 'authenticated', hasToken: true };

test.use({ expectedConsole: /^Failed to load resource: / });

for (const [name, settings, code] of FAULTS) {
  test.describe(`F07, ${name}`, () => {
    test.beforeEach(async ({ client }) => {
      await open(client);
      await client.register(ADA);
    });

    test('while the token is good: a refresh fails, and calls go on', async ({ client, server }) => {
      await server.set(settings);
      expect(await refresh(client)).toBe(code);
      expect(await calls(client)).toEqual(['200', '200', '200']);
      expect(await state(client)).toEqual(KEPT);

      await server.reset();
      expect(await refresh(client)).toBe('renewed');
      expect(await calls(client)).toEqual(['200', '200', '200']);
    });

    test('when it has expired: each caller gets its own rejection, and the session its next chance', async ({ client, server }) => {
      await server.expireAccessTokens();
      await server.set(settings);
      const rejected = `401 The access token is missing, invalid or expired, ${code}`;
      expect(await calls(client)).toEqual([rejected, rejected, rejected]);
      expect(await state(client)).toEqual(KEPT);
      expect(await refresh(client)).toBe(code);
      expect(await state(client)).toEqual(KEPT);

      await server.reset();
      // By itself; a cool-down may still be running.
      await expect.poll(() => calls(client)).toEqual(['200', '200', '200']);
      expect(await state(client)).toEqual(KEPT);
      expect(await client.email()).toBe(ADA.email);
    });

    test('after a reload: nobody knows who it is, and the token is kept', async ({ client, server }) => {
      await server.set(settings);
      await open(client);
      expect(await checkAuth(client)).toBe(code);
      expect(await state(client)).toEqual({ ...KEPT, status: 'unknown' });

      await server.reset();
      expect(await checkAuth(client)).toBe('true');
      expect(await state(client)).toEqual(KEPT);
    });
  });
}

test('F07, the right JSON by the name of text is taken for what it is', async ({ client, server }) => {
  await open(client);
  await client.register(ADA);
  await server.expireAccessTokens();
  await server.set({ refreshContentType: 'text/plain' });
  expect(await calls(client)).toEqual(['200', '200', '200']);
  expect(await state(client)).toEqual(KEPT);
});

test('F07 in the other dialect, the whole list on one page: nobody is logged out', async ({ client, server }) => {
  test.slow();
  const [url, timeout] = ['/api/user/refresh_token', DEADLINE_MS];
  const refreshing = { url, method: 'POST', statuses: [403], tokenPath: 'access_token', timeout };
  const session = { scheme: '', storage: 'memory', registration: '/api/user/registration', refresh: refreshing } as const;
  await client.open({ baseURL: server.origin, session });
  await listen(client);
  await client.page.evaluate((person) => window.api.session.registration(person), ADA);
  for (const [name, settings, code] of FAULTS) {
    client.wire.forget();
    await server.expireAccessTokens();
    await server.set(settings);
    const rejected = `403 The access token is missing, invalid or expired, ${code}`;
    expect(await calls(client, '/api/user/users'), name).toEqual([rejected, rejected, rejected]);
    await server.reset();
    // Its cookie would land over those of several renewals, which no session has within two seconds.
    if (settings.refreshDelayMs) await expect.poll(() => client.wire.statuses('refresh_token')).toEqual([200]);
    expect(await refresh(client), name).toBe('renewed');
    expect(await calls(client, '/api/user/users'), name).toEqual(['200', '200', '200']);
  }
  expect(await state(client)).toEqual({ ...KEPT, hasToken: false }); // it is kept in memory
});

async function open(client: ClientPage): Promise<void> {
  await client.open({ session: { refresh: { timeout: DEADLINE_MS } } });
  await listen(client);
}

function listen({ page }: ClientPage): Promise<void> {
  return page.evaluate(() => {
    window.ends = [];
    for (const event of ['over', 'logout', 'userChanged'] as const) {
      window.api.session.on(event, () => window.ends.push(event));
    }
  });
}

function state({ page }: ClientPage): Promise<typeof KEPT> {
  return page.evaluate(() => ({
    ends: window.ends.length,
    status: window.api.session.status,
    hasToken: localStorage.getItem('token') !== null,
  }));
}

/** Three at once: each one's status, what the server said to it, and why the session could not help. */
function calls({ page }: ClientPage, path = '/users'): Promise<string[]> {
  return page.evaluate((url) => {
    interface Refusal {
      message?: string;
      status?: { text?: string };
    }
    const once = async () => {
      try {
        return String((await window.api.get(url)).status);
      } catch (error) {
        if (!window.evertoken.isApiError<Refusal>(error)) throw error;
        const said = error.response?.data.message ?? error.response?.data.status?.text;
        return `${error.status} ${said}, ${(error.cause as { code?: string } | undefined)?.code}`;
      }
    };
    return Promise.all([once(), once(), once()]);
  }, path);
}

function refresh({ page }: ClientPage): Promise<string> {
  return page.evaluate(() =>
    window.api.session.refresh().then(
      () => 'renewed',
      (error: unknown) => String((error as { code?: string }).code),
    ),
  );
}

function checkAuth({ page }: ClientPage): Promise<string> {
  return page.evaluate(() =>
    window.api.session.checkAuth().then(String, (error: unknown) => String((error as { code?: string }).code)),
  );
}
