/** Part (d) of the bench: how fast the built programs are ready, and what they weigh after start and after 10,000 tickets. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TestedProgram } from "../program.ts";
import { type Line, median, report } from "./figures.ts";
import { type BenchHub, BenchStand, startHub } from "./hub.ts";

const STARTS = 5;
const TICKETS = 10_000;

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

const target = (value: number, most: number, unit: string) =>
  `${value.toFixed(value < 10 ? 2 : 0)} ${unit} (target <= ${most}: ${value <= most ? "met" : "NOT met"})`;

/** (d) start to ready and memory. */
export async function weight(folder: string): Promise<string> {
  const hub = await startHub(join(folder, "weight"), { queues: 3, stands: 2 });
  const stand = standProgram(join(folder, "weight-stand"), hub.mqtt);
  const standStarts = await starts(stand);
  const hubStarts = await starts(hub.program);
  const running = { ...hub, mqtt: Number(new URL(String(hub.program.ready?.["mqtt"])).port) };
  const [hubFresh, standFresh] = [memoryMiB(hub.program.pid), memoryMiB(stand.pid)];
  await issueMany(running);
  const hubFull = memoryMiB(hub.program.pid);
  await stand.kill("SIGTERM");
  await hub.program.kill("SIGTERM");
  const lines: Line[] = [
    ["bare node, start to first line", `${(await bareNodeMs()).toFixed(0)} ms`],
    ["stand, start to ready", target(median(standStarts) / 1000, 0.5, "s")],
    ["hub, start to ready", `${(median(hubStarts) / 1000).toFixed(2)} s`],
    ["stand, memory", target(standFresh, 75, "MiB")],
    ["hub, memory after start", target(hubFresh, 130, "MiB")],
    [`hub, memory after ${TICKETS} tickets`, target(hubFull, 130, "MiB")],
  ];
  return report("(d) start and weight, bundled, median of 5", lines);
}
