// `api.session`: what it shows, and whom it tells.

import { ApiError } from './error.js';
import { bindMethods, unwrappable } from './facade.js';

export const makeSnapshot = (status, user, expiresAt, isRefreshing) =>
  Object.freeze({ status, user, expiresAt, isRefreshing });

/** Those who listen. Each listens for one event, or for any change. */
export class Audience {
  #events;
  #listeners = new Set();

  constructor(...events) {
    this.#events = events;
  }

  get size() {
    return this.#listeners.size;
  }

  on(event, listener) {
    if (!this.#events.includes(event)) throw new ApiError(`event must be one of ${this.#events.join(', ')}`, 'ERR_BAD_OPTION');
    return this.add(event, listener);
  }

  add(event, listener) {
    if (typeof listener !== 'function') throw new ApiError('listener must be a function', 'ERR_BAD_OPTION');
    const entry = { event, listener };
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  tell = (event, snapshot) => {
    for (const { event: wanted, listener } of [...this.#listeners]) if (wanted === event) void call(listener, snapshot);
  };
}

/** One that throws harms nobody else, not even where `console.error` throws too, as some tests have it. */
const call = async (listener, snapshot) => {
  try {
    await listener(snapshot);
  } catch (error) {
    console.error(error);
  }
};

export class Session {
  #membership;
  #call;
  #follow;

  /** `call(name, data, farewell)` makes one of the session's own calls; `follow(outcome)` is what the interceptors make of it. */
  constructor(membership, call, follow) {
    this.#membership = membership;
    this.#call = call;
    this.#follow = follow;
    bindMethods(this, Session);
  }

  get status() {
    return this.getSnapshot().status;
  }

  get user() {
    return this.getSnapshot().user;
  }

  get expiresAt() {
    return this.getSnapshot().expiresAt;
  }

  get isRefreshing() {
    return this.getSnapshot().isRefreshing;
  }

  login(credentials) {
    return this.#signIn('login', credentials, true);
  }

  registration(credentials) {
    return this.#signIn('registration', credentials, false);
  }

  async logout() {
    await this.#follow(this.#membership.core.signOut((farewell) => this.#call('logout', undefined, farewell)));
  }

  checkAuth() {
    return this.#membership.core.checkAuth(false);
  }

  async refresh() {
    await this.#membership.core.checkAuth(true);
  }

  setToken(token, user) {
    this.#membership.core.setToken(token, user);
  }

  getToken() {
    return this.#membership.core.getToken() ?? null;
  }

  subscribe(listener) {
    return this.#joined(this.#membership.audience.add(undefined, listener));
  }

  getSnapshot() {
    return this.#membership.snapshot();
  }

  on(event, listener) {
    return this.#joined(this.#membership.audience.on(event, listener));
  }

  /** Whoever listens is in. */
  #joined(off) {
    void this.#membership.core;
    return off;
  }

  /** What the server said, whatever the response interceptors made of it. */
  async #signIn(name, credentials, needsToken) {
    const outcome = this.#membership.core.signIn(() => this.#call(name, credentials), needsToken);
    await this.#follow(outcome);
    return (await outcome).data;
  }
}

unwrappable(Session);
