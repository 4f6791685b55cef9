// Which client has which session: those that keep their token in the same place have the same one.

import { refuse as refuseIn } from './error.js';
import { InertCore } from './inert.js';
import { SessionCore } from './session_core.js';
import { Audience } from './session.js';
import { Tracers } from './trace.js';
import { isObject } from './values.js';

const refuse = refuseIn();

/** A session, and the clients that use it. */
class SharedSession {
  #core;
  #users = new Set();
  tracers = new Tracers('trace');

  constructor(Core, settings) {
    this.settings = settings;
    this.audience = new Audience('login', 'refreshed', 'over', 'logout', 'userChanged');
    const { audience, tracers } = this; // the wasm holds on to these, and must not hold its own holder
    audience.on('refreshed', () => (tracers.renewals += 1));
    if (settings) settings.refresh.trace = () => tracers.begin(settings.refresh, 'refresh');
    const isInert = !settings || settings.place === 'nowhere';
    this.#core = isInert ? new InertCore() : new SessionCore(Core, settings, audience.tell);
    if (settings) publish(this);
  }

  usedBy(client) {
    if (!this.#users.size) {
      this.#core.resume();
      if (this.settings && !published(this.settings)) publish(this);
    }
    this.#users.add(client);
    return this.#core;
  }

  /** After the last one that used it the next new client begins another one. */
  leftBy(client) {
    this.#users.delete(client);
    if (this.#users.size) return;
    this.#core.close();
    if (this.settings && published(this.settings) === this) withdraw(this.settings);
  }

  get core() {
    return this.#core;
  }
}

/** A client's part in a session. */
export class Membership {
  #session;

  constructor(session) {
    this.#session = session;
  }

  static of(Core, settings) {
    const found = settings && published(settings);
    if (found) agree(found.settings, settings);
    return new Membership(found ?? new SharedSession(Core, settings));
  }

  /** Another client's part in the same session. */
  another() {
    return new Membership(this.#session);
  }

  get settings() {
    return this.#session.settings;
  }

  /** In which the session's token travels; without a session, any client's own. */
  get header() {
    return this.settings?.header ?? 'Authorization';
  }

  get audience() {
    return this.#session.audience;
  }

  get tracers() {
    return this.#session.tracers;
  }

  /** To be used: whoever asks for it is in again, also after `leave`. */
  get core() {
    return this.#session.usedBy(this);
  }

  /** For what was begun by one that was in, which may have left since. */
  get coreInUse() {
    return this.#session.core;
  }

  /** Looks without using: a page that is drawn asks for it all the time. */
  snapshot() {
    return this.#session.core.snapshot();
  }

  leave() {
    this.#session.leftBy(this);
  }
}

// ---- the sessions of this page, by storage and key. Weak: one that no client holds any more is garbage

const named = {};
const foreign = new WeakMap();

const sessionsIn = (storage) => {
  if (!isObject(storage)) return (named[storage] ??= new Map());
  if (!foreign.has(storage)) foreign.set(storage, new Map());
  return foreign.get(storage);
};

const published = ({ place, key }) => sessionsIn(place).get(key)?.deref();

const withdraw = ({ place, key }) => sessionsIn(place).delete(key);

/** Memory is nobody else's, and nowhere is no place. */
const publish = (session) => {
  const { place, key } = session.settings;
  if (!['memory', 'nowhere'].includes(place)) sessionsIn(place).set(key, new WeakRef(session));
};

/** One session asks one server in one way, whoever needs it. */
const agree = (theirs, ours) => {
  const differs = (name) => JSON.stringify(theirs[name]) !== JSON.stringify(ours[name]);
  const name = Object.keys(ours).find((name) => !['calls', 'place', 'storage'].includes(name) && differs(name));
  if (name) refuse('session.key', `is that of another client, whose ${name} differs; one session has one`);
};
