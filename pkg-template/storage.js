// Where the token is kept: a storage that may throw, lie or answer late, seen as one that does none of it.

import { isObject } from './values.js';

const LONGEST = 64 * 1024;

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
 *
 * `place` is `'local'`, `'session'`, `'memory'` or a storage; `keys` are those that will be asked for. A storage that does not
 * answer for `patience` ms is given up.
 */
export const makeVault = (place, keys, patience) => {
  let storage;
  let isLate;
  let isBroken;
  let isWriting;
  /** What was read or written last: all there is, once the storage is given up. */
  const kept = new Map();
  const wanted = new Map();
  /** Keys whose older text was taken out of a storage that was given up. */
  const emptied = new Set();

  const isSeen = () => {
    try {
      return place === 'local' || place.shared === true;
    } catch {
      return false;
    }
  };

  const degrade = () => {
    if (!isBroken) console.warn('evertoken: the storage cannot be used, the session is kept in memory');
    isBroken = true;
  };

  /** What the storage says, or its promise; after a throw it is given up. */
  const ask = (key) => {
    try {
      return storage.getItem(key);
    } catch {
      return degrade();
    }
  };

  const put = (key, text) => (text === null ? storage.removeItem(key) : storage.setItem(key, text));

  const hydrate = async (asked) => {
    let timer;
    const late = new Promise((_, reject) => (timer = setTimeout(reject, patience)));
    try {
      const found = await Promise.race([late, Promise.all(asked)]);
      // Whoever wrote meanwhile knew better.
      keys.forEach((key, index) => kept.has(key) || kept.set(key, trusted(found[index])));
    } catch {
      degrade();
    }
    clearTimeout(timer);
  };

  /** One after the other; the first begins at once. Of the same key only the latest is still to be written. */
  const write = async (key, text) => {
    if (!storage) return;
    wanted.set(key, text);
    if (isWriting) return;
    isWriting = true;
    for (const next of wanted) {
      wanted.delete(next[0]);
      try {
        const done = put(...next);
        if ((isLate ||= isPromise(done))) await done;
      } catch {
        // What is there is older, perhaps another user's: the next page load must not find it.
        degrade();
        wanted.clear();
        keys.forEach(empty);
      }
    }
    isWriting = false;
  };

  const empty = (key) => {
    if (!storage || emptied.has(key)) return;
    emptied.add(key);
    if (isLate) return void write(key, null);
    // To other tabs a removal would be a logout; and an empty text fits where a longer one stood.
    for (const nothing of isSeen() ? ['', null] : [null, '']) {
      try {
        return put(key, nothing);
      } catch {
        // then the other way
      }
    }
  };

  const set = (key, text) => {
    kept.set(key, text);
    if (isBroken && text !== null) empty(key);
    else write(key, text);
  };

  try {
    storage = isObject(place) ? place : globalThis[`${place}Storage`];
  } catch {
    // where storage is forbidden, naming it throws
  }
  if (!storage && place !== 'memory') degrade();
  const asked = storage === place ? keys.map(ask) : [];
  isLate = isPromise(asked[0]);

  return {
    /** Whether other tabs see what is written here. With promises they could not be asked in time. */
    get isShared() {
      return !isLate && !isBroken && isSeen();
    },

    /** Of a storage that answers with promises: settles when it was read. Before, `get` finds nothing. Else `undefined`. */
    ready: isLate ? hydrate(asked) : undefined,

    get(key) {
      if (storage && !isLate && !isBroken) {
        const found = trusted(ask(key));
        if (!isBroken) kept.set(key, found);
      }
      return kept.get(key) ?? null;
    },

    set,
    remove: (key) => set(key, null),
  };
};
