/** Text messages of a built hub that is killed while it sends, or put back from a backup: none goes twice, and each ends in the ledger. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { ledgerFile } from "../../../broker/administration/stored.ts";
import type { NoticeEvent } from "../../../broker/queue/notices.ts";
import { until } from "../../broker/mqtt/far-side.ts";
import { TestedProgram } from "../../program.ts";

const GUESTS = 60;
const KILLS = 4;
const DAY_MS = 86_400_000;
/** What is due is looked for every quarter of a minute. */
const LIMIT_MS = 40_000;

/** A gateway that takes its time, and counts what it has taken for whom. From `patience` messages on it answers after `isOver`. */
async function gateway(patience = Number.POSITIVE_INFINITY, isOver: Promise<unknown> = Promise.resolve()) {
  const taken = new Map<string, number>();
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString("utf8");
    });
    request.on("end", () => {
      const { to } = JSON.parse(body) as { to: string };
      taken.set(to, (taken.get(to) ?? 0) + 1);
      const answer = () => setTimeout(() => response.writeHead(200).end("{}"), 60);
      if (taken.size <= patience) answer();
      else void isOver.then(answer);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { taken, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

function write(folder: string, gatewayUrl: string): void {
  const location = {
    ...{ v: 1, version: 1, location: "demo", name: { da: "Rådhuset" }, timeZone: "Europe/Copenhagen" },
    ...{ languages: ["da"], queues: [{ queue: "a", name: { da: "Pas" }, letters: "A" }], catchAll: "a" },
    ...{ services: [], stands: [], counters: [], displays: [] },
    reminders: { invites: true, quiet: { from: "00:00", to: "00:00" } },
    appointmentSources: [{ source: "planner", name: { da: "Planlægger" }, reminds: "ours" }],
  };
  const hub = {
    ...{ v: 1, location: "location.json", dataDir: "data", signIn: { kind: "none" } },
    http: { host: "127.0.0.1", port: 0, publicUrl: "http://127.0.0.1:8080" },
    mqtt: { kind: "embedded", host: "127.0.0.1", port: 0, accounts: [] },
    appointments: [{ kind: "folder", source: "planner", folder: "planner" }],
    sms: {
      ...{ driver: "http", url: gatewayUrl, headers: { "content-type": "application/json" } },
      body: '{"to":"{to}","text":"{text}","id":"{reference}"}',
    },
  };
  writeFileSync(join(folder, "location.json"), JSON.stringify(location));
  writeFileSync(join(folder, "hub.json"), JSON.stringify(hub));
  mkdirSync(join(folder, "planner"));
}

const mobile = (guest: number) => `+45203040${String(guest).padStart(2, "0")}`;

function deliver(folder: string): void {
  const start = new Date(Date.now() + 3 * DAY_MS).toISOString();
  const rows = Array.from({ length: GUESTS }, (_, at) => `M-${at};${start};30;${mobile(at)};Borger ${at}`);
  writeFileSync(join(folder, "planner", "day.csv"), `id;start;minutes;mobile;name\n${rows.join("\n")}\n`);
}

/** What the ledger says of notices, while no hub holds it. */
function noticesIn(folder: string): NoticeEvent[] {
  const db = new Database(ledgerFile(join(folder, "data")));
  const rows = db
    .prepare("SELECT event FROM events WHERE event LIKE '%\"notice-%' ORDER BY seq")
    .pluck()
    .all();
  db.close();
  return rows.map((text) => JSON.parse(text as string) as NoticeEvent);
}

test("citizens of a hub that is killed while it sends are told once or not at all, and the ledger says which", async () => {
  const folder = mkdtempSync(join(tmpdir(), "talon-reminders-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { taken, url } = await gateway();
  write(folder, url);
  deliver(folder);
  const program = new TestedProgram(() => ["dist/talon-hub.js", "--config", join(folder, "hub.json")]);
  onTestFinished(() => program.kill());
  const ended = new Set<unknown>();
  program.onLine = (line) => {
    if (line.includes('"a text message ended"')) ended.add((JSON.parse(line) as { notice: string }).notice);
  };
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const before = taken.size;
    await program.start();
    await until(() => taken.size >= Math.min(GUESTS - 8, before + 10), LIMIT_MS);
    await program.kill("SIGKILL");
  }
  await program.start();
  await until(() => ended.size === GUESTS, LIMIT_MS);
  await program.kill("SIGTERM");

  expect([...taken.values()].filter((count) => count > 1)).toEqual([]);
  const events = noticesIn(folder);
  const begun = events.filter(({ kind }) => kind === "notice-begun");
  const outcomes = events.flatMap((event) => (event.kind === "notice-ended" ? [event.outcome] : []));
  expect(begun).toHaveLength(GUESTS);
  expect(outcomes).toHaveLength(GUESTS);
  const [sent, unknown] = ["sent", "unknown"].map((one) => outcomes.filter((other) => other === one).length);
  expect([sent, unknown]).toEqual([GUESTS - (unknown ?? 0), unknown]);
  expect(unknown).toBeLessThanOrEqual(KILLS * 4);
  expect(taken.size).toBeGreaterThanOrEqual(sent ?? 0);
  expect(readFileSync(ledgerFile(join(folder, "data"))).includes("20304")).toBe(false);
});

/** One command of `talon-hub` to its end. */
async function command(...args: string[]): Promise<string> {
  const child = spawn(process.execPath, ["dist/talon-hub.js", ...args]);
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => (said += text.toString()));
  await once(child, "close");
  return said;
}

test("citizens of a hub that is put back from a backup are not told again what they were told since, and are of what comes after", async () => {
  const folder = mkdtempSync(join(tmpdir(), "talon-reminders-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  let over: () => void = () => undefined;
  const isOver = new Promise<void>((done) => {
    over = done;
  });
  const { taken, url } = await gateway(8, isOver);
  const at = (...names: string[]) => join(folder, ...names);
  mkdirSync(at("old"));
  write(at("old"), url);
  deliver(at("old"));
  writeFileSync(at("key"), "a key that is kept in the safe\n", { mode: 0o600 });
  const hub = new TestedProgram(() => ["dist/talon-hub.js", "--config", at("old", "hub.json")]);
  onTestFinished(() => hub.kill());
  await hub.start();
  // While messages are on their way: some are told, some begun, some not.
  await until(() => taken.size > 8, LIMIT_MS);
  const config = ["--config", at("old", "hub.json")];
  const said = await command("backup", ...config, "--to", at("hub.backup"), "--key-file", at("key"));
  expect(said).toContain("læst igen og efterprøvet");
  over();
  await until(() => taken.size === GUESTS, LIMIT_MS);
  await hub.kill("SIGKILL");
  rmSync(at("old"), { recursive: true });
  const places = ["--data-dir", at("new", "data"), "--config-dir", at("new", "etc")];
  expect(await command("restore", at("hub.backup"), "--key-file", at("key"), ...places)).toContain(
    "er lagt tilbage",
  );
  const known = noticesIn(at("new")).filter(({ kind }) => kind === "notice-begun").length;
  expect(known).toBeGreaterThanOrEqual(8);
  expect(known).toBeLessThan(GUESTS);

  mkdirSync(at("new", "etc", "planner"), { recursive: true });
  const other = new TestedProgram(() => ["dist/talon-hub.js", "--config", at("new", "etc", "hub.json")]);
  onTestFinished(() => other.kill());
  await other.start();
  // One more comes in: by the time they are told, everybody else has been looked at.
  const start = new Date(Date.now() + 3 * DAY_MS).toISOString();
  const row = `M-new;${start};30;${mobile(GUESTS)};Borger ${GUESTS}`;
  writeFileSync(at("new", "etc", "planner", "more.csv"), `id;start;minutes;mobile;name\n${row}\n`);
  await until(() => taken.has(mobile(GUESTS)), LIMIT_MS);
  await other.kill("SIGTERM");
  expect([...taken].filter(([, count]) => count > 1)).toEqual([]);
}, 150_000);
