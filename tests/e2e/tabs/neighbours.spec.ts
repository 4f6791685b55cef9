// F26: in the next tab runs the course's own client, on axios from npm, as it was printed (with the `!` that it lacks). It
// knows one thing, the raw token in the storage, and writes nothing else.

import type { Tab } from './fixtures/tab';
import { ADA } from '../fixtures/demo';
import { NOBODY } from './fixtures/tab';
import { expect, test } from './fixtures/test';

const EDIT = 'axios, with the !';

/** The course's page, as its components use it. */
class Course {
  readonly tab: Tab;

  constructor(tab: Tab) {
    this.tab = tab;
  }

  async open(): Promise<this> {
    await this.tab.open();
    await this.tab.page.evaluate(async (name) => {
      window.api.close();
      document.querySelector('meta[name="api-url"]')?.setAttribute('content', window.api.defaults.baseURL ?? '');
      const course = await window.seeds.course[name]?.();
      if (course === undefined) throw new Error(`there is no edit ${name}`);
      window.course = course;
    }, EDIT);
    return this;
  }

  register(): Promise<void> {
    return this.tab.page.evaluate(({ email, password }) => window.course.store.registration(email, password), ADA);
  }

  users(): Promise<string> {
    return this.tab.page.evaluate(async () => String((await window.course.UserService.fetchUsers()).status));
  }

  logout(): Promise<void> {
    return this.tab.page.evaluate(() => window.course.store.logout());
  }
}

test("the course's client and ours share the token, whoever signs in, renews it and signs out", async ({ tab, newTab, gate, server }) => {
  const course = await new Course(await newTab()).open();
  await course.register();
  await tab.open();
  await tab.sees(course.tab);
  expect(await tab.users()).toBe('200');
  expect(await tab.check()).toBe(true);
  expect(gate.to('GET /refresh')).toEqual([]);

  await server.expireAccessTokens();
  expect(await course.users()).toBe('200');
  await tab.sees(course.tab);
  expect(await tab.users()).toBe('200');
  expect(gate.to('GET /refresh'), 'it has renewed the token').toHaveLength(1);

  await server.expireAccessTokens();
  expect(await tab.users()).toBe('200');
  await course.tab.sees(tab);
  expect(await course.users()).toBe('200');
  expect(gate.to('GET /refresh'), 'we have').toHaveLength(2);
  expect(await tab.heard()).not.toContain('over');

  await course.logout();
  await expect.poll(() => tab.session()).toEqual(NOBODY);
  expect((await tab.heard()).at(-1)).toBe('logout');
});

test('a mark that another version of ours has written is no obstacle: the token is shared', async ({ tab, newTab, gate, server }) => {
  await tab.open();
  await tab.register(ADA);
  const other = await (await newTab()).open();
  await other.sees(tab);
  expect(await other.users()).toBe('200');
  await server.expireAccessTokens();
  expect(await tab.users()).toBe('200');
  await tab.page.evaluate(() => {
    const mark = JSON.parse(localStorage.getItem('token:session') ?? '') as object;
    localStorage.setItem('token:session', JSON.stringify({ ...mark, v: 2, generation: 'of another kind' }));
  });
  await other.sees(tab);
  expect(await other.users()).toBe('200');
  expect((await other.session()).token).toBe((await tab.session()).token);
  expect(gate.to('GET /refresh')).toHaveLength(1);

  await other.sees(tab);
  await server.expireAccessTokens();
  expect(await Promise.all([tab.users(), other.users()])).toEqual(['200', '200']);
  expect([await tab.heard(), await other.heard()].flat()).not.toContain('over');
});
