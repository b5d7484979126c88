/**
 * Says when a stand may tidy its memory: after many presses and once nobody has pressed for a while. V8 by itself collects
 * when it needs room, which is while citizens press, and keeps what the busiest minute took. Knows no collector and no clock.
 */

/** Nobody is about to press: whoever came has the slip in hand, and the next one has not touched anything. */
const QUIET_MS = 5_000;
/** Fewer leave too little behind to stop for. */
const LEAST_PRESSES = 200;

export type TidyParts = {
  /** Runs `act` once after `ms`; what it returns calls it off. */
  readonly after: (ms: number, act: () => void) => () => void;
  /** Gives back what memory it can; stops the process for some tens of milliseconds. */
  readonly tidy: () => void;
};

/** From the first press to `close`. */
export class Tidiness {
  readonly #parts: TidyParts;
  #presses = 0;
  #callOff: () => void = () => undefined;

  constructor(parts: TidyParts) {
    this.#parts = parts;
  }

  /** A press begins the wait for quiet anew. */
  pressed(): void {
    this.#presses += 1;
    if (this.#presses < LEAST_PRESSES) return;
    this.#callOff();
    this.#callOff = this.#parts.after(QUIET_MS, () => {
      this.#presses = 0;
      this.#parts.tidy();
    });
  }

  close(): void {
    this.#callOff();
  }
}
