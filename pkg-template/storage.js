// Where the token is kept: a storage that may throw, lie or answer late, seen as one that does none of it.

import { isObject } from './values.js';

const LONGEST = 64 * 1024;

const WEB = { local: 'localStorage', session: 'sessionStorage' };

const isPromise = (value) => isObject(value) && typeof value.then === 'function';

/** A storage holds whatever somebody wrote, and one of the application's own may return anything. */
const trusted = (found) => (typeof found === 'string' && found.length <= LONGEST ? found : null);

/** What `session.storage` may be beside the names. Its shape is looked at once. */
export const isStorage = (value) => {
  try {
    return isObject(value) && ['getItem', 'setItem', 'removeItem'].every((name) => typeof value[name] === 'function');
  } catch {
    return false;
  }
};

/**
 * No method throws. A storage that does, or whose promises are rejected, is given up for memory, once, with a warning. One that
 * answers with promises is read once; what is written to it goes through one queue, and what was written is what is read.
 */
export class Vault {
  #place;
  #keys;
  #patience;
  #storage;
  #isOpen = false;
  #isLate = false;
  #isBroken = false;
  #ready;
  /** What was read or written last: all there is, once the storage is given up. */
  #kept = new Map();
  /** Keys whose older text was taken out of a storage that was given up. */
  #emptied = new Set();
  #wanted = new Map();
  #isWriting = false;

  /**
   * `place` is `'local'`, `'session'`, `'memory'` or a storage; `keys` are those that will be asked for. A storage that does not
   * answer for `patience` ms is given up.
   */
  constructor(place, keys, patience) {
    this.#place = place;
    this.#keys = keys;
    this.#patience = patience;
  }

  /** Whether other tabs see what is written here. With promises they could not be asked in time. */
  get isShared() {
    this.#open();
    return !this.#isLate && !this.#isBroken && this.#isSeen();
  }

  /** Of a storage that answers with promises: settles when it was read. Before, `get` finds nothing. Else `undefined`. */
  get ready() {
    this.#open();
    return this.#ready;
  }

  get(key) {
    this.#open();
    if (this.#storage && !this.#isLate && !this.#isBroken) {
      const found = this.#ask(key);
      if (!this.#isBroken) this.#kept.set(key, trusted(found));
    }
    return this.#kept.get(key) ?? null;
  }

  set(key, text) {
    this.#open();
    this.#kept.set(key, text);
    if (!this.#isBroken) this.#write(key, text);
    else this.#empty(key);
  }

  remove(key) {
    this.#open();
    this.#kept.set(key, null);
    this.#write(key, null);
  }

  #open() {
    if (this.#isOpen) return;
    this.#isOpen = true;
    if (this.#place === 'memory') return;
    try {
      this.#storage = isObject(this.#place) ? this.#place : globalThis[WEB[this.#place]];
    } catch {
      // where storage is forbidden, naming it throws
    }
    if (!isObject(this.#storage)) {
      this.#storage = undefined;
      this.#degrade();
    } else if (this.#storage === this.#place) {
      const first = this.#ask(this.#keys[0]);
      if (isPromise(first)) this.#ready = this.#hydrate(first);
    }
  }

  /** What the storage says, or its promise; after a throw it is given up. */
  #ask(key) {
    try {
      return this.#storage.getItem(key);
    } catch {
      this.#degrade();
      return null;
    }
  }

  async #hydrate(first) {
    this.#isLate = true;
    const read = async (key, index) => {
      const text = trusted(await (index ? this.#storage.getItem(key) : first));
      // Whoever wrote meanwhile knew better, and who comes too late is not heard.
      if (!this.#kept.has(key) && !this.#isBroken) this.#kept.set(key, text);
    };
    let timer;
    const late = new Promise((_, reject) => (timer = setTimeout(reject, this.#patience)));
    try {
      await Promise.race([late, Promise.all(this.#keys.map(read))]);
    } catch {
      this.#degrade();
    }
    clearTimeout(timer);
  }

  #write(key, text) {
    if (!this.#storage) return;
    if (this.#isLate) {
      // Of the same key only the latest is still to be written, in the place of the older one.
      this.#wanted.set(key, text);
      this.#flush();
      return;
    }
    try {
      const done = this.#put(key, text);
      if (!isPromise(done)) return;
      this.#isLate = true;
      this.#flush(done);
    } catch {
      this.#giveUp();
    }
  }

  #put(key, text) {
    return text === null ? this.#storage.removeItem(key) : this.#storage.setItem(key, text);
  }

  /** One after the other; the first begins at once. */
  async #flush(writing) {
    if (this.#isWriting) return;
    this.#isWriting = true;
    let isRefused = false;
    try {
      if (writing) await writing;
      for (const [next, text] of this.#wanted) {
        this.#wanted.delete(next);
        await this.#put(next, text);
      }
    } catch {
      isRefused = true;
    }
    this.#isWriting = false;
    if (isRefused) this.#giveUp();
  }

  /** A write has failed. What is there is older, perhaps another user's: the next page load must not find it. */
  #giveUp() {
    this.#degrade();
    this.#wanted.clear();
    for (const key of this.#keys) this.#empty(key);
  }

  #empty(key) {
    if (!this.#storage || this.#emptied.has(key)) return;
    this.#emptied.add(key);
    if (this.#isLate) {
      this.#write(key, null);
      return;
    }
    // To other tabs a removal would be a logout; and an empty text fits where a longer one stood.
    for (const nothing of this.#isSeen() ? ['', null] : [null, '']) {
      try {
        this.#put(key, nothing);
        return;
      } catch {
        // then the other way
      }
    }
  }

  #isSeen() {
    return this.#place === 'local' || this.#place.shared === true;
  }

  #degrade() {
    if (this.#isBroken) return;
    this.#isBroken = true;
    console.warn('evertoken: the storage cannot be used, the session is kept in memory');
  }
}
