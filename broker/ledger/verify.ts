/**
 * Walks a ledger's chain from its first event to its last and says what is not as it was written: changed, removed, inserted,
 * exchanged, cut off.
 * Pure; knows no file. What an untouched chain cannot prove, that it is the whole one, only a head kept elsewhere tells.
 */
import type { LocationId } from "../../protocol/terms.ts";
import { firstHash, type Head, nextHash } from "./chain.ts";

/** An event as it lies in the ledger; `hash` is empty where a foreign program wrote it. */
export type Row = { readonly seq: number; readonly text: string; readonly hash: string };

/** What is wrong at which event. Numbers are those that the events bear now. */
export type Finding =
  | { readonly kind: "changed"; readonly seq: number }
  /** The event fits its neighbours; its own hash was written over. */
  | { readonly kind: "hash-changed"; readonly seq: number }
  | { readonly kind: "removed"; readonly from: number; readonly to: number }
  /** So many are missing right before this one; those after were given new numbers. */
  | { readonly kind: "closed-up"; readonly seq: number; readonly count: number }
  | { readonly kind: "inserted"; readonly from: number; readonly to: number }
  | { readonly kind: "exchanged"; readonly seq: number; readonly other: number }
  /** The last event: changed, or written by another program. */
  | { readonly kind: "added"; readonly seq: number }
  | { readonly kind: "cut"; readonly last: number; readonly known: number }
  /** The event's hash is another one than was written down elsewhere: it, or one before it, was changed and the chain computed anew. */
  | { readonly kind: "rewritten"; readonly head: Head };

export type Verified = {
  readonly findings: readonly Finding[];
  /** There are more than are listed. */
  readonly isMore: boolean;
  readonly head: Head;
};

/** What the walk is given. `rows` answers up to `limit` rows after a number, in order. */
export type Chain = {
  readonly location: LocationId;
  readonly rows: (after: number, limit: number) => readonly Row[];
  /** Heads that were written down elsewhere. */
  readonly heads?: readonly Head[];
  /** A number that the ledger itself says it had reached. */
  readonly reached?: number;
};

/** So far from an event its neighbours of old are looked for. */
const WINDOW = 500;
const READ_AT_ONCE = 2_000;
const MOST_FINDINGS = 20;

class Walk {
  readonly findings: Finding[] = [];
  readonly #heads: ReadonlyMap<number, readonly Head[]>;
  #rows: Row[] = [];
  #before: string;
  #hash: string;
  #seq = 0;
  /** By how much the events' numbers are higher than when they were written. */
  #shift = 0;

  constructor({ location, heads = [] }: Chain) {
    this.#hash = firstHash(location);
    this.#before = this.#hash;
    this.#heads = grouped(heads);
  }

  get head(): Head {
    return { seq: this.#seq, hash: this.#hash };
  }

  /** The number that the last event was written with. */
  get reached(): number {
    return this.#seq - this.#shift;
  }

  /** Takes rows until `left` wait to be looked at beside those before them. */
  take(rows: readonly Row[], left: number): void {
    this.#rows.push(...rows);
    let at = 0;
    for (; at < this.#rows.length - left; at += 1) this.#look(at);
    this.#rows = this.#rows.slice(at);
  }

  #row(at: number): Row {
    return this.#rows[at] as Row;
  }

  /** Whether `row` fits behind `before` under the number that it was written with. */
  #fits(row: Row | undefined, before: string, seq = row?.seq ?? 0): boolean {
    return row !== undefined && nextHash(before, seq - this.#shift, row.text) === row.hash;
  }

  #look(at: number): void {
    const { seq } = this.#row(at);
    if (seq > this.#seq + 1) this.findings.push({ kind: "removed", from: this.#seq + 1, to: seq - 1 });
    else if (!this.#fits(this.#row(at), this.#before)) this.#diagnose(at);
    const { hash } = this.#row(at);
    for (const head of this.#heads.get(seq - this.#shift) ?? [])
      if (head.hash !== hash) this.findings.push({ kind: "rewritten", head });
    this.#seq = seq;
    this.#hash = hash;
    // What was inserted stands between two that belong together.
    if (!this.#isInserted(seq)) this.#before = hash;
  }

  #isInserted(seq: number): boolean {
    const last = this.findings.at(-1);
    return last?.kind === "inserted" && seq >= last.from && seq <= last.to;
  }

  #diagnose(at: number): void {
    const row = this.#row(at);
    if (this.#isInserted(row.seq)) return;
    this.findings.push(this.#moved(at) ?? this.#closedUp(at) ?? this.#changed(at));
  }

  /** The event that belongs here stands later: others were put before it, or two changed places. */
  #moved(at: number): Finding | null {
    const row = this.#row(at);
    const later = this.#rows
      .slice(at + 1, at + WINDOW)
      .findIndex((one) => this.#fits(one, this.#before, row.seq));
    if (later < 0) return null;
    const other = at + 1 + later;
    const there = this.#row(other);
    const before = later === 0 ? there.hash : this.#row(other - 1).hash;
    if (this.#fits(row, before, there.seq)) {
      this.#rows[at] = { ...there, seq: row.seq };
      this.#rows[other] = { ...row, seq: there.seq };
      return { kind: "exchanged", seq: row.seq, other: there.seq };
    }
    const inserted: Finding = { kind: "inserted", from: row.seq, to: there.seq - 1 };
    this.#shift += there.seq - row.seq;
    return inserted;
  }

  /** The one after it tells by how much both were moved up. */
  #closedUp(at: number): Finding | null {
    const [row, next] = [this.#row(at), this.#rows[at + 1]];
    if (next === undefined) return null;
    for (let count = 1; count <= WINDOW; count += 1) {
      if (!this.#fits(next, row.hash, next.seq + count)) continue;
      this.#shift -= count;
      return { kind: "closed-up", seq: row.seq, count };
    }
    return null;
  }

  #changed(at: number): Finding {
    const [row, next] = [this.#row(at), this.#rows[at + 1]];
    const { seq, text } = row;
    const hash = nextHash(this.#before, seq - this.#shift, text);
    if (next !== undefined && !this.#fits(next, row.hash) && this.#fits(next, hash)) {
      this.#rows[at] = { seq, text, hash };
      return { kind: "hash-changed", seq };
    }
    return next === undefined ? { kind: "added", seq } : { kind: "changed", seq };
  }
}

function grouped(heads: readonly Head[]): Map<number, Head[]> {
  const bySeq = new Map<number, Head[]>();
  for (const head of heads) bySeq.set(head.seq, [...(bySeq.get(head.seq) ?? []), head]);
  return bySeq;
}

/** The end that was known and is not there. */
function cutOff({ heads = [], reached = 0 }: Chain, last: number): Finding[] {
  const known = Math.max(reached, ...heads.map(({ seq }) => seq));
  return known > last ? [{ kind: "cut", last, known }] : [];
}

/** Verifies a whole chain. */
export function verifyChain(chain: Chain): Verified {
  const walk = new Walk(chain);
  for (let after = 0, isOver = false; !isOver; ) {
    const rows = chain.rows(after, READ_AT_ONCE);
    isOver = rows.length < READ_AT_ONCE || walk.findings.length > MOST_FINDINGS;
    walk.take(rows, isOver ? 0 : WINDOW);
    after = rows.at(-1)?.seq ?? after;
  }
  const findings = [...walk.findings, ...cutOff(chain, walk.reached)];
  return {
    findings: findings.slice(0, MOST_FINDINGS),
    isMore: findings.length > MOST_FINDINGS,
    head: walk.head,
  };
}
