import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Asked,
  addressOf,
  COMPARISONS,
  comparedWith,
  dayAfter,
  daysBetween,
  PERIODS,
  readAsked,
} from "../../../broker/statistics/asked.ts";
import { weekdayOf } from "../../../broker/statistics/question.ts";
import { OUTCOMES } from "../../../broker/statistics/visit.ts";

const TODAY = "2026-11-25";
const queryOf = (address: string) => {
  const query: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(address)) {
    const known = query[name];
    query[name] = known === undefined ? value : [...[known].flat(), value];
  }
  return query;
};

const some = <T>(...all: T[]) => fc.option(fc.subarray(all, { minLength: 1 }), { nil: null });
const range = fc.record({
  from: fc.option(fc.integer({ min: 0, max: 600 }), { nil: null }),
  to: fc.option(fc.integer({ min: 600, max: 1_440 }), { nil: null }),
});
const ASKED: fc.Arbitrary<Asked> = fc.record({
  question: fc.record({
    from: fc.constantFrom("2026-01-01", "2026-11-01"),
    to: fc.constantFrom("2026-11-02", "2028-02-29"),
    queues: some("a", "b-1"),
    services: some("pas", ""),
    counters: some("1", "2"),
    staff: some("anna"),
    stands: some("s1"),
    weekdays: some(1, 3, 7),
    minutes: range,
    waitMin: range,
    serviceMin: range,
    kind: fc.constantFrom(null, "walk-in", "appointment"),
    outcomes: some(...OUTCOMES),
  }),
  period: fc.constant(null),
  compare: fc.constantFrom(...COMPARISONS),
});

describe("an address", () => {
  it("says a whole question, and gives it back", () => {
    fc.assert(
      fc.property(ASKED, (asked) => {
        expect(readAsked(queryOf(addressOf(asked)), TODAY)).toEqual({ ok: true, asked });
      }),
    );
  });

  it("without a word asks for this week, and names of times for their days", () => {
    const days = (query: object) => {
      const read = readAsked(query as never, TODAY);
      return read.ok ? [read.asked.question.from, read.asked.question.to, read.asked.period] : read.problems;
    };
    expect(days({})).toEqual(["2026-11-23", TODAY, "week"]);
    expect(PERIODS.map((period) => days({ period }))).toEqual([
      [TODAY, TODAY, "today"],
      ["2026-11-23", TODAY, "week"],
      ["2026-11-16", "2026-11-22", "last-week"],
      ["2026-11-01", TODAY, "month"],
      ["2026-10-01", "2026-10-31", "last-month"],
      ["2026-01-01", TODAY, "year"],
    ]);
    expect(days({ from: "2026-11-03" })).toEqual(["2026-11-03", TODAY, null]);
    expect(days({ to: "2026-11-03" })).toEqual(["2026-11-03", "2026-11-03", null]);
  });

  it.each([
    [{ from: "2026-02-30" }, "from"],
    [{ from: "2026-11-03", to: "2026-11-02" }, "to"],
    [{ period: "decade" }, "period"],
    [{ queue: "<script>" }, "queue"],
    [{ weekday: "8" }, "weekday"],
    [{ after: "noon" }, "after"],
    [{ waitFrom: "9", waitTo: "3" }, "waitTo"],
    [{ kind: "both" }, "kind"],
    [{ outcome: ["served", "gone"] }, "outcome"],
    [{ queue: Array.from({ length: 201 }, () => "a") }, "queue"],
  ])("that asks for what cannot be is told which field: %j", (query, path) => {
    expect(readAsked(query as never, TODAY)).toMatchObject({ ok: false, problems: [{ path }] });
  });
});

describe("a comparison", () => {
  it("is of the same weekdays before, as many as it takes, or of a year before", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.constantFrom("before", "year"), (length, compare) => {
        const read = readAsked({ from: dayAfter(TODAY, 1 - length), to: TODAY, compare }, TODAY);
        if (!read.ok) throw new Error("unread");
        const other = comparedWith(read.asked);
        expect(daysBetween(other!.from, other!.to)).toBe(length);
        expect(weekdayOf(other!.from)).toBe(weekdayOf(read.asked.question.from));
        const apart = daysBetween(other!.to, TODAY) - 1;
        expect(apart).toBe(compare === "year" ? 364 : Math.ceil(length / 7) * 7);
      }),
    );
  });

  it("with nothing is none", () => {
    const read = readAsked({ compare: "none" }, TODAY);
    expect(read.ok && comparedWith(read.asked)).toBeNull();
  });
});
