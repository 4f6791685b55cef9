// The session on a server: there is none. One client serves all users there, and would give the token of one to all others.

import { refuse as refuseIn } from './error.js';
import { SessionCore } from './session_core.js';
import { makeSnapshot } from './session.js';

const UNKNOWN = /* @__PURE__ */ makeSnapshot('unknown', undefined, undefined, false);

const refuse = () =>
  refuseIn()('session', 'is switched off on a server, where all users would share it: give session.storage, and each user a client');

/** A `Core` without a session, which says so where one is needed. Requests go as they are given. */
export class InertCore extends SessionCore {
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

  snapshot() {
    return UNKNOWN;
  }
}
