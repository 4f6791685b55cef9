// The other tabs of the origin: a lock that one of them holds at a time, and what they call to each other. Never a token.

const WORDS = ['renewed', 'login', 'logout', 'over'];
/** What a tab says that has no lock and is about to move the cookie. */
const ASKING = 'asking';

/** Without a lock: ms for which tabs that want the same thing at the same time drift apart, and for which one is left alone. */
const DRIFT = 100;
const QUIET = 2_000;

/**
 * A page or a worker of a browser: there are others of its origin. Some servers look like a worker, and have no address (workerd) or
 * are known by name (Deno); a channel would keep their process alive.
 */
export const isInBrowser = () => {
  const { WorkerGlobalScope: Scope, navigator } = globalThis;
  const isWorker = typeof Scope === 'function' && globalThis instanceof Scope && 'location' in globalThis;
  const isRuntime = 'Deno' in globalThis || navigator?.userAgent === 'Cloudflare-Workers';
  return 'document' in globalThis || (isWorker && !isRuntime);
};

/** There is none where the page is not served securely. */
const hasLock = () => typeof globalThis.navigator?.locks?.request === 'function';

const requestLock = (name, tell) => {
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
    navigator.locks.request(name, options, hold).catch(() => signal.aborted || tell('refused'));
  };
  // Only who had to wait can have missed what another tab wrote.
  request({ ifAvailable: true }, 'granted', () => request({ signal }, 'grantedLate'));
  return () => controller.abort();
};

export class TabChannel {
  #name;
  #keys;
  #hear;
  #listening = [];
  #channel;
  /** Until when another tab is at work that has no lock. */
  #quietUntil = 0;

  constructor(name, ...keys) {
    this.#name = name;
    this.#keys = keys;
  }

  /**
   * `hear(news, generation)`: a word of another tab, and the generation that it has written; `written` or `removed`, of the token;
   * `hidden`, when the page is put aside.
   */
  open(hear) {
    if (!isInBrowser()) return;
    this.#hear = (news, generation = 0) => hear(news, generation);
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

  spread(word, generation) {
    this.#channel?.postMessage([word, generation]);
  }

  /** Asks for the lock; what is returned takes the request back, or lets the lock go. After that nothing is told. */
  requestLock(tell) {
    return hasLock() ? requestLock(this.#name, tell) : this.#waitForQuiet(tell);
  }

  /** Without a lock the tabs can only take care not to ask in step. */
  #waitForQuiet(tell) {
    let timer;
    const drift = () => (timer = setTimeout(look, Math.random() * DRIFT));
    const look = () => {
      if (performance.now() < this.#quietUntil) return void drift();
      this.spread(ASKING);
      tell('refused');
    };
    drift();
    return () => clearTimeout(timer);
  }

  #heard = ({ data }) => {
    const [word, generation] = Array.isArray(data) ? data : [];
    this.#quietUntil = word === ASKING ? performance.now() + QUIET : 0;
    if (WORDS.includes(word) && Number.isInteger(generation)) this.#hear(word, generation);
  };

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
      this.#channel.onmessage = this.#heard;
    } catch {
      // forbidden together with the storage
    }
  }

  #disconnect() {
    this.#channel?.close();
    this.#channel = undefined;
  }
}
