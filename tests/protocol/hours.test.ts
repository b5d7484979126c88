import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openingAt } from "../../protocol/hours.ts";

const ZONE = "Europe/Copenhagen";
/** An instant in Danish winter or summer time. */
const winter = (text: string) => Date.parse(`${text}:00+01:00`);
const summer = (text: string) => Date.parse(`${text}:00+02:00`);
const weekdays = (from: string, to: string, days = [1, 2, 3, 4, 5]) =>
  days.map((weekday) => ({ weekday, from, to }));
const closed = (opensAt: number | null) => ({ open: false, opensAt, closesAt: null });
const open = (closesAt: number | null) => ({ open: true, opensAt: null, closesAt });

describe("a week of opening hours", () => {
  const hours = weekdays("10:00", "15:00");

  it("opens and closes at the minute", () => {
    expect(openingAt(hours, ZONE, winter("2026-11-23T09:59"))).toEqual(closed(winter("2026-11-23T10:00")));
    expect(openingAt(hours, ZONE, winter("2026-11-23T10:00"))).toEqual(open(winter("2026-11-23T15:00")));
    expect(openingAt(hours, ZONE, winter("2026-11-23T15:00"))).toEqual(closed(winter("2026-11-24T10:00")));
  });

  it("names Monday after Friday's closing", () => {
    expect(openingAt(hours, ZONE, winter("2026-11-27T15:01"))).toEqual(closed(winter("2026-11-30T10:00")));
  });

  it("keeps its wall time over both changes of summer time", () => {
    expect(openingAt(hours, ZONE, winter("2026-03-27T16:00"))).toEqual(closed(summer("2026-03-30T10:00")));
    expect(openingAt(hours, ZONE, summer("2026-10-23T16:00"))).toEqual(closed(winter("2026-10-26T10:00")));
  });

  it("is of its own zone", () => {
    expect(openingAt(hours, "America/Nuuk", Date.parse("2026-11-23T11:30Z"))).toEqual(
      closed(Date.parse("2026-11-23T12:00Z")),
    );
  });
});

describe("hours without an end in sight", () => {
  it("null is always open, an empty week never opens", () => {
    expect(openingAt(null, ZONE, 0)).toEqual(open(null));
    expect(openingAt([], ZONE, 0)).toEqual(closed(null));
  });

  it("a week from 00:00 to 24:00 each day never closes", () => {
    const hours = weekdays("00:00", "24:00", [1, 2, 3, 4, 5, 6, 7]);
    expect(openingAt(hours, ZONE, winter("2026-11-23T23:59"))).toEqual(open(null));
  });
});

describe("hours over midnight", () => {
  it("24:00 is the end of the day", () => {
    const hours = weekdays("22:00", "24:00", [7]);
    expect(openingAt(hours, ZONE, winter("2026-11-22T23:59"))).toEqual(open(winter("2026-11-23T00:00")));
  });

  it("a closing time before the opening is on the next day", () => {
    const hours = weekdays("22:00", "02:00", [7]);
    expect(openingAt(hours, ZONE, winter("2026-11-23T01:00"))).toEqual(open(winter("2026-11-23T02:00")));
  });

  it("two entries that touch are one opening", () => {
    const hours = [...weekdays("20:00", "24:00", [1]), ...weekdays("00:00", "01:00", [2])];
    expect(openingAt(hours, ZONE, winter("2026-11-23T21:00"))).toEqual(open(winter("2026-11-24T01:00")));
  });
});

describe("the night when the clocks change", () => {
  it("an hour that comes twice is open both times", () => {
    const hours = weekdays("02:00", "03:00", [7]);
    const [from, to] = [summer("2026-10-25T02:00"), winter("2026-10-25T03:00")];
    expect(to - from).toBe(2 * 3_600_000);
    expect(openingAt(hours, ZONE, from)).toEqual(open(to));
    expect(openingAt(hours, ZONE, from - 1)).toEqual(closed(from));
  });

  it("a closing time that comes twice is the later one", () => {
    const hours = weekdays("01:00", "02:30", [7]);
    expect(openingAt(hours, ZONE, summer("2026-10-25T02:45"))).toEqual(open(winter("2026-10-25T02:30")));
  });

  it("an hour that the clocks leave out comes a week later", () => {
    const hours = weekdays("02:00", "03:00", [7]);
    expect(openingAt(hours, ZONE, winter("2026-03-29T01:30"))).toEqual(closed(summer("2026-04-05T02:00")));
  });

  it("an opening within the hour that is left out is at the jump", () => {
    const hours = weekdays("02:30", "05:00", [7]);
    expect(openingAt(hours, ZONE, winter("2026-03-29T01:30"))).toEqual(closed(summer("2026-03-29T03:00")));
  });
});

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

const clock = fc.integer({ min: 0, max: 95 }).map((quarter) => {
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
