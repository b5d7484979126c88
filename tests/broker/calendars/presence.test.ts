/** A host's calendar says that they are away, and their guests go to the deputy; the ledger hears of no other host's days. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CalendarHall, HOST, SOURCE } from "../appointments/calendar-suite.ts";
import { MONDAY } from "../hall.ts";
import { FarFeed, meetingLines } from "./far-feed.ts";

const HOUR = 3_600_000;
const AWAY = ["UID:away", "DTSTART;VALUE=DATE:20261123", "SUMMARY:Ferie", "TRANSP:TRANSPARENT"];

describe("a host whose calendar says that they are away", () => {
  let far: FarFeed;
  let hub: CalendarHall;
  beforeEach(async () => {
    far = await FarFeed.open();
    hub = new CalendarHall({
      ...{ kind: "ical", source: SOURCE, everyMs: 600_000, days: 30, ca: far.house.ca },
      calendars: [{ url: far.url, authorization: null, host: HOST, address: null }],
    });
    await hub.start();
  });
  afterEach(async () => {
    await hub.close();
    await far.close();
  });
  const told = () =>
    [...hub.ledger.load()].flatMap((event) =>
      event.kind === "presence-told" ? [[event.host, event.source, event.isAway, event.until]] : [],
    );

  it("is told to be away until the calendar's end of it, once, and no longer when it is taken out", async () => {
    far.entries.set("away", AWAY);
    far.entries.set("a", meetingLines({ id: "a", startAt: MONDAY + 8 * HOUR, minutes: 30, name: "Bo" }));
    await hub.look(0);
    await hub.look(HOUR);
    const midnight = Date.UTC(2026, 10, 23, 23);
    expect(told()).toEqual([["anna", "calendar", true, midnight]]);
    far.entries.delete("away");
    await hub.look(HOUR);
    await hub.look(HOUR);
    expect(told()).toEqual([
      ["anna", "calendar", true, midnight],
      ["anna", "calendar", false, hub.at - HOUR],
    ]);
  });

  it("is nobody's business on a day without guests, and why is nowhere", async () => {
    far.entries.set("away", AWAY);
    await hub.look(0);
    expect(told()).toEqual([]);
    expect(JSON.stringify([[...hub.ledger.load()], hub.hall.lines])).not.toContain("Ferie");
  });
});
