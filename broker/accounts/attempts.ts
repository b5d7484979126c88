/**
 * How soon the next try to sign in is looked at. Failures slow a name and an address; but a browser in which somebody has signed in
 * before is slowed by its own failures alone, so that nobody can lock others out by guessing badly (OWASP, device cookies).
 * Knows no password. Times are epoch ms given by the caller.
 */
import { createHmac, timingSafeEqual } from "node:crypto";

const MOST_FAILURES_KEPT = 2000;
/** Tries that cost nothing; every further one doubles the pause, up to a minute. */
const FREE_TRIES = 3;
const LONGEST_PAUSE_MS = 60_000;
const LONGEST_NAME = 64;

type Failures = { count: number; until: number };

/**
 * Who tries, from where; `address` is `null` where that says nothing about who comes. `known` is what their browser showed of an
 * earlier success.
 */
export type Trier = {
  readonly name: string;
  readonly address: string | null;
  readonly known?: string | undefined;
};

function forgetOldest(map: Map<string, unknown>, most: number): void {
  const oldest = map.keys().next();
  if (map.size >= most && !oldest.done) map.delete(oldest.value);
}

/** The failures of one hub, in memory: a restart forgives everybody. */
export class Attempts {
  readonly #makeKey: () => Uint8Array;
  #key: Uint8Array | null = null;
  readonly #failures = new Map<string, Failures>();

  /** `makeKey`: gives the hub's secret that marks of browsers are made with; asked when it is first needed. */
  constructor(makeKey: () => Uint8Array) {
    this.#makeKey = makeKey;
  }

  /** The mark of a browser in which this person signed in; void once their password line is another. */
  markOf(name: string, hash: string): string {
    this.#key ??= this.#makeKey();
    return createHmac("sha256", this.#key).update(`${name}\0${hash}`).digest("base64url");
  }

  #isKnown({ known }: Trier, mark: string | null): boolean {
    const [said, right] = [Buffer.from(known ?? ""), Buffer.from(mark ?? "")];
    return mark !== null && said.length === right.length && timingSafeEqual(said, right);
  }

  /** What a failure of this try counts against. `mark` is the one that this person's browsers have. */
  keysOf(trier: Trier, mark: string | null): readonly string[] {
    if (this.#isKnown(trier, mark)) return [`browser ${trier.known ?? ""}`];
    const { name, address } = trier;
    return [`name ${name.slice(0, LONGEST_NAME)}`, ...(address === null ? [] : [`address ${address}`])];
  }

  /** In how many milliseconds a try is looked at; 0: now. */
  waitMs(keys: readonly string[], at: number): number {
    return Math.max(0, ...keys.map((key) => (this.#failures.get(key)?.until ?? 0) - at));
  }

  failed(keys: readonly string[], at: number): void {
    for (const key of keys) {
      const count = (this.#failures.get(key)?.count ?? 0) + 1;
      const pauseMs =
        count <= FREE_TRIES ? 0 : Math.min(1000 * 2 ** (count - FREE_TRIES - 1), LONGEST_PAUSE_MS);
      forgetOldest(this.#failures, MOST_FAILURES_KEPT);
      this.#failures.set(key, { count, until: at + pauseMs });
    }
  }

  succeeded(keys: readonly string[]): void {
    for (const key of keys) this.#failures.delete(key);
  }
}
