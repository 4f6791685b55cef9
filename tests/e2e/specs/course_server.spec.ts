// The course's own server, in Express, with the course's client on axios and on our SDK.

import { COURSE } from '../client_page/seed_edits';
import { CoursePage } from '../fixtures/course_page';
import { CourseServer } from '../fixtures/course_server';
import { ADA } from '../fixtures/demo';
import { expect, test as base } from '../fixtures/test';

const LIFE_S = 600;

const test = base.extend<{ courseServer: CourseServer; course: CoursePage }>({
  courseServer: async ({ stage }, run) => {
    const server = await CourseServer.start(stage.clientSite.origin, { access: `${LIFE_S}s` });
    stage.clientSite.apiUrl = server.apiUrl;
    await run(server);
    await server.stop();
  },
  course: ({ page, stage, courseServer }, run) => {
    expect(stage.clientSite.apiUrl).toBe(courseServer.apiUrl);
    return run(new CoursePage(page, stage.clientSite));
  },
});

const DATA = `200 ${ADA.email}`;
const SIGNED_IN = { isAuth: true, email: ADA.email, isLoading: false };
const SIGNED_OUT = { isAuth: false, email: null, isLoading: false };
const DELETED = 'ours, interceptors deleted, session.checkAuth()';

for (const edit of Object.keys(COURSE).filter((name) => name !== 'axios, as printed')) {
  const isOurs = edit.startsWith('ours');

  test.describe(edit, () => {
    test.beforeEach(({ course }) => course.open(edit));

    test('registration, reload, logout, a wrong password, login', async ({ course, context, courseServer }) => {
      await course.checkAuth();
      expect(await course.state()).toEqual(SIGNED_OUT);
      await course.registration(ADA);
      expect(await course.state()).toEqual(SIGNED_IN);
      expect(await course.fetchUsers()).toEqual([DATA]);
      await course.open(edit);
      await course.checkAuth();
      expect(await course.state()).toEqual(SIGNED_IN);
      await course.logout();
      expect(await course.state()).toEqual(SIGNED_OUT);
      expect(await context.cookies(courseServer.apiUrl)).toEqual([]);
      await course.login({ ...ADA, password: 'wrong password' });
      expect(await course.state()).toEqual(SIGNED_OUT);
      await course.login(ADA);
      expect(await course.state()).toEqual(SIGNED_IN);
      expect(await course.fetchUsers()).toEqual([DATA]);
    });

    test(`ten calls after expiry are ${isOurs ? 'one refresh, and get their data' : 'several refreshes'}`, async ({ course, courseServer }) => {
      await course.registration(ADA);
      await courseServer.pass(LIFE_S);
      expect(await courseServer.statusFor(await course.token())).toBe(401);
      course.wire.forget();
      const answers = await course.fetchUsers(10);
      const refreshes = () => course.wire.lines('/refresh');
      // axios' ten race each other for one cookie; who of them wins is luck.
      await expect.poll(() => refreshes().length).toBeGreaterThan(isOurs ? 0 : 1);
      if (!isOurs) return;
      expect(answers).toEqual(Array.from({ length: 10 }, () => DATA));
      expect(refreshes()).toEqual(['GET /api/refresh 200']);
    });
  });
}

test.describe('a server that signs by the second, tells the refresh token, and has one session a user', () => {
  test.beforeEach(async ({ course }) => {
    await course.open(DELETED);
    await course.registration(ADA);
  });

  test('renewals that are the same text as before are renewals', async ({ course, courseServer }) => {
    await courseServer.pass(1);
    await course.fetchUsers(); // else the first refresh would only take over what the course's store wrote
    const tokens = await course.page.evaluate(async () => {
      const { session } = window.course.$api;
      const seen: (string | null)[] = [];
      for (let turn = 0; turn < 5; turn++) {
        await session.refresh();
        seen.push(session.getToken());
      }
      return seen;
    });
    expect(new Set(tokens).size).toBe(1);
    await expect.poll(() => course.wire.lines('/refresh')).toEqual(Array.from({ length: 5 }, () => 'GET /api/refresh 200'));
    expect(await course.fetchUsers()).toEqual([DATA]);
  });

  test('the refresh token stays in its cookie, whatever the body says', async ({ course, context, courseServer }) => {
    await course.page.evaluate(() => window.course.$api.session.refresh());
    const [cookie] = await context.cookies(courseServer.apiUrl);
    expect(cookie).toMatchObject({ name: 'refreshToken', httpOnly: true, value: expect.stringMatching(/^ey/) });
    const visible = await course.page.evaluate(() => {
      const { session } = window.course.$api;
      const kept = JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]);
      return kept + JSON.stringify([session.getSnapshot(), window.course.$api]);
    });
    expect(visible).not.toContain(cookie?.value.split('.')[2]);
  });

  test('a login elsewhere ends this session: once, with the 401 of the call', async ({ course, courseServer, context }) => {
    const [cookie] = await context.cookies(courseServer.apiUrl);
    await courseServer.pass(LIFE_S); // within one second it would be the same refresh token
    expect((await courseServer.login(ADA)).refreshToken === cookie?.value).toBe(false);
    expect(await courseServer.statusFor(await course.token())).toBe(401);
    const ends = await course.page.evaluateHandle(() => {
      const heard: string[] = [];
      window.course.$api.session.on('over', ({ status }) => heard.push(status));
      return heard;
    });
    expect(await course.fetchUsers(3)).toEqual(Array.from({ length: 3 }, () => 'rejected with 401: Пользователь не авторизован'));
    expect(await course.fetchUsers()).toEqual(['rejected with 401: Пользователь не авторизован']);
    await expect.poll(() => course.wire.lines('/refresh')).toEqual(['GET /api/refresh 401', 'GET /api/refresh 401']); // «no» is asked for twice
    expect(await ends.jsonValue()).toEqual(['anonymous']);
  });
});
