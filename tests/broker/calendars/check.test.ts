/** What `talon-hub check` says of calendars. */
import { describe, expect, it } from "vitest";
import { calendarLines } from "../../../broker/calendars/check.ts";
import { MONDAY } from "../hall.ts";
import { FarFeed, meetingLines } from "./far-feed.ts";

describe("a check of calendars", () => {
  it("says of each what it has or why it cannot be read, and names nobody", async () => {
    const far = await FarFeed.open();
    try {
      const meeting = { id: "a", startAt: MONDAY, minutes: 30, name: "Planted Name" };
      far.entries.set("a", meetingLines(meeting));
      far.entries.set("b", ["UID:b", "DTSTART;TZID=Mars/Olympus:20261123T090000", "SUMMARY:Planted"]);
      const calendar = { authorization: null, host: "anna@kommune.dk", address: null };
      const calendars = [far.url, "https://127.0.0.1:1/secret.ics"].map((url) => ({ ...calendar, url }));
      const check = (language: "da" | "en") =>
        calendarLines(
          { ...{ kind: "ical", source: "feeds", everyMs: 60_000, days: 1, ca: far.house.ca }, calendars },
          { at: MONDAY, language, timeZone: "Europe/Copenhagen", rule: {} },
        );
      expect(await check("da")).toEqual([
        {
          text: 'kalender 1 af "feeds": 1 poster i de kommende 7 dage, 1 af dem aftaler med gæster',
          isTrouble: false,
        },
        { text: 'kalender 1 af "feeds", linje 12: tidszonen "Mars/Olympus" kendes ikke', isTrouble: true },
        {
          text: 'kalender 2 af "feeds": serveren svarer ikke (se på adressen og på vejen ud) (ECONNREFUSED)',
          isTrouble: true,
        },
      ]);
      expect((await check("en")).map(({ text }) => text).join(" ")).not.toMatch(/Planted|secret|er ikke/);
    } finally {
      await far.close();
    }
  });
});
