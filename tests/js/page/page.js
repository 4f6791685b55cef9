// One claim: a clean page, a server, and at the end the check that nothing else was asked and nothing went unheard.

import { defineApiClient } from '../../../pkg-template/api_client.js';
import { holds, same } from './assert.js';
import { BASE, Server } from './server.js';

export * from './assert.js';
export * from './server.js';

export let ApiClient;

/** What stands behind it. */
export let Core;

/** What the wasm has taken: bytes of memory, and values of JavaScript that it holds. */
export let wasm;

const made = [];

const noted = (api) => {
  const { create } = api;
  api.create = (overrides) => noted(create(overrides));
  made.push(api);
  return api;
};

const NOWHERE = { origin: '', resource: '' };

export const leastSettings = () => ({ scheme: '', timeout: 0, statuses: [], overStatuses: [], origins: [], signInResources: [], refresh: NOWHERE, logout: NOWHERE });

export const leastStore = () => ({ read: () => ({}) });

/** The class, keeping a list of its clients: each claim begins in a page without any. */
export const useCore = (core, memory, countValues) => {
  Core = core;
  wasm = () => ({ bytes: memory.buffer.byteLength, values: countValues() });
  ApiClient ??= class ApiClient extends defineApiClient(() => {}, core) {
    static create = (config) => new ApiClient(config);

    constructor(...given) {
      noted(super(...given));
    }
  };
};

/** Those of earlier claims too: a late answer may have made somebody use one again. */
const closeAll = () => {
  for (const api of made) api.close();
};

/** A client of the server, with nobody to share a session with. `token` is what it finds in the store. */
export const client = (config) => {
  closeAll();
  return beside(config);
};

/** The same, and the session is that of those that were made before and keep theirs in the same place. */
export const beside = ({ token, ...config } = {}) => {
  if (token) localStorage.setItem('token', token);
  return new ApiClient({ baseURL: BASE, ...config });
};

/** Locks that nobody else wants: who has to wait for one waits a moment more, in which no timer rings that is turned by hand. */
export const UNWANTED_LOCKS = { request: async (name, options, hold) => hold({ name }) };

/** One more turn of the event loop. */
export const turn = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });

/** `body(server, unheard)`: what was rejected and nobody heard, which is a fault unless it is taken out. */
export const claim = (body) => async () => {
  const server = new Server();
  const unheard = [];
  const hear = (event) => {
    event.preventDefault();
    unheard.push(String(event.reason?.stack ?? event.reason));
  };
  const { fetch } = globalThis;
  closeAll();
  localStorage.clear();
  sessionStorage.clear();
  globalThis.fetch = server.fetch;
  addEventListener('unhandledrejection', hear);
  try {
    await body(server, unheard);
    await turn();
  } finally {
    globalThis.fetch = fetch;
    removeEventListener('unhandledrejection', hear);
  }
  same(server.unknown, [], 'asked of nobody:');
  holds(unheard.length === 0, `rejected, and nobody heard: ${unheard.join('\n')}`);
};

/** Says `values` for as long as `work` takes, in the place of what the page has. */
export const instead = async (target, values, work) => {
  const before = Object.keys(values).map((name) => [name, Object.getOwnPropertyDescriptor(target, name)]);
  for (const name of Object.keys(values)) {
    Object.defineProperty(target, name, { configurable: true, writable: true, value: values[name] });
  }
  try {
    return await work();
  } finally {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(target, name, descriptor);
      else delete target[name];
    }
  }
};

/** What is logged as a warning or an error while `work` runs. */
export const logged = async (work) => {
  const lines = [];
  const note = (...words) => lines.push(words.map(String).join(' '));
  await instead(console, { error: note, warn: note }, work);
  return lines;
};

export const base64url = (text) => btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

export const jwt = (claims) => `${base64url('{"alg":"none"}')}.${base64url(JSON.stringify(claims))}.signature`;
