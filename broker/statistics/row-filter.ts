/**
 * Whether one visit is asked for: the same question as scan.ts walks, of a row by itself.
 * Pure; knows no column.
 */
import { type Question, type Range, weekdayOf } from "./question.ts";
import type { VisitRow } from "./store.ts";

function isIn<Value>(list: readonly Value[] | null, one: Value): boolean {
  return list === null || list.includes(one);
}

function isWithin(ms: number | null, { from, to }: Range): boolean {
  if (from === null && to === null) return true;
  if (ms === null) return false;
  const minutes = Math.floor(ms / 60_000);
  return minutes >= (from ?? 0) && minutes <= (to ?? Number.POSITIVE_INFINITY);
}

/** A row of the days that are asked for. */
export function isAskedFor(row: VisitRow, question: Question): boolean {
  const { minutes, kind } = question;
  return (
    isIn(question.queues, row.queue) &&
    isIn(question.services, row.service ?? "") &&
    isIn(question.counters, row.counter ?? "") &&
    isIn(question.staff, row.staff ?? "") &&
    isIn(question.stands, row.stand ?? "") &&
    isIn(question.outcomes, row.outcome) &&
    isIn(question.weekdays, weekdayOf(row.date)) &&
    row.minute >= (minutes.from ?? 0) &&
    row.minute < (minutes.to ?? 1_440) &&
    isWithin(row.wait_ms, question.waitMin) &&
    isWithin(row.service_ms, question.serviceMin) &&
    (kind === null || (kind === "appointment") === (row.is_appointment === 1))
  );
}
