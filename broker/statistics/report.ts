/**
 * What a page of statistics says, in numbers: totals, the hours of the week, the course of the day, who was at work, what people
 * came for; and the same of the time that it is compared with.
 * Pure; knows no words and no file.
 */
import type { Names } from "./names.ts";
import { type Question, weekdayOf } from "./question.ts";
import { QUARTERS, type Sums } from "./scan.ts";
import type { KnownDay } from "./store.ts";
import { type Tally, Times } from "./tally.ts";
import { OUTCOMES, type Outcome, WAYS } from "./visit.ts";

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const HALF_HOURS = 48;
const HOURS = 24;

/** Totals in words' units: minutes are rounded up, so that "at most" is true. */
export type Totals = {
  readonly count: number;
  readonly appointments: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** How many were called, and half and nine of ten of them waited at most (minutes). */
  readonly called: number;
  readonly halfMin: number | null;
  readonly nineMin: number | null;
  readonly longestMin: number | null;
  readonly meanMin: number | null;
  /** How many of those called had waited at most the target. */
  readonly withinTarget: number;
  /** Of appointments, from the later of arrival and agreed time. */
  readonly appointmentHalfMin: number | null;
  readonly serviceHalfMin: number | null;
  readonly serviceMeanMin: number | null;
};

/** One hour of the week; `day` 1 to 7, `hour` 0 to 23. */
export type Cell = {
  readonly day: number;
  readonly hour: number;
  readonly count: number;
  readonly halfMin: number | null;
};

/** One half hour of an average day; `from` in minutes. Numbers of people and counters are of an average open day. */
export type HalfHour = {
  readonly from: number;
  readonly came: number;
  readonly halfMin: number | null;
  readonly nineMin: number | null;
  /** Counters at work, and how many of them were serving. */
  readonly atWork: number;
  readonly serving: number;
};

export type Part = { readonly id: string | null; readonly totals: Totals };
export type SpanPart = { readonly span: string; readonly totals: Totals };

export type Report = {
  readonly question: Question;
  readonly targetMin: number;
  readonly totals: Totals;
  /** Days on which the house was open; `partial` of them are not over, or the hub was away for a while. */
  readonly openDays: number;
  readonly partial: readonly { readonly date: string; readonly isOver: boolean; readonly awayMin: number }[];
  readonly cells: readonly Cell[];
  readonly day: readonly HalfHour[];
  readonly spans: readonly SpanPart[];
  readonly queues: readonly Part[];
  readonly services: readonly Part[];
  readonly staff: readonly Part[];
  readonly offLine: number;
};

/** What a report is made of. */
export type Material = {
  readonly question: Question;
  readonly sums: Sums;
  readonly names: Names;
  readonly days: readonly KnownDay[];
  readonly targetMin: number;
};

const minutes = (ms: number | null): number | null => (ms === null ? null : Math.ceil(ms / MINUTE_MS));
const mean = (ms: number | null): number | null =>
  ms === null ? null : Math.round(ms / (MINUTE_MS / 10)) / 10;

function totalsOf(
  { count, appointments, outcomes, waits, appointmentWaits, services }: Tally,
  targetMin: number,
): Totals {
  return {
    ...{ count, appointments, outcomes, called: waits.count },
    ...{ halfMin: minutes(waits.quantile(0.5)), nineMin: minutes(waits.quantile(0.9)) },
    ...{ longestMin: waits.count === 0 ? null : minutes(waits.longestMs), meanMin: mean(waits.mean()) },
    withinTarget: waits.within(targetMin * MINUTE_MS),
    appointmentHalfMin: minutes(appointmentWaits.quantile(0.5)),
    ...{ serviceHalfMin: minutes(services.quantile(0.5)), serviceMeanMin: mean(services.mean()) },
  };
}

const NOTHING: Tally = {
  ...{ count: 0, appointments: 0, waits: new Times(), appointmentWaits: new Times(), services: new Times() },
  outcomes: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>,
};

/** Two tallies as one. */
function added(one: Tally, other: Tally): Tally {
  return {
    ...{ count: one.count + other.count, appointments: one.appointments + other.appointments },
    outcomes: Object.fromEntries(
      OUTCOMES.map((outcome) => [outcome, one.outcomes[outcome] + other.outcomes[outcome]]),
    ) as Record<Outcome, number>,
    ...{ waits: one.waits.plus(other.waits), services: one.services.plus(other.services) },
    appointmentWaits: one.appointmentWaits.plus(other.appointmentWaits),
  };
}

function cellsOf({ came, waits }: Sums): Cell[] {
  const hours = Array.from({ length: 7 * HOURS }, (_, hour) => hour);
  return hours.map((at) => {
    const quarters = [0, 1, 2, 3].map(
      (quarter) => Math.floor(at / HOURS) * QUARTERS + (at % HOURS) * 4 + quarter,
    );
    const times = quarters.map((quarter) => waits.of(quarter)).reduce((one, other) => one.plus(other));
    const count = quarters.reduce((sum, quarter) => sum + (came[quarter] ?? 0), 0);
    return {
      day: Math.floor(at / HOURS) + 1,
      hour: at % HOURS,
      count,
      halfMin: minutes(times.quantile(0.5)),
    };
  });
}

/** How many counters, on average of a half hour of an open day. */
function counters(days: readonly KnownDay[], load: "atWork" | "serving", half: number): number {
  const ms = days.reduce((sum, day) => sum + (day[load][half * 2] ?? 0) + (day[load][half * 2 + 1] ?? 0), 0);
  return ms / (2 * QUARTER_MS);
}

function dayOf(sums: Sums, days: readonly KnownDay[], openDays: number): HalfHour[] {
  const per = (number: number) => (openDays === 0 ? 0 : number / openDays);
  return Array.from({ length: HALF_HOURS }, (_, half) => {
    const quarters = [0, 1, 2, 3, 4, 5, 6].flatMap((day) => [0, 1].map((q) => day * QUARTERS + half * 2 + q));
    const times = quarters.map((quarter) => sums.waits.of(quarter)).reduce((one, other) => one.plus(other));
    const came = quarters.reduce((sum, quarter) => sum + (sums.came[quarter] ?? 0), 0);
    return {
      ...{ from: half * 30, came: per(came), halfMin: minutes(times.quantile(0.5)) },
      nineMin: minutes(times.quantile(0.9)),
      ...{ atWork: per(counters(days, "atWork", half)), serving: per(counters(days, "serving", half)) },
    };
  });
}

function partsOf(kind: "queue" | "service" | "staff", { sums, names, targetMin }: Material): Part[] {
  const numbers = Array.from({ length: names.size(kind) }, (_, number) => number);
  return numbers
    .filter((number) => sums.names[kind].count(number) > 0)
    .map((number) => ({
      id: names.idOf(kind, number),
      totals: totalsOf(sums.names[kind].of(number), targetMin),
    }))
    .sort((one, other) => other.totals.count - one.totals.count);
}

const isPartial = ({ closedAt, away }: KnownDay) => closedAt === null || away.length > 0;

/** Everything that is told of a question. */
export function reportOf(material: Material): Report {
  const { question, sums, days, targetMin } = material;
  const { weekdays } = question;
  const open = days.filter(({ date }) => weekdays === null || weekdays.includes(weekdayOf(date)));
  const openDays = new Set(open.map(({ date }) => date)).size;
  const whole = sums.spans.map((_, place) => sums.bySpan.of(place)).reduce(added, NOTHING);
  return {
    ...{ question, targetMin, openDays, totals: totalsOf(whole, targetMin) },
    partial: open.filter(isPartial).map(({ date, closedAt, away }) => ({
      ...{ date, isOver: closedAt !== null },
      awayMin: Math.round(away.reduce((sum, { from, until }) => sum + until - from, 0) / MINUTE_MS),
    })),
    ...{ cells: cellsOf(sums), day: dayOf(sums, open, openDays) },
    spans: sums.spans.map((span, place) => ({ span, totals: totalsOf(sums.bySpan.of(place), targetMin) })),
    ...{ queues: partsOf("queue", material), services: partsOf("service", material) },
    ...{ staff: partsOf("staff", material), offLine: sums.ways[WAYS.indexOf("off-line")] ?? 0 },
  };
}
