/** Convocations of DFDG, by the suite of the contract and by STAR's own rules, against the emulator; never against STAR. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { dayKey } from "../../../broker/appointments/codes.ts";
import type { ListedAppointment } from "../../../broker/appointments/day.ts";
import type { Report } from "../../../broker/appointments/report.ts";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import type { Persons } from "../../../broker/persons/contract.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import { dayDigest } from "../../../protocol/link/day-digest.ts";
import { type DfdgCertificates, dfdgCertificates } from "../../dfdg/certificates.ts";
import { DfdgEmulator, pushOf } from "../../dfdg/emulator.ts";
import { demoLocation, Hall, MONDAY } from "../hall.ts";
import { convocation, type DfdgHouse, dfdgHouse, eventually, impatient } from "./dfdg-house.ts";
import { sourceSuite } from "./suite.ts";

const MINUTE = 60_000;
const CPR = "0101651234";
const ID = "7f0f8b52-8f6b-4d7e-9c7a-0d6a4d0a0001";

let certificates: DfdgCertificates;
beforeAll(async () => {
  certificates = await dfdgCertificates();
});

sourceSuite("DFDG", async () => {
  const emulator = await DfdgEmulator.open(certificates);
  const { settings, webhook } = await dfdgHouse(emulator, certificates);
  const FORM_CODES = { physical: ["1"], phone: ["2"], digital: ["8"], letter: ["9"] };
  return {
    inlet: {
      kind: "dfdg",
      source: "planner",
      settings: { ...settings, mapping: { ...settings.mapping, forms: FORM_CODES } },
    },
    tell: async (hall, words) => {
      for (const { id, version, startAt, status, form = "physical", cpr = CPR } of words) {
        const isGone = status === "cancelled";
        if (!isGone) emulator.set(id, cpr, convocation(startAt, { form, version }));
        await emulator.push(webhook, pushOf(id, isGone ? 3 : 2, { cpr, version }), { most: 2 });
        await eventually(async () => ((await reportsOf(hall)).at(-1)?.noted ?? null) === null);
      }
    },
    close: () => emulator.close(),
  };
});

const reportsOf = async (hall: Hall) =>
  (await hall.ask("/api/locations/demo/appointment-sources")).items as unknown as Report[];

describe("DFDG", () => {
  let folder: string;
  let emulator: DfdgEmulator;
  let house: DfdgHouse;
  let persons: Persons;
  let ledger: MemoryLedger;
  let hall: Hall;

  const openHub = async (more: { house?: DfdgHouse } = {}) => {
    const { settings } = more.house ?? house;
    hall = await Hall.open({
      location: {
        ...demoLocation(),
        appointmentSources: [
          {
            ...{ source: "dfdg", name: { da: "DFDG" }, reminds: "source", oursToo: ["invitation"] },
            kinds: [{ kind: "7", service: demoLocation().services[0]?.service ?? "" }],
          },
        ],
      },
      ledger,
      appointments: {
        ...{ persons, key: new Uint8Array(32).fill(2) },
        inlets: [{ kind: "dfdg", source: "dfdg", settings }],
      },
    });
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "talon-dfdg-"));
    emulator = await DfdgEmulator.open(certificates);
    house = await dfdgHouse(emulator, certificates);
    persons = openPersons(join(folder, "persons.sqlite"), new Uint8Array(32).fill(1));
    ledger = new MemoryLedger();
    ledger.close = () => undefined;
    await openHub();
  });
  afterEach(async () => {
    await hall.close();
    await emulator.close();
    persons.close();
    rmSync(folder, { recursive: true, force: true });
    expect(emulator.broken).toEqual([]);
  });

  const push = (change: 1 | 2 | 3, more: { id?: string; cpr?: string; version?: number } = {}) =>
    emulator.push(house.webhook, pushOf(more.id ?? ID, change, { cpr: CPR, ...more }));
  const today = async () =>
    (await hall.ask("/api/locations/demo/appointments")).items as unknown as ListedAppointment[];
  const report = async () => (await reportsOf(hall))[0];
  const isTaken = async () => {
    const said = await report();
    return said !== undefined && said.noted === null;
  };
  /** Seconds go by at the hub. */
  const later = async (ms: number) => {
    hall.now.at += ms;
    await hall.hub.lookForAppointments(hall.now.at);
  };

  it("pushes, and the convocation stands in the day with its kind's service and its room", async () => {
    emulator.set(ID, CPR, convocation(MONDAY + 60 * MINUTE, { navn: "Åse Ørsted", ukendt: "x" }));
    expect(await push(1)).toEqual({ times: 1, status: 200 });
    await eventually(isTaken);
    expect(await today()).toMatchObject([
      {
        startAt: MONDAY + 60 * MINUTE,
        endAt: MONDAY + 90 * MINUTE,
        service: demoLocation().services[0]?.service,
        room: "B204",
        form: "physical",
        guests: [{ name: "Åse Ørsted" }],
      },
    ]);
    expect(emulator.asked).toMatchObject([{ id: ID, cpr: CPR }]);
    expect([...ledger.load()].find((event) => event.kind === "appointment-booked")).toMatchObject({
      facts: { reminds: "source" },
    });
  });

  it("leaves no CPR number and no id of its own anywhere once a convocation is looked up", async () => {
    emulator.set(ID, CPR, convocation(MONDAY + 60 * MINUTE, { navn: "Planted Name" }));
    await push(1);
    await eventually(isTaken);
    const told = [JSON.stringify([...ledger.load()]), JSON.stringify(hall.lines)].join();
    expect(told).not.toMatch(/0101651234|7f0f8b52|Planted/);
    expect(JSON.stringify(await report())).not.toMatch(/0101651234|7f0f8b52|Planted/);
    await hall.close();
    await openHub();
    expect(emulator.asked).toHaveLength(1);
    for (const file of readdirSync(folder))
      expect(readFileSync(join(folder, file)).includes(CPR)).toBe(false);
  });

  it("is known by the health card of whoever is convoked, also after a change of their CPR number, as the same guest", async () => {
    emulator.set(ID, CPR, convocation(MONDAY + 20 * MINUTE));
    await push(1);
    await eventually(isTaken);
    const guest = async () => (await today())[0]?.guests[0]?.code;
    const before = await guest();
    const stand = await hall.stand();
    const key = dayKey(new Uint8Array(32).fill(2), "2026-11-23");
    const shows = async (cpr: string) => {
      const digest = dayDigest(key, { kind: "cpr", cpr });
      const asking = { ...stand.head(), code: "", digest, language: "da", presented: stand.time() };
      return (await stand.ask("check-in", asking)).answer;
    };
    expect(await shows(CPR)).toHaveProperty("welcome");
    emulator.set(ID, "3112991234", convocation(MONDAY + 20 * MINUTE));
    await push(2, { cpr: "3112991234" });
    await eventually(async () => emulator.asked.length === 2 && (await isTaken()));
    expect(await guest()).toBe(before);
    // Digests are read anew once a minute.
    await later(MINUTE);
    expect(await shows(CPR)).toEqual({ refused: "code-unknown" });
    expect(await shows("3112991234")).toHaveProperty("welcome");
    expect(await today()).toHaveLength(1);
  });

  it("pushes twice, and it is one appointment", async () => {
    emulator.set(ID, CPR, convocation(MONDAY + 60 * MINUTE));
    for (let time = 0; time < 2; time += 1) {
      expect((await push(1)).status).toBe(200);
      await eventually(isTaken);
    }
    expect((await report())?.received).toMatchObject({ booked: 1, same: 1 });
  });

  it("asks with an id of its own each time, and again where DFDG has met it before", async () => {
    emulator.set(ID, CPR, convocation(MONDAY + 60 * MINUTE));
    emulator.repeats = 1;
    await push(1);
    await eventually(isTaken);
    const ids = emulator.asked.map(({ requestId }) => requestId);
    expect(new Set(ids).size).toBe(2);
    expect(await today()).toHaveLength(1);
  });

  it("of a citizen without a number known is asked by ten zeros, and recognised by none", async () => {
    emulator.set(ID, "0000000000", convocation(MONDAY + 20 * MINUTE));
    await push(1, { cpr: "0000000000" });
    await eventually(isTaken);
    expect(await today()).toHaveLength(1);
    expect(emulator.asked).toMatchObject([{ cpr: "0000000000" }]);
  });

  it.each(["3002651234", "3104651234", "12345", "0113651234"])(
    "with a CPR number that no calendar has (%s) is told, and nobody is asked",
    async (cpr) => {
      expect((await push(1, { cpr })).status).toBe(200);
      await eventually(async () => ((await report())?.problems.length ?? 0) > 0);
      expect((await report())?.problems[0]?.da).toContain("CPR-nummer, der ikke kan passe");
      expect(emulator.asked).toEqual([]);
    },
  );

  it("of another entity are passed over; what the mapping cannot read comes again until it is corrected", async () => {
    const other = { ...pushOf(ID, 1, { cpr: CPR }), entitetId: 90_001 };
    expect((await emulator.push(house.webhook, other)).status).toBe(200);
    for (const faulty of ["{", "[]", { entitetId: 90_000 }, { ...pushOf(ID, 1), aendringstypeId: 9 }])
      expect(await emulator.push(house.webhook, faulty, { most: 2 })).toEqual({ times: 2, status: 503 });
    expect((await report())?.refused?.da).toContain("mappingFile");
    expect(await today()).toEqual([]);
  });

  it("whose form or time the mapping does not know is left out, said, and looked up again later", async () => {
    emulator.set(ID, CPR, { ...convocation(MONDAY + 60 * MINUTE), afholdelsesform: "77" });
    await push(1);
    await eventually(async () => ((await report())?.problems.length ?? 0) === 1);
    expect((await report())?.problems[0]).toMatchObject({
      isLeftOut: true,
      da: 'mødeform "DFDG 77" kendes ikke (fysisk, telefon, digital eller brev)',
    });
    const { afholdelsesform: _none, ...formless } = convocation(MONDAY + 90 * MINUTE);
    emulator.set("b", CPR, formless);
    await push(1, { id: "b" });
    await eventually(async () => ((await report())?.problems.length ?? 0) === 2);
    expect(await today()).toEqual([]);
    await push(3, { id: "b" });
    emulator.set(ID, CPR, convocation(MONDAY + 60 * MINUTE));
    await later(11 * MINUTE);
    await eventually(isTaken);
    expect(await today()).toHaveLength(1);
  });

  it.each(["failing", "refusing", "hanging"] as const)(
    "that is %s has its pushes answered without waiting for it, and looked up when it is back",
    async (mood) => {
      if (mood === "hanging") {
        await hall.close();
        await openHub({ house: impatient(house) });
      }
      emulator.mood = mood;
      emulator.set(ID, CPR, convocation(MONDAY + 60 * MINUTE));
      // While the lookup is still open: a push that waited for it would never be answered.
      const open = emulator.shut();
      expect(await push(1)).toEqual({ times: 1, status: 200 });
      open();
      await eventually(async () => (await report())?.refused?.da.includes("kan ikke spørges") === true);
      expect((await hall.hub.health()).warnings?.join()).toContain("appointments wait: dfdg");
      emulator.mood = "answers";
      await later(2 * MINUTE);
      await eventually(isTaken);
      expect(await today()).toHaveLength(1);
      expect((await hall.hub.health()).warnings ?? []).toEqual([]);
    },
  );

  it("that is down when the hub stops is asked by the next hub, sealed in between", async () => {
    emulator.mood = "failing";
    emulator.set(ID, CPR, convocation(MONDAY + 60 * MINUTE));
    emulator.set("b", CPR, convocation(MONDAY + 90 * MINUTE));
    await push(1);
    await push(1, { id: "b" });
    await push(3, { id: "b" });
    await hall.close();
    for (const file of readdirSync(folder))
      expect(readFileSync(join(folder, file)).includes(CPR)).toBe(false);
    emulator.mood = "answers";
    emulator.remove("b");
    await openHub();
    await eventually(isTaken);
    expect((await today()).map(({ startAt }) => startAt)).toEqual([MONDAY + 60 * MINUTE]);
  });

  it("is asked for no push any more after three days, and its number is gone", async () => {
    emulator.mood = "failing";
    await push(1);
    await eventually(async () => (await report())?.refused !== null);
    await hall.close();
    emulator.mood = "answers";
    emulator.asked.length = 0;
    const at = MONDAY + 3 * 86_400_000 + MINUTE;
    const { settings } = house;
    hall = await Hall.open({
      ...{ ledger, at },
      appointments: {
        ...{ persons, key: new Uint8Array(32).fill(2) },
        inlets: [{ kind: "dfdg", source: "dfdg", settings }],
      },
    });
    await hall.hub.lookForAppointments(at);
    expect(emulator.asked).toEqual([]);
    expect(await reportsOf(hall)).toEqual([]);
  });

  it("with an expired certificate is not asked, and nobody's number is told to it", async () => {
    await emulator.close();
    const server = await certificates.star.pair({
      ...{ usage: "server", commonName: "STAR", until: Date.now() - 60_000 },
    });
    const { port } = new URL(house.settings.lookup.url.replace("{id}", "x"));
    emulator = await DfdgEmulator.open(certificates, { port: Number(port), server });
    await push(1);
    await eventually(async () => (await report())?.refused?.en.includes("CERT_HAS_EXPIRED") === true);
    expect(emulator.asked).toEqual([]);
  });

  it("is let in by STAR's own certificate alone", async () => {
    const { star, house: other, starClient } = certificates;
    const wanted = { usage: "client", commonName: "STAR push" } as const;
    const body = pushOf(ID, 1, { cpr: CPR });
    const tried = async (shows: Parameters<DfdgEmulator["push"]>[2]) =>
      (await emulator.push(house.webhook, body, { most: 1, ...shows })).status;
    expect(await tried({ shows: null })).toBe(0);
    expect(await tried({ shows: await other.pair(wanted) })).toBe(0);
    expect(await tried({ shows: await star.pair({ ...wanted, until: Date.now() - 60_000 }) })).toBe(0);
    expect(await tried({ shows: await star.pair(wanted) })).toBe(403);
    expect(emulator.asked).toEqual([]);
    emulator.set(ID, CPR, convocation(MONDAY + 60 * MINUTE));
    expect(await tried({ shows: starClient })).toBe(200);
    await eventually(isTaken);
  });
});
