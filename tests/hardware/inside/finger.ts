/**
 * A finger on one or more buttons at once, as a process of its own: presses and lets go with contacts that bounce. Knows no driver.
 * Argument: a FingerPlan as JSON. Last line: FingerReport as JSON.
 *
 * What is fair to a driver on one emulated processor. A contact bounces whatever the machine does, so a bounce is made with real-time
 * priority: the kernel's interrupts and their threads see each of its edges, and nothing else runs in the middle of it. A finger stays while the machine runs, so after
 * that it has no priority at all: it lies still for so long, and for so many naps, that a fair scheduler has let everybody run who was
 * waiting, the kernel's debounce worker first; a time in which the whole machine stood still is one nap and no stay.
 * Where `heartbeat` is given it also waits until the driver's event loop has turned: that is asked for onoff alone, which reads a line
 * only after its edge and says in its contract that a press is lost when the loop was away for all of it.
 */
import { appendFileSync, openSync, readSync, writeSync } from "node:fs";
import koffi from "koffi";
import { lineFile } from "./lines.ts";

/**
 * How often to press, and how; `bounces` is how often the contact opens again before it stays closed. `heartbeat` is a file whose first
 * four bytes are a number, little end first, that grows with each turn of the event loop.
 */
export type FingerPlan = {
  lines: number[];
  presses: number;
  stayMs: number;
  bounces: number;
  heartbeat?: string;
};

/** When the contact of each press was closed for good, in ms since boot. */
export type FingerReport = { closedMs: number[] };

const NAP_MS = 2;
/** As many as a stay without hindrance has. */
const NAPS = 8;
/** Two turns hold one whole look at what is ready; the others are for a look that had begun, and for onoff's own thread. */
const TURNS = 4;
/** Of linux/sched.h. */
const [SCHED_OTHER, SCHED_FIFO] = [0, 1];
/** Below the kernel's threads of interrupts, which have 50 (measured: at 50 a driver without debounce counted a bounce as one edge). */
const BOUNCE_PRIORITY = 40;

const plan = JSON.parse(process.argv[2] ?? "{}") as FingerPlan;
const pulls = plan.lines.map((line) => openSync(lineFile(line, "pull"), "w"));
const heart = plan.heartbeat === undefined ? undefined : openSync(plan.heartbeat, "r");
const nap = new Int32Array(new SharedArrayBuffer(4));
const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;
const setScheduler = koffi
  .load("libc.so.6")
  .func("int sched_setscheduler(int pid, int policy, const int *priority)");

function schedule(policy: number, priority: number): void {
  if (setScheduler(0, policy, [priority]) !== 0) throw new Error("the finger may not choose its priority");
}

function turns(): number {
  const count = Buffer.alloc(4);
  if (heart !== undefined) readSync(heart, count, 0, 4, 0);
  return count.readUInt32LE();
}

/** Keeps the finger where it is. */
function stay(): void {
  const sinceMs = nowMs();
  const from = turns();
  const hasTurned = (): boolean => heart === undefined || turns() - from >= TURNS;
  for (let naps = 0; naps < NAPS || nowMs() - sinceMs < plan.stayMs || !hasTurned(); naps++)
    Atomics.wait(nap, 0, 0, NAP_MS);
}

function drive(isPressed: boolean): void {
  for (const pull of pulls) writeSync(pull, isPressed ? "pull-down" : "pull-up", 0);
}

/** Ends with the contact as wanted; the answer is when it became so. */
function bounce(isPressed: boolean): number {
  schedule(SCHED_FIFO, BOUNCE_PRIORITY);
  for (let times = 0; times < plan.bounces; times++) {
    drive(isPressed);
    drive(!isPressed);
  }
  drive(isPressed);
  const endedMs = nowMs();
  schedule(SCHED_OTHER, 0);
  return endedMs;
}

const report: FingerReport = { closedMs: [] };
for (let press = 0; press < plan.presses; press++) {
  report.closedMs.push(bounce(true));
  stay();
  bounce(false);
  stay();
}
appendFileSync(1, `${JSON.stringify(report)}\n`);
