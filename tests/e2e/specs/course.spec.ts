// The course's client, as printed but for the edits of `client_page/seed_edits.ts`, against our server.

import { ADA } from '../fixtures/demo';
import { CoursePage } from '../fixtures/course_page';
import { expect, test as base } from '../fixtures/test';
import { COURSE } from '../client_page/seed_edits';

const test = base.extend<{ course: CoursePage }>({
  course: ({ page, stage }, run) => run(new CoursePage(page, stage.clientSite)),
});

const DATA = `200 ${ADA.email}`;
const SIGNED_IN = { isAuth: true, email: ADA.email, isLoading: false };
const SIGNED_OUT = { isAuth: false, email: null, isLoading: false };

test.describe('on axios from npm, as the course has it', () => {
  test('the last listing never refreshes: its condition lacks a `!`', async ({ course, server }) => {
    await course.open('axios, as printed');
    await course.registration(ADA);
    await server.expireAccessTokens();
    const before = await server.counters();
    expect(await course.fetchUsers()).toEqual([expect.stringContaining('rejected with 401')]);
    expect(await server.since(before)).toMatchObject({ refreshes: 0, unauthorized: 1 });
  });

  test('with the `!` the whole course runs against our server', async ({ course, server }) => {
    await course.open('axios, with the !');
    await course.checkAuth();
    expect(await course.state()).toEqual(SIGNED_OUT);
    await course.registration(ADA);
    expect(await course.state()).toEqual(SIGNED_IN);
    const before = await server.counters();
    await server.expireAccessTokens();
    expect(await course.fetchUsers()).toEqual([DATA]);
    expect(await server.since(before)).toMatchObject({ refreshes: 1, unauthorized: 1 });

    await course.open('axios, with the !');
    await course.checkAuth();
    expect(await course.state()).toEqual(SIGNED_IN);
    await course.logout();
    expect(await course.state()).toEqual(SIGNED_OUT);
    await course.login({ ...ADA, password: 'wrong password' });
    expect(await course.state()).toEqual(SIGNED_OUT);
    await course.login(ADA);
    expect(await course.state()).toEqual(SIGNED_IN);
  });

  test('but ten calls are several refreshes', async ({ course, server }) => {
    await course.open('axios, with the !');
    await course.registration(ADA);
    const before = await server.counters();
    await server.expireAccessTokens();
    await course.fetchUsers(10); // they race each other for one cookie; who of them wins is luck
    expect((await server.since(before)).refreshes).toBeGreaterThan(1);
  });
});

for (const edit of Object.keys(COURSE).filter((name) => name.startsWith('ours'))) {
  /** The printed condition is the wrong way round: it fires when there is nothing left to do, and asks once more. */
  const asksOnceMore = edit.includes('as printed') ? 1 : 0;

  test.describe(`with the import changed: ${edit}`, () => {
    test.beforeEach(({ course }) => course.open(edit));

    test('a first visitor is nobody, and registers', async ({ course }) => {
      await course.checkAuth();
      expect(await course.state()).toEqual(SIGNED_OUT);
      await course.registration(ADA);
      expect(await course.state()).toEqual(SIGNED_IN);
      expect(await course.fetchUsers()).toEqual([DATA]);
      await expect.poll(() => course.wire.statuses('/api/users')).toEqual([200]);
    });

    test('ten calls after expiry are one refresh, and each gets its data', async ({ course, server }) => {
      await course.registration(ADA);
      const before = await server.counters();
      await server.expireAccessTokens();
      expect(await course.fetchUsers(10)).toEqual(Array.from({ length: 10 }, () => DATA));
      const moved = await server.since(before);
      expect(moved).toMatchObject({ refreshes: 1, reuses: 0 });
      expect(moved.requests).toBe(10 + moved.unauthorized + 1);
      // And the token that others see is the new one.
      const token = await course.token();
      await course.fetchUsers();
      expect(await course.wire.requests('/api/users').at(-1)?.headerValue('authorization')).toBe(`Bearer ${token}`);
    });

    test('a reload and `checkAuth` bring the person back', async ({ course, server }) => {
      await course.registration(ADA);
      const before = await server.counters();
      await course.open(edit);
      await course.checkAuth();
      expect(await course.state()).toEqual(SIGNED_IN);
      expect(await course.fetchUsers()).toEqual([DATA]);
      await server.expireAccessTokens();
      expect(await course.fetchUsers()).toEqual([DATA]);
      expect(await server.since(before)).toMatchObject({ refreshes: 2, unauthorized: 1, reuses: 0 });
    });

    test('an endpoint that refuses every token costs no loop, and the caller its 401', async ({ course, server }) => {
      await course.registration(ADA);
      await server.set({ usersStatus: 401 });
      const before = await server.counters();
      expect(await course.fetchUsers()).toEqual(['rejected with 401: The lab forced this answer']);
      expect(await server.since(before)).toMatchObject({
        requests: 3 + 2 * asksOnceMore,
        refreshes: 1 + asksOnceMore,
        unauthorized: 2 + asksOnceMore,
      });
    });

    test('a session that the server ended is an end, with the 401 of the call', async ({ course, server }) => {
      await course.registration(ADA);
      await server.revokeAllSessions();
      const before = await server.counters();
      expect(await course.fetchUsers(3)).toEqual(
        Array.from({ length: 3 }, () => 'rejected with 401: The access token is missing, invalid or expired'),
      );
      const refreshes = 2 + 3 * asksOnceMore; // «no» is asked for twice
      expect(await server.since(before)).toMatchObject({ requests: 3 + refreshes, refreshes });
      await course.login(ADA);
      expect(await course.fetchUsers()).toEqual([DATA]);
    });

    test('logout is one, and another login works', async ({ course, server, context }) => {
      await course.registration(ADA);
      await course.logout();
      expect(await course.state()).toEqual(SIGNED_OUT);
      expect(await course.token()).toBeNull();
      expect(await context.cookies(server.origin)).toEqual([]);
      await course.login({ ...ADA, password: 'wrong password' });
      expect(await course.state()).toEqual(SIGNED_OUT);
      await course.login(ADA);
      expect(await course.state()).toEqual(SIGNED_IN);
      expect(await course.fetchUsers()).toEqual([DATA]);
    });
  });
}
