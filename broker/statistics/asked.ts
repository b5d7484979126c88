/**
 * A question as an address says it, so that a view can be shared, and back.
 * Pure; knows no page. What cannot be is told by field.
 */
import { isDay } from "../../protocol/calendar.ts";
import type { Question, Range } from "./question.ts";
import { OUTCOMES, type Outcome } from "./visit.ts";

/** Which days, when none are named. */
export const PERIODS = ["today", "week", "last-week", "month", "last-month", "year"] as const;
export type Period = (typeof PERIODS)[number];
/** With what it is compared: the same days before, a year before (the same weekdays), or nothing. */
export const COMPARISONS = ["before", "year", "none"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** `period` is `null` where days are named. */
export type Asked = {
  readonly question: Question;
  readonly period: Period | null;
  readonly compare: Comparison;
};
/** What is wrong with a field; its words stand in words.ts. */
export type ProblemKind = "many" | "name" | "choice" | "day" | "number" | "order";
export type AskedProblem = { readonly path: string; readonly problem: ProblemKind };
export type ReadAsked =
  | { readonly ok: true; readonly asked: Asked }
  | { readonly ok: false; readonly problems: readonly AskedProblem[] };

type Query = Readonly<Record<string, unknown>>;

const DAY_MS = 86_400_000;
const LIST_MOST = 200;
const ID = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/;

/** So many days later. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days from one to another, both included. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS) + 1;
}

function daysOf(period: Period, today: string): { readonly from: string; readonly to: string } {
  const monday = dayAfter(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
  const first = `${today.slice(0, 7)}-01`;
  switch (period) {
    case "today":
      return { from: today, to: today };
    case "week":
      return { from: monday, to: today };
    case "last-week":
      return { from: dayAfter(monday, -7), to: dayAfter(monday, -1) };
    case "month":
      return { from: first, to: today };
    case "last-month":
      return { from: `${dayAfter(first, -1).slice(0, 7)}-01`, to: dayAfter(first, -1) };
    case "year":
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
  }
}

/** Collects what is wrong while fields are read. */
class Reading {
  readonly problems: AskedProblem[] = [];
  readonly #query: Query;

  constructor(query: Query) {
    this.#query = query;
  }

  texts(name: string): readonly string[] {
    const value = this.#query[name];
    const all = (Array.isArray(value) ? value : [value]).filter(
      (one) => typeof one === "string" && one !== "",
    );
    if (all.length > LIST_MOST) this.wrong(name, "many");
    return all.slice(0, LIST_MOST) as string[];
  }

  text(name: string): string | null {
    return this.texts(name)[0] ?? null;
  }

  wrong(path: string, problem: ProblemKind): void {
    this.problems.push({ path, problem });
  }

  ids(name: string): readonly string[] | null {
    const all = this.texts(name);
    for (const id of all) if (id !== "none" && !ID.test(id)) this.wrong(name, "name");
    return all.length === 0 ? null : all.map((id) => (id === "none" ? "" : id));
  }

  oneOf<T extends string>(name: string, known: readonly T[]): T | null {
    const text = this.text(name);
    const found = known.find((one) => one === text) ?? null;
    if (text !== null && found === null) this.wrong(name, "choice");
    return found;
  }

  some<T extends string>(name: string, known: readonly T[]): readonly T[] | null {
    const all = this.texts(name);
    const found = known.filter((one) => all.includes(one));
    if (found.length < new Set(all).size) this.wrong(name, "choice");
    return all.length === 0 ? null : found;
  }

  day(name: string): string | null {
    const text = this.text(name);
    if (text === null || isDay(text)) return text;
    this.wrong(name, "day");
    return null;
  }

  /** A whole number, or a time of day as minutes. */
  number(name: string): number | null {
    const text = this.text(name);
    if (text === null) return null;
    const clock = /^([01]?\d|2[0-4])[:.]([0-5]\d)$/.exec(text);
    if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
    if (/^\d{1,4}$/.test(text)) return Number(text);
    this.wrong(name, "number");
    return null;
  }

  range(from: string, to: string): Range {
    const range = { from: this.number(from), to: this.number(to) };
    if (range.from !== null && range.to !== null && range.from > range.to) this.wrong(to, "order");
    return range;
  }
}

/** A question out of an address's fields. `today` is the location's day. */
export function readAsked(query: Query, today: string): ReadAsked {
  const reading = new Reading(query);
  const [from, to] = [reading.day("from"), reading.day("to")];
  const period = reading.oneOf("period", PERIODS) ?? (from === null && to === null ? "week" : null);
  const named = { from: from ?? to ?? today, to: to ?? today };
  const days = from === null && to === null && period !== null ? daysOf(period, today) : named;
  if (days.from > days.to) reading.wrong("to", "order");
  const weekdays = reading.some("weekday", ["1", "2", "3", "4", "5", "6", "7"]);
  const question: Question = {
    ...days,
    ...{ queues: reading.ids("queue"), services: reading.ids("service"), counters: reading.ids("counter") },
    ...{ staff: reading.ids("staff"), stands: reading.ids("stand") },
    weekdays: weekdays === null ? null : weekdays.map(Number),
    minutes: reading.range("after", "before"),
    ...{
      waitMin: reading.range("waitFrom", "waitTo"),
      serviceMin: reading.range("serviceFrom", "serviceTo"),
    },
    kind: reading.oneOf("kind", ["walk-in", "appointment"]),
    outcomes: reading.some<Outcome>("outcome", OUTCOMES),
  };
  const compare = reading.oneOf("compare", COMPARISONS) ?? "before";
  const { problems } = reading;
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, asked: { question, compare, period: from === null && to === null ? period : null } };
}

/** The same question of the days that it is compared with; `null` for none. */
export function comparedWith({ question, compare }: Asked): Question | null {
  if (compare === "none") return null;
  // Whole weeks, so that Mondays are compared with Mondays.
  const weeks = compare === "year" ? 52 : Math.ceil(daysBetween(question.from, question.to) / 7);
  return { ...question, from: dayAfter(question.from, -7 * weeks), to: dayAfter(question.to, -7 * weeks) };
}

const fields = (name: string, values: readonly (string | number)[] | null) =>
  (values ?? []).map((value): [string, string] => [name, value === "" ? "none" : String(value)]);
const clock = (minute: number) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;

/** The address's fields of a question. */
export function addressOf({ question, period, compare }: Asked): string {
  const { minutes, waitMin, serviceMin } = question;
  const one = (name: string, value: string | number | null) => fields(name, value === null ? [] : [value]);
  const days =
    period === null ? [...one("from", question.from), ...one("to", question.to)] : one("period", period);
  const all = [
    ...days,
    ...fields("queue", question.queues),
    ...fields("service", question.services),
    ...fields("counter", question.counters),
    ...fields("staff", question.staff),
    ...fields("stand", question.stands),
    ...fields("weekday", question.weekdays),
    ...one("after", minutes.from === null ? null : clock(minutes.from)),
    ...one("before", minutes.to === null ? null : clock(minutes.to)),
    ...one("waitFrom", waitMin.from),
    ...one("waitTo", waitMin.to),
    ...one("serviceFrom", serviceMin.from),
    ...one("serviceTo", serviceMin.to),
    ...one("kind", question.kind),
    ...fields("outcome", question.outcomes),
    ...(compare === "before" ? [] : one("compare", compare)),
  ];
  return new URLSearchParams(all).toString();
}
