// The session on a server: there is none. One client serves all users there, and would give the token of one to all others.

import { refuse as refuseIn } from './error.js';
import { makeSnapshot } from './session.js';

const UNKNOWN = /* @__PURE__ */ makeSnapshot('unknown', undefined, undefined, false);

const refuse = () =>
  refuseIn()('session', 'is switched off on a server, where all users would share it: give session.storage, and each user a client');

/** In the place of a `Core`. Requests go as they are given. */
export class InertCore {
  #core;

  constructor(core) {
    this.#core = core;
  }

  send(...given) {
    return this.#core.send(...given);
  }

  forward(request) {
    return this.#core.forward(request);
  }

  async signIn() {
    refuse();
  }

  async signOut() {
    refuse();
  }

  async checkAuth(refresh) {
    if (refresh) refuse();
    return false;
  }

  setToken() {
    refuse();
  }

  getToken() {}

  snapshot() {
    return UNKNOWN;
  }

  resume() {}

  close() {}
}
