// What can interrupt a call: the caller's signal, the caller's cancel token and the caller's timeout.

import { ApiError, CanceledError } from './error.js';

const LONGEST = 2 ** 31 - 1; // a longer timer would ring at once (HTML §8.6)

/** Those of one call, from its first interceptor to the last byte of its answer. */
class Guard {
  #controller = new AbortController();
  #began = performance.now();
  #endings = [];
  #interrupt;
  interrupted = new Promise((_, reject) => (this.#interrupt = reject));
  /** Somebody else goes on reading, and releases when the body has ended. */
  isLent = false;
  /** Who follows the call, if anybody does. */
  trace;

  /** Our own: why it fired is told by us, not by whatever `fetch` rejects with. */
  get signal() {
    return this.#controller.signal;
  }

  get isWatching() {
    return this.#endings.length > 0;
  }

  /** What the interceptors have made of the config. Throws if the call was interrupted meanwhile. */
  adopt(config) {
    this.signal.throwIfAborted();
    this.release();
    this.heed(config);
    this.signal.throwIfAborted();
  }

  heed(config) {
    const { signal, cancelToken, timeout, timeoutErrorMessage } = config;
    const cancel = (message, cause) => this.#stop(new CanceledError(message, 'ERR_CANCELED', config, undefined, cause));
    if (signal) {
      const hear = () => cancel('canceled', signal.reason);
      if (signal.aborted) hear();
      signal.addEventListener('abort', hear);
      this.#endings.push(() => signal.removeEventListener('abort', hear));
    }
    if (cancelToken) {
      const hear = (reason) => cancel(reason?.message ?? 'canceled', reason);
      if (cancelToken.reason) hear(cancelToken.reason);
      else if (cancelToken.subscribe) cancelToken.subscribe(hear);
      else cancelToken.promise.then(hear);
      this.#endings.push(() => cancelToken.unsubscribe?.(hear));
    }
    if (timeout) {
      const left = timeout - (performance.now() - this.#began);
      const message = timeoutErrorMessage || `timeout of ${timeout}ms exceeded`;
      const timer = setTimeout(() => this.#stop(new ApiError(message, 'ETIMEDOUT', config)), Math.min(left, LONGEST));
      this.#endings.push(() => clearTimeout(timer));
    }
  }

  release = () => {
    for (const end of this.#endings.splice(0)) end();
  };

  #stop(error) {
    this.#controller.abort(error);
    this.#interrupt(error);
  }
}

/** Does `work` until it is done or interrupted. */
export const guarded = async (config, work) => {
  const guard = new Guard();
  try {
    guard.heed(config);
    return await Promise.race([guard.interrupted, work(guard)]);
  } finally {
    guard.trace?.settle(guard.signal.aborted);
    if (!guard.isLent) guard.release();
  }
};
