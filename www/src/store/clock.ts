import { createAtom } from 'mobx';

const TICK_MS = 200;

/** The time of day as something to observe. It ticks only while somebody looks. */
export class Clock {
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #atom = createAtom(
    'clock',
    () => (this.#timer = setInterval(() => this.#atom.reportChanged(), TICK_MS)),
    () => clearInterval(this.#timer),
  );

  get now(): number {
    this.#atom.reportObserved();
    return Date.now();
  }
}
