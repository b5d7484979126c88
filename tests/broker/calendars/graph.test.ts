/** Microsoft 365 by Graph, against an https emulator that was written from Microsoft's documentation. */
import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Microsoft365Inlet } from "../../../broker/appointments/contract.ts";
import { openMailboxes } from "../../../broker/calendars/open.ts";
import { GraphEmulator } from "../../graph/emulator.ts";
import { farEvent } from "../../graph/far-event.ts";
import { CLIENT, SECRET, TENANT } from "../../graph/sign-in.ts";
import { calendarSuite, HOST, SOURCE } from "../appointments/calendar-suite.ts";
import { sourceSuite } from "../appointments/suite.ts";
import { MONDAY } from "../hall.ts";
import { rsaPair } from "./house-ca.ts";
import { NOVEMBER } from "./written.ts";

const inletOf = (graph: GraphEmulator, more: Partial<Microsoft365Inlet> = {}): Microsoft365Inlet => ({
  ...{ kind: "microsoft365", source: SOURCE, everyMs: 60_000, days: 30, ca: graph.house.ca, notices: null },
  graph: `${graph.origin}/v1.0`,
  signIn: { authority: graph.origin, tenant: TENANT, clientId: CLIENT, proof: { secret: SECRET } },
  mailboxes: [{ mailbox: HOST, host: HOST }],
  ...more,
});
const guest = (name: string) => ({
  attendees: [{ type: "required", emailAddress: { address: "guest@mail.dk", name } }],
});

calendarSuite("Microsoft 365", async () => {
  const graph = await GraphEmulator.open();
  graph.box(HOST);
  return {
    inlet: inletOf(graph),
    put: async ({ id, startAt, name }) => graph.put(HOST, farEvent(id, startAt, guest(name))),
    remove: async (id) => graph.remove(HOST, id),
    cut: async (isCut) => {
      graph.instead = isCut ? () => ({ status: 500 }) : null;
    },
    close: () => graph.close(),
  };
});

const PLACES = {
  physical: "",
  phone: "Telefon",
  digital: "Microsoft Teams Meeting",
  letter: "Brev",
} as const;

sourceSuite("Microsoft 365", async () => {
  const graph = await GraphEmulator.open();
  graph.box(HOST);
  const newest = new Map<string, number>();
  let at = MONDAY;
  return {
    inlet: inletOf(graph, { source: "planner" }),
    tell: async (hall, words) => {
      for (const { id, version, startAt, status, form = "physical" } of words) {
        if (version < (newest.get(id) ?? 0)) continue;
        newest.set(id, version);
        const isCancelled = status === "cancelled";
        graph.put(HOST, farEvent(id, startAt, { isCancelled, location: { displayName: PLACES[form] } }));
      }
      at += 90_000;
      await hall.hub.lookForAppointments(at);
    },
    close: () => graph.close(),
  };
});

describe("a mailbox", () => {
  let graph: GraphEmulator;
  const opened: { close: () => void }[] = [];
  const open = (more: Partial<Microsoft365Inlet> = {}) => {
    const mailboxes = openMailboxes(inletOf(graph, more), {
      timeZone: () => "Europe/Copenhagen",
      at: () => MONDAY,
    });
    opened.push(mailboxes);
    return mailboxes.calendars[0]?.reader as (typeof mailboxes.calendars)[number]["reader"];
  };
  const hours = async (reader = open()) =>
    (await reader.read(NOVEMBER)).entries
      .map(({ startAt }) => new Date(startAt).toISOString().slice(8, 13))
      .toSorted();
  beforeEach(async () => {
    graph = await GraphEmulator.open();
    graph.box(HOST);
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) one.close();
    await graph.close();
  });

  it("is read page by page, and then by what has changed", async () => {
    for (let n = 0; n < 250; n += 1) graph.put(HOST, farEvent(`e${n}`, MONDAY + n * 60_000));
    const reader = open();
    expect(await hours(reader)).toHaveLength(250);
    graph.asked.length = 0;
    graph.put(HOST, farEvent("e0", MONDAY + 86_400_000));
    graph.remove(HOST, "e1");
    const after = await hours(reader);
    expect([after.length, after.at(-1)]).toEqual([249, "24T09"]);
    expect(graph.asked).toEqual([`GET /v1.0/users/${HOST}/calendarView/delta since`]);
    expect(graph.prefers[0]).toContain('IdType="ImmutableId"');
  });

  it("forgets what was taken out before it was ever told, and what moved out of the days", async () => {
    graph.put(HOST, farEvent("a", MONDAY));
    const reader = open();
    expect(await hours(reader)).toEqual(["23T09"]);
    graph.put(HOST, farEvent("b", MONDAY));
    graph.remove(HOST, "b");
    graph.put(HOST, farEvent("a", MONDAY + 100 * 86_400_000));
    expect(await hours(reader)).toEqual([]);
  });

  it("is read whole again when its link is no longer known, and loses nobody", async () => {
    graph.put(HOST, farEvent("a", MONDAY));
    graph.put(HOST, farEvent("b", MONDAY + 3_600_000));
    const reader = open();
    await hours(reader);
    graph.remove(HOST, "a");
    graph.forgetLinks();
    graph.asked.length = 0;
    expect(await hours(reader)).toEqual(["23T10"]);
    expect(graph.asked.map((one) => one.split(" ")[2])).toEqual(["since", undefined]);
  });

  it("has the occurrences of a series with what its series says, told or asked for", async () => {
    const series = { type: "seriesMaster", iCalUId: "series", subject: "S", categories: ["Borgermøde"] };
    const part = (id: string, at: number, more: object = {}) => {
      const { id: own, start, end } = farEvent(id, at);
      return { id: own, start, end, type: "occurrence", seriesMasterId: "m", ...more };
    };
    graph.put(HOST, part("o1", MONDAY));
    graph.put(
      HOST,
      part("o2", MONDAY + 7 * 86_400_000, { type: "exception", originalStart: "2026-11-30T08:00:00Z" }),
    );
    const untold = farEvent("m", MONDAY, series);
    const box = graph.box(HOST);
    const reader = open();
    graph.instead = (path) => (path.endsWith("/events/m") ? { status: 200, body: untold } : null);
    const { entries } = await reader.read(NOVEMBER);
    expect(entries.map(({ id, categories }) => [id, categories])).toEqual([
      ["series 2026-11-23T09:00:00.000Z", ["Borgermøde"]],
      ["series 2026-11-30T08:00:00.000Z", ["Borgermøde"]],
    ]);
    graph.instead = null;
    box.events.clear();
    graph.put(HOST, untold);
    graph.put(HOST, part("o1", MONDAY));
    expect((await open().read(NOVEMBER)).entries.map(({ id }) => id)).toEqual([
      "series 2026-11-23T09:00:00.000Z",
    ]);
  });

  it("has times in Windows' zones, and whole days of the house", async () => {
    const wall = (time: string, timeZone: string) => ({ dateTime: `${time}.0000000`, timeZone });
    const at = (start: string, end: string, timeZone: string) => ({
      start: wall(start, timeZone),
      end: wall(end, timeZone),
    });
    graph.put(
      HOST,
      farEvent("a", MONDAY, at("2026-11-23T09:00:00", "2026-11-23T09:30:00", "Romance Standard Time")),
    );
    const day = at("2026-11-24T00:00:00", "2026-11-25T00:00:00", "UTC");
    graph.put(HOST, farEvent("b", MONDAY, { ...day, isAllDay: true, showAs: "oof" }));
    graph.put(
      HOST,
      farEvent("c", MONDAY, at("2026-11-23T09:00:00", "2026-11-23T09:30:00", "Customized Time Zone")),
    );
    graph.put(HOST, farEvent("d", MONDAY, at("2026-11-23T09:61:00", "2026-11-23T09:30:00", "UTC")));
    graph.instead = null;
    const { entries, problems } = await open().read({ from: 0, until: NOVEMBER.until });
    expect(entries.map(({ startAt, shows }) => [new Date(startAt).toISOString(), shows])).toEqual([
      ["2026-11-23T08:00:00.000Z", "busy"],
      ["2026-11-23T23:00:00.000Z", "away"],
    ]);
    expect(problems.map(({ name }) => name)).toEqual(["unknownZone", "noSuchTime"]);
  });

  it.each([
    ["private", { sensitivity: "private" }, { isPrivate: true }],
    ["confidential", { sensitivity: "confidential" }, { isPrivate: true }],
    ["cancelled", { isCancelled: true }, { isCancelled: true }],
    ["declined by its owner", { responseStatus: { response: "declined" } }, { isCancelled: true }],
    ["shown as free", { showAs: "free" }, { shows: "free" }],
    ["from home", { showAs: "workingElsewhere" }, { shows: "free" }],
  ])("says that an event is %s", async (_, more, expected) => {
    graph.put(HOST, farEvent("a", MONDAY, more));
    const { entries } = await open().read(NOVEMBER);
    expect(entries).toMatchObject([expected]);
    expect(JSON.stringify(entries)).not.toContain("Planted body");
  });

  it("without a licence, or that is not there, is said to be none, and costs no other", async () => {
    graph.unlicensed.add(HOST);
    await expect(open().read(NOVEMBER)).rejects.toMatchObject({ code: "CALENDAR_NO_MAILBOX" });
    const mailboxes = [{ mailbox: "nobody@kommune.dk", host: "nobody" }];
    await expect(open({ mailboxes }).read(NOVEMBER)).rejects.toMatchObject({ code: "CALENDAR_NO_MAILBOX" });
  });

  it.each([
    [429, "120", "CALENDAR_BUSY", 120_000],
    [503, new Date(MONDAY + 5000).toUTCString(), "CALENDAR_BUSY", 5000],
    [500, "", "CALENDAR_FAILED", null],
    [403, "", "CALENDAR_REFUSED", null],
  ])("that answers %i is asked later, as it says", async (status, after, code, retryAfterMs) => {
    graph.instead = () => ({ status, headers: after === "" ? {} : { "retry-after": after } });
    await expect(open().read(NOVEMBER)).rejects.toMatchObject({ code, retryAfterMs });
  });

  it("is asked with a new token where the old one was withdrawn, and with one token otherwise", async () => {
    const reader = open();
    await hours(reader);
    await hours(reader);
    expect(graph.asked.filter((one) => one.endsWith("/token"))).toHaveLength(1);
    graph.signIn.withdraw();
    graph.put(HOST, farEvent("a", MONDAY));
    expect(await hours(reader)).toEqual(["23T09"]);
    expect(graph.asked.filter((one) => one.endsWith("/token"))).toHaveLength(2);
  });

  it("is read by a certificate too, and not by another's, nor by a wrong secret", async () => {
    const by = (proof: Microsoft365Inlet["signIn"]["proof"]) =>
      open({ signIn: { ...inletOf(graph).signIn, proof } });
    const pair = rsaPair();
    graph.signIn.certificate = pair.cert;
    expect(await hours(by(pair))).toEqual([]);
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const other = { cert: pair.cert, key: privateKey.export({ type: "pkcs8", format: "pem" }) as string };
    for (const proof of [other, { secret: "wrong" }])
      await expect(by(proof).read(NOVEMBER)).rejects.toMatchObject({
        code: "CALENDAR_SIGN_IN",
        detail: "AADSTS7000215",
      });
  });

  it("gives its token to no other address, whatever a link says", async () => {
    graph.instead = () => ({
      status: 200,
      body: { value: [], "@odata.nextLink": "https://evil.example/v1.0/x" },
    });
    await expect(open().read(NOVEMBER)).rejects.toMatchObject({ code: "CALENDAR_WRONG", detail: "link" });
    graph.instead = () => ({ status: 200, body: { value: [] } });
    await expect(open().read(NOVEMBER)).rejects.toMatchObject({
      code: "CALENDAR_WRONG",
      detail: "deltaLink",
    });
  });
});
