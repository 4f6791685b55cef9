// F10: a logout while a refresh is under way, at each place where the refresh can be; and somebody else's login after it.

import type { Place } from '../fixtures/gate';
import { ADA, GRACE } from '../fixtures/demo';
import { NOBODY } from './fixtures/tab';
import { expect, test } from './fixtures/test';

const PLACES: Record<Place, string> = {
  request: 'before the server has heard of it',
  answer: 'after the server has rotated the cookie',
};

for (const [place, when] of Object.entries(PLACES) as [Place, string][]) {
  test(`a logout during a refresh, ${when}, is one for good`, async ({ tab, gate, server, profile }) => {
    await tab.open();
    await tab.register(ADA);
    await server.expireAccessTokens();
    const refresh = gate.stop('GET /refresh', place);
    const waiting = tab.users();
    await refresh.reached;
    const logout = tab.logout();
    expect(await tab.session()).toEqual(NOBODY);
    expect(await waiting).toMatch(/^401/);

    refresh.go();
    await logout;
    await expect.poll(() => profile.cookies()).toEqual([]);
    expect(await tab.session()).toEqual(NOBODY);
    await tab.reload();
    expect(await tab.check()).toBe(false);
    expect(gate.statuses('GET /refresh').slice(1).every((status) => status === 401)).toBe(true);
  });

  test(`who logs in after it, ${when}, keeps cookie and token`, async ({ tab, gate, server }) => {
    await server.register(GRACE);
    await tab.open();
    await tab.register(ADA);
    await server.expireAccessTokens();
    const refresh = gate.stop('GET /refresh', place);
    const waiting = tab.users();
    await refresh.reached;
    const logout = tab.logout();
    const login = tab.login(GRACE);
    expect(await waiting).toMatch(/^401/);
    expect(gate.to('POST /login')).toEqual([]);

    refresh.go();
    await Promise.all([logout, login]);
    expect(await tab.session()).toMatchObject({ status: 'authenticated', email: GRACE.email });
    await server.expireAccessTokens();
    expect(await tab.users()).toBe('200');
    expect(await tab.session()).toMatchObject({ email: GRACE.email });
    await tab.reload();
    expect(await tab.check()).toBe(true);
    expect((await server.counters()).reuses).toBe(0);
  });
}
