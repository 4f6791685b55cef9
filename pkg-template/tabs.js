// The other tabs of the origin: a lock that one of them holds at a time, and what they call to each other. Never a token.

/** What `tell` is told of the lock. */
const AT_ONCE = 0;
const AFTER_A_WAIT = 1;
const REFUSED = 2;

const WORDS = ['renewed', 'login', 'logout', 'over'];

/**
 * A page has, and a worker that has an address. A server has none, even if it has what a worker has, and a channel would keep its
 * process alive (Deno).
 */
const hasTabs = () =>
  'document' in globalThis || ('WorkerGlobalScope' in globalThis && 'location' in globalThis && !('Deno' in globalThis));

/** There is none where the page is not served securely. */
const hasLock = () => typeof globalThis.navigator?.locks?.request === 'function';

/** 0: no other tabs; 1: tabs; 2: tabs, and a lock among them. */
export const neighbours = () => (hasTabs() ? 1 + Number(hasLock()) : 0);

/** Asks for the lock; what is returned takes the request back, or lets the lock go. After that nothing is told. */
export const requestLock = (name, tell) => {
  const controller = new AbortController();
  const { signal } = controller;
  const request = (options, answer, otherwise) => {
    const hold = (lock) => {
      if (signal.aborted) return undefined;
      if (!lock) return void otherwise();
      tell(answer);
      // It may have been let go at once.
      return signal.aborted ? undefined : new Promise((resolve) => signal.addEventListener('abort', resolve));
    };
    navigator.locks.request(name, options, hold).catch(() => signal.aborted || tell(REFUSED));
  };
  // Only who had to wait can have missed what another tab wrote.
  request({ ifAvailable: true }, AT_ONCE, () => request({ signal }, AFTER_A_WAIT));
  return () => controller.abort();
};

export class TabChannel {
  #name;
  #keys;
  #hear;
  #listening = [];
  #channel;

  constructor(name, keys) {
    this.#name = name;
    this.#keys = keys;
  }

  /** `hear(news)`: a word of another tab; `written` or `removed`, of the token; `hidden`, when the page is put aside. */
  open(hear) {
    if (!hasTabs()) return;
    this.#hear = hear;
    // Not by a signal: in a test's jsdom that one may be Node's.
    const on = (target, type, listener) => {
      target?.addEventListener(type, listener);
      this.#listening.push(() => target?.removeEventListener(type, listener));
    };
    on(globalThis, 'storage', this.#stored);
    on(globalThis, 'pagehide', this.#hide);
    on(globalThis, 'pageshow', this.#show);
    on(globalThis.document, 'freeze', this.#hide);
    on(globalThis.document, 'resume', this.#show);
    this.#connect();
  }

  close() {
    for (const end of this.#listening.splice(0)) end();
    this.#disconnect();
  }

  spread(word) {
    this.#channel?.postMessage(word);
  }

  #stored = ({ key, newValue }) => {
    if (key === this.#keys[0] && newValue === null) this.#hear('removed');
    else if (key === null || this.#keys.includes(key)) this.#hear('written');
  };

  /** A page in the back/forward cache hears nothing, and a message to it would be the end of it. */
  #hide = () => {
    this.#hear('hidden');
    this.#disconnect();
  };

  #show = () => {
    if (this.#channel) return;
    this.#connect();
    this.#hear('written');
  };

  #connect() {
    try {
      this.#channel = new BroadcastChannel(this.#name);
      this.#channel.unref?.(); // of Node, in a test: no reason to go on
      this.#channel.onmessage = ({ data }) => WORDS.includes(data) && this.#hear(data);
    } catch {
      // forbidden together with the storage
    }
  }

  #disconnect() {
    this.#channel?.close();
    this.#channel = undefined;
  }
}
