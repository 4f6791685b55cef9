// The net under the wasm: when it cannot start, or stops after a fault of ours, everybody who waits for it is told.

import { ApiError } from './error.js';

const told = (message, cause, config) => new ApiError(message, 'ERR_WASM', config, undefined, cause);

/** Why there is no wasm: the engine does not say whether it cannot or may not. */
export const unstartable = (cause) =>
  told(
    "WebAssembly does not start. If a Content-Security-Policy forbids it, this allows it: script-src 'self' 'wasm-unsafe-eval'",
    cause,
  );

/** What starts the wasm, once; after a failure it can be tried again. */
export const starter = (start) => {
  let isStarted = false;
  return () => {
    try {
      if (!isStarted) start();
    } catch (cause) {
      throw unstartable(cause);
    }
    isStarted = true;
  };
};

// ---- what is known of the one wasm that there is: whether it has stopped, and who waits for it

let fault;
const waiting = new Set();

const stopped = (config) => told(`stopped by an internal fault${fault.place}: reload the page`, fault.cause, config);

const stop = (place, cause) => {
  fault ??= { place, cause };
  for (const reject of waiting) reject();
  waiting.clear();
};

/** Called by the wasm that is about to stop, with the address of a `core::panic::Location`: name, its length, line, column. */
export const panicked = (memory, address) => {
  let place = '';
  try {
    const [name, length, line, column] = new Uint32Array(memory, address, 4);
    const file = String.fromCharCode(...new Uint8Array(memory, name, Math.min(length, 200)));
    if (file.endsWith('.rs')) place = ` at ${file}:${line}:${column}`;
  } catch {
    // an address of something else
  }
  stop(place);
};

/** What leaves the wasm by being thrown is its end: it refuses nothing, and what threw inside has left it half done. */
export const run = (work, config) => {
  if (fault) throw stopped(config);
  try {
    return work();
  } catch (error) {
    stop('', error);
    throw stopped(config);
  }
};

/** Tells it something. Should it stop, `run` has told all who have to know. */
export const inform = (work) => {
  try {
    run(work);
  } catch {
    // nobody asked
  }
};

/** What `work` promises, unless the wasm stops before. */
export const awaited = (work, config) =>
  new Promise((resolve, reject) => {
    const giveUp = () => reject(stopped(config));
    waiting.add(giveUp);
    const done = (settle) => (value) => {
      waiting.delete(giveUp);
      settle(value);
    };
    try {
      run(work, config).then(done(resolve), done(reject));
    } catch (error) {
      done(reject)(error);
    }
  });
