// F15: a localStorage that cannot be named, is full, holds garbage or megabytes, or is cleared meanwhile.

import { ADA } from '../fixtures/demo';
import type { Tab } from './fixtures/tab';
import { held, kept } from './fixtures/store';
import { expect, test } from './fixtures/test';

const WARNING = 'evertoken: the storage cannot be used, the session is kept in memory';

/** Of the token and of its mark. */
const GARBAGE: [string, string][] = [
  ['', ''],
  ['null', 'null'],
  ['two words', '{"v":1,"generation":-1}'],
  ['{"token":"x"}', '{"v":1,"generation":1,"ended":"never"}'],
  ['nonsense', '[]'],
  ['x'.repeat(5_000_000), '{'],
  ['nonsense', 'x'.repeat(5_000_000)],
];

test('where the storage cannot be named the session lives in memory, and after a reload by its cookie', async ({ tab, gate, server, profile }) => {
  const warnings = warningsOf(tab);
  await tab.open({ without: ['storage'] });
  await tab.register(ADA);
  await server.expireAccessTokens();
  expect(await tab.users()).toBe('200');
  await tab.reload();
  expect(await tab.check()).toBe(true);
  expect(await tab.users()).toBe('200');
  expect(gate.statuses('GET /refresh')).toEqual([200, 200]);
  await tab.logout();
  expect(await tab.check()).toBe(false);
  expect(await profile.cookies()).toEqual([]);
  expect(warnings, 'one a page').toEqual([WARNING, WARNING]);
});

test('a storage that is full keeps nobody from signing in and going on', async ({ tab, newTab, server }) => {
  const warnings = warningsOf(tab);
  await tab.open();
  await fill(tab);
  await tab.register(ADA);
  const other = await (await newTab()).open();
  expect(await other.check()).toBe(true);
  await server.expireAccessTokens();
  expect(await Promise.all([tab.users(), other.users()])).toEqual(['200', '200']);
  expect(warnings).toEqual([WARNING]);
  await tab.logout();
  await expect.poll(() => other.check()).toBe(false);
});

test('a storage that is full when the token is renewed ends no session, here or in other tabs', async ({ tab, newTab, server }) => {
  const warnings = warningsOf(tab);
  await server.set({ opaqueTokens: true });
  await tab.open();
  await tab.register(ADA);
  const other = await (await newTab()).open();
  await other.sees(tab);
  expect(await other.users()).toBe('200');
  await fill(tab);
  await server.set({ opaqueTokens: null }); // longer ones
  await server.expireAccessTokens();
  expect(await tab.users()).toBe('200');
  expect(warnings).toEqual([WARNING]);
  expect(await other.users()).toBe('200');
  await server.expireAccessTokens();
  expect(await Promise.all([tab.users(), other.users()])).toEqual(['200', '200']);
  expect([await tab.heard(), await other.heard()].flat()).not.toEqual(expect.arrayContaining([expect.stringMatching(/over|logout/)]));
  expect(await (await (await newTab()).open()).check()).toBe(true);
});

test('garbage and megabytes that somebody writes are no token and no error, now and after a reload', async ({ tab, newTab, gate }) => {
  await tab.open();
  await tab.register(ADA);
  const other = await (await newTab()).open();
  await other.sees(tab);
  for (const [token, mark] of GARBAGE) {
    await test.step(`${token.slice(0, 20)} ${mark.slice(0, 20)}`, async () => {
      const before = gate.to('GET /refresh').length;
      await write(other, token, mark);
      await expect.poll(() => lengths(tab)).toEqual([token.length, mark.length]);
      expect(await tab.users()).toBe('200');
      await other.sees(tab);
      expect(await other.users()).toBe('200');
      expect(gate.to('GET /refresh')).toHaveLength(before + 1);

      await write(other, token, mark);
      const next = await (await newTab()).open();
      expect(await next.check()).toBe(true);
      expect(await next.users()).toBe('200');
      expect(await kept(next)).toBe(await held(next));
      await next.page.close();
    });
  }
  expect([await tab.heard(), await other.heard()].flat()).not.toEqual(expect.arrayContaining([expect.stringMatching(/over|logout/)]));
});

test('a storage that another tab clears is no logout: one refresh, and both go on', async ({ tab, newTab, gate }) => {
  await tab.open();
  await tab.register(ADA);
  const other = await (await newTab()).open();
  await other.sees(tab);
  await clear(other);
  await expect.poll(() => kept(tab)).toBe(null);
  expect(await tab.users()).toBe('200');
  await other.sees(tab);
  expect(await kept(other)).toBe(await held(tab));
  expect(await other.users()).toBe('200');
  expect(gate.statuses('GET /refresh')).toEqual([200]);
  expect([await tab.heard(), await other.heard()]).toEqual([['login', 'refreshed'], []]);
});

test('a storage that another tab clears during a refresh has the new token afterwards', async ({ tab, newTab, gate, server }) => {
  await tab.open();
  await tab.register(ADA);
  const other = await (await newTab()).open();
  await other.sees(tab);
  await server.expireAccessTokens();
  const answer = gate.stop('GET /refresh', 'answer');
  const waiting = Promise.all([tab.users(), tab.users()]);
  await answer.reached;
  await clear(other);
  await expect.poll(() => kept(tab)).toBe(null);
  answer.go();
  expect(await waiting).toEqual(['200', '200']);
  await other.sees(tab);
  expect(await kept(other)).toBe(await held(tab));
  expect(await other.users()).toBe('200');
  expect(gate.statuses('GET /refresh')).toEqual([200]);
});

/** What the page has written to the console about it. */
function warningsOf({ page }: Tab): string[] {
  const lines: string[] = [];
  page.on('console', (line) => {
    if (line.text() === WARNING) lines.push(line.text());
  });
  return lines;
}

/** To the last few bytes. */
function fill({ page }: Tab): Promise<void> {
  return page.evaluate(() => {
    for (let size = 2 ** 22, number = 0; size >= 1; number += 1) {
      try {
        localStorage.setItem(`filler ${number}`, 'x'.repeat(size));
      } catch {
        size /= 2;
      }
    }
  });
}

function write({ page }: Tab, token: string, mark: string): Promise<void> {
  return page.evaluate(
    (text, besides) => {
      localStorage.setItem('token', text);
      localStorage.setItem('token:session', besides);
    },
    token,
    mark,
  );
}

function clear({ page }: Tab): Promise<void> {
  return page.evaluate(() => localStorage.clear());
}

function lengths({ page }: Tab): Promise<(number | undefined)[]> {
  return page.evaluate(() => ['token', 'token:session'].map((key) => localStorage.getItem(key)?.length));
}
