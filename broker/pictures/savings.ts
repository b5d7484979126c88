/**
 * How much time may be spent on what can wait: a share of the time that passes, saved up while nothing is done, so that a burst is
 * served at once and a rush costs no more than the share.
 * Knows no work.
 */

const SHARE = 1 / 50;
const MOST_SAVED_MS = 250;
/** Nothing waits longer than this takes to be saved again: half a second. */
const MOST_OWED_MS = 10;

/** A purse of time, by a monotonic clock in ms. */
export class Savings {
  readonly #now: () => number;
  #savedMs = MOST_SAVED_MS;
  #countedMs: number;

  constructor(now: () => number) {
    this.#now = now;
    this.#countedMs = now();
  }

  isThereAny(): boolean {
    const nowMs = this.#now();
    this.#savedMs = Math.min(MOST_SAVED_MS, this.#savedMs + (nowMs - this.#countedMs) * SHARE);
    this.#countedMs = nowMs;
    return this.#savedMs > 0;
  }

  /** Works, and pays for it; on credit where it must be. */
  spend<Done>(work: () => Done): Done {
    const from = this.#now();
    const done = work();
    this.#savedMs = Math.max(-MOST_OWED_MS, this.#savedMs - (this.#now() - from));
    return done;
  }
}
