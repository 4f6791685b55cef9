// ky, ofetch and openapi-fetch from npm, each given `api.fetch`: a token that expires in the middle is renewed unseen.

import type { Page } from '@playwright/test';
import { ADA } from '../fixtures/demo';
import { Notes } from '../fixtures/notes';
import { expect, test } from '../fixtures/test';

type Name = keyof Window['fetchClients'];
const NAMES: Name[] = ['ky', 'ofetch', 'openapi-fetch'];

/** Ten at once. */
const listTenTimes = (page: Page, name: Name) =>
  page.evaluate(async (client) => {
    const { users } = window.fetchClients[client](window.api, window.apiUrl);
    return (await Promise.all(Array.from({ length: 10 }, () => users()))).map((list) => list?.[0]?.email);
  }, name);

for (const name of NAMES) {
  test.describe(`${name} with api.fetch`, () => {
    test('ten calls after expiry are one refresh and ten answers', async ({ client, server }) => {
      await client.open();
      await client.register(ADA);
      const answers = Array.from({ length: 10 }, () => ADA.email);
      expect(await listTenTimes(client.page, name)).toEqual(answers);
      await server.expireAccessTokens();
      const before = await server.counters();
      expect(await listTenTimes(client.page, name)).toEqual(answers);
      expect(await server.since(before)).toMatchObject({ refreshes: 1, reuses: 0 });
    });

    test('a body is replayed as it was', async ({ client, server }) => {
      const notes = await Notes.open(server.apiUrl);
      await client.open({ session: { origins: [notes.origin] } });
      await client.register(ADA);
      await server.expireAccessTokens();
      const text = 'schlüssel '.repeat(20_000);
      const post = async ([client, origin, text]: [Name, string, string]) =>
        (await window.fetchClients[client](window.api, origin).note(text))?.text === text;
      expect(await client.page.evaluate(post, [name, notes.origin, text] as [Name, string, string])).toBe(true);
      expect(notes.posted.map(({ status }) => status)).toEqual([401, 201]);
      const [first, replay] = notes.posted;
      expect(first?.body).toBe(JSON.stringify({ text }));
      expect(replay).toEqual({ ...first, status: 201 });
      await notes.close();
    });

    test('whoever aborts while it waits is told at once, and the refresh goes on', async ({ client, gate, server }) => {
      await client.open();
      await client.register(ADA);
      await server.expireAccessTokens();
      const refresh = gate.stop('GET /refresh', 'answer');
      const begun = await client.page.evaluateHandle((name) => {
        const { users } = window.fetchClients[name](window.api, window.apiUrl);
        const controller = new AbortController();
        const call = users(controller.signal).catch((error: unknown) => error as Error & { cause?: Error });
        return { users, controller, call };
      }, name);
      await refresh.reached;
      const told = await begun.evaluate(async ({ controller, call }) => {
        controller.abort();
        const error = await call;
        const isAborted = error instanceof Error && [error.name, error.cause?.name].includes('AbortError');
        return [isAborted, window.api.session.isRefreshing];
      });
      expect(told).toEqual([true, true]);
      refresh.go();
      expect((await begun.evaluate(({ users }) => users()))?.length).toBe(1);
    });

    test('the end of the session is that client’s own 401', async ({ client, server }) => {
      await client.open();
      await client.register(ADA);
      await server.revokeAllSessions();
      await server.expireAccessTokens();
      const [outcome, status] = await client.page.evaluate(async (name) => {
        const { users } = window.fetchClients[name](window.api, window.apiUrl);
        const end = await users().then(
          (data) => (data === undefined ? 'no data' : 'data'),
          (error: unknown) => (error as { response?: Response }).response?.status,
        );
        return [end, window.api.session.status];
      }, name);
      expect(status).toBe('anonymous');
      expect(outcome).toBe(name === 'openapi-fetch' ? 'no data' : 401);
    });
  });
}
