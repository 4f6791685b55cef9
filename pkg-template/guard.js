// What can interrupt a call: the caller's signal and the caller's timeout.

import { ApiError, CanceledError } from './error.js';

const LONGEST = 2 ** 31 - 1; // a longer timer would ring at once (HTML §8.6)

/**
 * Does `work` until it is done or interrupted. The caller's signal is listened to and not passed on: `work` gets one of our
 * own, and why it fired is told by us, not by whatever `fetch` rejects with.
 */
export const guarded = async (config, work) => {
  const { signal, timeout } = config;
  const canceled = () => new CanceledError('canceled', 'ERR_CANCELED', config, undefined, signal.reason);
  if (signal?.aborted) throw canceled();
  if (!signal && !timeout) return work();

  const controller = new AbortController();
  let timer;
  let onAbort;
  const interrupted = new Promise((_, reject) => {
    const stop = (error) => {
      controller.abort();
      reject(error);
    };
    onAbort = () => stop(canceled());
    const late = () => stop(new ApiError(`timeout of ${timeout}ms exceeded`, 'ETIMEDOUT', config));
    signal?.addEventListener('abort', onAbort);
    if (timeout) timer = setTimeout(late, Math.min(timeout, LONGEST));
  });
  try {
    return await Promise.race([interrupted, work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
};
