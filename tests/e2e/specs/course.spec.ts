// Why somebody needs evertoken: the course's last listing, run in the browser against our server.

import type { Page } from '@playwright/test';
import { ADA } from '../fixtures/demo';
import type { AuthServer } from '../fixtures/auth_server';
import { expect, test } from '../fixtures/test';

test("the course's last listing never refreshes: its condition lacks a `!`", async ({ client, server }) => {
  await client.open();
  await client.register(ADA);
  const before = await expire(server);
  expect(await statusByCourse(client.page, 'as printed')).toBe(401);
  expect(await server.since(before)).toMatchObject({ refreshes: 0, unauthorized: 1 });
});

test('with the `!` it does', async ({ client, server }) => {
  await client.open();
  await client.register(ADA);
  const before = await expire(server);
  expect(await statusByCourse(client.page, 'with the !')).toBe(200);
  expect(await server.since(before)).toMatchObject({ refreshes: 1, unauthorized: 1 });
});

test('but ten calls are ten refreshes', async ({ client, server }) => {
  await client.open();
  await client.register(ADA);
  const before = await expire(server);
  const statuses = await client.page.evaluate(async () => {
    const $api = window.courseClient(window.apiUrl, 'with the !');
    const answers = await Promise.all(Array.from({ length: 10 }, () => $api.get('/users')));
    return answers.map(({ status }) => status);
  });
  expect(statuses).toEqual(Array.from({ length: 10 }, () => 200));
  expect((await server.since(before)).refreshes).toBeGreaterThan(1);
});

test('ours does without a line of it, and ten calls are one refresh', async ({ client, server }) => {
  await client.open();
  await client.register(ADA);
  const before = await expire(server);
  const statuses = await client.page.evaluate(async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => window.api.get('/users')));
    return answers.map(({ status }) => status);
  });
  expect(statuses).toEqual(Array.from({ length: 10 }, () => 200));
  expect(await server.since(before)).toMatchObject({ refreshes: 1 });
});

test("the course's interceptors left in place do no harm: one refresh, the data", async ({ client, server }) => {
  await client.open();
  await client.register(ADA);
  const before = await expire(server);
  const status = await client.page.evaluate(async () => {
    const { api, apiUrl } = window;
    api.interceptors.request.use((config) => {
      config.headers.Authorization = `Bearer ${localStorage.getItem('token')}`;
      return config;
    });
    api.interceptors.response.use(
      (response) => response,
      async (error: unknown) => {
        if (!window.evertoken.isApiError(error) || error.config === undefined) throw error;
        if (error.response?.status !== 401 || error.config._isRetry === true) throw error;
        error.config._isRetry = true;
        const answer = await fetch(`${apiUrl}/refresh`, { credentials: 'include' });
        localStorage.setItem('token', ((await answer.json()) as { accessToken: string }).accessToken);
        return api.request(error.config);
      },
    );
    return (await api.get('/users')).status;
  });
  expect(status).toBe(200);
  expect(await server.since(before)).toMatchObject({ refreshes: 1, unauthorized: 1 });
});

async function expire(server: AuthServer) {
  await server.expireAccessTokens();
  return server.counters();
}

function statusByCourse(page: Page, condition: 'as printed' | 'with the !') {
  return page.evaluate(async (chosen) => {
    const $api = window.courseClient(window.apiUrl, chosen);
    const refused = (error: { response?: { status?: number } }) => error.response?.status;
    return $api.get('/users').then(({ status }) => status, refused);
  }, condition);
}
