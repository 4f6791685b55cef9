import { ApiClient } from 'evertoken';
import { observableSession } from 'evertoken/mobx';
import { autorun, makeAutoObservable } from 'mobx';
import { expect, test, vi } from 'vitest';

const ADA = { email: 'ada@example.org' };

const client = (key) => new ApiClient({ baseURL: 'http://localhost:1', session: { key } });

test('what reads a field runs again when the session changes', () => {
  const api = client('seen');
  const session = observableSession(api);
  const seen = [];
  const stop = autorun(() => seen.push([session.status, session.user?.email, session.isRefreshing, session.expiresAt]));
  api.session.setToken('token', ADA);
  stop();
  expect(seen).toEqual([
    ['unknown', undefined, false, undefined],
    ['authenticated', ADA.email, false, undefined],
  ]);
});

test('it listens only while somebody observes it', () => {
  const api = client('listens');
  const subscribe = vi.spyOn(api.session, 'subscribe');
  const session = observableSession(api);
  expect(session.status).toBe('unknown');
  expect(subscribe).not.toHaveBeenCalled();
  let runs = 0;
  const watch = () => {
    runs += 1;
    return session.status;
  };
  const stops = [autorun(watch), autorun(watch)];
  expect(subscribe).toHaveBeenCalledTimes(1);
  for (const stop of stops) stop();
  api.session.setToken('token');
  expect(runs).toBe(2);
  expect(session.status).toBe('authenticated');
  autorun(watch)();
  expect(subscribe).toHaveBeenCalledTimes(2);
});

test('a store can hold it in an observable field', () => {
  const api = client('field');
  const store = makeAutoObservable({ session: observableSession(api), get email() { return this.session.user?.email; } });
  const seen = [];
  const stop = autorun(() => seen.push(store.email));
  api.session.setToken('token', ADA);
  stop();
  expect(seen).toEqual([undefined, ADA.email]);
});
