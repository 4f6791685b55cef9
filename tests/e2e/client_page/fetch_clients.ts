// Clients from npm that take a `fetch`, made as their own documentation says; each is given `api.fetch`.

import type { ApiClient } from 'evertoken';
import ky from 'ky';
import { createFetch } from 'ofetch';
import createFetchClient from 'openapi-fetch';

interface Listed {
  readonly email: string;
}

interface Note {
  readonly text: string;
}

/** What openapi-typescript would write for the two servers of the spec. */
interface Paths {
  '/users': { get: { responses: { 200: { content: { 'application/json': Listed[] } } } } };
  '/notes': {
    post: {
      requestBody: { content: { 'application/json': Note } };
      responses: { 201: { content: { 'application/json': Note } } };
    };
  };
}

export interface FetchClient {
  /** GET /users */
  readonly users: (signal?: AbortSignal) => Promise<readonly Listed[] | undefined>;
  /** POST /notes, as JSON: what came back. */
  readonly note: (text: string) => Promise<Note | undefined>;
}

export const fetchClients = {
  ky(api: ApiClient, prefix: string): FetchClient {
    const http = ky.create({ prefix, fetch: api.fetch });
    return {
      users: (signal) => http.get('users', signal ? { signal } : {}).json<Listed[]>(),
      note: (text) => http.post('notes', { json: { text } }).json<Note>(),
    };
  },

  ofetch(api: ApiClient, baseURL: string): FetchClient {
    const ofetch = createFetch({ fetch: api.fetch, Headers, AbortController, defaults: { baseURL } });
    return {
      users: (signal) => ofetch<Listed[]>('/users', signal ? { signal } : {}),
      note: (text) => ofetch<Note>('/notes', { method: 'POST', body: { text } }),
    };
  },

  'openapi-fetch'(api: ApiClient, baseUrl: string): FetchClient {
    const client = createFetchClient<Paths>({ baseUrl, fetch: api.fetch });
    return {
      users: async (signal) => (await client.GET('/users', signal ? { signal } : {})).data,
      note: async (text) => (await client.POST('/notes', { body: { text } })).data,
    };
  },
};
