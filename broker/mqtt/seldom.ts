/**
 * Says what happens again and again at most once a minute for each client, with how often it happened, so that a flood of bad
 * messages fills no disk with its log. Knows no log and no clock; times are the caller's.
 */

const EVERY_MS = 60_000;
/** Ids of clients are made by clients: beyond so many, they are told as one. */
const MOST_CLIENTS = 100;
const OTHERS = "(others)";

type Kept<What> = { until: number; count: number; last: What };

/** `say` gets the newest of each, and how many there were since the one before. */
export class Seldom<What> {
  readonly #say: (what: What, count: number) => void;
  readonly #kept = new Map<string, Kept<What>>();

  constructor(say: (what: What, count: number) => void) {
    this.#say = say;
  }

  /** The first one of a client is said at once. */
  happened(client: string, what: What, at: number): void {
    this.flush(at);
    const key = this.#kept.has(client) || this.#kept.size < MOST_CLIENTS ? client : OTHERS;
    const kept = this.#kept.get(key);
    if (kept === undefined) {
      this.#kept.set(key, { until: at + EVERY_MS, count: 0, last: what });
      this.#say(what, 1);
      return;
    }
    kept.count += 1;
    kept.last = what;
  }

  /** Says what has waited for its minute to pass; `Infinity` says everything. */
  flush(at: number): void {
    for (const [client, kept] of this.#kept) {
      if (at < kept.until) continue;
      if (kept.count === 0) {
        this.#kept.delete(client);
        continue;
      }
      this.#say(kept.last, kept.count);
      kept.until = at + EVERY_MS;
      kept.count = 0;
    }
  }
}
