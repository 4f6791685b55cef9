// F06: the page goes away while its refresh is under way. The server has rotated the cookie, which has no grace for the old
// one; the answer with the new one is on its way to nobody. `keepalive` lets the browser take it all the same.

import type { Gate, Passage } from './fixtures/gate';
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
  test(`a page that ${way} during its refresh keeps the session`, async ({ tab, newTab, gate, server }) => {
    await refreshing(tab, gate, () => server.expireAccessTokens(), {}, async (passage, go) => {
      await leave(tab);
      go();
      expect(await passage.fate).toBe('delivered');
    });
    const next = await (await newTab()).open();
    expect(await next.users()).toBe('200');
    expect(await server.counters()).toMatchObject({ reuses: 0 });
  });

  test(`a page that ${way} during its refresh would lose the session without keepalive`, async ({ tab, newTab, gate, server }) => {
    await refreshing(tab, gate, () => server.expireAccessTokens(), { without: ['keepalive'] }, async (passage, go) => {
      await leave(tab);
      expect(await passage.fate).toBe('gone');
      go();
    });
    const next = await (await newTab()).open();
    expect(await next.users()).toBe('401 ERR_SESSION_OVER');
    expect(await server.counters()).toMatchObject({ reuses: 1 });
  });
}

async function refreshing(
  tab: Tab,
  gate: Gate,
  expire: () => Promise<void>,
  opening: Opening,
  during: (passage: Passage, go: () => void) => Promise<void>,
): Promise<void> {
  await tab.open(opening);
  await tab.register(ADA);
  await expire();
  const answer = gate.stop('GET /refresh', 'answer');
  await tab.beginUsers();
  const passage = await answer.reached;
  expect(passage.status).toBe(200);
  await during(passage, () => answer.go());
}
