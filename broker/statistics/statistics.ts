/**
 * Statistics that follow the ledger: what is committed is folded at once, and written down when somebody asks or a day ends.
 * Knows no page. A file that is missing, old or of another ledger is read anew, in slices, so that calls go on meanwhile.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import type { Committed } from "../dispatch.ts";
import type { Ledger } from "../ledger/contract.ts";
import type { HubEvent } from "../queue/events.ts";
import { Fold } from "./fold.ts";
import type { Names } from "./names.ts";
import type { Question, SameAs } from "./question.ts";
import type { Sums } from "./scan.ts";
import { type Before, type KnownDay, StatisticsStore, type VisitRow } from "./store.ts";

/** So long the loop may wait for a slice. */
const SLICE_MS = 5;

export type StatisticsOptions = {
  readonly file: string;
  readonly ledger: Pick<Ledger, "seq" | "rows">;
  readonly location: () => LocationConfig;
  /** Never jumps; any zero. */
  readonly monotonicMs: () => number;
  /** Lets others have the loop. */
  readonly breathe: () => Promise<void>;
};

/** From the ledger to the answers, from `open` to `close`. */
export class Statistics {
  readonly #options: StatisticsOptions;
  readonly #store: StatisticsStore;
  #fold: Fold;
  #seq = 0;
  #hash = "";
  /** Where the fold was before days that are not written down yet. */
  readonly #begun = new Map<string, Before>();
  /** Days that may have changed since they were written down. */
  #isChanged = false;
  #isClosed = false;

  constructor(options: StatisticsOptions) {
    this.#options = options;
    this.#store = new StatisticsStore(options.file, () => options.location().timeZone);
    this.#fold = this.#begin();
  }

  /** Whether the whole ledger is in the answers. */
  get isCurrent(): boolean {
    return this.#seq === this.#options.ledger.seq();
  }

  /** Whether no day is known at all. */
  get isEmpty(): boolean {
    this.#write();
    return this.#store.days("0", "9").length === 0;
  }

  /** Reads what the ledger has and the file has not; resolves when both are even. */
  async catchUp(): Promise<void> {
    const { ledger, monotonicMs, breathe } = this.#options;
    while (!this.#isClosed && this.#seq < ledger.seq()) {
      const until = monotonicMs() + SLICE_MS;
      for (const { seq, text, hash } of ledger.rows(this.#seq)) {
        this.#take(JSON.parse(text) as HubEvent, { seq, hash });
        if (monotonicMs() >= until) break;
      }
      await breathe();
    }
    if (!this.#isClosed) this.#write();
  }

  /** Begins at the ledger's first event again. */
  async rebuild(): Promise<void> {
    this.#store.clear();
    this.#fold = this.#begin();
    await this.catchUp();
  }

  /** What was committed just now. Whoever has not caught up reads it in the ledger. */
  committed({ events, state }: Committed): void {
    if (this.#seq !== state.seq - events.length) return;
    for (const event of events) this.#take(event, { seq: this.#seq + 1, hash: "" });
    if (events.some((event) => event.kind === "day-closed")) this.#write();
  }

  /** The sums of a question, with everything that has happened by now. */
  ask(question: Question, sameAs: readonly SameAs[], spanOf: (date: string) => string): Sums {
    this.#write();
    return this.#store.ask(question, sameAs, spanOf);
  }

  days(from: string, to: string): KnownDay[] {
    this.#write();
    return this.#store.days(from, to);
  }

  /** The visits between two dates, both included, in the order in which people came. */
  rows(from: string, to: string): VisitRow[] {
    this.#write();
    return this.#store.rows(from, to);
  }

  get names(): Names {
    return this.#store.names;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#write();
    this.#store.close();
  }

  /** Where the file was left, if it is of this ledger. */
  #begin(): Fold {
    const before = this.#isSame() ? this.#store.before() : null;
    if (before === null) this.#store.clear();
    this.#seq = before?.seq ?? 0;
    this.#begun.clear();
    return new Fold(before?.location ?? this.#options.location(), before?.booked ?? []);
  }

  #isSame(): boolean {
    const { seq, hash } = this.#store.progress();
    if (seq === 0 || seq > this.#options.ledger.seq()) return false;
    for (const row of this.#options.ledger.rows(seq - 1)) return row.hash === hash;
    return false;
  }

  #take(event: HubEvent, { seq, hash }: { readonly seq: number; readonly hash: string }): void {
    if (event.kind === "day-opened")
      this.#begun.set(event.serviceDay, {
        ...{ seq: this.#seq, booked: this.#fold.booked(), location: this.#fold.location },
      });
    this.#fold.take(event, seq);
    this.#seq = seq;
    this.#hash = hash;
    this.#isChanged = true;
    // Two days are in memory; what is older must be on the disk before it goes.
    if (event.kind === "day-closed") this.#write();
  }

  #write(): void {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    this.#store.keep(this.#fold.changed(), this.#begun, { seq: this.#seq, hash: this.#hashOf(this.#seq) });
    this.#begun.clear();
  }

  #hashOf(seq: number): string {
    if (this.#hash !== "") return this.#hash;
    for (const row of this.#options.ledger.rows(seq - 1)) return row.hash;
    return "";
  }
}
