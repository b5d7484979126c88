/** Appointments on their way into a whole hub: dropped into a folder or pushed, once or again, whole or half. */
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Report } from "../../../broker/appointments/report.ts";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import type { Persons } from "../../../broker/persons/contract.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import type { LocationConfig } from "../../../protocol/config.ts";
import { demoLocation, Hall, MONDAY } from "../hall.ts";

const MINUTE = 60_000;
const TOKEN = "a token that only the planner has";
const HEAD = "id;start;slut;type;vært;navn;mobil;cpr;besked";
const row = (id: string, clock: string, name = "Åse Ørsted") =>
  `${id};2026-11-23 ${clock};2026-11-23 18:00;Pas og kørekort;anna@kommune.dk;${name};20304050;0101651234;Husk billedet`;
const location = (): LocationConfig => ({
  ...demoLocation(),
  appointmentSources: [
    {
      ...{ source: "planner", name: { da: "Planlægger" }, reminds: "ours" as const },
      kinds: [{ kind: "Samtale", service: demoLocation().services[0]?.service ?? "" }],
    },
  ],
});
const never = (): never => {
  throw new Error("nobody");
};
type Listed = { startAt: number; service: string | null; hosts: string[]; guests: { name: string | null }[] };

describe("appointments come in", () => {
  let folder: string;
  let hall: Hall;
  let persons: Persons;
  let ledger: MemoryLedger;
  const drop = () => join(folder, "drop");
  const open = async () => {
    persons = openPersons(join(folder, "persons.sqlite"), new Uint8Array(32).fill(1));
    ledger = new MemoryLedger();
    hall = await Hall.open({
      ...{ location: location(), ledger },
      appointments: {
        ...{ persons, key: new Uint8Array(32).fill(2) },
        inlets: [
          { kind: "folder", source: "planner", folder: drop() },
          { kind: "push", source: "calendar", token: TOKEN },
        ],
      },
    });
    await hall.hub.lookForAppointments(MONDAY);
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "talon-drop-"));
    await open();
  });
  afterEach(async () => {
    await hall.close();
    persons.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Written so many ms before `MONDAY`. */
  const write = (name: string, text: string, agoMs = MINUTE) => {
    writeFileSync(join(drop(), name), text);
    utimesSync(join(drop(), name), (MONDAY - agoMs) / 1000, (MONDAY - agoMs) / 1000);
  };
  /** A file counts as whole when two looks find it the same. */
  const look = async (at = MONDAY) => {
    await hall.hub.lookForAppointments(at);
    await hall.hub.lookForAppointments(at);
  };
  const today = async () => (await hall.ask("/api/locations/demo/appointments")).items as unknown as Listed[];
  const reports = async () =>
    (await hall.ask("/api/locations/demo/appointment-sources")).items as unknown as Report[];
  /** Every appointment as the ledger has it last. */
  const facts = () => {
    const told = [...ledger.load()].flatMap((event) =>
      "facts" in event ? [[event.id, event.facts] as const] : [],
    );
    return [...new Map(told).values()];
  };
  const push = (body: string, token = TOKEN, source = "calendar") =>
    hall.ask(`/api/locations/demo/appointments/${source}`, {
      ...{ method: "POST", body, headers: { authorization: `Bearer ${token}`, "content-type": "text/csv" } },
    });

  it("from a folder, with their service and names, and the file is gone", async () => {
    write("export.csv", `${HEAD}\n${row("A-2", "13:00", "Bo")}\n${row("A-1", "11:00")}`);
    await look();
    expect(await today()).toMatchObject([
      {
        startAt: MONDAY + 60 * MINUTE,
        service: "passport",
        hosts: ["anna@kommune.dk"],
        guests: [{ name: "Åse Ørsted" }],
      },
      { startAt: MONDAY + 180 * MINUTE, guests: [{ name: "Bo" }] },
    ]);
    expect(readdirSync(drop())).toEqual([]);
    expect(await reports()).toMatchObject([{ source: "planner", received: { booked: 2 }, problems: [] }]);
  });

  it("and nothing about a person stands in the ledger, in the log or in a report", async () => {
    write("export.csv", `${HEAD}\n${row("SAG-4711", "11:00")}\nB;i morgen;;;;Planted Name;;;`);
    await look();
    const events = JSON.stringify([...ledger.load()]);
    expect(events).toContain("appointment-booked");
    for (const text of [events, JSON.stringify(hall.lines), JSON.stringify(await reports())])
      expect(text).not.toMatch(/Ørsted|Planted|20304050|0101651234|billedet|SAG-4711/);
    const [person = never()] = facts().flatMap(({ guests }) => guests);
    expect(
      persons.about(person, MONDAY).map(({ purpose, fields }) => [purpose, Object.keys(fields)]),
    ).toEqual([
      ["appointment", ["name"]],
      ["identity", ["own", "digest"]],
      ["message", ["text"]],
      ["reminder", ["mobile"]],
    ]);
  });

  it("half written wait: a table that still grows, and JSON that is not whole", async () => {
    write("grows.csv", `${HEAD}\n${row("A-1", "11:00")}`, 500);
    write("half.json", '[{"id":"A-1"', 10_000);
    await look();
    expect([await today(), readdirSync(drop()).sort()]).toEqual([[], ["grows.csv", "half.json"]]);
    await look(MONDAY + 2 * MINUTE);
    expect(await today()).toHaveLength(1);
    expect(readdirSync(drop()).sort()).toEqual(["half.json.refused", "half.json.report.txt"].sort());
    expect(readFileSync(join(drop(), "half.json.report.txt"), "utf8")).toContain("filen er ikke hel JSON");
    await look(MONDAY + 9 * 86_400_000);
    expect(existsSync(join(drop(), "half.json.refused"))).toBe(false);
  });

  it("with bad rows told beside the file, the others taken", async () => {
    write("export.csv", `${HEAD}\nB;nu;;;;;;;\n${row("A-1", "11:00")}`);
    await look();
    expect(await today()).toHaveLength(1);
    const report = readFileSync(join(drop(), "export.csv.report.txt"), "utf8");
    expect(report).toContain('Linje 2: "nu" er ikke et tidspunkt');
    expect(report).toContain('Line 2: "nu" is no time');
  });

  it("again: nobody gets another key, and what is written anew is only what changed", async () => {
    const keys = () => facts().flatMap(({ guests }) => guests);
    await push(`${HEAD}\n${row("A-1", "11:00")}`);
    const [before = never()] = keys();
    expect((await push(`${HEAD}\n${row("A-1", "11:00")}`)).body).toMatchObject({
      received: { same: 1, booked: 0 },
    });
    await push(`${HEAD}\n${row("A-1", "14:00", "Åse Ny")}`);
    expect(keys()).toEqual([before]);
    expect(persons.get(before, "appointment", MONDAY)).toEqual({ name: "Åse Ny" });
  });

  it("as the whole of a day, which cancels what it leaves out", async () => {
    write("a.csv", `${HEAD}\n${row("A-1", "11:00")}\n${row("A-2", "12:00")}`, 2 * MINUTE);
    write("b.2026-11-23.dag.csv", `${HEAD}\n${row("A-2", "12:00")}`);
    await look();
    expect((await today()).map(({ startAt }) => startAt)).toEqual([MONDAY + 120 * MINUTE]);
  });

  it("of another location are left alone", async () => {
    const head = `${HEAD};lokation`;
    const text = `${head}\n${row("A-1", "11:00")};Hedehusene\n${row("A-2", "12:00")};${demoLocation().name.da}`;
    expect((await push(text)).body).toMatchObject({ received: { booked: 1, elsewhere: 1 } });
  });

  it("pushed with the source's own token and no other", async () => {
    const text = `${HEAD}\n${row("A-1", "11:00")}`;
    for (const [token, source] of [
      ["another", "calendar"],
      [TOKEN, "planner"],
      [TOKEN, "nobody"],
      ["", "planner"],
    ] as const)
      expect((await push(text, token, source)).status).toBe(401);
    expect(await today()).toEqual([]);
    expect(await push("ingenting")).toMatchObject({
      status: 400,
      body: { refused: { da: expect.stringContaining("ingen aftaler") as string } },
    });
    expect((await push(text)).status).toBe(200);
    expect(await today()).toHaveLength(1);
  });

  it("two deliveries at once, and both are whole", async () => {
    const many = (letter: string) =>
      Array.from({ length: 600 }, (_, n) => row(`${letter}-${n}`, "11:00", `${letter}${n}`));
    const [a, b] = await Promise.all([
      push([HEAD, ...many("a")].join("\n")),
      push([HEAD, ...many("b")].join("\n")),
    ]);
    expect([a.body, b.body]).toMatchObject([{ received: { booked: 600 } }, { received: { booked: 600 } }]);
    expect(facts()).toHaveLength(1200);
  });
});
