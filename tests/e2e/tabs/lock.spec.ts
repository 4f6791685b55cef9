// F14: whoever has the lock of the refresh does not give it back: it hangs, or its tab goes, freezes or dies.

import { ADA } from '../fixtures/demo';
import type { Engine } from '../fixtures/browsers';
import type { Tab } from './fixtures/tab';
import { holds, isAskedFor, takeLock } from './fixtures/lock';
import { expect, test } from './fixtures/test';

test('a lock that is never given back makes nobody wait for ever', async ({ tab, newTab, gate, server }) => {
  await tab.open();
  await tab.register(ADA);
  const hung = await (await newTab()).open();
  await takeLock(hung);
  await server.expireAccessTokens();
  const refresh = gate.stop('GET /refresh', 'request');
  const waits = isAskedFor(hung).then(() => 'it waits for the lock');
  const call = tab.users();
  expect(await Promise.race([waits, refresh.reached])).toBe('it waits for the lock');
  refresh.go();
  expect(await call).toBe('200');
  expect(await holds(hung), 'it still does').toBe(true);
});

const ENDS: Record<Engine, Record<string, (tab: Tab) => Promise<unknown>>> = {
  chromium: {
    'goes elsewhere': (tab) => tab.page.goto('about:blank'),
    'is frozen': async (tab) => (await tab.page.createCDPSession()).send('Page.setWebLifecycleState', { state: 'frozen' }),
    // Its process, not only its page.
    dies: (tab) => Promise.race([tab.page.goto('chrome://crash').catch(() => undefined), hasCrashed(tab)]),
  },
  firefox: {
    'goes elsewhere': (tab) => tab.page.goto('about:blank'),
    'is closed': (tab) => tab.page.close(),
  },
};

test('a tab that goes, freezes or dies during its refresh leaves the lock to the next', async ({ engine, newTab, gate, server }) => {
  test.slow();
  await server.set({ graceSeconds: 600 });
  const first = await (await newTab()).open();
  await first.register(ADA);
  // However long it takes until the browser has noticed, this one waits.
  const next = await (await newTab()).open({ without: ['patience'] });
  await next.sees(first);
  for (const [end, come] of Object.entries(ENDS[engine])) {
    await test.step(`a tab that ${end}`, async () => {
      const holder = await (await newTab()).open();
      await holder.sees(next);
      await server.expireAccessTokens();
      const theirs = gate.stop('GET /refresh', 'answer');
      await holder.beginUsers();
      await theirs.reached;
      expect(await holds(holder)).toBe(true);
      await come(holder);
      const refresh = gate.stop('GET /refresh', 'request');
      const call = next.users();
      await refresh.reached;
      expect(await holds(next), 'the next one has it, and does not go without').toBe(true);
      refresh.go();
      expect(await call).toBe('200');
      theirs.go();
    });
  }
});

function hasCrashed({ page }: Tab): Promise<void> {
  return new Promise((resolve) => page.once('error', () => resolve()));
}
