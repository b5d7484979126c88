/** The routes of the trail and of what is kept about persons: who may, by which words, and what a wrong filter is told. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type OtherDeed, PERSON_ROLES, RIGHTS } from "../../../broker/accounts/rights.ts";
import type { ApiRoute } from "../../../broker/http/api.ts";
import { Door } from "../../../broker/http/sign-in.ts";
import { TRAIL_API } from "../../../broker/http/trail-api.ts";
import { hashPassword } from "../../../broker/password.ts";
import { newPersonKey } from "../../../broker/persons/seal.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import { Hall, MONDAY } from "../hall.ts";

const HERE = "/api/locations/demo";
const hash = await hashPassword("længe-leve-køen");
let hall: Hall;
const clean: (() => void)[] = [];
afterEach(async () => {
  await hall?.close();
  for (const work of clean.splice(0)) work();
});

let door: Door;

/** A hub where each role has one account by its name, and one has two roles. */
async function open(more: Parameters<typeof Hall.open>[0] = {}): Promise<void> {
  door = new Door([
    ...PERSON_ROLES.map((role) => ({ staff: role, hash, roles: [{ role }] })),
    { staff: "both", hash, roles: [{ role: "auditor" }, { role: "leader" }] },
    { staff: "elsewhere", hash, roles: [{ role: "auditor", locations: ["other"] }] },
  ]);
  hall = await Hall.open({ door, ...more });
}

/** Somebody who has signed in. */
function as(person: string): { cookie: string } {
  const session = { person, by: "password", grants: null, isFirst: false } as const;
  return { cookie: `talon=${door.sessions.open(session, MONDAY)}` };
}
const get = async (path: string, headers: Record<string, string> = {}) =>
  await hall.ask(`${HERE}${path}`, { headers });
type Row = Readonly<Record<"what" | "who" | "person" | "ticket" | "hash", string>> & { seq: number };
const rowsOf = (text: string) => (JSON.parse(text) as { entries: Row[] }).entries;

async function called(): Promise<void> {
  const staff = as("staff");
  await hall.post(`${HERE}/issue`, { queue: "a" }, staff);
  await hall.post(`${HERE}/counters/1/call-next`, {}, staff);
}

describe("the trail's routes", () => {
  it("are each for whom the table of rights names, and for nobody else", async () => {
    await open();
    const jars = new Map<string, { cookie: string }>();
    for (const role of [...PERSON_ROLES, "elsewhere"]) jars.set(role, as(role));
    for (const { method, path, door, body } of Object.values<ApiRoute & { readonly door: OtherDeed }>(
      TRAIL_API,
    )) {
      const url = `/api${path.replace(":location", "demo")}`;
      const how = { method, ...(body === null ? {} : { body: JSON.stringify({ person: "0".repeat(26) }) }) };
      expect((await hall.ask(url, how)).status).toBe(401);
      for (const [role, jar] of jars) {
        const may = role !== "elsewhere" && (RIGHTS[door] as readonly string[]).includes(role);
        const { status } = await hall.ask(url, { ...how, headers: jar });
        expect(`${role} ${url} ${status === 403 ? "no" : "yes"}`).toBe(
          `${role} ${url} ${may ? "yes" : "no"}`,
        );
      }
    }
    for (const page of ["/trail", "/privacy"]) {
      const asPage = { accept: "text/html", ...as("staff") };
      expect((await hall.ask(page, { headers: asPage })).status).toBe(403);
    }
  });

  it("know no other location", async () => {
    await open();
    const auditor = as("auditor");
    expect((await hall.ask("/api/locations/other/trail", { headers: auditor })).status).toBe(404);
  });

  it("tell an auditor who did what by cover names, and by accounts only whoever may see figures of one", async () => {
    await open();
    await called();
    const covered = await get("/trail?who=people&act=call-next", as("auditor"));
    const [row] = rowsOf(covered.text);
    expect(row).toMatchObject({
      what: "Kaldte den næste",
      who: expect.stringMatching(/^M-/),
      ticket: expect.stringMatching(/^[A-Z]+01$/),
    });
    expect(row?.who).toBe(row?.person);
    const both = as("both");
    const named = rowsOf((await get(`/trail?who=${row?.person}&language=en`, both)).text);
    expect(named.map(({ who, what }) => `${who}: ${what}`)).toEqual([
      "staff: Called the next",
      "staff: Gave a number",
    ]);
    const choices = await get("/trail/choices", as("auditor"));
    expect(choices.text).toContain(`"alias":"${row?.person}","name":"${row?.person}"`);
    expect(choices.text).not.toContain('"name":"staff"');
    expect((await get("/trail/choices", both)).text).toContain(`"alias":"${row?.person}","name":"staff"`);
  });

  it("say which field of a filter is wrong", async () => {
    await open();
    const auditor = as("auditor");
    for (const path of ["/trail", "/trail/file"]) {
      const wrong = await get(`${path}?from=2026-13-01&ticket=A07&who=anna`, auditor);
      expect(wrong.status).toBe(400);
      expect(wrong.body.problems.map((one) => one.path)).toEqual(["from", "who", "ticket"]);
    }
    expect((await get("/trail/file?format=xlsx", auditor)).status).toBe(400);
  });

  it("give what is asked for as a file for Danish Excel or programs, oldest first, and write that down", async () => {
    await open();
    await called();
    const auditor = as("auditor");
    const csv = await get("/trail/file?who=people&from=2026-11-23&to=2026-11-23", auditor);
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(csv.headers.get("content-disposition")).toBe('attachment; filename="talon-demo-2026-11-23.csv"');
    const raw = await fetch(`${hall.url}${HERE}/trail/file?who=people`, { headers: auditor });
    expect([...new Uint8Array(await raw.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = csv.text.replace("\uFEFF", "").split("\r\n");
    expect(lines[0]).toMatch(/^"nummer";"tidspunkt";"hvem";"handling";/);
    expect(lines.filter((one) => one.includes('"Kaldte den næste"'))).toHaveLength(1);
    const jsonl = await get("/trail/file?format=jsonl&language=en&act=call-next", auditor);
    expect(JSON.parse(jsonl.text)).toMatchObject({
      what: "Called the next",
      ticket: expect.stringMatching(/^[A-Z]+01$/),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const taken = rowsOf((await get("/trail?act=trail-exported", auditor)).text);
    expect(taken).toHaveLength(3);
    expect(taken.at(-1)).toMatchObject({
      what: "Hentede sporet som fil",
      details: ["fra: 2026-11-23", "til: 2026-11-23", "format: csv"],
    });
  });

  it("tell how the chain stands to whoever sees the set-up", async () => {
    const chain = { checkedAt: MONDAY, upTo: 9, broken: 7, cut: null };
    await open({ chain: () => chain });
    expect(JSON.parse((await get("/chain", as("leader"))).text)).toEqual({ chain });
    expect((await get("/chain", as("staff"))).status).toBe(403);
  });
});

describe("what is kept about persons", () => {
  const KEY = newPersonKey();
  async function keeping() {
    const folder = mkdtempSync(join(tmpdir(), "talon-keeping-"));
    const persons = openPersons(join(folder, "persons.sqlite"), Buffer.alloc(32, 1));
    clean.push(() => {
      persons.close();
      rmSync(folder, { recursive: true });
    });
    const until = MONDAY + 86_400_000;
    persons.put({ person: KEY, purpose: "appointment", fields: { name: "Åse Plante" }, until });
    const by: (string | null)[] = [];
    await open({
      persons: () => ({
        show: async (person, who) => {
          by.push(who);
          return await Promise.resolve(persons.about(person, MONDAY));
        },
        erase: async (person, who) => {
          by.push(who);
          return await Promise.resolve(persons.erase(person, MONDAY));
        },
        erasures: () => persons.erasures(),
        counts: () => persons.counts(),
      }),
    });
    return { by };
  }

  it("is told by purpose, without a word about anybody", async () => {
    await keeping();
    const said = await get("/register?language=en", as("auditor"));
    expect(said.text).not.toContain("Åse");
    expect(JSON.parse(said.text)).toMatchObject({
      purposes: expect.arrayContaining([expect.objectContaining({ purpose: "appointment", now: 1 })]),
      erasures: [],
    });
  });

  it("is shown and erased by a citizen's key, by administrators alone, and it is known who did", async () => {
    const { by } = await keeping();
    const administrator = as("administrator");
    const ask = async (does: string, person: string, who = administrator) =>
      await hall.post(`${HERE}/citizens/${does}?language=en`, { person }, who);
    expect((await ask("show", KEY, as("auditor"))).status).toBe(403);
    expect((await ask("show", "short")).status).toBe(400);
    const shown = JSON.parse((await ask("show", KEY.toLowerCase())).text) as { records: object[] };
    expect(shown.records).toMatchObject([
      { purpose: "Named appointment", fields: [{ name: "name", value: "Åse Plante" }] },
    ]);
    expect(JSON.parse((await ask("erase", KEY)).text)).toEqual({ erased: 1 });
    expect(JSON.parse((await ask("show", KEY)).text)).toEqual({ records: [] });
    expect(by).toEqual(["administrator", "administrator", "administrator"]);
    const told = JSON.parse((await get("/register", administrator)).text) as { erasures: object[] };
    expect(told.erasures).toMatchObject([{ purpose: "Navngiven aftale", count: 1, why: "request" }]);
  });

  it("is nothing where this hub keeps nothing", async () => {
    await open();
    const administrator = as("administrator");
    expect((await hall.post(`${HERE}/citizens/show`, { person: KEY }, administrator)).status).toBe(503);
    expect((await get("/register", administrator)).status).toBe(200);
  });
});
