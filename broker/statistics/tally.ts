/**
 * What a walk over visits adds up to, for many groups side by side: how many, how they ended, how long they waited and were served.
 * Pure; sums are exact, quantiles within a bin of 15 seconds. Columns of numbers, since a million visits go through here at once.
 */
import { OUTCOMES, type Outcome } from "./visit.ts";

const BIN_MS = 15_000;
/** Up to four hours; longer ones share the last bin. */
const BINS = 961;

/** Adds to one of many numbers. */
export function up(counts: Uint32Array | Float64Array, at: number, by: number): void {
  counts[at] = (counts[at] as number) + by;
}

/** How long something took, of one group: a copy that can be added to others. */
export class Times {
  readonly #bins: Uint32Array;
  count = 0;
  sumMs: number;
  longestMs: number;

  constructor(bins: Uint32Array = new Uint32Array(BINS), sumMs = 0, longestMs = 0) {
    this.#bins = bins;
    this.sumMs = sumMs;
    this.longestMs = longestMs;
    for (const count of bins) this.count += count;
  }

  /** Both together. */
  plus(other: Times): Times {
    const bins = this.#bins.map((count, bin) => count + (other.#bins[bin] ?? 0));
    return new Times(bins, this.sumMs + other.sumMs, Math.max(this.longestMs, other.longestMs));
  }

  /** The mean in ms; `null` of none. */
  mean(): number | null {
    return this.count === 0 ? null : this.sumMs / this.count;
  }

  /** Which time `part` of all were at most (ms, the upper end of its bin, but never longer than the longest); `null` of none. */
  quantile(part: number): number | null {
    if (this.count === 0) return null;
    const wanted = Math.max(1, Math.ceil(part * this.count));
    let seen = 0;
    const bin = this.#bins.findIndex((count) => {
      seen += count;
      return seen >= wanted;
    });
    return bin === BINS - 1 ? this.longestMs : Math.min(this.longestMs, (bin + 1) * BIN_MS);
  }

  /** How many took less than `ms`, a whole number of bins. */
  within(ms: number): number {
    return this.#bins.subarray(0, Math.floor(ms / BIN_MS)).reduce((sum, count) => sum + count, 0);
  }
}

/** Times of many groups; a group is a number. */
export class TimesTable {
  readonly #bins: Uint32Array;
  readonly #sums: Float64Array;
  readonly #longest: Float64Array;

  constructor(groups: number) {
    this.#bins = new Uint32Array(groups * BINS);
    this.#sums = new Float64Array(groups);
    this.#longest = new Float64Array(groups);
  }

  add(group: number, ms: number): void {
    const bin = ms < BIN_MS * (BINS - 1) ? (ms / BIN_MS) | 0 : BINS - 1;
    up(this.#bins, group * BINS + bin, 1);
    up(this.#sums, group, ms);
    if (ms > (this.#longest[group] as number)) this.#longest[group] = ms;
  }

  of(group: number): Times {
    const bins = this.#bins.slice(group * BINS, (group + 1) * BINS);
    return new Times(bins, this.#sums[group], this.#longest[group]);
  }
}

/** How many, how they ended, how long they waited and were served. */
export type Tally = {
  readonly count: number;
  readonly appointments: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly waits: Times;
  /** From the later of arrival and agreed time, of those with an agreed time. */
  readonly appointmentWaits: Times;
  readonly services: Times;
};

/** One row that is counted; times in ms, -1 where there is none. */
export type Counted = {
  readonly outcome: number;
  readonly isAppointment: boolean;
  readonly waitMs: number;
  readonly serviceMs: number;
};

/** Tallies of many groups. */
export class TallyTable {
  readonly #counts: Uint32Array;
  readonly #appointments: Uint32Array;
  readonly #outcomes: Uint32Array;
  /** Walk-ins and appointments apart. */
  readonly #waits: readonly [TimesTable, TimesTable];
  readonly #services: TimesTable;

  constructor(groups: number) {
    this.#counts = new Uint32Array(groups);
    this.#appointments = new Uint32Array(groups);
    this.#outcomes = new Uint32Array(groups * OUTCOMES.length);
    this.#waits = [new TimesTable(groups), new TimesTable(groups)];
    this.#services = new TimesTable(groups);
  }

  add(group: number, { outcome, isAppointment, waitMs, serviceMs }: Counted): void {
    up(this.#counts, group, 1);
    if (isAppointment) up(this.#appointments, group, 1);
    up(this.#outcomes, group * OUTCOMES.length + outcome, 1);
    if (waitMs >= 0) this.#waits[isAppointment ? 1 : 0].add(group, waitMs);
    if (serviceMs >= 0) this.#services.add(group, serviceMs);
  }

  of(group: number): Tally {
    const ended = this.#outcomes.subarray(group * OUTCOMES.length);
    const outcomes = Object.fromEntries(OUTCOMES.map((outcome, index) => [outcome, ended[index]]));
    const [walkIns, appointments] = this.#waits.map((table) => table.of(group)) as [Times, Times];
    return {
      ...{ count: this.#counts[group] as number, appointments: this.#appointments[group] as number },
      outcomes: outcomes as Record<Outcome, number>,
      ...{ waits: walkIns.plus(appointments), appointmentWaits: appointments },
      services: this.#services.of(group),
    };
  }

  count(group: number): number {
    return this.#counts[group] ?? 0;
  }
}
