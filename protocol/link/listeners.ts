/**
 * Who wants to be told of one kind of thing.
 * Knows nothing of what is told.
 */

/** Adds a listener; what it returns takes it away again. */
export type Told<T> = (listener: (told: T) => void) => () => void;
export type Listeners<T> = { readonly add: Told<T>; readonly tell: (told: T) => void };

/** An empty list of listeners. A listener that throws is a bug and stops the process. */
export function listeners<T>(): Listeners<T> {
  const all = new Set<(told: T) => void>();
  return {
    add: (listener) => {
      all.add(listener);
      return () => void all.delete(listener);
    },
    tell: (told) => {
      for (const listener of [...all]) listener(told);
    },
  };
}
