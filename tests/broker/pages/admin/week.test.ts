import { describe, expect, it } from "vitest";
import {
  clockTyped,
  copied,
  drawn,
  minutesOf,
  nudged,
  ofDay,
  proposed,
  shownMinutes,
  spanTrouble,
} from "../../../../broker/pages/admin/week.ts";

const span = (weekday: number, from: string, to: string) => ({ weekday, from, to });

describe("a week in the grid", () => {
  it("takes times as people write them, and leaves what is no time as it was typed", () => {
    expect(["8", "8.30", "0830", "08:30", "24:00"].map(clockTyped)).toEqual([
      "08:00",
      "08:30",
      "08:30",
      "08:30",
      "24:00",
    ]);
    expect(["25:00", "24:30", "ti", "8:75"].map(clockTyped)).toEqual(["25:00", "24:30", "ti", "8:75"]);
    expect(minutesOf("")).toBeNaN();
  });

  it("moves a period by quarters, never past the day nor to nothing", () => {
    const own = span(1, "10:00", "15:00");
    expect(nudged(own, "both", 15)).toEqual(span(1, "10:15", "15:15"));
    expect(nudged(own, "to", -15)).toEqual(span(1, "10:00", "14:45"));
    expect(nudged(own, "from", 15)).toEqual(span(1, "10:15", "15:00"));
    expect(nudged(span(1, "00:00", "01:00"), "both", -15)).toEqual(span(1, "00:00", "01:00"));
    expect(nudged(span(1, "23:00", "24:00"), "both", 15)).toEqual(span(1, "23:00", "24:00"));
    expect(nudged(span(1, "10:00", "10:15"), "to", -15)).toEqual(span(1, "10:00", "10:15"));
    expect(nudged(span(1, "x", "10:15"), "to", -15)).toEqual(span(1, "x", "10:15"));
  });

  it("is drawn by hand in whole quarters, in either direction", () => {
    expect(drawn(2, [0.5, 0.25], [8 * 60, 16 * 60])).toEqual(span(2, "10:00", "12:00"));
    expect(drawn(2, [0.5, 0.5], [8 * 60, 16 * 60])).toEqual(span(2, "12:00", "12:15"));
    expect(drawn(2, [-1, 2], [8 * 60, 16 * 60])).toEqual(span(2, "08:00", "16:00"));
  });

  it("proposes a period after the last one of the day", () => {
    expect(proposed([], 1)).toEqual(span(1, "10:00", "15:00"));
    expect(proposed([span(1, "09:00", "12:00")], 1)).toEqual(span(1, "12:30", "14:30"));
    expect(proposed([span(1, "09:00", "23:30")], 1)).toEqual(span(1, "10:00", "15:00"));
  });

  it("gives one day's periods to others instead of theirs", () => {
    const spans = [span(1, "09:00", "12:00"), span(1, "13:00", "15:00"), span(2, "10:00", "11:00")];
    const next = copied(spans, 1, [1, 2, 3]);
    expect(ofDay(next, 2)).toHaveLength(2);
    expect(ofDay(next, 3)).toHaveLength(2);
    expect(ofDay(next, 1)).toHaveLength(2);
  });

  it("shows 7 to 18, and more where a period needs it", () => {
    expect(shownMinutes([])).toEqual([7 * 60, 18 * 60]);
    expect(shownMinutes([span(1, "05:30", "20:10")])).toEqual([5 * 60, 21 * 60]);
    expect(shownMinutes([span(1, "22:00", "02:00")])).toEqual([7 * 60, 24 * 60]);
    expect(shownMinutes([span(1, "x", "y")])).toEqual([7 * 60, 18 * 60]);
  });

  it("says of a period what is wrong with it", () => {
    const spans = [span(1, "09:00", "12:00"), span(1, "11:00", "13:00"), span(2, "9", "12:00")];
    expect(spans.map((_, at) => spanTrouble(spans, at))).toEqual(["overlaps", "overlaps", null]);
    expect(spanTrouble([span(1, "ni", "12:00")], 0)).toBe("no-time");
    expect(spanTrouble([], 0)).toBeNull();
  });
});
