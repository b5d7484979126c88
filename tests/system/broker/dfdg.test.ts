/**
 * A built hub that DFDG pushes to while it is killed again and again, and while DFDG's own lookup is away: what was answered 200 is
 * booked, each once, and no CPR number is left on the disk. Against the emulator, never against STAR.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { ledgerFile } from "../../../broker/administration/stored.ts";
import type { AppointmentEvent } from "../../../broker/queue/appointments.ts";
import { convocation, PATH, testMapping } from "../../broker/appointments/dfdg-house.ts";
import { dfdgCertificates } from "../../dfdg/certificates.ts";
import { DfdgEmulator, pushOf } from "../../dfdg/emulator.ts";
import { dfdgFiles } from "../../dfdg/files.ts";
import { freePort } from "../../free-port.ts";
import { TestedProgram } from "../../program.ts";
import { until } from "../demo.ts";

const CITIZENS = 60;
const KILLS = 4;
const DAY_MS = 86_400_000;
const LIMIT_MS = 40_000;

const idOf = (citizen: number) => `7f0f8b52-8f6b-4d7e-9c7a-${String(citizen).padStart(12, "0")}`;
/** Real days, and numbers that nobody has. */
const cprOf = (citizen: number) => `010165${String(1000 + citizen)}`;

/** What the ledger says of appointments, while no hub holds it. */
function toldIn(folder: string): AppointmentEvent[] {
  const db = new Database(ledgerFile(join(folder, "data")));
  const rows = db
    .prepare("SELECT event FROM events WHERE event LIKE '%\"appointment-%' ORDER BY seq")
    .pluck()
    .all();
  db.close();
  return rows.map((text) => JSON.parse(text as string) as AppointmentEvent);
}

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

test("convocations that a killed hub has answered for are booked once each, also those of DFDG's own outage", async () => {
  const folder = mkdtempSync(join(tmpdir(), "talon-dfdg-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const certificates = await dfdgCertificates();
  const emulator = await DfdgEmulator.open(certificates);
  onTestFinished(() => emulator.close());
  const port = await freePort();
  const where = { lookupUrl: emulator.url, port, path: PATH, mapping: testMapping() };
  const hub = {
    ...{ v: 1, location: "location.json", dataDir: "data", signIn: { kind: "none" } },
    http: { host: "127.0.0.1", port: 0, publicUrl: "http://127.0.0.1:8080" },
    mqtt: { kind: "embedded", host: "127.0.0.1", port: 0, accounts: [] },
    appointments: [dfdgFiles(folder, certificates, where)],
  };
  writeFileSync(join(folder, "location.json"), readFileSync("demo/location.json"));
  writeFileSync(join(folder, "hub.json"), JSON.stringify(hub));
  const lines: string[] = [];
  const program = new TestedProgram(() => ["dist/talon-hub.js", "--config", join(folder, "hub.json")]);
  program.onLine = (line) => lines.push(line);
  onTestFinished(() => program.kill());
  const startAt = (citizen: number) => Math.floor(Date.now() / 60_000) * 60_000 + DAY_MS + citizen * 60_000;
  const starts = Array.from({ length: CITIZENS }, (_, citizen) => startAt(citizen));
  for (const [citizen, at] of starts.entries())
    emulator.set(idOf(citizen), cprOf(citizen), convocation(at, { version: 1, navn: `Planted ${citizen}` }));

  // STAR pushes on, whether the hub is there or not, and again until it is answered.
  const kept = Promise.all(
    starts.map(async (_, citizen) => {
      await new Promise((done) => setTimeout(done, citizen * 60));
      return await emulator.push(
        `https://127.0.0.1:${port}${PATH}`,
        pushOf(idOf(citizen), 1, { cpr: cprOf(citizen) }),
        {
          most: 1000,
        },
      );
    }),
  );
  for (let kill = 0; kill < KILLS; kill += 1) {
    emulator.mood = kill % 2 === 0 ? "answers" : "failing";
    await program.start();
    const before = emulator.asked.length;
    await until("some are looked up", () => kill % 2 === 1 || emulator.asked.length >= before + 6, LIMIT_MS);
    await program.kill("SIGKILL");
  }
  emulator.mood = "answers";
  const { http } = await program.start();
  for (const { status } of await kept) expect(status).toBe(200);
  type Report = { readonly noted: object | null };
  await until(
    "nothing waits",
    async () => {
      const answer = await fetch(`${http as string}/api/locations/demo/appointment-sources`);
      const [report] = (await answer.json()) as Report[];
      return report?.noted === null || report === undefined;
    },
    LIMIT_MS,
  );
  await program.kill("SIGTERM");

  const told = toldIn(folder);
  expect(told.map(({ kind }) => kind)).toEqual(told.map(() => "appointment-booked"));
  const booked = told.map(({ facts }) => facts.startAt).sort((a, b) => a - b);
  expect(booked).toEqual(starts);
  expect(new Set(emulator.asked.map(({ requestId }) => requestId)).size).toBe(emulator.asked.length);
  expect(emulator.broken).toEqual([]);
  expect(lines.join("\n")).not.toMatch(/010165\d{4}|Planted|7f0f8b52/);
  for (const file of filesBelow(join(folder, "data")))
    expect(readFileSync(file).toString("latin1"), file).not.toMatch(/010165\d{4}|7f0f8b52/);
}, 150_000);
