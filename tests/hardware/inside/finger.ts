/**
 * A finger on one or more buttons at once, as a process of its own (run it with real-time priority, so that nothing that the
 * machine does holds it up): presses and lets go with contacts that bounce. Knows no driver.
 * Argument: a FingerPlan as JSON. Last line: FingerReport as JSON.
 */
import { appendFileSync, openSync, writeSync } from "node:fs";
import { lineFile } from "./lines.ts";

/** How often to press, and how; `bounces` is how often the contact opens again before it stays closed. */
export type FingerPlan = {
  lines: number[];
  presses: number;
  holdMs: number;
  pauseMs: number;
  bounces: number;
};

/**
 * What the finger did: when the contact of each press was closed for good (ms since boot), and how many times an emulator that
 * stood still drew out a bounce so long that nobody can say whether it was one press or two.
 */
export type FingerReport = { closedMs: number[]; drawnOut: number };

/** Contacts bounce for less than this; it is below every debounce time that is tested. */
const BOUNCE_MS = 4;
/** A nap that ends later than this was held up. */
const STALL_MS = 5;

const plan = JSON.parse(process.argv[2] ?? "{}") as FingerPlan;
const pulls = plan.lines.map((line) => openSync(lineFile(line, "pull"), "w"));
const nap = new Int32Array(new SharedArrayBuffer(4));
const sleep = (ms: number): void => void Atomics.wait(nap, 0, 0, ms);
const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;
/**
 * Keeps the finger where it is for `ms`. It looks every 2 ms whether the whole emulated machine stood still meanwhile, and then begins
 * anew: the kernel had no time to look either, and no finger stays for a shorter time than its own.
 */
function stay(ms: number): void {
  let sinceMs = nowMs();
  while (nowMs() - sinceMs < ms) {
    const beforeMs = nowMs();
    sleep(2);
    if (nowMs() - beforeMs > 2 + STALL_MS) sinceMs = nowMs();
  }
}

const report: FingerReport = { closedMs: [], drawnOut: 0 };

function drive(isPressed: boolean): void {
  for (const pull of pulls) writeSync(pull, isPressed ? "pull-down" : "pull-up", 0);
}

/** Ends with the contact as wanted; the answer is when it became so. */
function bounce(isPressed: boolean): number {
  const startedMs = nowMs();
  for (let times = 0; times < plan.bounces; times++) {
    drive(isPressed);
    drive(!isPressed);
  }
  drive(isPressed);
  const endedMs = nowMs();
  if (endedMs - startedMs > BOUNCE_MS) report.drawnOut += 1;
  return endedMs;
}

for (let press = 0; press < plan.presses; press++) {
  report.closedMs.push(bounce(true));
  stay(plan.holdMs);
  bounce(false);
  stay(plan.pauseMs);
}
appendFileSync(1, `${JSON.stringify(report)}\n`);
