/** Citizens in the queue who are told by text message: on a page without script, once each, and their number gone afterwards (R13, R19). */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import type { SmsMessage, SmsTry } from "../../../broker/notices/gateway.ts";
import { placeText } from "../../../broker/notices/place-text.ts";
import type { Persons } from "../../../broker/persons/contract.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import { placePage } from "../../../broker/phone/place-page.ts";
import { demoLocation, Hall } from "../hall.ts";

const HERE = "/api/locations/demo";

describe("a ticket's citizen", () => {
  let folder: string;
  let hall: Hall;
  let persons: Persons;
  let ledger: MemoryLedger;
  let ends: SmsTry = { ended: "accepted" };
  const sent: SmsMessage[] = [];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "talon-places-"));
    sent.length = 0;
    current = undefined;
    ends = { ended: "accepted" };
    persons = openPersons(join(folder, "persons.sqlite"), new Uint8Array(32).fill(1));
    ledger = new MemoryLedger();
    const gateway = {
      name: "test",
      send: (message: SmsMessage) => Promise.resolve((sent.push(message), ends)),
      close: () => Promise.resolve(),
    };
    hall = await Hall.open({
      ledger,
      location: { ...demoLocation(), placeTexts: 2, languages: ["da", "en"] },
      appointments: {
        ...{ persons, key: new Uint8Array(32).fill(2), inlets: [] },
        sms: { gateway, troublesTo: [], keyword: null },
      },
    });
  });
  afterEach(async () => {
    await hall.close();
    persons.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Takes a number in queue a; its page's address. */
  const take = async () => {
    await hall.post(`${HERE}/issue`, { queue: "a" });
    const issued = [...ledger.load()].findLast((event) => event.kind === "ticket-issued-by-staff");
    if (issued?.kind !== "ticket-issued-by-staff") throw new Error("no ticket");
    return `/t/${issued.token}/sms`;
  };
  const post = (page: string, fields: Record<string, string>, language = "") =>
    hall.ask(`${page}${language}`, {
      ...{ method: "POST", body: new URLSearchParams(fields).toString() },
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
  const ask = (page: string, mobile = "20 30 40 50", ahead = "1") =>
    post(page, { what: "ask", mobile, ahead });
  const look = async (ms = 1000) => {
    hall.now.at += ms;
    await hall.hub.sendNotices();
    return sent.splice(0).map((one) => one.text);
  };
  let current: string | undefined;
  const callNext = async () => {
    const finishes = current === undefined ? {} : { finishes: current };
    current = (await hall.post(`${HERE}/counters/1/call-next`, finishes)).body.ticket?.id;
  };

  it("is told when one is ahead and when called, each once, with the counter", async () => {
    await take();
    await take();
    const page = await take();
    expect((await hall.ask(page)).text).toContain("Dit mobilnummer");
    expect((await ask(page)).text).toContain("Du får en SMS, når der er 1 foran mig");
    expect(await look()).toEqual([]);
    await callNext();
    expect(await look()).toEqual([expect.stringMatching(/^\w+03: Der er 1 foran dig på .* STOP/)]);
    expect(await look()).toEqual([]);
    await callNext();
    await callNext();
    expect(await look()).toEqual([expect.stringMatching(/^\w+03 kaldes nu på .*: .*1/)]);
    await hall.post(`${HERE}/counters/1/recall`, {});
    expect(await look()).toEqual([]);
  });

  it("who is served has no number here any more: its bytes are gone from every file", async () => {
    const page = await take();
    await ask(page, "+4571727374");
    expect(persons.counts().place).toBe(1);
    await callNext();
    await look();
    await hall.post(`${HERE}/counters/1/serve`, {});
    await look();
    persons.expire(hall.now.at + 1);
    expect(persons.counts().place).toBe(0);
    expect((await hall.ask(page)).text).toContain("Der kan ikke sendes SMS om dette nummer nu");
    const kept = [JSON.stringify([...ledger.load()]), JSON.stringify(hall.lines)];
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
    expect([...kept, ...files].join()).not.toContain("71727374");
    // The sealed number lies in no slot either: each was written over with zeros.
    await hall.close();
    persons.close();
    const db = new Database(join(folder, "persons.sqlite"));
    const slots = db.prepare("SELECT wrapped, sealed FROM slots").all() as Record<string, Buffer>[];
    db.close();
    expect(slots.length).toBeGreaterThan(0);
    for (const { wrapped, sealed } of slots)
      for (const bytes of [wrapped, sealed]) expect(bytes?.every((byte) => byte === 0)).toBe(true);
  });

  it("who changes their mind, or leaves, is not told", async () => {
    const page = await take();
    await ask(page);
    expect((await post(page, { what: "drop" })).text).toContain("Nummeret er slettet");
    expect(await look()).toEqual([]);
    await ask(page);
    await hall.post(page.replace(/sms$/, "leave"));
    expect(await look()).toEqual([]);
    expect((await ask(page)).status).toBe(409);
  });

  it("may mend a number once, and no number can be named for ticket after ticket", async () => {
    const page = await take();
    await ask(page, "12345678");
    expect((await ask(page, "hvad")).text).toContain("Det er ikke et mobilnummer");
    await ask(page, "20304051");
    await ask(page, "20304050");
    expect((await ask(page, "20304052")).text).toContain("kan ikke ændres flere gange");
    expect((await look()).length).toBe(0);
    for (const mobile of ["20304050", "20304050"]) expect((await ask(await take(), mobile)).status).toBe(200);
    expect((await ask(await take(), "20304050")).text).toContain("for mange gange");
    expect((await ask("/t/00000000000000000000000000/sms")).status).toBe(404);
    expect((await hall.ask("/t/nothing/sms")).status).toBe(404);
  });

  it("waits for a gateway that takes nothing, and is not told too late or twice", async () => {
    ends = { ended: "later", why: "so" };
    await take();
    const page = await take();
    await ask(page);
    expect(await look()).toHaveLength(1);
    expect(await look()).toEqual([]);
    ends = { ended: "accepted" };
    await callNext();
    await callNext();
    // What was to say that one is ahead has been overtaken by the call.
    expect(await look(20_000)).toEqual([expect.stringContaining("kaldes nu")]);
    expect(await look(20_000)).toEqual([]);
  });

  it("reads the page and the message in English and Arabic, and every other language in English", async () => {
    const page = await take();
    await post(page, { what: "ask", mobile: "20304050", ahead: "9" }, "?language=en");
    expect(await look()).toEqual([expect.stringMatching(/^\w+01: You are next at/)]);
    expect((await hall.ask(`${page}?language=en`)).text).toContain("You will get a message");
    const shown = {
      languages: ["da", "ar"] as const,
      place: { da: "Rådhus" },
      token: "T",
      number: "A1",
      usual: 2,
    };
    const arabic = placePage({ ...shown, language: "ar", standing: null, said: null, isOffered: true });
    expect(arabic).toContain('<html lang="ar" dir="rtl">');
    expect(placePage({ ...shown, language: "pl", standing: 1, said: null, isOffered: true })).toContain(
      '<html lang="en"',
    );
    const facts = {
      tells: "called",
      number: "A1",
      house: { da: "Rådhus" },
      ahead: 0,
      counter: null,
    } as const;
    expect(placeText(facts, "pl")).toBe("A1 is called now at Rådhus.");
    expect(placeText({ ...facts, tells: "near", ahead: 3 }, "ar")).toContain("3");
    expect(placeText({ ...facts, tells: "near" }, "ar")).toContain("دورك هو التالي");
  });
});
