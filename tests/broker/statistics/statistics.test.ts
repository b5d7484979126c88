import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { everything, type Question, weekdayOf } from "../../../broker/statistics/question.ts";
import { GROUPED, QUARTERS } from "../../../broker/statistics/scan.ts";
import type { Statistics } from "../../../broker/statistics/statistics.ts";
import {
  lastStep,
  OUTCOMES,
  serviceMs,
  type Visit,
  waitMs,
  waitsFrom,
} from "../../../broker/statistics/visit.ts";
import { events, ledgerOf, open, visitsOf } from "./town-years.ts";

const folder = mkdtempSync(join(tmpdir(), "talon-statistics-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const fresh = () => join(folder, `${(files += 1)}.sqlite`);

const ALWAYS = everything("2000-01-01", "2099-12-31");
const month = (date: string) => date.slice(0, 7);

/** The minute of the day on a wall in Copenhagen, as Intl writes it. */
function minuteOf(at: number): number {
  const [hour, minute] = new Date(at)
    .toLocaleTimeString("en-GB", { timeZone: "Europe/Copenhagen", hour: "2-digit", minute: "2-digit" })
    .split(":")
    .map(Number);
  return (hour as number) * 60 + (minute as number);
}

const isIn = <T>(list: readonly T[] | null, one: T | null) =>
  list === null || (one !== null && list.includes(one));
function isBetween(value: number | null, { from, to }: Question["waitMin"]): boolean {
  if (from === null && to === null) return true;
  const minutes = value === null ? null : Math.floor(value / 60_000);
  return minutes !== null && minutes >= (from ?? 0) && minutes <= (to ?? Number.POSITIVE_INFINITY);
}

function isAsked(visit: Visit, question: Question): boolean {
  const date = visit.serviceDay.slice(0, 10);
  const minute = minuteOf(waitsFrom(visit));
  return (
    date >= question.from &&
    date <= question.to &&
    isIn(question.queues, visit.queue) &&
    isIn(question.services, visit.service) &&
    isIn(question.counters, lastStep(visit)?.counter ?? null) &&
    isIn(question.staff, lastStep(visit)?.staff ?? null) &&
    isIn(question.stands, visit.stand) &&
    isIn(question.weekdays, weekdayOf(date)) &&
    minute >= (question.minutes.from ?? 0) &&
    minute < (question.minutes.to ?? 1_440) &&
    isBetween(waitMs(visit), question.waitMin) &&
    isBetween(serviceMs(visit), question.serviceMin) &&
    (question.kind === null || (question.kind === "appointment") === visit.isAppointment) &&
    isIn(question.outcomes, visit.outcome)
  );
}

const some = <T>(...all: T[]) => fc.option(fc.subarray(all, { minLength: 1 }), { nil: null });
const range = (max: number) =>
  fc.record({
    from: fc.option(fc.integer({ min: 0, max }), { nil: null }),
    to: fc.option(fc.integer({ min: 0, max }), { nil: null }),
  });
const QUESTIONS: fc.Arbitrary<Question> = fc.record({
  from: fc.constantFrom("2026-11-01", "2026-11-23", "2026-11-24"),
  to: fc.constantFrom("2026-11-22", "2026-11-24", "2027-12-31"),
  queues: some("a", "b", "x"),
  services: some("pas", "of-a", "of-b", "of-x"),
  counters: some("1", "2", "3"),
  staff: some("anna", "bo"),
  stands: some("s1", "s2"),
  weekdays: some(1, 2, 3, 4, 5, 6, 7),
  minutes: range(1_440),
  waitMin: range(20),
  serviceMin: range(20),
  kind: fc.constantFrom(null, "walk-in", "appointment"),
  outcomes: some(...OUTCOMES),
});

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/** What the sums must say of these visits. */
function compare(statistics: Statistics, question: Question, visits: readonly Visit[]): void {
  const sums = statistics.ask(question, [], month);
  const wanted = visits.filter((visit) => isAsked(visit, question));
  const spans = sums.spans.map((_, place) => sums.bySpan.of(place));
  expect(sum(spans.map((tally) => tally.count))).toBe(wanted.length);
  for (const outcome of OUTCOMES)
    expect(sum(spans.map((tally) => tally.outcomes[outcome]))).toBe(
      wanted.filter((visit) => visit.outcome === outcome).length,
    );
  const waits = wanted.flatMap((visit) => waitMs(visit) ?? []).sort((a, b) => a - b);
  const told = spans.map((tally) => tally.waits).reduce((one, other) => one.plus(other));
  expect([told.count, told.sumMs, told.longestMs]).toEqual([waits.length, sum(waits), waits.at(-1) ?? 0]);
  for (const part of [0.1, 0.5, 0.8, 0.9]) {
    const exact = waits[Math.max(1, Math.ceil(part * waits.length)) - 1] ?? null;
    const found = told.quantile(part);
    if (exact === null) expect(found).toBeNull();
    else expect((found as number) - exact).toBeLessThan(15_000.5);
    if (exact !== null) expect(found).toBeGreaterThanOrEqual(exact);
  }
  const served = wanted.flatMap((visit) => serviceMs(visit) ?? []);
  const services = spans.map((tally) => tally.services).reduce((one, other) => one.plus(other));
  expect([services.count, services.sumMs]).toEqual([served.length, sum(served)]);
  for (const kind of GROUPED)
    for (let number = 0; number < statistics.names.size(kind); number += 1) {
      const id = statistics.names.idOf(kind, number);
      const of = (visit: Visit) =>
        kind === "queue"
          ? visit.queue
          : kind === "service"
            ? visit.service
            : (lastStep(visit)?.staff ?? null);
      expect(sums.names[kind].count(number)).toBe(wanted.filter((visit) => of(visit) === id).length);
    }
  const cells = new Uint32Array(7 * QUARTERS);
  for (const visit of wanted) {
    const quarter = Math.floor(minuteOf(waitsFrom(visit)) / 15);
    cells[(weekdayOf(visit.serviceDay.slice(0, 10)) - 1) * QUARTERS + quarter]! += 1;
  }
  expect(sums.came).toEqual(cells);
}

describe("statistics", () => {
  const all = events(5);
  const visits = visitsOf(all);

  it("answer any question as a slow look at every visit does", async () => {
    expect(visits.length).toBeGreaterThan(40);
    const statistics = open(fresh(), ledgerOf(all));
    await statistics.catchUp();
    compare(statistics, ALWAYS, visits);
    fc.assert(
      fc.property(QUESTIONS, (question) => {
        fc.pre(question.from <= question.to);
        const { spans } = statistics.ask(question, [], month);
        if (spans.length > 0) compare(statistics, question, visits);
      }),
      { numRuns: 150 },
    );
    statistics.close();
  });

  it("go on where they were left, wherever that was, and are the same as if read at once", async () => {
    const whole = open(fresh(), ledgerOf(all));
    await whole.catchUp();
    const rows = whole.rows("2000-01-01", "2099-12-31");
    for (const part of [0.2, 0.5, 0.51, 0.9, 0.99]) {
      const file = fresh();
      const [cut, ledger] = [
        Math.floor(all.length * part),
        ledgerOf(all.slice(0, Math.floor(all.length * part))),
      ];
      const first = open(file, ledger);
      await first.catchUp();
      first.close();
      ledger.append(all.slice(cut));
      const second = open(file, ledger);
      await second.catchUp();
      expect(second.rows("2000-01-01", "2099-12-31")).toEqual(rows);
      second.close();
    }
    whole.close();
  });

  it("begin anew when the ledger is another one, or an older copy", async () => {
    const file = fresh();
    const first = open(file, ledgerOf(all));
    await first.catchUp();
    first.close();
    const other = events(6);
    for (const ledger of [ledgerOf(other), ledgerOf(all.slice(0, all.length / 2))]) {
      const second = open(file, ledger);
      await second.catchUp();
      const direct = open(fresh(), ledger);
      await direct.catchUp();
      expect(second.rows("2000-01-01", "2099-12-31")).toEqual(direct.rows("2000-01-01", "2099-12-31"));
      second.close();
      direct.close();
    }
  });

  it("follow what is committed, without being read again", async () => {
    const ledger = ledgerOf([]);
    const statistics = open(fresh(), ledger);
    for (const event of all) {
      ledger.append([event]);
      statistics.committed({ events: [event], state: { seq: ledger.seq() } as never, at: event.at });
    }
    expect(statistics.isCurrent).toBe(true);
    compare(statistics, ALWAYS, visits);
    statistics.close();
  });
});
