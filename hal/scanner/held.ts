/**
 * Notices what a scanner says over and over: a code that is held before the glass, or a line that babbles.
 * Pure: time comes with the question. Knows no code's meaning.
 */

/** As long a code held before the scanner is not told again. */
const HELD_MS = 2000;

/**
 * The last thing told and when.
 * Promises: the same thing is new once every {@link HELD_MS}, however often it comes; another one is new at once.
 */
export class Held {
  #last: { said: string; monotonicMs: number } | undefined;

  isNew(said: string, monotonicMs: number): boolean {
    const last = this.#last;
    if (last !== undefined && last.said === said && monotonicMs - last.monotonicMs < HELD_MS) return false;
    this.#last = { said, monotonicMs };
    return true;
  }
}
