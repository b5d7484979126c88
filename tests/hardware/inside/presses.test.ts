/**
 * A thousand presses of buttons that bounce, counted by both drivers at once; then by the character device alone while the
 * event loop is busy for most of the time. Knows no lamp and no contract: this is about numbers.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ButtonsOptions } from "../../../hal/button/contract.ts";
import { openButtons } from "../../../hal/open.ts";
import type { FingerPlan, FingerReport } from "./finger.ts";
import { CHIP_LABEL, hold } from "./lines.ts";

const PRESSES = 1000;
const LIMIT_MS = 200_000;
/** How long the finger stays, and stays away. */
const HOLD_MS = 25;
/** The kernel's debounce, in milliseconds. */
const DEBOUNCE_MS = 5;
const [ONOFF_LINE, CDEV_LINE] = [17, 27];

/** One button; the times at which its presses were told, in ms since boot. */
async function counted(options: ButtonsOptions): Promise<number[]> {
  const { driver } = await openButtons({
    ...options,
    chipLabels: [CHIP_LABEL],
    debounceMs: DEBOUNCE_MS,
  } as ButtonsOptions);
  onTestFinished(() => driver.close());
  const toldMs: number[] = [];
  driver.onPress(() => toldMs.push(Number(process.hrtime.bigint()) / 1e6));
  return toldMs;
}

/** Presses with real-time priority in a process of its own; resolves when all is told. */
async function press(lines: number[]): Promise<FingerReport> {
  const plan: FingerPlan = { lines, presses: PRESSES, holdMs: HOLD_MS, pauseMs: HOLD_MS, bounces: 4 };
  const finger = join(import.meta.dirname, "finger.mjs");
  const child = spawn("chrt", ["-f", "50", process.execPath, finger, JSON.stringify(plan)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (text) => (said += String(text)));
  await once(child, "close");
  await new Promise((resolve) => setTimeout(resolve, 500));
  return JSON.parse(said) as FingerReport;
}

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

const say = (text: string): void => void process.stdout.write(`@note ${text}\n`);

/** How often the event loop was away for a whole press, from now on: each time may cost onoff a press, as its contract says. */
function lateness(): () => number {
  let late = 0;
  let lastMs = performance.now();
  const looking = setInterval(() => {
    const nowMs = performance.now();
    if (nowMs - lastMs > HOLD_MS) late += 1;
    lastMs = nowMs;
  }, 2);
  onTestFinished(() => clearInterval(looking));
  return () => late;
}

/** Every press once, but for those that may be `lost`; a bounce that was drawn out may count as two. */
function expectAll(who: string, toldMs: readonly number[], { drawnOut }: FingerReport, lost = 0): void {
  expect(lost, `${who}: held up too often to count anything on this machine`).toBeLessThan(PRESSES / 10);
  expect(toldMs.length, who).toBeGreaterThanOrEqual(PRESSES - lost);
  expect(toldMs.length, who).toBeLessThanOrEqual(PRESSES + drawnOut);
  expect(drawnOut, "bounces drawn out: too many to count anything on this machine").toBeLessThan(
    PRESSES / 10,
  );
}

function sayCount(who: string, toldMs: readonly number[], { drawnOut }: FingerReport): void {
  say(
    `${who}: ${toldMs.length} of ${PRESSES} bouncing presses; bounces drawn out by the emulator: ${drawnOut}`,
  );
}

/** How long after the closed contact each press was told, over the debounce time. Only when presses can be told apart. */
function sayDelay(toldMs: readonly number[], { closedMs }: FingerReport): void {
  if (toldMs.length !== closedMs.length) return;
  const delays = toldMs.map((at, press) => at - (closedMs[press] ?? 0) - DEBOUNCE_MS);
  const [p50, p99] = [percentile(delays, 0.5), percentile(delays, 0.99)];
  say(
    `cdev: press to event over the debounce of ${DEBOUNCE_MS} ms: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
  );
}

describe("a thousand presses that bounce", () => {
  it("are counted once each by onoff and by the character device", { timeout: LIMIT_MS }, async () => {
    for (const line of [ONOFF_LINE, CDEV_LINE]) hold(line, false);
    const onoff = await counted({ driver: "onoff", lines: [ONOFF_LINE] });
    const cdev = await counted({ driver: "cdev", lines: [CDEV_LINE] });
    const late = lateness();
    const report = await press([ONOFF_LINE, CDEV_LINE]);
    say(`the event loop was away for a whole press ${late()} times`);
    sayCount("cdev", cdev, report);
    sayCount("onoff", onoff, report);
    sayDelay(cdev, report);
    expectAll("cdev", cdev, report);
    expectAll("onoff", onoff, report, late());
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
    const report = await press([CDEV_LINE]);
    sayCount("cdev, loop busy", cdev, report);
    expectAll("cdev, loop busy", cdev, report);
  });
});
