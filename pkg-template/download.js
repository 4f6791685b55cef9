// The body of an answer on its way: counted, limited, and told of.

import { ApiError } from './error.js';

const INTERVAL = 333; // ms: about three times a second, as axios

/** Calls `listener` now and then with what has come, and at the end with the last of it. */
const teller = (listener, length) => {
  const began = performance.now();
  let told = 0;
  let at = -INTERVAL;
  return (loaded, isLast) => {
    const now = performance.now();
    if (!listener || loaded === told || (!isLast && now - at < INTERVAL)) return;
    const total = length >= loaded ? length : undefined; // it counts what was compressed
    const rate = now > began ? Math.round((loaded * 1000) / (now - began)) : undefined;
    const event = {
      loaded,
      total,
      progress: total && loaded / total,
      bytes: loaded - told,
      rate,
      estimated: rate && total && (total - loaded) / rate,
      lengthComputable: total !== undefined,
      download: true,
    };
    told = loaded;
    at = now;
    queueMicrotask(() => listener(event)); // whatever it throws is not the call's
  };
};

/**
 * The answer, or one with its headers whose bytes go past us. `fail` is told why it broke off, for engines that reject with
 * something of their own.
 */
export const observe = (response, config, guard, fail) => {
  const limit = config.maxContentLength ?? -1;
  const { body } = response;
  guard.isLent = config.responseType === 'stream' && guard.isWatching;
  if (!body || !(config.onDownloadProgress || limit > -1 || guard.isLent)) return response;

  const length = Number(response.headers.get('content-length')) || 0;
  const tell = teller(config.onDownloadProgress, length);
  let loaded = 0;
  const { readable, writable } = new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      if (limit > -1 && (loaded > limit || length > limit)) {
        throw fail(new ApiError(`maxContentLength size of ${limit} exceeded`, 'ERR_BAD_RESPONSE', config));
      }
      tell(loaded);
      controller.enqueue(chunk);
    },
    flush: () => tell(loaded, true),
  });
  // The signal says at once why: an engine may tell the body something of its own.
  body.pipeTo(writable, { signal: guard.signal }).catch(() => {}).finally(guard.release);
  return new Response(readable, response);
};
