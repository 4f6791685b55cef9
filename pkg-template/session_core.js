// What a session does for its clients: asks the wasm, and hands out what that comes to.

import { settle, unanswered } from './call.js';
import { ApiError, refusal, refuse } from './error.js';
import { awaited, inform, run } from './fault.js';
import { Outside } from './outside.js';
import { isInBrowser } from './tabs.js';
import { MarkedStore } from './token_store.js';
import { granted } from './values.js';

/** A request of the client's, and one that was given as the global `fetch` takes it. */
export const ours = (request) => ({
  request,
  finish: (answer, cause) => settle(answer, request, cause),
  fail: (error) => unanswered(request, error),
});
export const given = (request) => ({ request, finish: (answer) => answer, fail: (error) => error });

export class SessionCore {
  #core;
  #outside;
  #settings;
  /** Until a storage that answers with promises was read. */
  #opening;

  constructor(Core, settings, tell) {
    const outside = new Outside(settings, tell);
    const { storage, key } = settings;
    const store = new MarkedStore(storage, key);
    const core = run(() => new Core(settings, outside, store, Math.random() * 2 ** 32, isInBrowser()));
    outside.serve(core);
    this.#core = core;
    this.#outside = outside;
    this.#settings = settings;
    this.#opening = storage.ready?.then(() => {
      this.#opening = undefined;
      inform(() => core.tell('opened', 0));
    });
  }

  send(request, farewell) {
    return this.#send({ ...ours(request), farewell });
  }

  forward(request) {
    return this.#send(given(request));
  }

  #send(call) {
    const { request } = call;
    const { config, origin, resource, init, credential, takesPart, isStream } = request;
    const begin = () =>
      this.#outside.ask(call, (number) =>
        this.#core.send(number, origin, resource, `${init.method} ${resource}`, credential, call.farewell !== undefined, takesPart, isStream),
      );
    return awaited(takesPart && this.#opening ? () => this.#opening.then(begin) : begin, config);
  }

  signIn(call, needsToken) {
    return awaited(async () => {
      if (this.#opening) await this.#opening;
      return this.#visit('turn', async (number) => {
        const answer = await call();
        const { tokenPath, userPath } = this.#settings;
        const [token, user] = granted(answer.data, tokenPath, userPath);
        const counts = run(() => this.#core.accept(number, token, user));
        if (counts === false) throw refusal('ERR_SESSION_CHANGED');
        if (needsToken && !counts) throw new ApiError('the login was answered without a token', 'ERR_BAD_RESPONSE', undefined, answer);
        return answer;
      });
    });
  }

  signOut(call) {
    return awaited(() => {
      const farewell = this.#core.getToken();
      return this.#visit('signOut', () => call(farewell));
    });
  }

  /** Makes a call that may move the cookie, when it is its turn. */
  async #visit(kind, work) {
    let turn;
    try {
      await this.#outside.ask({}, (number) => this.#core.tell(kind, (turn = number)));
      return await work(turn);
    } finally {
      inform(() => this.#core.tell('end', turn));
    }
  }

  checkAuth(refresh) {
    return awaited(async () => {
      if (this.#opening) await this.#opening;
      if (refresh) await this.#outside.ask({}, (number) => this.#core.tell('refresh', number));
      return this.#outside.ask({}, (number) => this.#core.tell('check', number));
    });
  }

  setToken(token, user) {
    const isToken = typeof token === 'string' && run(() => this.#core.accept(undefined, token, user));
    if (!isToken) refuse()('token', 'must be text that fits in a header');
  }

  getToken() {
    return run(() => this.#core.getToken());
  }

  /** A page that is drawn goes on showing what it showed. */
  snapshot() {
    if (!this.#outside.shown) run(() => this.#core.tell('look', 0));
    return this.#outside.shown;
  }

  resume() {
    run(() => this.#core.tell('resume', 0));
  }

  close() {
    inform(() => this.#core.tell('close', 0));
  }
}
