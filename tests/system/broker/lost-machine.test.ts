/** The hub's machine is lost while the hall is at work: it goes on from a backup in another folder, and nobody's number is given twice. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { keyInFile, personsFile, personsKeyFile } from "../../../broker/persons/key.ts";
import { newPersonKey } from "../../../broker/persons/seal.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import type { PersonKey } from "../../../protocol/terms.ts";
import { freePort } from "../../free-port.ts";
import { middayZone } from "../../midday-zone.ts";
import { TestedProgram } from "../../program.ts";
import { slipsOf } from "../../soak/hall.ts";
import { until } from "../demo.ts";

const folder = mkdtempSync(join(tmpdir(), "talon-lost-"));
const at = (...names: string[]) => join(folder, ...names);
const running: TestedProgram[] = [];
afterEach(async () => {
  for (const program of running.splice(0)) await program.kill();
  rmSync(folder, { recursive: true, force: true });
});

function location(): unknown {
  return {
    ...{ v: 1, version: 1, location: "demo", name: { da: "Rådhuset" }, languages: ["da"] },
    timeZone: middayZone(),
    queues: [{ queue: "a", name: { da: "Pas" }, letters: "A" }],
    services: [{ service: "pas", name: { da: "Pas" }, queue: "a" }],
    stands: [
      {
        ...{ stand: "s1", name: { da: "Stander" } },
        buttons: [{ button: 1, label: { da: "Pas" }, does: { kind: "service", service: "pas" } }],
      },
    ],
    counters: [{ counter: "1", name: { da: "Skranke 1" } }],
    ...{ displays: [], catchAll: "a" },
  };
}

/** Writes the hub's and the stand's files; the hub's address stays the same, as its name does in a town hall. */
async function made(): Promise<void> {
  const [http, mqtt] = [await freePort(), await freePort()];
  for (const name of ["old", "old/secrets", "stand", "paper", "backups", "notes"]) mkdirSync(at(name));
  const hub = {
    ...{ v: 1, location: "location.json", dataDir: at("old", "data") },
    http: { host: "127.0.0.1", port: http, publicUrl: "http://127.0.0.1:8080" },
    mqtt: {
      ...{ kind: "embedded", host: "127.0.0.1", port: mqtt },
      accounts: [{ username: "s1", role: "stand", id: "s1", passwordFile: "secrets/s1" }],
    },
    signIn: { kind: "none" },
    timings: { provisionalMs: 1500, heldMs: 800 },
  };
  const stand = {
    ...{ v: 1, location: "demo", stand: "s1", dataDir: at("stand"), screen: false, paperWidthMm: 80 },
    mqtt: { url: `mqtt://127.0.0.1:${mqtt}`, username: "s1", passwordFile: at("password") },
    http: { host: "127.0.0.1", port: 0 },
    buttons: { driver: "simulated", count: 4 },
    lamps: { driver: "simulated", count: 4 },
    printer: { driver: "simulated", paperFile: at("paper", "s1.jsonl"), printMs: 40 },
    scanner: { driver: "simulated" },
    timings: { answerMs: 250, guardMinMs: 60, guardMaxMs: 250, replayMs: 100 },
  };
  writeFileSync(at("old", "location.json"), JSON.stringify(location()));
  writeFileSync(at("old", "hub.json"), JSON.stringify(hub));
  for (const file of [at("old", "secrets", "s1"), at("password")])
    writeFileSync(file, "secret-s1", { mode: 0o600 });
  writeFileSync(at("stand.json"), JSON.stringify(stand));
  writeFileSync(at("key"), "a key that is kept in the safe\n", { mode: 0o600 });
}

function program(...args: string[]): TestedProgram {
  const one = new TestedProgram(() => args);
  running.push(one);
  return one;
}

/** One command to its end. */
async function command(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ["dist/talon-hub.js", ...args]);
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => (said += text.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, said };
}

const NAMES = ["Kirsten Kimer Æblegård", "Bo Borgersen Østergård"] as const;
const NEXT_YEAR = Date.now() + 300 * 86_400_000;

/** Two people of whom something is kept before the hub starts. */
function people(): [PersonKey, PersonKey] {
  mkdirSync(at("old", "data"), { mode: 0o700 });
  const store = personsFile(at("old", "data"));
  const persons = openPersons(store, keyInFile(personsKeyFile(at("old", "data")), store));
  const keys: [PersonKey, PersonKey] = [newPersonKey(), newPersonKey()];
  for (const [n, person] of keys.entries())
    persons.put({ person, purpose: "appointment", fields: { name: NAMES[n] as string }, until: NEXT_YEAR });
  persons.close();
  return keys;
}

const slips = () => slipsOf(at("paper", "s1.jsonl")).filter(({ number }) => number !== null);

/** Presses until so many more slips have come. */
async function press(stand: TestedProgram, more: number): Promise<void> {
  const wanted = slips().length + more;
  await until(`${more} more slips`, async () => {
    await fetch(`${String(stand.ready?.["http"])}/simulated/button/1/press`, { method: "POST" });
    return slips().length >= wanted;
  });
}

type Listed = { readonly id: string; readonly number: string };
async function listed(hub: TestedProgram): Promise<Listed[]> {
  return (await (
    await fetch(`${String(hub.ready?.["http"])}/api/locations/demo/tickets`)
  ).json()) as Listed[];
}

async function callNext(hub: TestedProgram, finishes?: string): Promise<string | undefined> {
  const answer = await fetch(`${String(hub.ready?.["http"])}/api/locations/demo/counters/1/call-next`, {
    ...{ method: "POST", headers: { "content-type": "application/json" } },
    body: JSON.stringify(finishes === undefined ? {} : { finishes }),
  });
  return ((await answer.json()) as { ticket?: { id: string } }).ticket?.id;
}

test("a lost machine goes on from its backup: the stand finds it, no number is given twice, and who was erased stays erased", async () => {
  await made();
  const [kept, erased] = people();
  const config = ["--config", at("old", "hub.json")];
  const hub = program("dist/talon-hub.js", ...config);
  await hub.start();
  const stand = program("dist/talon-stand.js", "--config", at("stand.json"));
  await stand.start();
  await press(stand, 4);

  // While it is being called, and printed.
  const backingUp = command("backup", ...config, "--to", at("backups"), "--key-file", at("key"));
  let current = await callNext(hub);
  await press(stand, 2);
  current = await callNext(hub, current);
  const backup = await backingUp;
  expect(backup).toMatchObject({
    code: 0,
    said: expect.stringContaining("læst igen og efterprøvet") as string,
  });
  const [file = ""] = readdirSync(at("backups")).filter((name) => name.endsWith(".backup"));
  const bytes = readFileSync(at("backups", file));
  for (const secret of [...NAMES, "secret-s1", "ticket-issued"])
    expect(bytes.includes(Buffer.from(secret))).toBe(false);
  const verified = await command("verify-ledger", ...config);
  expect(verified).toMatchObject({ code: 0, said: expect.stringContaining("er hel") as string });

  // What the backup does not know: an erasure, and tickets.
  expect((await command("person", "show", erased, ...config)).said).toContain(NAMES[1]);
  expect((await command("person", "erase", erased, ...config)).said).toContain("1 post er slettet");
  await command("backup", ...config, "--to", at("notes", "later.backup"), "--key-file", at("key"));
  await press(stand, 3);
  await callNext(hub, current);
  const before = (await listed(hub)).length;
  expect(hub.said.join("\n")).not.toMatch(/Kirsten|Østergård/);

  await hub.kill();
  rmSync(at("old"), { recursive: true });
  await press(stand, 2);

  const restoring = [at("backups", file), "--key-file", at("key"), "--notes", at("notes")];
  const places = ["--data-dir", at("new", "data"), "--config-dir", at("new", "etc")];
  writeFileSync(at("other-key"), "another key that is kept elsewhere", { mode: 0o600 });
  const wrong = await command("restore", restoring[0] as string, "--key-file", at("other-key"), ...places);
  expect(wrong).toMatchObject({
    code: 78,
    said: expect.stringContaining("nøglen er en anden") as string,
  });
  const restored = await command("restore", ...restoring, ...places);
  expect(restored).toMatchObject({ code: 0, said: expect.stringContaining("er lagt tilbage") as string });
  const twice = await command("restore", ...restoring, ...places);
  expect(twice).toMatchObject({ code: 78, said: expect.stringContaining("er ikke tom") as string });

  const moved = ["--config", at("new", "etc", "hub.json")];
  const other = program("dist/talon-hub.js", ...moved);
  await other.start();
  await until("every paper having its ticket at the new machine", async () => {
    const known = new Set((await listed(other)).map(({ id }) => id));
    return slips().every(({ ticketId }) => known.has(ticketId ?? ""));
  });
  expect((await listed(other)).length).toBeGreaterThanOrEqual(before);
  await press(stand, 4);
  const numbers = slips().map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect((await command("person", "show", kept, ...moved)).said).toContain(NAMES[0]);
  expect((await command("person", "show", erased, ...moved)).said).toContain("Der opbevares intet");
  expect((await command("verify-ledger", ...moved)).code).toBe(0);
  const trail = (await command("export-audit", ...moved, "--format", "jsonl")).said;
  for (const act of ["restored", "person-shown"]) expect(trail).toContain(`"act":"${act}"`);
  expect(trail).not.toContain('"token"');
}, 180_000);
