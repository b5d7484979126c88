import { describe, expect, it } from "vitest";
import { dateIn, isWithin, nameOfClosedDay } from "../../protocol/calendar.ts";

const zone = "Europe/Copenhagen";
const constitutionDay = { da: "Grundlovsdag", en: "Constitution Day" };
const summer = { da: "Sommerlukket" };
/** 5 June 2026, 10:00 in Copenhagen. */
const FIFTH = Date.UTC(2026, 5, 5, 8);
const HOUR = 3_600_000;

describe("the day in a zone", () => {
  it("begins at the zone's midnight", () => {
    expect(dateIn(zone, FIFTH - 10 * HOUR - 1)).toBe("2026-06-04");
    expect(dateIn(zone, FIFTH - 10 * HOUR)).toBe("2026-06-05");
  });

  it.each([
    [{}, true],
    [{ from: "2026-06-05" }, true],
    [{ from: "2026-06-06" }, false],
    [{ until: "2026-06-05" }, true],
    [{ until: "2026-06-04" }, false],
  ])("lies within %j: %s", (span, expected) => {
    expect(isWithin("2026-06-05", span)).toBe(expected);
  });
});

describe("the name of a closed day", () => {
  const house = { exceptions: [{ date: "2026-06-05", name: constitutionDay, spans: [] }] };
  const queue = { closures: [{ from: "2026-06-01", to: "2026-06-05", name: summer }] };

  it("is that of the exception or closure of the day in the zone, the first part's first", () => {
    expect(nameOfClosedDay([house, queue], zone, FIFTH)).toBe(constitutionDay);
    expect(nameOfClosedDay([queue], zone, FIFTH)).toBe(summer);
    expect(nameOfClosedDay([house, queue], zone, FIFTH - 11 * HOUR)).toBe(summer);
  });

  it("is none the day before and after, a week later, and where nothing is said", () => {
    for (const at of [FIFTH - 11 * HOUR, FIFTH + 15 * HOUR, FIFTH + 168 * HOUR])
      expect(nameOfClosedDay([house], zone, at)).toBeNull();
    expect(nameOfClosedDay([{}], zone, FIFTH)).toBeNull();
  });

  it("is none where the day has no name, or is only shorter", () => {
    const shorter = [{ date: "2026-06-05", name: constitutionDay, spans: [{ from: "09:00", to: "11:00" }] }];
    const nameless = [{ date: "2026-06-05", spans: [] }];
    expect(nameOfClosedDay([{ exceptions: shorter }], zone, FIFTH)).toBeNull();
    expect(nameOfClosedDay([{ exceptions: nameless }], zone, FIFTH)).toBeNull();
    expect(
      nameOfClosedDay([{ closures: [{ from: "2026-06-01", to: "2026-06-09" }] }], zone, FIFTH),
    ).toBeNull();
  });
});
