import { ApiClient } from 'evertoken';
import { useSession } from 'evertoken/react';
import { StrictMode, act, createElement, useEffect } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { expect, test, vi } from 'vitest';

const ADA = { email: 'ada@example.org' };

globalThis.IS_REACT_ACT_ENVIRONMENT = true;

const client = (key) => new ApiClient({ baseURL: 'http://localhost:1', session: { key } });

/** A component that shows the session of `api`. */
const shown = (api) => {
  const Shown = () => {
    const { status, user } = useSession(api);
    return `${status} ${user?.email}`;
  };
  return createElement(StrictMode, null, createElement(Shown));
};

test('a component renders again when the session changes, and leaves nobody listening', () => {
  const api = client('renders');
  let listening = 0;
  const { subscribe } = api.session;
  vi.spyOn(api.session, 'subscribe').mockImplementation((listener) => {
    const stop = subscribe(listener);
    listening += 1;
    return () => {
      listening -= 1;
      stop();
    };
  });
  const place = document.createElement('div');
  const root = createRoot(place);
  act(() => root.render(shown(api)));
  expect(place.textContent).toBe('unknown undefined');
  expect(listening).toBe(1);
  act(() => api.session.setToken('token', ADA));
  expect(place.textContent).toBe(`authenticated ${ADA.email}`);
  act(() => root.unmount());
  expect(listening).toBe(0);
});

test('a server says `unknown`, and the browser hydrates that before it says what it knows', async () => {
  const api = client('hydrates');
  api.session.setToken('token', ADA);
  const place = document.createElement('div');
  place.innerHTML = renderToString(shown(api));
  expect(place.textContent).toBe('unknown undefined');
  const onRecoverableError = vi.fn();
  await act(async () => hydrateRoot(place, shown(api), { onRecoverableError }));
  expect(onRecoverableError).not.toHaveBeenCalled();
  expect(place.textContent).toBe(`authenticated ${ADA.email}`);
});

test('an effect that asks who is there, mounted, unmounted and mounted again, is one refresh', async () => {
  const renewal = () => Promise.resolve(Response.json({ accessToken: 'token', user: ADA }));
  const fetch = vi.spyOn(globalThis, 'fetch').mockImplementation(renewal);
  const api = client('strict');
  const lives = [];
  const Asking = () => {
    const { status, user } = useSession(api);
    useEffect(() => {
      lives.push(api.session.checkAuth());
      return () => api.close();
    }, []);
    return `${status} ${user?.email}`;
  };
  const place = document.createElement('div');
  const root = createRoot(place);
  await act(async () => root.render(createElement(StrictMode, null, createElement(Asking))));
  await act(async () => expect(await Promise.all(lives)).toEqual([true, true]));
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(place.textContent).toBe(`authenticated ${ADA.email}`);
  act(() => root.unmount());
  fetch.mockRestore();
});
