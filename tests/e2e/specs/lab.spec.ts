import { ADA } from '../fixtures/demo';
import { expect, test } from '../fixtures/test';

test("the server's own counters stand beside the page's story", async ({ demo, server }) => {
  await demo.openAs(ADA);
  await demo.button('Ten calls at once').click();
  await expect(demo.result).toHaveText(/^10 answers/);
  const { requests, refreshes, unauthorized } = await server.counters();
  await expect(demo.page.getByTestId('counter-requests')).toHaveText(String(requests));
  await expect(demo.page.getByTestId('counter-refreshes')).toHaveText(String(refreshes));
  await expect(demo.page.getByTestId('counter-rejected')).toHaveText(String(unauthorized));
});

test('«Expire my token now» costs one renewal that nobody notices', async ({ demo }) => {
  await demo.openAs(ADA);
  await expect(demo.page.getByTestId('renewals')).toHaveText('0 ×');
  await demo.button('Expire my token now').click();
  await expect(demo.page.getByRole('status', { name: 'Lab' })).toContainText('refuses the token');
  await demo.button('Load users').click();
  await expect(demo.userList).toContainText(ADA.email);
  await expect(demo.page.getByTestId('renewals')).toHaveText('1 ×');
});

test('«Kill the refresh cookie» ends the session at the next call', async ({ demo }) => {
  await demo.openAs(ADA);
  await demo.button('Kill the refresh cookie').click();
  await expect(demo.page.getByRole('status', { name: 'Lab' })).toContainText('revoked');
  await demo.button('Load users').click();
  await demo.expectLoggedOut();
  await expect(demo.notice).toContainText('Your session has ended');
});

test.describe('a server without its lab', () => {
  test.use({ hasLab: false, expectedConsole: /status of 404/ });

  test('has no panel, and the page works', async ({ demo }) => {
    await demo.openAs(ADA);
    await demo.button('Load users').click();
    await expect(demo.userList).toContainText(ADA.email);
    await expect(demo.button('Expire my token now')).toHaveCount(0);
  });
});
