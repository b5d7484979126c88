/**
 * A thousand presses of buttons that bounce, counted by both drivers at once; then by the character device alone while the
 * event loop is busy for most of the time. Knows no lamp and no contract: this is about numbers.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, writeSync } from "node:fs";
import { setPriority } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ButtonsOptions } from "../../../hal/button/contract.ts";
import { openButtons } from "../../../hal/open.ts";
import type { FingerPlan, FingerReport } from "./finger.ts";
import { CHIP_LABEL, hold } from "./lines.ts";

const PRESSES = 1000;
const LIMIT_MS = 240_000;
/** How long the finger stays at least, and stays away: the shortest press that counts. */
const STAY_MS = 20;
/** The kernel's debounce, in milliseconds. */
const DEBOUNCE_MS = 5;
const [ONOFF_LINE, CDEV_LINE] = [17, 27];

/** A press as it was told: when, and when by the driver the button went down; both in ms since boot. */
type ToldPress = { atMs: number; downMs: number };

/** One button; its presses, as they are told. */
async function counted(options: ButtonsOptions): Promise<ToldPress[]> {
  const { driver } = await openButtons({
    ...options,
    chipLabels: [CHIP_LABEL],
    debounceMs: DEBOUNCE_MS,
  } as ButtonsOptions);
  onTestFinished(() => driver.close());
  const told: ToldPress[] = [];
  driver.onPress(({ monotonicMs }) =>
    told.push({ atMs: Number(process.hrtime.bigint()) / 1e6, downMs: monotonicMs }),
  );
  return told;
}

/** Of this process and the finger while it presses: one processor is shared with the kernel's workers, which have others on a board. */
const BELOW_THE_WORKERS = 10;

/** Presses in a process of its own; resolves when all is told. */
async function press(lines: number[], heartbeat?: string): Promise<FingerReport> {
  const plan: FingerPlan = {
    lines,
    presses: PRESSES,
    stayMs: STAY_MS,
    bounces: 4,
    ...(heartbeat && { heartbeat }),
  };
  const finger = join(import.meta.dirname, "finger.mjs");
  setPriority(BELOW_THE_WORKERS);
  onTestFinished(() => setPriority(0));
  const child = spawn(process.execPath, [finger, JSON.stringify(plan)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (text) => (said += String(text)));
  await once(child, "close");
  await new Promise((resolve) => setTimeout(resolve, 500));
  return JSON.parse(said) as FingerReport;
}

/** Counts the turns of this event loop, from now on, in the file that the answer names. */
function beat(): string {
  const path = "/tmp/heartbeat";
  const file = openSync(path, "w");
  const count = Buffer.alloc(4);
  const beating = setInterval(() => {
    count.writeUInt32LE(count.readUInt32LE() + 1);
    writeSync(file, count, 0, 4, 0);
  }, 2);
  onTestFinished(() => {
    clearInterval(beating);
    closeSync(file);
  });
  return path;
}

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

const say = (text: string): void => void process.stdout.write(`@note ${text}\n`);

const sayCount = (who: string, told: readonly ToldPress[]): void =>
  say(`${who}: ${told.length} of ${PRESSES} bouncing presses`);

function sayDelay(what: string, delaysMs: readonly number[]): void {
  const [p50, p99] = [percentile(delaysMs, 0.5), percentile(delaysMs, 0.99)];
  say(`cdev: ${what}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
}

/** The kernel counts its debounce in ticks of 4 ms, and it and the driver wait for an emulated processor: both are told apart. */
function sayDelays(told: readonly ToldPress[], { closedMs }: FingerReport): void {
  if (told.length !== closedMs.length) return;
  const whole = told.map(({ atMs }, press) => atMs - (closedMs[press] ?? 0) - DEBOUNCE_MS);
  sayDelay(`closed contact to press over the debounce of ${DEBOUNCE_MS} ms`, whole);
  sayDelay(
    "of it from the kernel's debounced edge to the press",
    told.map(({ atMs, downMs }) => atMs - downMs),
  );
}

describe("a thousand presses that bounce", () => {
  it("are counted once each by onoff and by the character device", { timeout: LIMIT_MS }, async () => {
    for (const line of [ONOFF_LINE, CDEV_LINE]) hold(line, false);
    const onoff = await counted({ driver: "onoff", lines: [ONOFF_LINE] });
    const cdev = await counted({ driver: "cdev", lines: [CDEV_LINE] });
    const report = await press([ONOFF_LINE, CDEV_LINE], beat());
    sayCount("cdev", cdev);
    sayCount("onoff", onoff);
    sayDelays(cdev, report);
    expect({ cdev: cdev.length, onoff: onoff.length }).toEqual({ cdev: PRESSES, onoff: PRESSES });
  });

  it("are counted once each by the character device while the loop is busy 60 ms of every 80", {
    timeout: LIMIT_MS,
  }, async () => {
    hold(CDEV_LINE, false);
    const cdev = await counted({ driver: "cdev", lines: [CDEV_LINE] });
    const busy = setInterval(() => {
      const end = performance.now() + 60;
      while (performance.now() < end);
    }, 80);
    onTestFinished(() => clearInterval(busy));
    await press([CDEV_LINE]);
    sayCount("cdev, loop busy", cdev);
    expect(cdev.length).toBe(PRESSES);
  });
});
