/** What is said of calendars that cannot be read: each in both languages, plainly, and without what a server wrote. */
import { describe, expect, it } from "vitest";
import { CALENDAR_CODES, CalendarFault, faultSaid } from "../../../broker/calendars/fault.ts";

describe("a fault of calendars", () => {
  it.each(CALENDAR_CODES)("has its words: %s", (code) => {
    const { da, en } = faultSaid(new CalendarFault(code, { detail: "418" }));
    expect(da).toMatch(/^[a-zæøå].+ \(418\)$/);
    expect(en).toMatch(/^[a-z].+ \(418\)$/);
    expect(da).not.toBe(en);
  });
});
