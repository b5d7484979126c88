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
const LONGEST_MS = 240_000;
/** How long nobody presses before a stand is weighed as it stands most of a day; it tidies its memory after five seconds. */
const QUIET_MS = 10_000;

/** Memory of a process, in MiB: resident now, and the most that it ever was. */
function memoryMiB(pid: number, what: "VmRSS" | "VmHWM" = "VmRSS"): number {
  const kiB = new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kiB) / 1024;
}

/** Processor time of a process since its start, in seconds: what a start costs, whatever else the machine does. */
function processorS(pid: number): number {
  const [user, system] =
    readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ").slice(11, 13) ?? [];
  // In ticks of 10 ms (man 5 proc, USER_HZ).
  return (Number(user) + Number(system)) / 100;
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

/** How long starts took: to the ready line, and of a processor. */
async function starts(program: TestedProgram): Promise<{ readyMs: number; processor: number }> {
  const samples: number[] = [];
  const processor: number[] = [];
  for (let at = 0; at < STARTS; at++) {
    await program.kill("SIGTERM");
    const before = performance.now();
    await program.start();
    samples.push(performance.now() - before);
    processor.push(processorS(program.pid));
  }
  return { readyMs: median(samples), processor: median(processor) };
}

/** Says how long `part` took, since most of this bench is waiting. */
async function timed<Result>(name: string, part: () => Promise<Result>): Promise<Result> {
  const before = performance.now();
  const result = await part();
  process.stderr.write(`(d) ${name}: ${((performance.now() - before) / 1000).toFixed(0)} s\n`);
  return result;
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

type Started = Awaited<ReturnType<typeof starts>>;

const readyIn = ({ readyMs, processor }: Started) =>
  `${target(readyMs / 1000, 0.5, "s")}; ${processor.toFixed(2)} s of a processor`;

/** A day of tickets at the stand, and what it then weighs: at most while they were pressed, at once, and when it has been quiet. */
async function standDay(hub: BenchHub, stand: TestedProgram) {
  const pressed = await timed("stand, presses", () =>
    pressAll(String(stand.ready?.["http"]), TICKETS, LONGEST_MS),
  );
  const busyMiB = memoryMiB(stand.pid);
  const mostMiB = memoryMiB(stand.pid, "VmHWM");
  const tickets = await ticketsAt(hub, pressed);
  await setTimeout(QUIET_MS);
  return { tickets, busyMiB, mostMiB, quietMiB: memoryMiB(stand.pid) };
}

/** The stand: ready, memory after start, after a day of tickets, and when it starts again in the middle of that day. */
async function standWeight(folder: string): Promise<Line[]> {
  const hub = await startHub(join(folder, "stands-hub"), { queues: 3, stands: 1 });
  const stand = standProgram(join(folder, "stand"), hub.mqtt);
  const fresh = await timed("stand, starts", () => starts(stand));
  const freshMiB = memoryMiB(stand.pid);
  const { tickets, busyMiB, mostMiB, quietMiB } = await standDay(hub, stand);
  const again = await timed("stand, starts with its tickets", () => starts(stand));
  const againMiB = memoryMiB(stand.pid);
  await stand.kill("SIGTERM");
  await hub.program.kill("SIGTERM");
  return [
    ["stand, start to ready", readyIn(fresh)],
    ["stand, memory after start", target(freshMiB, 75, "MiB")],
    [`stand, memory after ${tickets} tickets, quiet for ${QUIET_MS / 1000} s`, target(quietMiB, 75, "MiB")],
    [
      "stand, memory at the last press, and the most it ever was",
      `${busyMiB.toFixed(0)} MiB, ${mostMiB.toFixed(0)} MiB`,
    ],
    [`stand, start to ready with ${tickets} tickets of the day`, readyIn(again)],
    ["stand, memory after that start", target(againMiB, 75, "MiB")],
  ];
}

/** The hub: the same, its tickets issued and told by a protocol client. */
async function hubWeight(folder: string): Promise<Line[]> {
  const hub = await startHub(join(folder, "weight"), { queues: 3, stands: 2 });
  const fresh = await timed("hub, starts", () => starts(hub.program));
  const freshMiB = memoryMiB(hub.program.pid);
  const mqtt = Number(new URL(String(hub.program.ready?.["mqtt"])).port);
  await timed("hub, tickets", () => issueMany({ ...hub, mqtt }));
  const fullMiB = memoryMiB(hub.program.pid);
  const again = await timed("hub, starts with its tickets", () => starts(hub.program));
  await hub.program.kill("SIGTERM");
  return [
    ["hub, start to ready", `${(fresh.readyMs / 1000).toFixed(2)} s`],
    ["hub, memory after start", target(freshMiB, 130, "MiB")],
    [`hub, memory after ${TICKETS} tickets`, target(fullMiB, 130, "MiB")],
    [`hub, start to ready with ${TICKETS} tickets of the day`, `${(again.readyMs / 1000).toFixed(2)} s`],
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
