/**
 * Random recurring entries, read by the hub and by ical.js' own recurrence, which knows nothing of ours: both must find the same
 * occurrences. Slow and simple; zones are told to ical.js as transitions of the same name.
 */
import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { COPENHAGEN, calendarOf, read, starts } from "./written.ts";

const ZONE = [
  "BEGIN:VTIMEZONE",
  "TZID:Europe/Copenhagen",
  ...["BEGIN:DAYLIGHT", "DTSTART:19810329T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"],
  ...["TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST", "END:DAYLIGHT"],
  ...["BEGIN:STANDARD", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"],
  ...["TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "END:STANDARD"],
  "END:VTIMEZONE",
];

const stamp = (at: number) => new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, "");

/** What ical.js finds of one entry between two instants: one occurrence after the other, from the first. */
function slowly(lines: readonly string[], stretch: { from: number; until: number }): string[] {
  const text = calendarOf(lines).replace("BEGIN:VEVENT", [...ZONE, "BEGIN:VEVENT"].join("\r\n"));
  const calendar = ICAL.Component.fromString(text);
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent("vtimezone") ?? undefined);
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent") ?? undefined);
  const iterator = event.iterator();
  const found: string[] = [];
  for (let n = 0; n < 20_000; n += 1) {
    const next = iterator.next() as ICAL.Time | null;
    if (!next) break;
    next.zone = zone;
    const at = next.toUnixTime() * 1000;
    if (at >= stretch.until) break;
    if (at >= stretch.from) found.push(new Date(at).toISOString().slice(0, 16));
  }
  return found.toSorted();
}

const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const day = fc.constantFrom(...DAYS);
const some = <T>(one: fc.Arbitrary<T>, most: number) =>
  fc.uniqueArray(one, { minLength: 1, maxLength: most });

/** A wall time of a day that all zones of Europe have: clocks jump between two and three. */
const start = fc
  .record({
    day: fc.integer({ min: 0, max: 700 }),
    hour: fc.integer({ min: 4, max: 23 }),
    quarter: fc.integer({ min: 0, max: 3 }),
  })
  .map(
    ({ day: n, hour, quarter }) =>
      Date.UTC(2025, 0, 1) + n * 86_400_000 + hour * 3_600_000 + quarter * 900_000,
  );

const weekday = (at: number) => DAYS[(new Date(at).getUTCDay() + 6) % 7] as string;

/** Rules that name their own first day, as all programs write them: of others RFC 5545 does not say what they mean. */
const rule = start.chain((at) => {
  const own = new Date(at);
  const nth = Math.ceil(own.getUTCDate() / 7);
  const interval = fc.integer({ min: 1, max: 4 }).map((n) => `INTERVAL=${n}`);
  const shape = fc.oneof(
    fc.constant("FREQ=DAILY"),
    some(day, 4).map((days) => `FREQ=DAILY;BYDAY=${[...new Set([weekday(at), ...days])].join(",")}`),
    fc.constant("FREQ=WEEKLY"),
    fc
      .tuple(some(day, 4), fc.constantFrom("MO", "SU"))
      .map(
        ([days, wkst]) => `FREQ=WEEKLY;WKST=${wkst};BYDAY=${[...new Set([weekday(at), ...days])].join(",")}`,
      ),
    fc.constant(`FREQ=MONTHLY;BYMONTHDAY=${own.getUTCDate()}`),
    fc.constant(nth > 4 ? `FREQ=MONTHLY;BYDAY=-1${weekday(at)}` : `FREQ=MONTHLY;BYDAY=${nth}${weekday(at)}`),
    fc.constant(`FREQ=YEARLY;BYMONTH=${own.getUTCMonth() + 1};BYMONTHDAY=${own.getUTCDate()}`),
  );
  const end = fc.oneof(
    fc.constant(""),
    fc.integer({ min: 1, max: 40 }).map((n) => `;COUNT=${n}`),
    fc.integer({ min: 0, max: 400 }).map((n) => `;UNTIL=${stamp(at + n * 86_400_000 - COPENHAGEN(at))}Z`),
  );
  return fc.tuple(shape, interval, end).map(([one, every, last]) => ({ at, text: `${one};${every}${last}` }));
});

describe("recurring entries", () => {
  it("are found as ical.js finds them, one after the other", async () => {
    const stretch = { from: Date.UTC(2026, 5, 1), until: Date.UTC(2026, 11, 31) };
    await fc.assert(
      fc.asyncProperty(
        rule,
        fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 3 }),
        async ({ at, text }, gone) => {
          const main = ["UID:a", `DTSTART;TZID=Europe/Copenhagen:${stamp(at)}`, `RRULE:${text}`];
          const all = slowly(main, { from: 0, until: stretch.until });
          const excluded = gone.flatMap((n) => (all[n] === undefined ? [] : [all[n]]));
          const lines = [...main, ...excluded.map((one) => `EXDATE:${one.replaceAll(/[-:]/g, "")}00Z`)];
          const expected = slowly(main, stretch).filter((one) => !excluded.includes(one));
          expect(starts(await read(calendarOf(lines), stretch))).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("are as many as there are days, weeks, months and years in a long time", async () => {
    const stretch = { from: Date.UTC(2020, 0, 1), until: Date.UTC(2021, 0, 1) };
    const count = async (freq: string) =>
      (await read(calendarOf(["UID:a", "DTSTART:19800101T120000Z", `RRULE:FREQ=${freq}`]), stretch)).entries
        .length;
    expect([
      await count("DAILY"),
      await count("WEEKLY"),
      await count("MONTHLY"),
      await count("YEARLY"),
    ]).toEqual([366, 52, 12, 1]);
  });
});
