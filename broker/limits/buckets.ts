/**
 * How often something may be done: for each key a bucket of tokens that fills at a steady rate.
 * Knows neither what is done nor who does it; times are milliseconds of one clock that never goes back, given by the caller.
 */

/** `burst` at once after a quiet while, then `perSecond`. */
export type Rate = { readonly burst: number; readonly perSecond: number };

type Bucket = { tokens: number; at: number };

const MOST_KEYS = 10_000;

/** The buckets of one kind. A key that nobody has used is full; beyond {@link MOST_KEYS} the one longest unused is forgotten. */
export class Buckets {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Takes `cost` tokens and answers 0; or takes nothing and answers in how many milliseconds there will be so many. */
  take(key: string, at: number, cost = 1): number {
    const waitMs = this.waitMs(key, at, cost);
    if (waitMs === 0) this.spend(key, at, cost);
    return waitMs;
  }

  /** Takes `cost` tokens for what was done already, and answers in how many milliseconds none is owed. */
  spend(key: string, at: number, cost: number): number {
    const bucket = this.#filled(key, at);
    bucket.tokens -= cost;
    this.#buckets.delete(key);
    const oldest = this.#buckets.keys().next();
    if (this.#buckets.size >= MOST_KEYS && !oldest.done) this.#buckets.delete(oldest.value);
    this.#buckets.set(key, bucket);
    return this.#untilMs(bucket, 0);
  }

  /** In how many milliseconds there are `cost` tokens; 0: now. */
  waitMs(key: string, at: number, cost = 1): number {
    return this.#untilMs(this.#filled(key, at), cost);
  }

  #untilMs({ tokens }: Bucket, wanted: number): number {
    return Math.max(0, Math.ceil(((wanted - tokens) * 1000) / this.#rate.perSecond));
  }

  #filled(key: string, at: number): Bucket {
    const { burst, perSecond } = this.#rate;
    const known = this.#buckets.get(key);
    if (known === undefined) return { tokens: burst, at };
    const tokens = Math.min(burst, known.tokens + ((at - known.at) * perSecond) / 1000);
    return { tokens, at };
  }
}
