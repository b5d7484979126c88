import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Door } from "../../../broker/http/sign-in.ts";
import { digestOf } from "../../../broker/languages.ts";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import { MOST_FROM_ALL, MOST_FROM_PHONE } from "../../../broker/phone/pace.ts";
import type { LocationConfig } from "../../../protocol/config.ts";
import type { DisplayPicture, DoorPicture } from "../../../protocol/snapshots.ts";
import type { QueueId } from "../../../protocol/terms.ts";
import { reviewOf } from "../../../protocol/texts/review.ts";
import { demoLocation, Hall, type Reply } from "../hall.ts";
import { until } from "../mqtt/far-side.ts";

const KEY = new Uint8Array(32).fill(7);
/** Passports on phones alone, with their queue's display; nothing else is. */
function location(change: Partial<LocationConfig> = {}): LocationConfig {
  const demo = demoLocation();
  return {
    ...{ ...demo, checkInOnPhone: false },
    languages: ["da", "en", "ar"],
    signOffs: [{ language: "ar", reader: "Reader", at: "2026-11-20", of: digestOf(reviewOf("ar")) }],
    services: demo.services.map((one) => ({ ...one, onPhone: one.service === "passport" })),
    displays: demo.displays.map((one) => ({ ...one, doorCode: true })),
    ...change,
  };
}

describe("a ticket on a phone, through the code at the door", () => {
  let hall: Hall;
  const open = async (change: Partial<LocationConfig> = {}, more: object = {}) => {
    hall = await Hall.open({ location: location(change), doorKey: KEY, ...more });
    await hall.stand();
  };
  beforeEach(() => open());
  afterEach(() => hall.close());

  const screen = async () => (await hall.ask("/door")).headers.get("location") ?? "";
  const codeNow = async (): Promise<string> => {
    const { pictures } = await hall.stream(`${await screen()}/events`);
    await until(() => pictures.length > 0);
    return new URL((pictures.at(-1) as unknown as DoorPicture).code?.url ?? "x:").pathname;
  };
  /** The address of a visit, scanned just now. */
  const scan = async (code?: string) => {
    const said = await hall.ask(code ?? (await codeNow()));
    expect([said.status, said.headers.get("cache-control")]).toEqual([303, "no-store"]);
    return `/d/${said.headers.get("location")}`;
  };
  const tap = (visit: string, service = "passport", headers: Record<string, string> = {}) =>
    hall.ask(`${visit}/${service}?language=en`, { method: "POST", headers });
  const ticketIn = (said: Reply) => (said.headers.get("location") ?? "").replace("../..", "");
  const cookieIn = (said: Reply) => (said.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const waiting = async () => (await hall.ask("/api/locations/demo/tickets")).items;

  it("leads from the scanned code to the choice, and from a tap to the ordinary ticket page", async () => {
    const visit = await scan();
    const page = await hall.ask(visit, { headers: { "accept-language": "da-DK,da;q=0.9" } });
    expect(page.status).toBe(200);
    expect(page.text).toContain("Hvad kan vi hjælpe med?");
    expect(page.text).toContain("Pas og kørekort");
    expect(page.text).toContain("Ingen venter");
    expect(page.text).not.toContain("Jobcenter");
    expect(page.text).not.toMatch(/<script|style=|\son\w+=/);
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("referrer-policy")).toBe("strict-origin");
    expect(page.headers.get("content-security-policy")).toContain("form-action 'self'");
    const given = await tap(visit);
    expect(given.status).toBe(303);
    expect(ticketIn(given)).toMatch(/^\/t\/[0-9A-Z]{26}$/);
    expect((await hall.ask(ticketIn(given))).text).toBe("<title>ticket</title>");
    const { pictures } = await hall.stream(`${ticketIn(given)}/events`);
    await until(() => pictures.length > 0);
    expect(pictures[0]).toMatchObject({ number: "B01", state: "waiting", language: "en" });
    expect(await waiting()).toMatchObject([{ number: "B01", paper: "none", onPhone: true, stand: null }]);
  });

  it("gives one ticket for one visit: reloads, double taps, other choices and a hub that started again find it", async () => {
    const visit = await scan();
    const taps = await Promise.all([tap(visit), tap(visit), tap(visit, "tax")]);
    const given = taps.filter(({ status }) => status === 303);
    expect(given.length).toBeGreaterThanOrEqual(2);
    expect(new Set(given.map(ticketIn)).size).toBe(1);
    expect(ticketIn(await tap(visit, "tax"))).toBe(ticketIn(given[0] as Reply));
    expect(await waiting()).toHaveLength(1);
    const back = await hall.ask(visit);
    expect(back.text).toContain("Du har allerede et nummer");
    expect(back.text).toContain(`<bdi class="number" dir="ltr">B01</bdi>`);
    expect(back.text).not.toContain("<form");
    expect(back.text).toContain(ticketIn(given[0] as Reply).slice(1));
  });

  it("is the same ticket after the hub started again", async () => {
    await hall.close();
    const ledger = new MemoryLedger();
    await open({}, { ledger: Object.assign(ledger, { close: () => undefined }) });
    const visit = await scan();
    const first = ticketIn(await tap(visit));
    await hall.close();
    await open({}, { ledger });
    expect(ticketIn(await tap(visit))).toBe(first);
    expect(await waiting()).toHaveLength(1);
  });

  it("opens nothing with a code of two minutes ago, and takes nothing in a visit of ten", async () => {
    const code = await codeNow();
    const visit = await scan(code);
    hall.now.at += 120_000;
    const stale = await hall.ask(code, { headers: { "accept-language": "da" } });
    expect([stale.status, stale.text.includes("Scan koden ved døren igen")]).toEqual([410, true]);
    expect((await hall.ask(visit)).status).toBe(200);
    hall.now.at += 480_000;
    expect((await hall.ask(visit)).status).toBe(410);
    expect((await tap(visit)).status).toBe(410);
    for (const made of ["/d/00000000000000000000000000", `/d/${"0".repeat(52)}`, "/d/%22%3E%3Cb%3E"]) {
      const said = await hall.ask(made);
      expect([said.status, said.text.includes("<b>")]).toEqual([410, false]);
    }
    expect(await waiting()).toHaveLength(0);
  });

  it("keeps showing a visit's ticket long after the visit", async () => {
    const visit = await scan();
    await tap(visit);
    hall.now.at += 3_600_000;
    expect((await hall.ask(visit)).text).toContain("B01");
    expect((await tap(visit)).status).toBe(303);
  });

  const withPassport = (change: object) =>
    location().services.map((one) => (one.service === "passport" ? { ...one, ...change } : one));

  it("says in the phone's language what is closed, when it opens, and the same to whoever taps all the same", async () => {
    await hall.close();
    const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "12:00", to: "14:00" }));
    const tax = { queue: "c" as QueueId, onPhone: true };
    const services = withPassport({ hours }).map((one) => (one.service === "tax" ? { ...one, ...tax } : one));
    await open({ services });
    const visit = await scan();
    const page = await hall.ask(visit, { headers: { "accept-language": "ar-SY,ar;q=0.9" } });
    expect(page.text).toContain(`<html lang="ar" dir="rtl">`);
    expect(page.text).toContain("مغلق. يفتح اليوم الساعة 12:00");
    expect(page.text.match(/<form/g)).toHaveLength(1);
    expect((await hall.ask(`${visit}?language=da`)).text).toContain("Lukket. Åbner i dag kl. 12.00");
    const said = await tap(visit);
    expect([said.status, said.text.includes("That service is closed at the moment")]).toEqual([409, true]);
    expect((await tap(visit, "tax")).status).toBe(303);
  });

  it("shows no code when nothing is given on phones, and says that the day's numbers are gone", async () => {
    await hall.close();
    await open({ services: withPassport({ quota: { tickets: 1 } }) });
    const [visit, late] = [await scan(), await scan()];
    await tap(visit);
    const { pictures } = await hall.stream(`${await screen()}/events`);
    await until(() => pictures.length > 0);
    expect(pictures[0]).toMatchObject({ code: null });
    const page = await hall.ask(`${late}?language=da`);
    expect(page.text).toContain("Dagens numre er givet.");
    expect((await tap(late)).status).toBe(409);
    await hall.close();
    await open({ services: withPassport({ onPhone: false }) });
    expect((await hall.ask(`${late}?language=da`)).text).toContain("Der gives ingen numre på telefonen");
  });

  it("says at the door on a closed day that the house is closed and when it opens, and sends nobody to the stand", async () => {
    await hall.close();
    const today = new Date(hall.now.at).toISOString().slice(0, 10);
    const hours = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: "10:00", to: "18:00" }));
    const closed = { hours, exceptions: [{ date: today, spans: [] }] };
    const queues = location().queues.map((one) => ({ ...one, ...closed }));
    await open({ queues });
    const { pictures } = await hall.stream(`${await screen()}/events`);
    await until(() => pictures.length > 0);
    const { code, said } = pictures[0] as unknown as DoorPicture;
    expect([code, said.map(({ text }) => text)]).toEqual([
      null,
      ["Lukket. Åbner i morgen kl. 10.00", "Closed. Opens tomorrow at 10:00", "مغلق. يفتح غدًا الساعة 10:00"],
    ]);
    await hall.close();
    const other = queues.map((one) => (one.queue === "c" ? { ...one, exceptions: [] } : one));
    await open({ queues: other });
    const there = await hall.stream(`${await screen()}/events`);
    await until(() => there.pictures.length > 0);
    expect((there.pictures[0] as unknown as DoorPicture).said[0]?.text).toContain("Gå hen til standeren");
  });

  it("refuses a service that is not of the phone, in words", async () => {
    const said = await tap(await scan(), "tax");
    expect(said.status).toBe(409);
    expect(said.text).toContain("not given on the phone");
    expect(said.text).toContain("Passport and driving licence");
    expect((await tap(await scan(), "nothing-such")).status).toBe(409);
  });

  it("lets one phone take a few tickets in an hour, and shows those that it has", async () => {
    let cookie = "";
    for (let taken = 0; taken < MOST_FROM_PHONE; taken += 1) {
      const given = await tap(await scan(), "passport", { cookie });
      expect(given.status).toBe(303);
      expect(given.headers.get("set-cookie")).toMatch(/; Path=\/d; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
      cookie = cookieIn(given);
    }
    const visit = await scan();
    const page = await hall.ask(visit, { headers: { cookie, "accept-language": "en" } });
    for (const words of ["You already have a number", "Get another number", "B01", "B03"])
      expect(page.text).toContain(words);
    const much = await tap(visit, "passport", { cookie });
    expect([much.status, much.headers.get("retry-after")]).toEqual([429, "60"]);
    expect(much.text).toContain("go to the stand or ask the staff");
    hall.now.at += 3_600_000;
    expect((await tap(await scan(), "passport", { cookie })).status).toBe(303);
  });

  it("lets so many through the door in a minute and no more, whoever they say they are", async () => {
    const code = await codeNow();
    const statuses: number[] = [];
    for (let scans = 0; scans < MOST_FROM_ALL + 3; scans += 1)
      statuses.push((await tap(await scan(code))).status);
    expect(statuses.filter((one) => one === 303)).toHaveLength(MOST_FROM_ALL);
    expect(statuses.slice(-3)).toEqual([429, 429, 429]);
    expect(await waiting()).toHaveLength(MOST_FROM_ALL);
    hall.now.at += 60_000;
    expect((await tap(await scan())).status).toBe(303);
  });

  it("takes no tap that another site's page sends", async () => {
    const said = await tap(await scan(), "passport", { origin: "https://evil.example" });
    expect(said.status).toBe(403);
    expect(await waiting()).toHaveLength(0);
  });

  it("writes no code, no visit and no token into the log", async () => {
    const code = await codeNow();
    const visit = await scan(code);
    const token = ticketIn(await tap(visit)).slice(3);
    const log = JSON.stringify(hall.lines);
    for (const secret of [code.slice(3), visit.slice(3), token]) expect(log).not.toContain(secret);
    expect((await hall.ask("/api/locations/demo/tickets")).text).not.toContain(token);
  });

  it("shows the code on a display that was given it, at the door's own address and over MQTT alone", async () => {
    const shown = async (path: string) => {
      const { pictures } = await hall.stream(path);
      await until(() => pictures.length > 0);
      return pictures.at(-1) as unknown as DisplayPicture;
    };
    expect((await shown("/display/d1/events")).door).toBeUndefined();
    expect((await shown("/display/d1/events?door=00000000000000000000000000")).door).toBeUndefined();
    const led = (await hall.ask("/display/d1/door")).headers.get("location") ?? "";
    const { door } = await shown(led.replace("?", "/events?"));
    expect(new URL(door?.url ?? "x:").pathname).toBe(await codeNow());
    expect(door?.said.da).toBe("Scan koden, og få dit nummer på telefonen");
    const reader = await hall.mqtt();
    await reader.subscribe("talon/demo/displays/d1");
    await until(() => reader.on("talon/demo/displays/d1").length > 0);
    expect(JSON.parse(reader.on("talon/demo/displays/d1").at(-1) ?? "{}")).toMatchObject({ door });
  });

  it("changes its code every minute on every screen that shows it", async () => {
    const { pictures } = await hall.stream(`${await screen()}/events`);
    await until(() => pictures.length === 1);
    hall.now.at += 60_000;
    await hall.hub.tick();
    await until(() => pictures.length === 2);
    const [before, after] = pictures as unknown as DoorPicture[];
    expect(after?.code?.url).not.toBe(before?.code?.url);
    expect((after?.code?.until ?? 0) - hall.now.at).toBeGreaterThan(60_000);
    expect(after?.code?.qr.path).toMatch(/^M\d/);
  });

  it("has no screen for whoever does not know its address, and a poster only where the location wants one", async () => {
    for (const path of ["/door/00000000000000000000000000", "/door/x/events"])
      expect((await hall.ask(path)).status).toBe(404);
    expect((await hall.ask(await screen())).text).toBe("<title>door</title>");
    expect((await hall.ask("/door/poster")).text).toContain("bruger ikke et trykt opslag");
    await hall.close();
    await open({ doorPoster: 2 });
    const poster = await hall.ask("/door/poster");
    expect(poster.text).toContain("trække numre uden at være her");
    expect(poster.text).toContain("<svg");
    await hall.close();
    const door = new Door([]);
    await open({ doorPoster: 2 }, { door });
    for (const path of ["/door", "/door/poster", "/display/d1/door"])
      expect([path, (await hall.ask(path)).status]).toEqual([path, 401]);
  });
});
