/** A guest checks in on their own phone: the link says who, the screen at the door that they are here. A whole hub over HTTP. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ListedAppointment, ListedGuest } from "../../../broker/appointments/day.ts";
import { digestOf } from "../../../broker/languages.ts";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import type { Persons } from "../../../broker/persons/contract.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import { DoorCodes } from "../../../broker/phone/codes.ts";
import type { LocationConfig } from "../../../protocol/config.ts";
import type { DoorPicture, TicketPicture } from "../../../protocol/snapshots.ts";
import { reviewOf } from "../../../protocol/texts/review.ts";
import { CHECK_IN_TEXTS } from "../../../protocol/texts/texts.ts";
import { demoLocation, Hall, MONDAY, type Reply } from "../hall.ts";
import { until } from "../mqtt/far-side.ts";

const MINUTE = 60_000;
const TOKEN = "a token that only the planner has";
/** Local times of that Monday; it is 10.00. */
const HEAD = "id;dato;start;slut;type;lokale;form;navn;status";
const row = (
  id: string,
  clock: string,
  more: Partial<Record<"day" | "form" | "status" | "name", string>> = {},
) =>
  [id, more.day ?? "2026-11-23", clock, "23:00", "Pas og kørekort", "B204", more.form ?? "fysisk"]
    .concat([`Planted ${more.name ?? id}`, more.status ?? "booket"])
    .join(";");

describe("check-in on the citizen's own phone", () => {
  let folder: string;
  let hall: Hall;
  let persons: Persons;
  let ledger: MemoryLedger;
  const open = async (change: Partial<LocationConfig> = {}, ledgerOf = new MemoryLedger()) => {
    ledger = Object.assign(ledgerOf, { close: () => undefined });
    hall = await Hall.open({
      ...{ ledger, doorKey: new Uint8Array(32).fill(7) },
      location: {
        ...{ ...demoLocation(), checkInOnPhone: true, languages: ["da", "en", "ar"] },
        signOffs: [{ language: "ar", reader: "Reader", at: "2026-11-20", of: digestOf(reviewOf("ar")) }],
        ...change,
      },
      appointments: {
        ...{ persons, key: new Uint8Array(32).fill(2) },
        inlets: [{ kind: "push", source: "planner", token: TOKEN }],
      },
    });
    await hall.stand();
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "talon-arrival-"));
    persons = openPersons(join(folder, "persons.sqlite"), new Uint8Array(32).fill(1));
    await open();
  });
  afterEach(async () => {
    await hall.close();
    persons.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const push = (...rows: string[]) =>
    hall.ask("/api/locations/demo/appointments/planner", {
      ...{ method: "POST", body: [HEAD, ...rows].join("\n") },
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "text/csv" },
    });
  const guests = async (days = 0): Promise<readonly ListedGuest[]> => {
    const { items } = await hall.ask(`/api/locations/demo/appointments?days=${days}`);
    return (items as unknown as ListedAppointment[]).flatMap((one) => one.guests);
  };
  const linkOf = async (days = 0, at = 0) => new URL((await guests(days))[at]?.url ?? "x:").pathname;
  const door = async (): Promise<DoorPicture> => {
    const screen = (await hall.ask("/door")).headers.get("location") ?? "";
    const { pictures } = await hall.stream(`${screen}/events`);
    await until(() => pictures.length > 0);
    return pictures.at(-1) as unknown as DoorPicture;
  };
  /** What the screen at the door says, as a citizen reads it off: `482 109`. */
  const digits = async () => /\d{3}\u00a0\d{3}/.exec((await door()).appointment[0]?.text ?? "")?.[0] ?? "";
  const post = (link: string, shown: string, language = "da") =>
    hall.ask(`${link}?language=${language}`, {
      ...{ method: "POST", body: new URLSearchParams({ shown }).toString() },
      headers: { "content-type": "application/x-www-form-urlencoded", origin: hall.url },
    });
  const other = (code: string) => code.replaceAll(/\d/g, (digit) => String(9 - Number(digit)));
  const ticketIn = (said: Reply) => (said.headers.get("location") ?? "").replace("..", "");
  const waiting = async () => (await hall.ask("/api/locations/demo/tickets")).items;

  it("leads from link and typed number to a ticket without paper, which tells when they came", async () => {
    await push(row("a", "10:15"));
    const link = await linkOf();
    const page = await hall.ask(link);
    expect(page.text).toContain("Er du kommet?");
    expect(page.text).not.toMatch(/<script|style=|\son\w+=|Planted/);
    expect(page.headers.get("referrer-policy")).toBe("strict-origin");
    const given = await post(link, await digits());
    expect([given.status, ticketIn(given)]).toEqual([303, expect.stringMatching(/^\/t\/[0-9A-Z]{26}$/)]);
    const { pictures } = await hall.stream(`${ticketIn(given)}/events`);
    await until(() => pictures.length > 0);
    expect(pictures[0] as unknown as TicketPicture).toMatchObject({
      ...{ number: "B01", state: "waiting", language: "da" },
      checkedIn: { at: MONDAY, agreedAt: MONDAY + 15 * MINUTE, room: "B204" },
    });
    expect(await waiting()).toMatchObject([{ number: "B01", paper: "none", onPhone: true }]);
    expect((await guests())[0]).toMatchObject({ arrivedAt: MONDAY, number: "B01" });
    const after = await hall.ask(link);
    expect(after.text).toContain("Du er meldt ankommet kl. 10.00.");
    expect(after.text).not.toContain("<form");
    expect(JSON.stringify([...ledger.load(), hall.lines])).not.toMatch(/Planted|\/a\//);
  });

  it("is one ticket, whoever taps how often, also where the answer was lost and the hub has started again", async () => {
    await push(row("a", "10:15"));
    const link = await linkOf();
    const code = await digits();
    const taps = await Promise.all([post(link, code), post(link, code), post(link, code)]);
    expect(new Set(taps.map(ticketIn)).size).toBe(1);
    await hall.close();
    await open({}, ledger);
    expect(ticketIn(await post(link, "000 000"))).toBe(ticketIn(taps[0]));
    expect(await waiting()).toHaveLength(1);
  });

  it("is not done from home: old numbers, made-up ones and the poster's visit check in nobody", async () => {
    await hall.close();
    await open({ doorPoster: 3 });
    await push(row("a", "10:15"), row("b", "10:20"));
    const [link, second] = [await linkOf(), await linkOf(0, 1)];
    const code = await digits();
    for (const shown of [other(code), "", "x".repeat(900), "٤٨٢١٠٩"]) {
      const said = await post(link, shown);
      expect([said.status, said.text.includes("Tallet passer ikke")]).toEqual([403, true]);
    }
    expect((await post(link, other(code))).text).toContain(`aria-describedby="trouble"`);
    for (const shown of [other(code), code]) {
      const slowed = await post(link, shown);
      expect([slowed.status, slowed.headers.get("retry-after")]).toEqual([429, "60"]);
      expect(slowed.text).toContain("Vent et minut");
    }
    hall.now.at += 3 * MINUTE;
    expect((await post(second, code)).status).toBe(403);
    const poster = new DoorCodes(new Uint8Array(32).fill(7)).posterCode(3);
    const visit = (await hall.ask(`/d/${poster}`)).headers.get("location") ?? "";
    expect((await hall.ask(`/d/${visit}`)).text).toContain("Hvad kan vi hjælpe med?");
    expect((await post(second, visit)).status).toBe(403);
    expect(await waiting()).toEqual([]);
    expect((await post(link, await digits())).status).toBe(303);
  });

  it("asks for no more than a tap where the phone that opened the link scans the door's code", async () => {
    await push(row("a", "10:15"), row("b", "10:20"), row("c", "10:25", { status: "aflyst" }));
    const link = await linkOf();
    const cookie = ((await hall.ask(link)).headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    expect((await hall.ask(link)).headers.get("set-cookie")).toMatch(
      /^talon-appointment=[0-9A-Z]{26}; Path=\/d; HttpOnly; SameSite=Lax; Max-Age=\d+$/,
    );
    const scanned = await hall.ask(new URL((await door()).code?.url ?? "x:").pathname);
    const visit = scanned.headers.get("location") ?? "";
    const strange = await hall.ask(`/d/${visit}`);
    expect(strange.text).toContain("Åbn linket fra din sms");
    expect(strange.text).not.toContain("/a/");
    const page = await hall.ask(`/d/${visit}`, { headers: { cookie } });
    expect(page.text.match(/action="\.\.\/a\//g)).toHaveLength(1);
    expect(page.text).toContain("Lokale: B204");
    const given = await post(link, visit, "en");
    expect(given.status).toBe(303);
    const back = await hall.ask(`/d/${visit}`, { headers: { cookie } });
    expect(back.text).toContain("Du har allerede et nummer");
    expect(back.text).toContain(ticketIn(given).slice(1));
    hall.now.at += 11 * MINUTE;
    expect((await post(await linkOf(0, 1), visit)).status).toBe(403);
  });

  it.each([
    ["too early", row("a", "12:00"), "appointment-too-early"],
    ["too late", row("a", "09:00"), "appointment-too-late"],
    ["by phone", row("a", "10:15", { form: "telefon" }), "appointment-not-here"],
  ] as const)("says in the stand's own words that it is %s", async (_what, told, reason) => {
    await push(told);
    const said = await post(await linkOf(), await digits());
    expect(said.status).toBe(409);
    const [first = ""] = CHECK_IN_TEXTS.da.refused[reason](
      told.includes("12:00") ? "12.00" : "09.00",
      "11.00",
    );
    if (reason !== "appointment-not-here") expect(said.text).toContain(first);
    else expect(said.text).toContain("Du skal ikke møde frem");
    expect(await waiting()).toEqual([]);
  });

  it("offers it on the day alone, and says of a cancelled one that it is", async () => {
    await push(row("a", "10:15", { day: "2026-11-24" }), row("b", "10:15"));
    const [tomorrow, link] = [await linkOf(1), await linkOf()];
    expect((await hall.ask(tomorrow)).text).not.toContain("<form");
    expect(await post(tomorrow, await digits())).toMatchObject({ status: 409 });
    await push(row("b", "10:15", { status: "aflyst" }));
    const said = await post(link, await digits());
    expect([said.status, said.text.includes("Aftalen er aflyst.")]).toEqual([409, true]);
    expect((await post("/a/00000000000000000000000000", await digits())).status).toBe(404);
  });

  it("is answered in the citizen's language, Arabic from right to left", async () => {
    await push(row("a", "12:00"));
    const said = await post(await linkOf(), await digits(), "ar");
    expect(said.text).toContain(`<html lang="ar" dir="rtl">`);
    expect(said.text).toContain("لقد وصلت مبكرًا.");
    expect(said.text).toContain("يمكنك تسجيل وصولك هنا من الساعة 11:00.");
    expect((await hall.ask(`${await linkOf()}?language=en`)).text).toContain("Have you arrived?");
  });

  it("is offered nowhere that has not decided it, and by no number", async () => {
    await hall.close();
    await open({ checkInOnPhone: false });
    await push(row("a", "10:15"));
    expect((await door()).appointment).toEqual([]);
    expect((await hall.ask(await linkOf())).text).not.toContain("<form");
    expect((await hall.ask(await linkOf())).headers.get("set-cookie")).toBeNull();
    expect((await post(await linkOf(), "123456")).status).toBe(409);
    expect(await waiting()).toEqual([]);
  });

  it("counts who comes to a meeting of many, and nobody of them waits", async () => {
    await push(...["One", "Two", "Three"].map((name) => row("g", "10:15", { name })));
    expect((await guests()).length).toBe(3);
    const link = await linkOf();
    const said = await post(link, await digits());
    expect([said.status, said.headers.get("location")]).toEqual([303, link.slice(3)]);
    expect(await waiting()).toMatchObject([{ state: "served" }]);
    expect((await hall.ask(link)).text).toContain("Du er meldt ankommet kl. 10.00.");
    expect((await hall.ask(await linkOf())).text).not.toContain(`class="number"`);
  });

  it("refuses a form that another site sends, and one that is no form", async () => {
    await push(row("a", "10:15"));
    const [link, code] = [await linkOf(), await digits()];
    const body = new URLSearchParams({ shown: code }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded", origin: "https://evil.example" };
    expect((await hall.ask(link, { method: "POST", body, headers })).status).toBe(403);
    const long = `shown=${"1".repeat(2_000)}`;
    const own = { ...headers, origin: hall.url };
    expect((await hall.ask(link, { method: "POST", body: long, headers: own })).status).toBe(413);
    const json = { ...own, "content-type": "application/json" };
    expect((await hall.ask(link, { method: "POST", body: "{}", headers: json })).status).toBe(403);
    expect(await waiting()).toEqual([]);
  });
});
