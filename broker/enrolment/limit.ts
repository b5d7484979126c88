/**
 * Slows down whoever tries codes: by address and over all.
 * Knows no code; times are epoch milliseconds given by the caller.
 */

const SPAN_MS = 15 * 60_000;
const OF_ONE_ADDRESS = 5;
const OF_ALL = 50;
const MOST_ADDRESSES = 2000;

type Tries = { count: number; until: number };

/** Wrong tries of the last quarter of an hour. */
export class TryLimit {
  readonly #byAddress = new Map<string, Tries>();
  #all: Tries = { count: 0, until: 0 };

  /** How long nobody looks at another try (ms); 0 when it is looked at now. */
  waitMs(address: string, at: number): number {
    const own = this.#byAddress.get(address);
    const ownMs = own !== undefined && own.count >= OF_ONE_ADDRESS ? own.until - at : 0;
    return Math.max(0, ownMs, this.#all.count >= OF_ALL ? this.#all.until - at : 0);
  }

  failed(address: string, at: number): void {
    this.#all = counted(this.#all, at);
    const oldest = this.#byAddress.keys().next();
    if (this.#byAddress.size >= MOST_ADDRESSES && !oldest.done) this.#byAddress.delete(oldest.value);
    this.#byAddress.set(address, counted(this.#byAddress.get(address), at));
  }
}

/** A span begins with its first failure, and the next with the first after it. */
function counted(tries: Tries | undefined, at: number): Tries {
  if (tries === undefined || tries.until <= at) return { count: 1, until: at + SPAN_MS };
  return { count: tries.count + 1, until: tries.until };
}
