// What a page holds for somebody: listeners, timers, channels, locks. Counted while `work` runs, told by what is left.

import { instead, turn } from './page.js';

/** What was begun while `work` ran and has not ended. Signals are garbage together with their listeners. */
export const leftBehind = async (work) => {
  const [listeners, timers, channels] = [new Map(), new Set(), new Set()];
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const { setTimeout, clearTimeout, BroadcastChannel } = globalThis;

  const named = (target, type) => `${type} on ${target?.constructor.name}`;
  const find = (target, type, listener) =>
    [...listeners.keys()].find((it) => it.target === target && it.type === type && it.listener === listener);
  const listening = {
    addEventListener(type, listener, options) {
      addEventListener.call(this ?? globalThis, type, listener, options);
      if (this instanceof AbortSignal || options?.signal?.aborted) return;
      const target = this ?? globalThis;
      const entry = find(target, type, listener) ?? { target, type, listener };
      listeners.set(entry, named(target, type));
      if (options?.signal) addEventListener.call(options.signal, 'abort', () => listeners.delete(entry));
    },
    removeEventListener(type, listener, options) {
      removeEventListener.call(this ?? globalThis, type, listener, options);
      listeners.delete(find(this ?? globalThis, type, listener));
    },
  };
  const waiting = {
    setTimeout(ring, ...rest) {
      const timer = setTimeout(() => (timers.delete(timer), ring()), ...rest);
      timers.add(timer);
      return timer;
    },
    clearTimeout(timer) {
      clearTimeout(timer);
      timers.delete(timer);
    },
    BroadcastChannel: class extends BroadcastChannel {
      constructor(name) {
        super(name);
        channels.add(this);
      }

      close() {
        super.close();
        channels.delete(this);
      }
    },
  };
  await instead(EventTarget.prototype, listening, () => instead(globalThis, waiting, work));
  return {
    listeners: [...listeners.values()],
    timers: timers.size,
    channels: [...channels].map(({ name }) => name),
    locks: await locksHeld(),
  };
};

export const NOTHING = { listeners: [], timers: 0, channels: [], locks: [] };

/** A lock is let go a moment after it was told to. */
const locksHeld = async () => {
  let names = [];
  for (let tries = 0; tries < 1000; tries += 1) {
    const { held = [], pending = [] } = (await navigator.locks?.query()) ?? {};
    names = [...held, ...pending].map(({ name }) => name);
    if (!names.length) break;
    await turn();
  }
  return names;
};
