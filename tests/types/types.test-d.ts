// The package's types, as an application in strict TypeScript meets them. Compiling is passing.

import {
  ApiClient,
  ApiError,
  ApiHeaders,
  CanceledError,
  isApiError,
  isCancel,
  type ApiResponse,
  type ClientConfig,
  type ErrorCode,
  type HeaderValue,
  type InternalRequestConfig,
  type RequestConfig,
  type Session,
  type SessionSnapshot,
  type SessionStorage,
  type TraceEvent,
} from 'evertoken';
import { observableSession } from 'evertoken/mobx';
import { useSession } from 'evertoken/react';
import * as slim from 'evertoken/slim';
import { holds, type HasAny, type Same } from './expect.js';

interface User {
  id: number;
  email: string;
}

const api = new ApiClient<User>({ baseURL: 'https://api.test', withCredentials: true });

// ---- what a call answers is what was asked for

export const answers = async (): Promise<void> => {
  const users = await api.get<User[]>('/users');
  holds<Same<typeof users.data, User[]>>();
  const unknown = await api.get('/users');
  holds<Same<typeof unknown.data, unknown>>();
  const posted = await api.post<User, { email: string }>('/users', { email: 'ada@example.test' }, { timeout: 5 });
  holds<Same<typeof posted, ApiResponse<User, { email: string }>>>();
  holds<Same<typeof posted.config.data, { email: string } | undefined>>();
  holds<Same<typeof posted.config, InternalRequestConfig<{ email: string }>>>();
  const total: HeaderValue = posted.headers.get('X-Total');
  holds<Same<typeof total, HeaderValue>>();
  // @ts-expect-error: what nobody described is no User
  const user: User = unknown.data;
  // @ts-expect-error: the body is what it was said to be
  await api.post<User, { email: string }>('/users', { mail: 'ada@example.test' });
  await api.get(user.email);
  // @ts-expect-error: a call has a URL
  await api.get();
};

// ---- the client is callable

export const calls = async (config: InternalRequestConfig): Promise<void> => {
  const users = await api<User[]>('/users', { params: { page: 1 } });
  holds<Same<typeof users.data, User[]>>();
  const one = await api<User>({ url: new URL('https://api.test/users/1').href, method: 'get' });
  holds<Same<typeof one.data, User>>();
  await api({ url: new URL('https://api.test/users/1') });
  holds<Same<typeof config.url, string | undefined>>(); // a URL is a text when interceptors see it
  await api(config); // as `return instance(originalRequest)` is written
  holds<Same<ReturnType<typeof api.getUri>, string>>();
};

// ---- methods stand alone, children share the session, axios's names are there

export const { get, postForm } = api;
export const { login, subscribe } = api.session;
export const child = api.create({ timeout: 5 });
holds<Same<typeof child, ApiClient<User>>>();
api.defaults.headers.Authorization = 'Bearer theirs';
api.defaults.headers.common['X-App'] = 'demo';
api.defaults.timeout = 1000;
// @ts-expect-error: the session is shared
api.create({ session: false });
// @ts-expect-error: a timeout is a number
api.defaults.timeout = '1s';
export const passing = (): void => {
  using own = new ApiClient({ session: { storage: 'memory' } });
  own.close();
};
export const axios = ApiClient.create<User>({ baseURL: 'https://api.test', withCredentials: true });
holds<Same<typeof axios, ApiClient<User>>>();
export const isTheirs = (error: unknown): boolean =>
  ApiClient.isAxiosError(error) || ApiClient.isCancel(error) || error instanceof ApiClient.AxiosError;

// ---- the session knows the application's user

holds<Same<typeof api.session, Session<User>>>();
holds<Same<typeof api.session.user, User | undefined>>();
holds<Same<ReturnType<typeof api.session.getSnapshot>, SessionSnapshot<User>>>();
holds<Same<ReturnType<typeof api.session.checkAuth>, Promise<boolean>>>();
holds<Same<ReturnType<typeof api.session.getToken>, string | null>>();
holds<Same<ApiClient['session']['user'], unknown>>();
api.session.setToken('token', { id: 1, email: 'ada@example.test' });
api.session.on('login', ({ user }) => holds<Same<typeof user, User | undefined>>());
// @ts-expect-error: that is no event
api.session.on('logn', () => undefined);
// @ts-expect-error: that is no User
api.session.setToken('token', { id: '1' });
// @ts-expect-error: the snapshot is read only
api.session.getSnapshot().status = 'anonymous';
export const off: () => void = api.session.subscribe(() => undefined);

// ---- the trace says what it holds

export const untraced: () => void = api.on('trace', (event) => {
  holds<Same<typeof event, TraceEvent>>();
  holds<Same<typeof event.status, number | undefined>>();
  // @ts-expect-error: that is no step
  if (event.step === 'retry') return;
  // @ts-expect-error: it is read only
  event.step = 'request';
});
export const { on } = api;
// @ts-expect-error: that is the session's
api.on('login', () => undefined);

// ---- options are strict where they are written, and open where interceptors meet

export const { fetch: asTheirs }: { fetch: typeof fetch } = api;
export const response: Promise<Response> = api.fetch(new Request('/x'), { signal: AbortSignal.abort() });
export const storages: SessionStorage[] = [
  localStorage,
  { getItem: (key) => Promise.resolve(key), setItem: async () => {}, removeItem: async () => {}, shared: false },
  // @ts-expect-error: a token that cannot be removed cannot be signed out
  { getItem: () => null, setItem: () => {} },
];
export const config: ClientConfig = { session: { storage: 'memory', refresh: { statuses: [401, 419], url: '/r' } } };
export const asked: ClientConfig = {
  session: { refresh: async ({ fetch, attempt, signal }) => (attempt > 1 ? fetch('/renew', { signal }) : { accessToken: 'fresh', user: 1 }) },
};
// @ts-expect-error: a number is no token
export const numbered: ClientConfig = { session: { refresh: () => Promise.resolve(7) } };
export const none: ClientConfig = { session: false };
// @ts-expect-error: an unknown option
export const misspelt: ClientConfig = { baseUrl: 'https://api.test' };
// @ts-expect-error: an unknown option of the session
export const misspeltToo: ClientConfig = { session: { storag: 'local' } };
// @ts-expect-error: a number is no URL
export const numeric: ClientConfig = { baseURL: 5 };
export const open: RequestConfig = { url: '/users', metadata: { since: 1 }, _isRetry: true };

export const id: number = api.interceptors.request.use((given) => {
  given.headers.Authorization = 'Bearer theirs';
  given.headers.set('X-Trace', 7).delete('X-None');
  holds<Same<typeof given, InternalRequestConfig>>();
  return given;
});
api.interceptors.response.use(
  (answer) => answer,
  () => null,
  { runWhen: null, synchronous: true },
);
api.interceptors.response.use(({ data }) => data); // as it is written for axios
api.interceptors.request.eject(id);
// @ts-expect-error: a request interceptor returns the config
api.interceptors.request.use(() => undefined);

// ---- the options of a request, as they are written for axios

export const request: RequestConfig = {
  params: { list: [1, 2], day: new Date() },
  paramsSerializer: { indexes: null, encode: (text, usual) => usual(text) },
  transformRequest: [(data: { name: string }, headers) => (headers.setContentType('text/plain'), data.name)],
  transformResponse: (data: string, headers, status) => [JSON.parse(data), headers.get('x'), status] as unknown,
  headers: { common: { 'X-App': 'demo' }, 'X-Mine': 1 },
  auth: { username: 'ada', password: 'secret' },
  withXSRFToken: (given) => given.url === '/users',
  maxContentLength: 1e6,
  onDownloadProgress: ({ loaded, total }) => holds<Same<typeof total, number | undefined>>() ?? loaded,
  signal: new AbortController().signal,
  cancelToken: { promise: Promise.resolve() },
  adapter: async (given) => Promise.resolve({ data: given.data, status: 200 }),
  proxy: false,
};
export const serialise: RequestConfig = { paramsSerializer: (params) => JSON.stringify(params), transformResponse: null };
export const kinds: RequestConfig[] = [{ headers: new Headers() }, { headers: [['X-Mine', 1]] }, { headers: new ApiHeaders() }];
// @ts-expect-error: that is no header
export const nested: RequestConfig = { headers: { 'X-Mine': [{}] } };
// @ts-expect-error: a visitor is not supported
export const visited: RequestConfig = { paramsSerializer: { visitor: () => true } };
// @ts-expect-error: a name for an adapter is not supported
export const named: RequestConfig = { adapter: 'xhr' };
export const plain: Record<string, HeaderValue> = new ApiHeaders([['X-Mine', 1]]).set({ 'X-One': 1 }).toJSON();
export const pairs: [string, HeaderValue][] = [...new ApiHeaders(plain)];

// ---- errors narrow

export const message = (error: unknown): string | undefined => {
  if (isCancel(error)) {
    holds<Same<typeof error.code, 'ERR_CANCELED'>>();
    return undefined;
  }
  if (!isApiError<{ message: string }>(error)) return undefined;
  holds<Same<typeof error.code, ErrorCode>>();
  return error.response?.data.message;
};

export const afterwards = (error: ApiError<{ message: string }>): string | undefined => {
  if (isCancel(error)) return error.code;
  return error.response?.data.message; // and not never
};

export const caught = (error: unknown): number | undefined => {
  if (error instanceof CanceledError) return undefined;
  return error instanceof ApiError ? error.status : undefined;
};

// ---- React and MobX see the same session

holds<Same<ReturnType<typeof useSession<User>>, SessionSnapshot<User>>>();
export const email = (): string | undefined => useSession(api).user?.email;
export const live: SessionSnapshot<User> = observableSession(api);
// @ts-expect-error: the session is read, never assigned
live.status = 'anonymous';

// ---- slim has the same classes

holds<Same<typeof slim.ApiClient, typeof ApiClient>>();
holds<Same<ReturnType<typeof slim.init>, Promise<void>>>();
export const started = slim.init(new URL('https://cdn.test/evertoken.wasm'));

// ---- nowhere `any`

holds<Same<HasAny<ApiClient<User>>, false>>();
holds<Same<HasAny<Session<User>>, false>>();
holds<Same<HasAny<ClientConfig>, false>>();
holds<Same<HasAny<RequestConfig>, false>>();
holds<Same<HasAny<ApiResponse>, false>>();
holds<Same<HasAny<ApiError>, false>>();
holds<Same<HasAny<ApiHeaders>, false>>();
holds<Same<HasAny<typeof isApiError>, false>>();
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the claim itself can fail
holds<Same<HasAny<{ deep: () => Promise<{ inside: (given: any) => void }> }>, true>>();
