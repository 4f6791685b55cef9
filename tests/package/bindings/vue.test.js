import { ApiClient } from 'evertoken';
import { expect, test } from 'vitest';
import { reactive, ref } from 'vue';

const client = (key) => new ApiClient({ baseURL: 'http://localhost:1', session: { key } });

test('a client in a reactive state goes on working', () => {
  const api = client('state');
  const state = reactive({ api, session: api.session });
  state.api.session.setToken('token', { email: 'ada@example.org' });
  expect(state.session.status).toBe('authenticated');
  expect(state.session.user.email).toBe('ada@example.org');
});

test('neither the client nor its session is wrapped', () => {
  const api = client('wrapped');
  for (const value of [api, api.session, api.interceptors.request]) {
    expect(reactive({ value }).value).toBe(value);
    expect(ref(value).value).toBe(value);
  }
});
