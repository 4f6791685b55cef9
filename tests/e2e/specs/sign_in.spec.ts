import { ADA, GRACE } from '../fixtures/demo';
import { expect, test } from '../fixtures/test';

test('a first visitor sees the login form and no message', async ({ demo }) => {
  await demo.open();
  await demo.expectLoggedOut();
  await expect(demo.notice).toBeEmpty();
  await expect(demo.page).toHaveTitle(/evertoken/);
});

test('a person registers and is logged in', async ({ demo, server }) => {
  await demo.open();
  await demo.register(ADA);
  await demo.expectLoggedIn(ADA);
  await demo.button('Load users').click();
  await expect(demo.userList.getByRole('listitem')).toHaveText([/ada@example\.org\s*you/]);
  expect(await server.counters()).toMatchObject({ unauthorized: 1, refreshes: 1 }); // the first visitor's checkAuth
});

test('a person who has an account logs in', async ({ demo, server }) => {
  await server.register(ADA);
  await demo.open();
  await demo.login(ADA);
  await demo.expectLoggedIn(ADA);
  expect(await server.counters()).toMatchObject({ logins: 1 });
});

test("the server's own messages stand at their fields", async ({ demo }) => {
  await demo.open();
  await demo.register({ email: 'nobody', password: 'short' });
  const email = demo.form.getByLabel('E-mail');
  await expect(email).toHaveAttribute('aria-invalid', 'true');
  await expect(email).toHaveAccessibleDescription('Please enter a valid email address');
  await expect(demo.form.getByLabel('Password')).toHaveAccessibleDescription(
    'Please choose a password of 8 to 128 characters',
  );
  await expect(demo.form.getByRole('alert')).toHaveText('Please check the highlighted fields');
  await demo.expectLoggedOut();
});

test("a wrong password shows the server's message and changes nothing", async ({ demo, server }) => {
  await server.register(ADA);
  await demo.open();
  const before = await server.counters();
  await demo.login({ ...ADA, password: 'wrong password' });
  await expect(demo.form.getByRole('alert')).toHaveText('Wrong email or password');
  await expect(demo.form.getByLabel('E-mail')).toHaveValue(ADA.email);
  await demo.expectLoggedOut();
  expect(await server.since(before)).toMatchObject({ requests: 1, refreshes: 0, logins: 0, unauthorized: 0 });
});

test('a wrong password leaves the session that is there alone', async ({ client, server }) => {
  await server.register(GRACE);
  await client.open();
  await client.register(ADA);
  const refusal = await client.page.evaluate(async (grace) => {
    const token = window.api.session.getToken();
    const error: unknown = await window.api.session.login({ ...grace, password: 'wrong password' }).catch((reason: unknown) => reason);
    if (!window.evertoken.isApiError(error)) throw error;
    const { data } = await window.api.get<unknown[]>('/users');
    return { status: error.status, isSameToken: window.api.session.getToken() === token, people: data.length };
  }, GRACE);
  expect(refusal).toEqual({ status: 400, isSameToken: true, people: 2 });
  expect(await client.email()).toBe(ADA.email);
});
