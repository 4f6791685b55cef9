// Where there is no session: a client that has none, and every client on a server. One serves all users there, and would give the token
// of one to all others.

import { refuse as refuseIn } from './error.js';
import { attempt } from './fetch.js';
import { given, ours } from './session_core.js';
import { makeSnapshot } from './session.js';

const UNKNOWN = /* @__PURE__ */ makeSnapshot('unknown', undefined, undefined, false);

const refuse = () =>
  refuseIn()('session', 'is switched off on a server, where all users would share it: give session.storage, and each user a client');

const pass = async ({ request, finish, fail }) => {
  let answer;
  try {
    answer = await attempt(request);
  } catch (error) {
    throw fail(error);
  }
  return finish(answer);
};

/** In the place of a `SessionCore`, where there is no session: it says so where one is needed. Requests go as they are given. */
export class InertCore {
  send(request) {
    return pass(ours(request));
  }

  forward(request) {
    return pass(given(request));
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

  snapshot() {
    return UNKNOWN;
  }

  getToken() {}

  resume() {}

  close() {}
}
