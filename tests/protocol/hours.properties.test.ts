import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Hours } from "../../protocol/config/hours.ts";
import { isBreak, openingAt as openingOf, restOfDay } from "../../protocol/hours.ts";

const ZONE = "Europe/Copenhagen";
type Week = Exclude<Hours["hours"], undefined>;
const openingAt = (hours: Week, zone: string, at: number) => openingOf([{ hours }], zone, at);

/** The wall clock of every quarter of an hour around both changes, read one by one: `2026-10-25 02:30`. */
const QUARTER = 15 * 60_000;
type Reading = { readonly at: number; readonly wall: string };
function readingsOf(fromDay: number, days: number): Reading[] {
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "short" });
  return Array.from({ length: days * 96 }, (_, quarter) => {
    const at = fromDay + quarter * QUARTER;
    return { at, wall: clock.format(at) };
  });
}
const CHANGES = [Date.UTC(2026, 9, 25, 1), Date.UTC(2027, 2, 28, 1)];
const AROUND = [readingsOf(Date.UTC(2026, 9, 22), 7), readingsOf(Date.UTC(2027, 2, 25), 7)];

const dayAfter = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

/**
 * The rule said naively: a span begins when the wall clock first reads its opening or later, and is over when it has last read
 * its closing, or else first reads later than that.
 */
function spanOver(readings: readonly Reading[], from: string, to: string): [number, number] {
  const start = readings.find(({ wall }) => wall >= from)?.at ?? Number.POSITIVE_INFINITY;
  const end = readings.findLast(({ wall }) => wall === to) ?? readings.find(({ wall }) => wall > to);
  return [start, end?.at ?? Number.POSITIVE_INFINITY];
}

function spansNaively({ hours, exceptions = [], closures = [] }: Hours, date: string) {
  const exception = exceptions.find((one) => one.date === date);
  if (exception) return exception.spans;
  if (closures.some(({ from, to }) => from <= date && date <= to)) return [];
  if (!hours) return [{ from: "00:00", to: "24:00" }];
  return hours.filter(({ weekday }) => weekday === (new Date(date).getUTCDay() || 7));
}

function spansOver(readings: readonly Reading[], part: Hours): [number, number][] {
  const dates = [...new Set(readings.map(({ wall }) => wall.slice(0, 10)))];
  return dates.flatMap((date) =>
    spansNaively(part, date).map(({ from, to }) => {
      const isMidnight = to === "24:00";
      const end = `${to <= from || isMidnight ? dayAfter(date) : date} ${isMidnight ? "00:00" : to}`;
      return spanOver(readings, `${date} ${from}`, end);
    }),
  );
}

/** The same rule said naively: look at the wall clock of this very minute. */
function wallSaysOpen(hours: { weekday: number; from: string; to: string }[], at: number): boolean {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: ZONE,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const said = Object.fromEntries(parts.map((part) => [part.type, part.value]));
  const weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(said["weekday"]!) + 1;
  const clock = `${said["hour"]}:${said["minute"]}`;
  const before = weekday === 1 ? 7 : weekday - 1;
  return hours.some(({ weekday: day, from, to }) =>
    to <= from
      ? (day === weekday && clock >= from) || (day === before && clock < to)
      : day === weekday && clock >= from && clock < to,
  );
}

/** Half of them at night, when the clocks change. */
const clock = fc.oneof(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 2, max: 16 })).map((quarter) => {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`;
});
const week = fc.array(
  fc.record({
    weekday: fc.integer({ min: 1, max: 7 }),
    from: clock,
    to: fc.oneof(clock, fc.constant("24:00")),
  }),
  { minLength: 1, maxLength: 8 },
);
const spans = fc.array(fc.record({ from: clock, to: fc.oneof(clock, fc.constant("24:00")) }), {
  maxLength: 3,
});
const dates = AROUND.flatMap((readings) => [...new Set(readings.map(({ wall }) => wall.slice(0, 10)))]);
const date = fc.oneof(fc.constantFrom(...dates), fc.constantFrom("2026-10-25", "2027-03-28"));
/** A quarter of an hour of those days, half of the time within two hours of the change. */
const around = fc
  .tuple(fc.constantFrom(...AROUND), fc.integer({ min: 96, max: 5 * 96 }), fc.integer({ min: -8, max: 8 }))
  .chain(([readings, anywhere, near]) => {
    const jump = readings.findIndex(({ at }) => CHANGES.includes(at));
    return fc.constantFrom(anywhere, jump + near).map((at) => ({ readings, at: readings[at]!.at }));
  });
const part: fc.Arbitrary<Hours> = fc.record(
  {
    hours: fc.option(week),
    exceptions: fc.uniqueArray(fc.record({ date, spans }), { maxLength: 4, selector: (one) => one.date }),
    closures: fc.array(
      fc
        .tuple(date, date)
        .map(([one, other]) => ({ from: one < other ? one : other, to: one < other ? other : one })),
      { maxLength: 1 },
    ),
  },
  { requiredKeys: [] },
);
const minute = fc
  .integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 })
  .map((at) => at * 60_000);
/** The two Sundays on which a wall time comes twice or never. */
const isChangeOver = (at: number) =>
  [Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25)].some(
    (day) => Math.abs(at - day - 3_600_000) < 30 * 3_600_000,
  );

describe("for any week and any minute of a year", () => {
  it("open is what the wall clock says", () => {
    fc.assert(
      fc.property(week, minute, (hours, at) => {
        fc.pre(!isChangeOver(at));
        expect(openingAt(hours, ZONE, at).open).toBe(wallSaysOpen(hours, at));
      }),
      { numRuns: 500 },
    );
  });

  it("the state holds until the change it names, and is another one there", () => {
    fc.assert(
      fc.property(week, minute, (hours, at) => {
        const now = openingAt(hours, ZONE, at);
        const change = now.opensAt ?? now.closesAt;
        if (change === null) return;
        expect(change).toBeGreaterThan(at);
        expect(openingAt(hours, ZONE, change - 1)).toEqual(now);
        expect(openingAt(hours, ZONE, change).open).toBe(!now.open);
      }),
      { numRuns: 500 },
    );
  });
});

describe("for any parts, exceptions and closures, around both changes of the clocks", () => {
  it("open at every quarter of an hour is what reading the wall clocks one by one says", () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 2 }), around, (parts, { readings, at }) => {
        const isOpen = parts.every((one) =>
          spansOver(readings, one).some(([from, to]) => from <= at && at < to),
        );
        expect(openingOf(parts, ZONE, at).open).toBe(isOpen);
      }),
      { numRuns: 500 },
    );
  });

  it("the state holds until the change it names, and is another one there", () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 3 }), minute, (parts, at) => {
        const now = openingOf(parts, ZONE, at);
        const change = now.opensAt ?? now.closesAt;
        if (change === null) return;
        expect(openingOf(parts, ZONE, change - 1)).toEqual(now);
        expect(openingOf(parts, ZONE, change).open).toBe(!now.open);
      }),
      { numRuns: 200 },
    );
  });

  it("the rest of the day begins open and ends in a closing that is no break", () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 2 }), minute, (parts, at) => {
        const last = restOfDay(parts, ZONE, at).at(-1);
        if (!last) return;
        const { open: isOpen, opensAt } = openingOf(parts, ZONE, last.to);
        expect(isOpen || (opensAt !== null && isBreak(last.to, opensAt, ZONE))).toBe(false);
        expect(openingOf(parts, ZONE, last.to - 1).open).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
