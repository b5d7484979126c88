/**
 * Notices what a scanner says over and over: codes that are held before the glass, or a line that babbles.
 * Pure: time comes with the question. Knows no code's meaning.
 */

/** As long a code held before the scanner is not told again. */
const HELD_MS = 2000;
/** More different codes than this within that time are no hand with papers, and are not remembered. */
const MOST_HELD = 16;

/**
 * The last things told and when.
 * Promises: the same thing is new once every {@link HELD_MS}, however often it comes and whatever comes between, up to
 * {@link MOST_HELD} different ones; another one is new at once.
 */
export class Held {
  /** When each was told, the oldest first. */
  readonly #toldMs = new Map<string, number>();

  isNew(said: string, monotonicMs: number): boolean {
    for (const [other, toldMs] of this.#toldMs)
      if (monotonicMs - toldMs >= HELD_MS) this.#toldMs.delete(other);
    if (this.#toldMs.has(said)) return false;
    this.#toldMs.set(said, monotonicMs);
    const [oldest = said] = this.#toldMs.keys();
    if (this.#toldMs.size > MOST_HELD) this.#toldMs.delete(oldest);
    return true;
  }
}
