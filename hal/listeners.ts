/**
 * The one way in which drivers tell their users something: a list of listeners.
 * Knows nothing about what is told.
 */

/** Stops the listening; calling it twice does nothing more. */
export type StopListening = () => void;

/**
 * Listeners of one happening.
 * Promises: called in the order of adding, synchronously, each exactly once a `tell`; a listener added or removed while
 * telling counts from the next `tell`. Does not promise: protection from a listener that throws (that is a bug, it crashes).
 */
export class Listeners<Told> {
  readonly #listeners = new Set<{ call: (told: Told) => void }>();

  add(listener: (told: Told) => void): StopListening {
    const entry = { call: listener };
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  tell(told: Told): void {
    const listening = [...this.#listeners];
    for (const entry of listening) entry.call(told);
  }

  clear(): void {
    this.#listeners.clear();
  }
}
