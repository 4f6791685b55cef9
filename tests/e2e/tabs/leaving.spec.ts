// F06: the page goes away while its refresh is under way. The server has rotated the cookie, which has no grace for the old
// one; the answer with the new one is on its way to nobody. `keepalive` lets the browser take it all the same.

import type { AuthServer } from '../fixtures/auth_server';
import type { Gate, Passage } from '../fixtures/gate';
import type { Opening, Tab } from './fixtures/tab';
import { ADA } from '../fixtures/demo';
import { expect, test } from './fixtures/test';

test.beforeEach(({ server }) => server.set({ graceSeconds: 0 }));

const WAYS: Record<string, (tab: Tab) => Promise<unknown>> = {
  'is reloaded': (tab) => tab.page.reload(),
  'goes elsewhere': (tab) => tab.page.goto('about:blank'),
  'is closed': (tab) => tab.page.close(),
};

for (const [way, leave] of Object.entries(WAYS)) {
  test(`a page that ${way} during its refresh keeps the session`, async ({ tab, newTab, gate, server, profile }) => {
    const { passage, go } = await refreshing(tab, gate, server);
    const cookie = async () => (await profile.cookies())[0]?.value;
    const rotated = await cookie();
    await leave(tab);
    // By then the browser has let go of whatever the page was waiting for.
    const next = await (await newTab()).open();
    go();
    expect(await passage.fate).toBe('delivered');
    await expect.poll(async () => (await cookie()) === rotated, 'the old cookie').toBe(false);
    expect(await next.users()).toBe('200');
    expect(await server.counters()).toMatchObject({ reuses: 0 });
  });

  test(`a page that ${way} during its refresh would lose the session without keepalive`, async ({ tab, newTab, gate, server }) => {
    const { passage, go } = await refreshing(tab, gate, server, { without: ['keepalive'] });
    await leave(tab);
    expect(await passage.fate).toBe('gone');
    go();
    const next = await (await newTab()).open();
    expect(await next.users()).toBe('401 ERR_SESSION_OVER');
    expect(await server.counters()).toMatchObject({ reuses: 1 });
  });
}

/** A tab whose refresh is answered, and the answer is on its way. */
async function refreshing(tab: Tab, gate: Gate, server: AuthServer, opening?: Opening): Promise<{ passage: Passage; go: () => void }> {
  await tab.open(opening);
  await tab.register(ADA);
  await server.expireAccessTokens();
  const answer = gate.stop('GET /refresh', 'answer');
  await tab.beginUsers();
  const passage = await answer.reached;
  expect(passage.status).toBe(200);
  return { passage, go: () => answer.go() };
}
