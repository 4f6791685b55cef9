// What becomes of a call, told step by step to those who listen and shown in the browser's own timeline. Never what is sent.

import { Audience } from './session.js';

let count = 0;

/** A call on its way, or a refresh. Made only where somebody listens; what is public is told with each step. */
class Trace {
  id = (count += 1);
  /** Of the last answer. */
  status;
  #tracers;
  #began = performance.now();
  #last = this.#began;
  /** How often the session's token had been renewed when the last attempt left. */
  #renewals;

  constructor(tracers, { init, resource }, step) {
    this.#tracers = tracers;
    this.method = init.method.toUpperCase();
    this.url = resource;
    this.#note(step);
    // What may leave has left by then.
    if (step === 'request') queueMicrotask(() => this.#renewals ?? this.#note('waiting'));
  }

  leave() {
    const { renewals } = this.#tracers;
    if (this.#renewals === renewals) this.#note('adopted');
    this.status = undefined;
    this.#note(this.#renewals === undefined ? 'attempt' : 'replay');
    this.#renewals = renewals;
  }

  /** The session has spent its chance on it: upon a rejection, or by holding it. */
  spend() {
    if (this.#renewals !== undefined) this.#note('rejected');
  }

  hold() {
    this.#note('waiting');
  }

  settle(isInterrupted) {
    if (isInterrupted) this.status = undefined;
    this.#last = this.#began;
    this.#note('settled');
    this.#last = undefined;
  }

  /** Told when nothing of ours is under way: whoever listens may do what it likes. */
  #note(step) {
    const start = this.#last;
    if (start === undefined) return;
    const end = (this.#last = performance.now());
    const event = Object.freeze({ step, ...this, time: end, duration: end - start });
    queueMicrotask(() => {
      if (!this.#tracers.size) return;
      this.#tracers.tell('trace', event);
      const name = `evertoken: ${this.method} ${this.url} ${step}`;
      try {
        performance.measure(name, { start, end, detail: event });
        performance.clearMeasures(name); // the timeline of a page has no end
      } catch {
        // it is not the browser's own
      }
    });
  }
}

/** Those who listen, of all clients of a session. */
export class Tracers extends Audience {
  /** How often the session's token was renewed. */
  renewals = 0;

  /** Nothing, where nobody listens. */
  begin(request, step = 'request') {
    return this.size ? new Trace(this, request, step) : undefined;
  }
}
