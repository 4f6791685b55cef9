// The body of an answer on its way: counted, limited, and told of.

import { ApiError } from './error.js';

const INTERVAL = 333; // ms: about three times a second, as axios

/** Calls `listener` now and then with what has come, and at the end with the last of it. */
const teller = (listener, total) => {
  const began = performance.now();
  let [told, at] = [0, -INTERVAL];
  return (loaded, isLast) => {
    const now = performance.now();
    if (!listener || loaded === told || (!isLast && now - at < INTERVAL)) return;
    const known = total >= loaded ? total : undefined; // it counts what was compressed
    const rate = now > began ? Math.round((loaded * 1000) / (now - began)) : undefined;
    const estimated = rate && known && (known - loaded) / rate;
    const event = { loaded, total: known, progress: known && loaded / known, bytes: loaded - told, rate, estimated };
    [told, at] = [loaded, now];
    // Whatever it throws is not the call's.
    queueMicrotask(() => listener({ ...event, lengthComputable: known !== undefined, download: true }));
  };
};

/**
 * The answer, or one with its headers whose bytes go past us. `fail` is told why it broke off, for engines that reject with
 * something of their own.
 */
export const observe = (response, config, guard, fail) => {
  const { onDownloadProgress, maxContentLength = -1, responseType } = config;
  const isLimited = maxContentLength > -1;
  const { body, headers } = response;
  guard.isLent = responseType === 'stream' && guard.isWatching;
  if (!body || !(onDownloadProgress || isLimited || guard.isLent)) return response;

  const length = Number(headers.get('content-length') ?? NaN);
  const tell = teller(onDownloadProgress, length);
  const check = (size) => {
    const complaint = `maxContentLength size of ${maxContentLength} exceeded`;
    if (isLimited && size > maxContentLength) throw fail(new ApiError(complaint, 'ERR_BAD_RESPONSE', config));
  };
  let loaded = 0;
  const { readable, writable } = new TransformStream({
    transform(chunk, controller) {
      check(loaded ? (loaded += chunk.byteLength) : Math.max(length || 0, (loaded = chunk.byteLength)));
      tell(loaded);
      controller.enqueue(chunk);
    },
    flush: () => tell(loaded, true),
  });
  // The signal says at once why: an engine may tell the body something of its own.
  body.pipeTo(writable, { signal: guard.signal }).catch(() => {}).finally(guard.release);
  return new Response(readable, { headers });
};
