// `api.session`: what it shows, and whom it tells.

import { ApiError } from './error.js';

const EVENTS = ['login', 'refreshed', 'over', 'logout', 'userChanged'];

export const makeSnapshot = (status, user, expiresAt, isRefreshing) =>
  Object.freeze({ status, user, expiresAt, isRefreshing });

/** Those who listen. Each listens for one event, or for any change. */
export class Audience {
  #listeners = new Set();

  add(event, listener) {
    if (typeof listener !== 'function') throw new ApiError('listener must be a function', 'ERR_BAD_OPTION');
    const entry = { event, listener };
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  /** One that throws harms nobody else. */
  tell = (event, snapshot) => {
    for (const { event: wanted, listener } of [...this.#listeners]) {
      if (wanted !== event) continue;
      try {
        Promise.resolve(listener(snapshot)).catch(console.error);
      } catch (error) {
        console.error(error);
      }
    }
  };
}

export class Session {
  #core;
  #audience;
  #call;
  #follow;

  /** `call(name, data, farewell)` makes one of the session's own calls; `follow(outcome)` is what the interceptors make of it. */
  constructor(core, audience, call, follow) {
    this.#core = core;
    this.#audience = audience;
    this.#call = call;
    this.#follow = follow;
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
    await this.#follow(this.#core.signOut((farewell) => this.#call('logout', undefined, farewell)));
  }

  checkAuth() {
    return this.#core.checkAuth(false);
  }

  async refresh() {
    await this.#core.checkAuth(true);
  }

  setToken(token, user) {
    this.#core.setToken(token, user);
  }

  getToken() {
    return this.#core.getToken() ?? null;
  }

  // Handed to `useSyncExternalStore` and the like without their object.
  subscribe = (listener) => this.#audience.add(undefined, listener);

  getSnapshot = () => this.#core.snapshot();

  on(event, listener) {
    if (!EVENTS.includes(event)) throw new ApiError(`event must be one of ${EVENTS.join(', ')}`, 'ERR_BAD_OPTION');
    return this.#audience.add(event, listener);
  }

  /** What the server said, whatever the response interceptors made of it. */
  async #signIn(name, credentials, needsToken) {
    const outcome = this.#core.signIn(() => this.#call(name, credentials), needsToken);
    await this.#follow(outcome);
    return (await outcome).data;
  }
}
