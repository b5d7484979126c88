/**
 * What can be asked of the visits: days, and any of their marks, all at once.
 * Pure; knows no column and no page.
 */
import type { Outcome } from "./visit.ts";

/** From `from` to `to`, both included; either end may be open. */
export type Range = { readonly from: number | null; readonly to: number | null };

/** Lists that are `null` ask for all. Days as `2026-11-24`, both included. */
export type Question = {
  readonly from: string;
  readonly to: string;
  readonly queues: readonly string[] | null;
  readonly services: readonly string[] | null;
  readonly counters: readonly string[] | null;
  readonly staff: readonly string[] | null;
  readonly stands: readonly string[] | null;
  /** 1 Monday to 7 Sunday. */
  readonly weekdays: readonly number[] | null;
  /** Minutes of the day, by the location's clock; `to` itself is out. */
  readonly minutes: Range;
  /** In whole minutes: 5 is every wait from 5:00 to 5:59. */
  readonly waitMin: Range;
  readonly serviceMin: Range;
  readonly kind: "walk-in" | "appointment" | null;
  readonly outcomes: readonly Outcome[] | null;
};

const ANY: Range = { from: null, to: null };

/** Everything between two days. */
export function everything(from: string, to: string): Question {
  return {
    ...{ from, to, queues: null, services: null, counters: null, staff: null, stands: null },
    ...{ weekdays: null, minutes: ANY, waitMin: ANY, serviceMin: ANY, kind: null, outcomes: null },
  };
}

/** A queue that counted as another from one day to another (both included; left out: open). */
export type SameAs = {
  readonly queue: string;
  readonly as: string;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
};

/** 1 Monday to 7 Sunday. */
export function weekdayOf(date: string): number {
  return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}
