import { describe, expect, it } from "vitest";
import { isTimeToReload, LEAST_AGE_MS } from "../../../../device/display/page/night.ts";

const timeZone = "Europe/Copenhagen";
/** 03:30 in Copenhagen, winter time. */
const at = Date.UTC(2026, 10, 23, 2, 30);
const old = { at, openedAt: at - LEAST_AGE_MS, timeZone, isQuiet: true };

describe("loading the page anew at night", () => {
  it("happens between three and four by the location's clock", () => {
    expect(isTimeToReload(old)).toBe(true);
    expect(isTimeToReload({ ...old, at: at + 30 * 60_000 })).toBe(false);
    expect(isTimeToReload({ ...old, timeZone: "UTC" })).toBe(false);
  });
  it("never happens while the location is open or the connection is lost", () => {
    expect(isTimeToReload({ ...old, isQuiet: false })).toBe(false);
  });
  it("happens once: a page that has just loaded stays", () => {
    expect(isTimeToReload({ ...old, openedAt: at - 60_000 })).toBe(false);
  });
});
