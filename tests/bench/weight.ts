/** Part (d) of the bench: how fast the built programs are ready, and what they weigh after start and after 10,000 tickets. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { TestedProgram } from "../program.ts";
import { type Line, median, report } from "./figures.ts";
import { type BenchHub, BenchStand, startHub } from "./hub.ts";
import { pressAll } from "./presses.ts";

const STARTS = 5;
const TICKETS = 10_000;
/** A stand that needs longer for them is measured with as many as it gave, and the line says so. */
const LONGEST_MS = 300_000;

/** Resident memory of a process, in MiB. */
function memoryMiB(pid: number): number {
  const kiB = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kiB) / 1024;
}

function standProgram(folder: string, mqttPort: number): TestedProgram {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "password"), "bench", { mode: 0o600 });
  const config = {
    v: 1,
    location: "demo",
    stand: "s0",
    dataDir: join(folder, "stand"),
    mqtt: { url: `mqtt://127.0.0.1:${mqttPort}`, username: "s0", passwordFile: join(folder, "password") },
    http: { host: "127.0.0.1", port: 0 },
    screen: true,
    paperWidthMm: 80,
    buttons: { driver: "simulated", count: 8 },
    lamps: { driver: "simulated", count: 8 },
    printer: { driver: "simulated", paperFile: join(folder, "paper.jsonl"), printMs: 0 },
    scanner: { driver: "simulated" },
    // No button waits for its citizen to walk away; each waits for the paper of its press.
    timings: { guardMinMs: 1 },
  };
  writeFileSync(join(folder, "stand.json"), JSON.stringify(config));
  return new TestedProgram(() => [
    join(import.meta.dirname, "talon-stand.js"),
    "--config",
    join(folder, "stand.json"),
  ]);
}

async function starts(program: TestedProgram): Promise<number[]> {
  const samples: number[] = [];
  for (let at = 0; at < STARTS; at++) {
    await program.kill("SIGTERM");
    const before = performance.now();
    await program.start();
    samples.push(performance.now() - before);
  }
  return samples;
}

async function bareNodeMs(): Promise<number> {
  const samples: number[] = [];
  for (let at = 0; at < STARTS; at++) {
    const before = performance.now();
    await new TestedProgram(() => ["-e", `console.log('{"what":"ready"}')`]).start();
    samples.push(performance.now() - before);
  }
  return median(samples);
}

async function issueMany(hub: BenchHub): Promise<void> {
  const stand = await BenchStand.open(hub.mqtt, "s1", 3);
  for (let at = 0; at < TICKETS; at += 20) {
    const tickets = await Promise.all(Array.from({ length: 20 }, () => stand.issue()));
    await stand.printed(tickets);
  }
  stand.close();
}

/** Waits until the hub has as many tickets waiting as were pressed; answers how many it has. */
async function ticketsAt(hub: BenchHub, pressed: number): Promise<number> {
  const end = performance.now() + 10_000;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${hub.http}/api/locations/demo/queues`);
    const queues = (await answer.json()) as { waiting: number }[];
    const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
    if (waiting >= pressed || performance.now() > end) return waiting;
    await setTimeout(100);
  }
}

const target = (value: number, most: number, unit: string) =>
  `${value.toFixed(value < 10 ? 2 : 0)} ${unit} (target <= ${most}: ${value <= most ? "met" : "NOT met"})`;

/** The stand: ready, memory after start, after a day of tickets, and when it starts again in the middle of that day. */
async function standWeight(folder: string): Promise<Line[]> {
  const hub = await startHub(join(folder, "stands-hub"), { queues: 3, stands: 1 });
  const stand = standProgram(join(folder, "stand"), hub.mqtt);
  const fresh = median(await starts(stand));
  const freshMiB = memoryMiB(stand.pid);
  const pressed = await pressAll(String(stand.ready?.["http"]), TICKETS, LONGEST_MS);
  const tickets = await ticketsAt(hub, pressed);
  const fullMiB = memoryMiB(stand.pid);
  const again = median(await starts(stand));
  const againMiB = memoryMiB(stand.pid);
  await stand.kill("SIGTERM");
  await hub.program.kill("SIGTERM");
  return [
    ["stand, start to ready", target(fresh / 1000, 0.5, "s")],
    ["stand, memory after start", target(freshMiB, 75, "MiB")],
    [`stand, memory after ${tickets} tickets`, target(fullMiB, 75, "MiB")],
    [`stand, start to ready with ${tickets} tickets of the day`, target(again / 1000, 0.5, "s")],
    ["stand, memory after that start", target(againMiB, 75, "MiB")],
  ];
}

/** The hub: the same, its tickets issued and told by a protocol client. */
async function hubWeight(folder: string): Promise<Line[]> {
  const hub = await startHub(join(folder, "weight"), { queues: 3, stands: 2 });
  const fresh = median(await starts(hub.program));
  const freshMiB = memoryMiB(hub.program.pid);
  await issueMany({ ...hub, mqtt: Number(new URL(String(hub.program.ready?.["mqtt"])).port) });
  const fullMiB = memoryMiB(hub.program.pid);
  const again = median(await starts(hub.program));
  await hub.program.kill("SIGTERM");
  return [
    ["hub, start to ready", `${(fresh / 1000).toFixed(2)} s`],
    ["hub, memory after start", target(freshMiB, 130, "MiB")],
    [`hub, memory after ${TICKETS} tickets`, target(fullMiB, 130, "MiB")],
    [`hub, start to ready with ${TICKETS} tickets of the day`, `${(again / 1000).toFixed(2)} s`],
  ];
}

/** (d) start to ready and memory. */
export async function weight(folder: string): Promise<string> {
  const lines: Line[] = [
    ["bare node, start to first line", `${(await bareNodeMs()).toFixed(0)} ms`],
    ...(await standWeight(folder)),
    ...(await hubWeight(folder)),
  ];
  return report(`(d) start and weight, bundled, median of ${STARTS} starts`, lines);
}
