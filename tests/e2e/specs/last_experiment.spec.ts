// The course's last experiment: a refresh token of 30 s. Silent refreshes while it lives, then one clean end. Once by a server's
// clock that is turned, once by waiting.

import { ADA } from '../fixtures/demo';
import { CoursePage } from '../fixtures/course_page';
import { CourseServer } from '../fixtures/course_server';
import { expect, test } from '../fixtures/test';

const ACCESS_S = 15;
const REFRESH_S = 30;

const TIMES = [
  { lives: 'by a clock that is turned', isTurned: true, tag: [] },
  { lives: 'by waiting', isTurned: false, tag: ['@long'] },
];

for (const { lives, isTurned, tag } of TIMES) {
  test(`${lives}: our server ends the session at its absolute end, however much it is used`, { tag }, async ({ client, server }) => {
    test.slow();
    await server.set({ accessTtlSeconds: ACCESS_S, refreshTtlSeconds: REFRESH_S });
    await client.open();
    await client.register(ADA);
    const ends = await client.page.evaluateHandle(() => {
      const heard: string[] = [];
      window.api.session.on('over', ({ status }) => heard.push(status));
      return heard;
    });
    const answers: string[] = [];
    const call = async () => {
      const answer = await client.page.evaluate(() =>
        window.api.get('/users').then(
          ({ status }) => String(status),
          (error: unknown) => {
            if (!window.evertoken.isApiError(error)) throw error;
            return `${error.status} ${(error.cause as { code?: string }).code}`;
          },
        ),
      );
      answers.push(answer);
      return answer;
    };
    for (let passed = 1; isTurned && (await call()) === '200'; passed += 1) await server.set({ clockOffsetSeconds: passed });
    await expect.poll(call, { intervals: [500] }).not.toBe('200');

    // Until the end nobody noticed anything; the end came as one.
    expect(answers.find((answer) => answer !== '200')).toBe('401 ERR_SESSION_OVER');
    expect(answers.length).toBeGreaterThan(2);
    const last = ['GET /api/refresh 200', 'GET /api/refresh 401', 'GET /api/refresh 401'];
    await expect.poll(() => client.wire.lines('/refresh').slice(-3)).toEqual(last);
    const refreshes = client.wire.lines('/refresh');
    expect(refreshes.filter((line) => line.endsWith('401'))).toHaveLength(2); // «no» is asked for twice
    expect(await ends.jsonValue()).toEqual(['anonymous']);

    // And nobody asks again.
    for (let again = 0; again < 3; again++) expect(await call()).toMatch(/^401/);
    await expect.poll(() => client.wire.lines('/refresh')).toEqual(refreshes);
    const now = await client.page.evaluate(() => [window.api.session.status, localStorage.getItem('token')]);
    expect(now).toEqual(['anonymous', null]);
  });

  test(`${lives}: the course's server ends a session that nobody used for so long`, { tag }, async ({ page, stage, context }) => {
    test.slow();
    const lifetimes = { access: `${ACCESS_S}s`, refresh: `${REFRESH_S}s` };
    const server = await CourseServer.start(stage.clientSite.origin, lifetimes);
    stage.clientSite.apiUrl = server.apiUrl;
    const course = new CoursePage(page, stage.clientSite);
    await course.open('ours, interceptors deleted');
    await course.registration(ADA);
    const ends = await page.evaluateHandle(() => {
      const heard: string[] = [];
      window.course.$api.session.on('over', ({ status }) => heard.push(status));
      return heard;
    });
    const token = await course.token();
    if (isTurned) await server.pass(ACCESS_S);
    await expect.poll(() => server.statusFor(token)).toBe(401);
    expect(await course.fetchUsers(3)).toEqual(Array.from({ length: 3 }, () => `200 ${ADA.email}`));
    await expect.poll(() => course.wire.lines('/refresh')).toEqual(['GET /api/refresh 200']);

    const [cookie] = await context.cookies(server.apiUrl);
    const claims = JSON.parse(atob(cookie?.value.split('.')[1] ?? '')) as { iat: number; exp: number };
    expect(claims.exp - claims.iat).toBe(REFRESH_S);
    if (isTurned) await server.pass(REFRESH_S);
    else await expect.poll(() => Date.now()).toBeGreaterThan(1000 * claims.exp);
    const refused = 'rejected with 401: Пользователь не авторизован';
    expect(await course.fetchUsers(3)).toEqual([refused, refused, refused]);
    expect(await course.fetchUsers()).toEqual([refused]);
    await expect.poll(() => course.wire.lines('/refresh').slice(1)).toEqual(['GET /api/refresh 401', 'GET /api/refresh 401']);
    expect(await ends.jsonValue()).toEqual(['anonymous']);
    await server.stop();
  });
}
