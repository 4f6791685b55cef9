// What the session orders from outside, done by the browser; and what came of it, told to the session. Decides nothing.

import { refusal } from './error.js';
import { inform, run } from './fault.js';
import { askForRenewal, attempt, blamesToken, callWithCookie, discard, isSpent, keep, originOf, spend } from './fetch.js';
import { makeSnapshot } from './session.js';
import { TabChannel } from './tabs.js';
import { markKey } from './token_store.js';
import { granted } from './values.js';

const LONGEST = 2 ** 31 - 1; // ms: a longer timer would ring at once (HTML §8.6)

/** `resume` and `visibilitychange` go to the document: caught on their way there. */
const AWAKENINGS = ['visibilitychange', 'resume', 'pageshow', 'online'];

export class Outside {
  #settings;
  #tell;
  /** Weak: the wasm holds on to this, and nobody would ever let go of both. Whatever is under way holds it. */
  #core;
  #tabs;
  #letGo;
  #timer;
  #count = 0;
  /** What was asked for and not settled, by its number. */
  #calls = new Map();
  /** What is shown of the session. */
  shown;

  /** `tell(event, snapshot)` tells those who listen, and does not throw. */
  constructor(settings, tell) {
    this.#settings = settings;
    this.#tell = tell;
    this.#tabs = new TabChannel(`evertoken:${settings.key}`, settings.key, markKey(settings.key));
  }

  serve(core) {
    this.#core = globalThis.WeakRef ? new WeakRef(core) : { deref: () => core };
  }

  /** Asks the wasm for something by a number; settles when it says so. */
  ask(call, begin) {
    const number = (this.#count += 1);
    const settled = new Promise((resolve, reject) => this.#calls.set(number, { ...call, resolve, reject, core: this.#core.deref() }));
    run(() => begin(number));
    return settled;
  }

  #take(number) {
    const call = this.#calls.get(number);
    this.#calls.delete(number);
    return call;
  }

  /** Of what nobody has any more there is nobody to tell, and nothing to hear. */
  #inform(fact) {
    const core = this.#core.deref();
    if (core) return inform(() => fact(core));
    this.close();
    this.watch(false);
    this.releaseLock();
  }

  // ---- requests

  send(number, token, mayReturn) {
    this.#attempt(number, token === undefined ? null : this.#credential(token), mayReturn);
  }

  pass(number, isFarewell) {
    this.#attempt(number, isFarewell ? this.#credential(this.#calls.get(number).farewell) : undefined);
  }

  #credential(token) {
    const { scheme } = this.#settings;
    return scheme ? `${scheme} ${token}` : token;
  }

  async #attempt(number, value, mayReturn) {
    const call = this.#calls.get(number);
    const { request, core } = call;
    let answered;
    try {
      if (call.answer) discard(call.answer);
      if (mayReturn && !isSpent(request)) keep(request);
      const answer = (call.answer = await attempt(request, this.#settings.header, value));
      answered = [number, answer.status, originOf(answer), blamesToken(answer), isSpent(request)];
    } catch (error) {
      this.#take(number).reject(call.fail(error));
      inform(() => core.tell('end', number));
      return;
    }
    inform(() => core.answered(...answered));
  }

  spend(number) {
    spend(this.#calls.get(number).request);
  }

  hold(number) {
    this.#calls.get(number).request.trace?.hold();
  }

  settle(number, isYes) {
    const { answer, finish, resolve } = this.#take(number);
    resolve(answer ? finish(answer) : isYes);
  }

  refuse(number, code) {
    const { answer, finish, request, resolve, reject } = this.#take(number);
    const cause = refusal(code, answer ? undefined : request?.config);
    if (answer) resolve(finish(answer, cause));
    else reject(cause);
  }

  // ---- the auth server

  async refresh(attempt) {
    const core = this.#core.deref();
    const { refresh, tokenPath, userPath } = this.#settings;
    let answered = [0, false, false];
    await undefined; // whatever the application does there, the session is done with the order
    try {
      const { status, redirected, isJson, retryAfter, data } = await askForRenewal(refresh);
      answered = [status, redirected, isJson, retryAfter, ...granted(data, tokenPath, userPath)];
    } catch {
      // there was no answer
    }
    inform(() => core.refreshAnswered(attempt, ...answered));
  }

  async signOutAgain(ticket) {
    const core = this.#core.deref();
    await undefined;
    await callWithCookie(this.#settings.logout).catch(() => {});
    inform(() => core.tell('goodbye', ticket));
  }

  // ---- the other tabs

  open() {
    this.#tabs.open((news, generation) => this.#inform((core) => core.tell(news, generation)));
  }

  close() {
    this.#tabs.close();
  }

  spread(word, generation) {
    this.#tabs.spread(word, generation);
  }

  requestLock(request) {
    this.#letGo = this.#tabs.requestLock((answer) => this.#inform((core) => core.tell(answer, request)));
  }

  releaseLock() {
    this.#letGo?.();
  }

  // ---- the application

  announce(event) {
    this.#tell(event, this.shown);
  }

  changed() {
    this.#inform((core) => core.tell('look', 0));
    this.#tell(undefined, this.shown);
  }

  show(...session) {
    this.shown = makeSnapshot(...session);
  }

  // ---- time

  setAlarm(delay) {
    clearTimeout(this.#timer);
    if (delay !== undefined) this.#timer = setTimeout(this.#wake, Math.min(delay, LONGEST));
  }

  watch(isWatching) {
    const change = isWatching ? 'addEventListener' : 'removeEventListener';
    for (const name of AWAKENINGS) globalThis[change]?.(name, this.#wake, true);
  }

  #wake = () => {
    clearTimeout(this.#timer);
    this.#inform((core) => core.tell('woke', 0));
  };
}
