/**
 * A question walked over months of columns.
 * Knows no file; what it was asked has names, what it walks over has numbers.
 */
import { APPOINTMENT, type Columns } from "./columns.ts";
import type { NameKind, Names } from "./names.ts";
import { type Question, type Range, type SameAs, weekdayOf } from "./question.ts";
import { TallyTable, TimesTable, up } from "./tally.ts";
import { OUTCOMES, WAYS } from "./visit.ts";

/** A month as `2026-11`, and its visits. */
type Month = { readonly month: string; readonly columns: Columns };

/** By which names the sums are told one by one. */
export const GROUPED = ["queue", "service", "staff"] as const satisfies readonly NameKind[];
export type Grouped = (typeof GROUPED)[number];

/** Everything that one walk adds up. A group of names is the name's number, of spans the place in `spans`. */
export type Sums = {
  readonly names: Readonly<Record<Grouped, TallyTable>>;
  /** Stretches of time as `spanOf` calls them, in order. */
  readonly spans: readonly string[];
  readonly bySpan: TallyTable;
  /** How many came, and how long they waited, by `(weekday - 1) * 96 + quarter of an hour`. */
  readonly came: Uint32Array;
  readonly waits: TimesTable;
  /** How they came to be, as `WAYS`. */
  readonly ways: Uint32Array;
};

export type Asked = {
  readonly question: Question;
  readonly names: Names;
  readonly sameAs: readonly SameAs[];
  /** Which stretch of time a date belongs to, such as its month. */
  readonly spanOf: (date: string) => string;
};

const DAYS_IN_MONTH = 32;
export const QUARTERS = 96;
const WEEKDAYS = 7;

/** 1 at each number that is asked for. */
function mask({ names }: Asked, kind: NameKind, ids: readonly string[] | null): Uint8Array {
  const wanted = new Uint8Array(names.size(kind)).fill(ids === null ? 1 : 0);
  for (const id of ids ?? []) {
    const number = id === "" ? 0 : names.known(kind, id);
    if (number !== undefined) wanted[number] = 1;
  }
  return wanted;
}

/** Whole minutes as ms: from the first ms of `from` to the last of `to`. */
function bounds({ from, to }: Range): { readonly low: number; readonly high: number } {
  const isAny = from === null && to === null;
  return {
    low: isAny ? -1 : (from ?? 0) * 60_000,
    high: to === null ? Number.MAX_SAFE_INTEGER : (to + 1) * 60_000 - 1,
  };
}

function asked(all: Asked) {
  const { question } = all;
  const outcomes = new Uint8Array(OUTCOMES.length).fill(question.outcomes === null ? 1 : 0);
  for (const outcome of question.outcomes ?? []) outcomes[OUTCOMES.indexOf(outcome)] = 1;
  return {
    queues: mask(all, "queue", question.queues),
    services: mask(all, "service", question.services),
    counters: mask(all, "counter", question.counters),
    staff: mask(all, "staff", question.staff),
    stands: mask(all, "stand", question.stands),
    ...{ outcomes, wait: bounds(question.waitMin), service: bounds(question.serviceMin) },
    fromMinute: question.minutes.from ?? 0,
    toMinute: question.minutes.to ?? 1_440,
    flag: question.kind === null ? -1 : question.kind === "appointment" ? APPOINTMENT : 0,
  };
}

/** What each queue's number counts as on each day of a month. */
function countedAs({ names, sameAs }: Asked, month: string): readonly Uint16Array[] {
  const own = Uint16Array.from({ length: names.size("queue") }, (_, number) => number);
  return Array.from({ length: DAYS_IN_MONTH }, (_, day) => {
    const date = dateOf(month, day);
    const holds = sameAs.filter(({ from = "", until = "9" }) => from <= date && date <= until);
    if (holds.length === 0) return own;
    const map = own.slice();
    for (const { queue, as } of holds) {
      const [number, other] = [names.known("queue", queue), names.known("queue", as)];
      if (number !== undefined && other !== undefined) map[number] = other;
    }
    return map;
  });
}

/** The weekday of each day that is asked for, 0 for all others. */
function weekdays({ from, to, weekdays: wanted }: Question, month: string): Uint8Array {
  const days = new Uint8Array(DAYS_IN_MONTH);
  for (let day = 1; day < DAYS_IN_MONTH; day += 1) {
    const date = dateOf(month, day);
    if (date < from || date > to) continue;
    const weekday = weekdayOf(date);
    if (wanted === null || wanted.includes(weekday)) days[day] = weekday;
  }
  return days;
}

const dateOf = (month: string, day: number) => `${month}-${String(day).padStart(2, "0")}`;

/** The walk over months, one after another. */
class Walk {
  readonly #all: Asked;
  readonly #asked: ReturnType<typeof asked>;
  readonly #spans: ReadonlyMap<string, number>;
  readonly sums: Sums;

  constructor(all: Asked, months: readonly string[]) {
    this.#all = all;
    this.#asked = asked(all);
    const dates = months.flatMap((month) => {
      const days = weekdays(all.question, month);
      return Array.from(days, (weekday, day) => (weekday === 0 ? [] : [dateOf(month, day)])).flat();
    });
    const spans = [...new Set(dates.map(all.spanOf))];
    this.#spans = new Map(spans.map((span, place) => [span, place]));
    const table = (kind: NameKind) => new TallyTable(all.names.size(kind));
    this.sums = {
      names: { queue: table("queue"), service: table("service"), staff: table("staff") },
      ...{ spans, bySpan: new TallyTable(spans.length) },
      ...{ came: new Uint32Array(WEEKDAYS * QUARTERS), waits: new TimesTable(WEEKDAYS * QUARTERS) },
      ways: new Uint32Array(WAYS.length),
    };
  }

  over({ month, columns }: Month): void {
    const days = weekdays(this.#all.question, month);
    const queues = countedAs(this.#all, month);
    const spans = Array.from(days, (weekday, day) =>
      weekday === 0 ? -1 : (this.#spans.get(this.#all.spanOf(dateOf(month, day))) as number),
    );
    for (let row = 0; row < columns.count; row += 1) {
      const day = columns.day[row] as number;
      if (days[day] === 0) continue;
      const queue = (queues[day] as Uint16Array)[columns.queue[row] as number] as number;
      if (this.#asked.queues[queue] === 0 || !this.#isAsked(columns, row)) continue;
      this.#add(columns, row, { queue, span: spans[day] as number, weekday: days[day] as number });
    }
  }

  #isAsked(columns: Columns, row: number): boolean {
    const all = this.#asked;
    const [waited, served, minute] = [
      columns.waitMs[row] as number,
      columns.serviceMs[row] as number,
      columns.minute[row] as number,
    ];
    return (
      all.services[columns.service[row] as number] === 1 &&
      all.counters[columns.counter[row] as number] === 1 &&
      all.staff[columns.staff[row] as number] === 1 &&
      all.stands[columns.stand[row] as number] === 1 &&
      all.outcomes[columns.outcome[row] as number] === 1 &&
      waited >= all.wait.low &&
      waited <= all.wait.high &&
      served >= all.service.low &&
      served <= all.service.high &&
      minute >= all.fromMinute &&
      minute < all.toMinute &&
      (all.flag < 0 || ((columns.flags[row] as number) & APPOINTMENT) === all.flag)
    );
  }

  #add(columns: Columns, row: number, at: { queue: number; span: number; weekday: number }): void {
    const waitMs = columns.waitMs[row] as number;
    // Nothing is spread here: it would cost more than all the sums.
    const counted = {
      outcome: columns.outcome[row] as number,
      isAppointment: ((columns.flags[row] as number) & APPOINTMENT) !== 0,
      waitMs,
      serviceMs: columns.serviceMs[row] as number,
    };
    const { names, bySpan, came, waits, ways } = this.sums;
    bySpan.add(at.span, counted);
    names.queue.add(at.queue, counted);
    names.service.add(columns.service[row] as number, counted);
    names.staff.add(columns.staff[row] as number, counted);
    const quarter = (at.weekday - 1) * QUARTERS + Math.floor((columns.minute[row] as number) / 15);
    up(came, quarter, 1);
    if (waitMs >= 0) waits.add(quarter, waitMs);
    up(ways, columns.way[row] as number, 1);
  }
}

/** The sums of a question over months, each read when it is come to. */
export function scan(months: readonly string[], read: (month: string) => Columns, all: Asked): Sums {
  const walk = new Walk(all, months);
  for (const month of months) walk.over({ month, columns: read(month) });
  return walk.sums;
}
