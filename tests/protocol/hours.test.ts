import { describe, expect, it } from "vitest";
import type { Hours } from "../../protocol/config/hours.ts";
import { isBreak, openingAt as openingOf, restOfDay } from "../../protocol/hours.ts";

const ZONE = "Europe/Copenhagen";
/** An instant in Danish winter or summer time. */
const winter = (text: string) => Date.parse(`${text}:00+01:00`);
const summer = (text: string) => Date.parse(`${text}:00+02:00`);
const weekdays = (from: string, to: string, days = [1, 2, 3, 4, 5]) =>
  days.map((weekday) => ({ weekday, from, to }));
type Week = Exclude<Hours["hours"], undefined>;
const openingAt = (hours: Week, zone: string, at: number) => openingOf([{ hours }], zone, at);
const closed = (opensAt: number | null, until = opensAt) => ({ open: false, opensAt, closesAt: null, until });
const open = (closesAt: number | null, until = closesAt) => ({ open: true, opensAt: null, closesAt, until });

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

describe("days that are otherwise", () => {
  const hours = weekdays("10:00", "15:00");
  const exceptions = [
    { date: "2026-12-23", spans: [{ from: "09:00", to: "12:00" }] },
    { date: "2026-12-24", name: { da: "Juleaften" }, spans: [] },
    { date: "2026-12-27", spans: [{ from: "11:00", to: "13:00" }] },
  ];
  const year = { hours, exceptions, closures: [{ from: "2026-12-25", to: "2027-01-03" }] };

  it("an exception has its own spans, or none", () => {
    const at = (text: string) => openingOf([year], ZONE, winter(text));
    expect(at("2026-12-22T16:00")).toEqual(closed(winter("2026-12-23T09:00")));
    expect(at("2026-12-23T11:59")).toEqual(open(winter("2026-12-23T12:00")));
  });

  it("a closure holds from its first day to its last, but an exception opens within it", () => {
    const at = (text: string) => openingOf([year], ZONE, winter(text));
    expect(at("2026-12-23T12:00")).toEqual(closed(winter("2026-12-27T11:00")));
    expect(at("2026-12-27T13:00")).toEqual(closed(winter("2027-01-04T10:00")));
  });

  it("a span over midnight belongs to the day on which it begins", () => {
    const night = { hours: weekdays("22:00", "02:00", [1, 2, 3, 4, 5, 6, 7]), exceptions };
    expect(openingOf([night], ZONE, winter("2026-12-25T00:30"))).toEqual(closed(winter("2026-12-25T22:00")));
    const eve = { ...night, exceptions: [{ date: "2026-12-25", spans: [] }] };
    expect(openingOf([eve], ZONE, winter("2026-12-25T00:30"))).toEqual(open(winter("2026-12-25T02:00")));
  });

  it("what has no week is open but on the days it names", () => {
    const closures = [{ from: "2026-12-24", to: "2026-12-26" }];
    const always = { exceptions: [], closures };
    const [eve, third] = [winter("2026-12-24T00:00"), winter("2026-12-27T00:00")];
    expect(openingOf([always], ZONE, eve - 1)).toEqual(open(eve));
    expect(openingOf([always], ZONE, eve)).toEqual(closed(third));
    expect(openingOf([always], ZONE, third)).toEqual(open(null, third + 365 * 86_400_000));
    expect(openingOf([always], ZONE, third + 86_400_000)).toEqual(open(null));
  });

  it("a closure months ahead is told, one of more than a year opens at no known time", () => {
    const summer26 = summer("2026-07-06T00:00");
    const closures = [{ from: "2026-07-06", to: "2026-08-02" }];
    const at = winter("2026-01-01T12:00");
    expect(openingOf([{ closures }], ZONE, at)).toEqual(open(summer26));
    const long = { closures: [{ from: "2026-01-01", to: "2029-01-01" }] };
    expect(openingOf([long], ZONE, at)).toEqual(closed(null, at + 365 * 86_400_000));
  });
});

describe("several parts that must all be open", () => {
  const house = {
    hours: weekdays("09:00", "16:00"),
    exceptions: [{ date: "2026-11-25", spans: [] }],
  };
  const queue = { hours: [...weekdays("08:00", "12:00"), ...weekdays("12:30", "17:00")] };
  const service = { hours: weekdays("15:00", "20:00", [1, 3]) };

  it("are open while each is", () => {
    const at = (text: string) => openingOf([house, queue, service], ZONE, winter(text));
    expect(at("2026-11-23T08:30")).toEqual(closed(winter("2026-11-23T15:00")));
    expect(at("2026-11-23T15:00")).toEqual(open(winter("2026-11-23T16:00")));
    expect(at("2026-11-23T16:00")).toEqual(closed(winter("2026-11-30T15:00")));
  });

  it("never open where they have no hour in common, and need not say anything", () => {
    const never = [{ hours: weekdays("09:00", "10:00") }, { hours: weekdays("10:00", "11:00") }];
    expect(openingOf(never, ZONE, winter("2026-11-23T09:30"))).toEqual(closed(null));
    expect(openingOf([], ZONE, 0)).toEqual(open(null));
    expect(openingOf([{}, { exceptions: [], closures: [] }], ZONE, 0)).toEqual(open(null));
  });

  it("a lunch break is no closing: the rest of the day goes on after it", () => {
    const rest = restOfDay([house, queue], ZONE, winter("2026-11-23T11:00"));
    expect(rest).toEqual([
      { from: winter("2026-11-23T11:00"), to: winter("2026-11-23T12:00") },
      { from: winter("2026-11-23T12:30"), to: winter("2026-11-23T16:00") },
    ]);
    expect(restOfDay([house, queue], ZONE, winter("2026-11-23T12:10"))).toEqual(rest.slice(1));
    expect(restOfDay([house, queue], ZONE, winter("2026-11-23T17:00"))).toEqual([]);
  });

  it("what is always open has no rest of the day, and neither has what never closes", () => {
    expect(restOfDay([], ZONE, 0)).toEqual([]);
    expect(restOfDay([{ hours: weekdays("00:00", "24:00", [1, 2, 3, 4, 5, 6, 7]) }], ZONE, 0)).toEqual([]);
    expect(restOfDay([{ hours: [] }], ZONE, 0)).toEqual([]);
  });

  it("a break lasts three hours at most, and never into another day", () => {
    expect(isBreak(winter("2026-11-23T12:00"), winter("2026-11-23T15:00"), ZONE)).toBe(true);
    expect(isBreak(winter("2026-11-23T12:00"), winter("2026-11-23T15:01"), ZONE)).toBe(false);
    expect(isBreak(winter("2026-11-23T23:00"), winter("2026-11-24T00:00"), ZONE)).toBe(false);
  });
});

describe("days that are otherwise when the clocks change", () => {
  const on = (date: string, from: string, to: string) => [
    { hours: [], exceptions: [{ date, spans: [{ from, to }] }] },
  ];

  it("02:30 on 28 March 2027 does not exist: an opening there is at the jump, a closing too", () => {
    const jump = winter("2027-03-28T02:00");
    const opens = on("2027-03-28", "02:30", "06:00");
    expect(openingOf(opens, ZONE, jump - 1)).toEqual(closed(jump));
    expect(openingOf(opens, ZONE, jump)).toMatchObject(open(summer("2027-03-28T06:00")));
    const closes = on("2027-03-28", "00:00", "02:30");
    expect(openingOf(closes, ZONE, jump - 1)).toMatchObject(open(jump));
  });

  it("02:30 on 25 October 2026 comes twice: an opening at the first, a closing at the second", () => {
    const opens = on("2026-10-25", "02:30", "06:00");
    expect(openingOf(opens, ZONE, summer("2026-10-25T02:29"))).toEqual(closed(summer("2026-10-25T02:30")));
    const closes = on("2026-10-25", "00:00", "02:30");
    expect(openingOf(closes, ZONE, summer("2026-10-25T02:45"))).toEqual(open(winter("2026-10-25T02:30")));
  });

  it("a closure of that Sunday is one hour shorter or longer than a day", () => {
    const spring = [{ closures: [{ from: "2027-03-28", to: "2027-03-28" }] }];
    const opening = openingOf(spring, ZONE, winter("2027-03-28T00:00"));
    expect(opening.opensAt).toBe(winter("2027-03-28T00:00") + 23 * 3_600_000);
    const autumn = [{ closures: [{ from: "2026-10-25", to: "2026-10-25" }] }];
    expect(openingOf(autumn, ZONE, summer("2026-10-25T00:00")).opensAt).toBe(
      summer("2026-10-25T00:00") + 25 * 3_600_000,
    );
  });
});
