/**
 * Lets many changes become one round of telling: at once when it was quiet, otherwise at most once in a time, and once more
 * for what people look up for. Knows nothing of what is told. The last change is always followed by a round.
 */

export class Pace {
  readonly #everyMs: number;
  readonly #round: () => void;
  #lastAt = Number.NEGATIVE_INFINITY;
  /** When a round last went out before its time. */
  #hurriedAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #immediate: NodeJS.Immediate | null = null;

  constructor(everyMs: number, round: () => void) {
    this.#everyMs = everyMs;
    this.#round = round;
  }

  /** Something may have changed. Never tells in this turn of the loop, so that answers go out first. */
  touch(): void {
    if (this.#timer !== null || this.#immediate !== null) return;
    const leftMs = this.#lastAt + this.#everyMs - performance.now();
    if (leftMs > 0) this.#timer = setTimeout(() => this.#go(), leftMs);
    else this.#immediate = setImmediate(() => this.#go());
  }

  /** Like `touch`, but does not wait for the time to pass, unless another has gone before its time in it. */
  hurry(): void {
    this.touch();
    if (this.#timer === null || performance.now() < this.#hurriedAt + this.#everyMs) return;
    this.close();
    this.#hurriedAt = performance.now();
    this.#immediate = setImmediate(() => this.#go());
  }

  #go(): void {
    this.close();
    this.#lastAt = performance.now();
    this.#round();
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#immediate !== null) clearImmediate(this.#immediate);
    this.#timer = null;
    this.#immediate = null;
  }
}
