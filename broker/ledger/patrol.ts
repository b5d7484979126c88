/**
 * Walks the chain of a ledger that is at work, at the hub's start and once a day, a few milliseconds at a time, so that a changed
 * ledger is noticed without anybody asking. Calls go on whatever it finds; `talon-hub verify-ledger` says what was done.
 * Knows no timer, no log and no rule.
 */
import type { LocationId } from "../../protocol/terms.ts";
import { firstHash, type Head, nextHash } from "./chain.ts";
import type { Row } from "./verify.ts";

/** A whole ledger is walked so often. */
const EVERY_MS = 86_400_000;
/** So long the loop may wait for a slice; one row more may be read when it is over. */
const SLICE_MS = 3;

export type PatrolOptions = {
  readonly location: LocationId;
  /** The rows after a number, in order, as they lie in the file. */
  readonly rows: (after: number) => Iterable<Row>;
  /** Where the ledger ends, as its writer knows it. */
  readonly head: () => Head;
  /** Heads that were written down elsewhere; asked for when a walk begins. */
  readonly heads: () => readonly Head[];
  /** Never jumps; any zero. */
  readonly monotonicMs: () => number;
};

/**
 * What the last walk has found. `broken` is the first event that is not as it was written, `null` where all are; `cut` is the number
 * that the ledger had reached by what was written down elsewhere, `null` where it has reached it now too.
 */
export type ChainState = {
  readonly checkedAt: number;
  readonly upTo: number;
  readonly broken: number | null;
  readonly cut: number | null;
};

type Walk = { seq: number; hash: string; readonly known: ReadonlyMap<number, string>; readonly end: Head };

/** One ledger's patrol, while its hub runs. Times are epoch ms given by the caller. */
export class ChainPatrol {
  readonly #options: PatrolOptions;
  #walk: Walk | null = null;
  #state: ChainState | null = null;

  constructor(options: PatrolOptions) {
    this.#options = options;
  }

  /** `null` before the first walk is over. */
  get state(): ChainState | null {
    return this.#state;
  }

  /** Walks on for a slice. Answers what was found when that ended the walk, otherwise `null`. */
  step(at: number): ChainState | null {
    const walk = this.#walk ?? this.#begun(at);
    if (walk === null) return null;
    const { rows, monotonicMs } = this.#options;
    const from = monotonicMs();
    for (const row of rows(walk.seq)) {
      if (!fits(walk, row)) return this.#end(at, walk, walk.seq + 1);
      [walk.seq, walk.hash] = [row.seq, row.hash];
      if (monotonicMs() - from >= SLICE_MS) return null;
    }
    const isWhole = walk.seq >= walk.end.seq;
    return this.#end(at, walk, isWhole ? null : walk.seq + 1);
  }

  #begun(at: number): Walk | null {
    if (this.#state !== null && Math.abs(at - this.#state.checkedAt) < EVERY_MS) return null;
    const { location, heads, head } = this.#options;
    const end = head();
    const known = new Map([...heads(), end].map((one) => [one.seq, one.hash]));
    this.#walk = { seq: 0, hash: firstHash(location), known, end };
    return this.#walk;
  }

  #end(at: number, { seq, known, end }: Walk, broken: number | null): ChainState {
    this.#walk = null;
    const reached = Math.max(...known.keys());
    this.#state = { checkedAt: at, upTo: seq, broken, cut: reached > end.seq ? reached : null };
    return this.#state;
  }
}

function fits({ seq, hash, known }: Walk, row: Row): boolean {
  if (row.seq !== seq + 1 || nextHash(hash, row.seq, row.text) !== row.hash) return false;
  return (known.get(row.seq) ?? row.hash) === row.hash;
}

/** What a broken or cut chain is called in logs and in health; `null` while nothing is wrong. */
export function chainWarning(state: ChainState | null): string | null {
  if (state === null) return null;
  const { broken, cut, upTo } = state;
  const also = cut === null ? "" : `, and had reached event ${cut}`;
  if (broken !== null)
    return `the ledger is not what was written, from event ${broken} on${also}: talon-hub verify-ledger says what was done to it`;
  if (cut !== null)
    return `the ledger ends at event ${upTo} and had reached ${cut}: it was cut, or an older copy was put back; talon-hub verify-ledger says more`;
  return null;
}
