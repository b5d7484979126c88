/** iCalendar feeds over real https. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CalendarsInlet } from "../../../broker/appointments/contract.ts";
import { Asker } from "../../../broker/calendars/ask.ts";
import { basic, Feed } from "../../../broker/calendars/feed.ts";
import { Zones } from "../../../broker/calendars/zones.ts";
import { calendarSuite, HOST, SOURCE } from "../appointments/calendar-suite.ts";
import { sourceSuite } from "../appointments/suite.ts";
import { MONDAY } from "../hall.ts";
import { FarFeed, meetingLines } from "./far-feed.ts";
import { COPENHAGEN, NOVEMBER } from "./written.ts";

const inletOf = ({ url, house }: Pick<FarFeed, "url" | "house">): CalendarsInlet => ({
  ...{ kind: "ical", source: SOURCE, everyMs: 600_000, days: 30, ca: house.ca },
  calendars: [{ url, authorization: null, host: HOST, address: null }],
});

calendarSuite("a feed", async () => {
  const feed = await FarFeed.open();
  return {
    inlet: inletOf(feed),
    put: async (meeting) => void feed.entries.set(meeting.id, meetingLines(meeting)),
    remove: async (id) => void feed.entries.delete(id),
    cut: async (isCut) => {
      feed.answer = isCut ? (request) => request.socket.destroy() : null;
    },
    close: () => feed.close(),
  };
});

/** A server holds the newest word of each; where somebody need not come, the place says so. */
const PLACES = { physical: "", phone: "Telefon", digital: "Microsoft Teams-møde", letter: "Brev" } as const;

sourceSuite("a feed", async () => {
  const feed = await FarFeed.open();
  const newest = new Map<string, number>();
  const { calendars, ...inlet } = inletOf(feed);
  let at = MONDAY;
  return {
    inlet: { ...inlet, source: "planner", everyMs: 60_000, calendars },
    tell: async (hall, words) => {
      for (const { id, version, startAt, status, form = "physical" } of words) {
        if (version < (newest.get(id) ?? 0)) continue;
        newest.set(id, version);
        const lines = meetingLines({ id, startAt, minutes: 30, name: "Bo" });
        if (status === "cancelled") feed.entries.set(id, [...lines, "STATUS:CANCELLED"]);
        else feed.entries.set(id, [...lines, `LOCATION:${PLACES[form]}`]);
      }
      at += 90_000;
      await hall.hub.lookForAppointments(at);
    },
    close: () => feed.close(),
  };
});

describe("a feed", () => {
  let far: FarFeed;
  let asker: Asker;
  const feedOf = (more: { url?: string; authorization?: string; ca?: string | undefined } = {}) => {
    asker.close();
    asker = new Asker({ ca: "ca" in more ? more.ca : far.house.ca, timeoutMs: 1000, longestBytes: 100_000 });
    return new Feed({
      ...{
        url: far.url,
        authorization: null,
        asker,
        zones: new Zones(),
        floating: () => COPENHAGEN,
        at: () => 0,
      },
      ...more,
    });
  };
  const read = async (feed = feedOf()) => await feed.read(NOVEMBER);
  beforeEach(async () => {
    far = await FarFeed.open();
    asker = new Asker({});
    far.entries.set(
      "a",
      meetingLines({ id: "a", startAt: Date.UTC(2026, 10, 23, 9), minutes: 30, name: "Bo" }),
    );
  });
  afterEach(async () => {
    asker.close();
    await far.close();
  });

  it("is asked only for what is new", async () => {
    const feed = feedOf();
    for (const _ of [1, 2, 3]) expect((await read(feed)).entries).toHaveLength(1);
    far.entries.clear();
    expect((await read(feed)).entries).toEqual([]);
    expect(far.asked.map(({ status }) => status)).toEqual([200, 304, 304, 200]);
  });

  it.each([
    [401, "CALENDAR_REFUSED"],
    [403, "CALENDAR_REFUSED"],
    [404, "CALENDAR_GONE"],
    [500, "CALENDAR_FAILED"],
    [503, "CALENDAR_BUSY"],
  ])("answers %i, which is said", async (status, code) => {
    far.answer = (_, response) => response.writeHead(status, { "retry-after": "120" }).end("Planted Name");
    await expect(read()).rejects.toMatchObject({
      code,
      detail: String(status),
      retryAfterMs: status === 503 ? 120_000 : null,
    });
  });

  it.each([
    ["a page", "<html>sign in</html>"],
    ["nothing", ""],
    ["half a calendar, which would cancel what it lost", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\n"],
  ])("that is %s is no calendar", async (_, text) => {
    far.answer = (__, response) => response.end(text);
    await expect(read()).rejects.toMatchObject({ code: "CALENDAR_WRONG" });
  });

  it("that is too large, or never ends, is given up", async () => {
    far.answer = (_, response) => response.end(`BEGIN:VCALENDAR${"x".repeat(200_000)}`);
    await expect(read()).rejects.toMatchObject({ code: "CALENDAR_LARGE" });
    far.answer = (_, response) => response.write("BEGIN:VCALENDAR");
    await expect(read()).rejects.toMatchObject({ code: "CALENDAR_SLOW" });
  });

  it("of a server that nobody believes is not read, nor one in the clear", async () => {
    await expect(read(feedOf({ ca: undefined }))).rejects.toMatchObject({ code: "CALENDAR_CERTIFICATE" });
    await expect(read(feedOf({ url: far.url.replace("https", "http") }))).rejects.toMatchObject({
      code: "CALENDAR_CERTIFICATE",
    });
    expect(far.asked).toEqual([]);
  });

  it("may have moved; its password goes to nobody else", async () => {
    const other = await FarFeed.open();
    try {
      far.answer = (request, response) =>
        request.url === "/anna.ics"
          ? response.writeHead(302, { location: "/new.ics" }).end()
          : response.writeHead(301, { location: other.url }).end();
      // The other house is not believed in, so the question ends before it is asked.
      await expect(read(feedOf({ authorization: basic("a", "b") }))).rejects.toMatchObject({
        code: "CALENDAR_CERTIFICATE",
      });
      expect(far.asked.map(({ path, authorization }) => [path, authorization])).toEqual([
        ["/anna.ics", "Basic YTpi"],
        ["/new.ics", "Basic YTpi"],
      ]);
      far.answer = (_, response) => response.writeHead(302, { location: far.url }).end();
      await expect(read()).rejects.toMatchObject({ code: "CALENDAR_FAILED", detail: "redirects" });
    } finally {
      await other.close();
    }
  });
});
