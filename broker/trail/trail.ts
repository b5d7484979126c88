/**
 * The audit trail out of a ledger at work: newest first, a page at a time, or a stretch of days in order; read in slices of a few
 * milliseconds, so that calls go on meanwhile, and never more of it at once than a slice.
 * Knows no route, no words and no timer.
 */
import { dateIn, endOfDay } from "../../protocol/calendar.ts";
import type { Ledger } from "../ledger/contract.ts";
import { coverName } from "./cover-names.ts";
import { type Entry, entryOf } from "./entry.ts";
import { type Filter, isAskedFor, type Matching } from "./filter.ts";
import { type Numbers, numbered, remember } from "./numbers.ts";

/** So long the loop may wait for a slice; one row more may be read when it is over. */
const SLICE_MS = 5;
/** So long a page looks for what is asked for; then it tells how far it came. */
const LONGEST_MS = 2_000;
const PAGE = 50;
/** Of so many days the numbers of tickets are remembered. */
const DAYS_REMEMBERED = 3;
const NOON_MS = 43_200_000;

export type TrailOptions = {
  readonly ledger: Pick<Ledger, "seq" | "rows" | "rowsBefore">;
  readonly timeZone: () => string;
  /** What cover names are made with: 32 bytes that stay the same. */
  readonly key: Uint8Array;
  /** Never jumps; any zero. */
  readonly monotonicMs: () => number;
  /** Lets others have the loop. */
  readonly breathe: () => Promise<void>;
};

/** Between two events, neither included. */
type Stretch = { readonly after: number; readonly before: number };
type Slice = { readonly entries: readonly Entry[]; readonly reached: number };

export type TrailPage = {
  readonly entries: readonly Entry[];
  /** Where the next page begins; `null` when there is no more. */
  readonly before: number | null;
  /** When the oldest event was that was looked at. */
  readonly searchedTo: number | null;
};

/** How far into a day its numbers are known. */
type DayNumbers = { upTo: number; readonly byId: Numbers };

export class Trail {
  readonly #options: TrailOptions;
  readonly #numbers = new Map<string, DayNumbers>();

  constructor(options: TrailOptions) {
    this.#options = options;
  }

  /** What a person is called where their account is not told. */
  aliasOf = (person: string): string => coverName(this.#options.key, person);

  /** A page of what is asked for before an event, newest first. */
  async page(filter: Filter, before = Number.MAX_SAFE_INTEGER): Promise<TrailPage> {
    const { monotonicMs } = this.#options;
    const matching = await this.#matching(filter);
    const whole = this.#stretch(filter);
    const stretch = { after: whole.after, before: Math.min(before, whole.before) };
    const until = monotonicMs() + LONGEST_MS;
    const entries: Entry[] = [];
    for await (const slice of this.#slices(stretch, "newest first")) {
      for (const entry of slice.entries) {
        if (isAskedFor(entry, matching)) entries.push(entry);
        if (entries.length === PAGE) return await this.#told(entries, this.#next(entry.seq, stretch));
      }
      if (monotonicMs() >= until) return await this.#told(entries, this.#next(slice.reached, stretch));
    }
    return await this.#told(entries, null);
  }

  /** All that is asked for, oldest first, a slice at a time; some have nothing in them. */
  async *all(filter: Filter): AsyncGenerator<readonly Entry[]> {
    const matching = await this.#matching(filter);
    let [dayEnds, numbers] = [0, this.#fresh()];
    for await (const { entries } of this.#slices(this.#stretch(filter), "in order")) {
      const found: Entry[] = [];
      for (const entry of entries) {
        // A number is one ticket's for a day.
        if (entry.at >= dayEnds)
          [dayEnds, numbers] = [endOfDay(this.#options.timeZone(), entry.at, 0), this.#fresh()];
        remember(numbers.byId, entry);
        if (isAskedFor(entry, matching)) found.push(numbered(entry, numbers.byId));
      }
      yield found;
    }
  }

  #fresh(): DayNumbers {
    return { upTo: 0, byId: new Map() };
  }

  #dateOf({ at }: { readonly at: number }): string {
    return dateIn(this.#options.timeZone(), at);
  }

  #next(seq: number, { after }: Stretch): number | null {
    return seq > after + 1 ? seq : null;
  }

  async #told(entries: readonly Entry[], before: number | null): Promise<TrailPage> {
    const days = [
      ...new Set(entries.filter(({ number }) => number === null).map((one) => this.#dateOf(one))),
    ];
    const known = new Map<string, DayNumbers>();
    for (const day of days.slice(0, DAYS_REMEMBERED)) known.set(day, await this.#numbersOf(day));
    const told = entries.map((entry) => numbered(entry, known.get(this.#dateOf(entry))?.byId));
    return { entries: told, before, searchedTo: before === null ? null : this.#at(before) };
  }

  async #matching(filter: Filter): Promise<Matching> {
    const tickets = new Set<string>();
    const { ticket, from } = filter;
    if (ticket !== null && from !== null)
      for (const [id, numbers] of (await this.#numbersOf(from)).byId)
        if (numbers.includes(ticket)) tickets.add(id);
    return { filter, aliasOf: this.aliasOf, tickets };
  }

  /** Goes on where it was, as the day goes on. */
  async #numbersOf(day: string): Promise<DayNumbers> {
    const { after, before } = this.#stretch({ from: day, to: day });
    const numbers = this.#numbers.get(day) ?? { upTo: after, byId: new Map<string, string[]>() };
    this.#numbers.delete(day);
    this.#numbers.set(day, numbers);
    const [oldest] = this.#numbers.keys();
    if (this.#numbers.size > DAYS_REMEMBERED && oldest !== undefined) this.#numbers.delete(oldest);
    for await (const { entries, reached } of this.#slices({ after: numbers.upTo, before }, "in order")) {
      for (const entry of entries) remember(numbers.byId, entry);
      numbers.upTo = Math.max(numbers.upTo, reached);
    }
    return numbers;
  }

  async *#slices({ after, before }: Stretch, order: "newest first" | "in order"): AsyncGenerator<Slice> {
    const { ledger, monotonicMs, breathe } = this.#options;
    const isBack = order === "newest first";
    let reached = isBack ? before : after;
    for (let isOver = false; !isOver; ) {
      const until = monotonicMs() + SLICE_MS;
      const entries: Entry[] = [];
      isOver = true;
      for (const row of isBack ? ledger.rowsBefore(reached) : ledger.rows(reached)) {
        if (row.seq <= after || row.seq >= before) break;
        reached = row.seq;
        const entry = entryOf(row);
        if (entry !== null) entries.push(entry);
        if (monotonicMs() < until) continue;
        isOver = false;
        break;
      }
      yield { entries, reached };
      if (!isOver) await breathe();
    }
  }

  #stretch({ from, to }: Pick<Filter, "from" | "to">): Stretch {
    const zone = this.#options.timeZone();
    const noon = (day: string) => Date.parse(`${day}T00:00:00Z`) + NOON_MS;
    return {
      after: from === null ? 0 : this.#firstAt(endOfDay(zone, noon(from), -1)) - 1,
      before: to === null ? this.#options.ledger.seq() + 1 : this.#firstAt(endOfDay(zone, noon(to), 0)),
    };
  }

  #at(seq: number): number | null {
    for (const row of this.#options.ledger.rows(seq - 1)) return entryOf(row)?.at ?? null;
    return null;
  }

  /** The first event that is not before an instant: a ledger's time only goes on, so halves find it. */
  #firstAt(instant: number): number {
    let [low, high] = [1, this.#options.ledger.seq() + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.#at(middle) ?? Number.POSITIVE_INFINITY) < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
