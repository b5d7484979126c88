/** Both drivers of buttons on the kernel's own GPIO lines: the contract, and what only a kernel can answer. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Buttons, ButtonsOptions } from "../../../hal/button/contract.ts";
import { machineClock } from "../../../hal/clock.ts";
import { openButtons } from "../../../hal/open.ts";
import { buttonsSuite, STUCK_MS } from "../../hal/button/suite.ts";
import { until } from "../../hal/until.ts";
import { BUTTON_LINES, CHIP_LABEL, hold, plugChipAside } from "./lines.ts";
import { isReading } from "./readers.ts";

const NAMES = ["BUTTON_1", "BUTTON_2", "BUTTON_3"];
const CHIP = { chipLabels: [CHIP_LABEL] };
const CDEV: ButtonsOptions = { driver: "cdev", lines: BUTTON_LINES, ...CHIP };
const ONOFF: ButtonsOptions = { driver: "onoff", lines: BUTTON_LINES, ...CHIP };

const NAP_MS = 10;

/** In naps, so that a time in which the emulated machine stood still is one nap and not all of a finger's stay. */
async function pass(ms: number): Promise<void> {
  for (let naps = Math.ceil(ms / NAP_MS); naps > 0; naps--)
    await new Promise((resolve) => setTimeout(resolve, NAP_MS));
}

const lineOf = (number: number): number => BUTTON_LINES[number - 1] ?? 0;

/** Open buttons that nobody presses; closed, and the chip back, when the test has finished. */
async function open(options: ButtonsOptions): Promise<Buttons> {
  for (const line of BUTTON_LINES) hold(line, false);
  const { driver } = await openButtons(options);
  onTestFinished(async () => {
    await driver.close();
    await plugChipAside(true);
  });
  await pass(100); // onoff tells what was pending before the line was watched
  return driver;
}

for (const [name, options] of [
  ["cdev", CDEV],
  ["onoff", ONOFF],
] as const)
  buttonsSuite(`${name} on the kernel's lines`, async () => ({
    buttons: await open({ ...options, stuckMs: STUCK_MS }),
    clock: machineClock(),
    pass,
    press: async (number) => {
      hold(lineOf(number), true);
      await pass(30);
      hold(lineOf(number), false);
    },
    hold: async (number) => {
      hold(lineOf(number), true);
      await pass(20); // two fingers are never within one debounce time
    },
    release: (number) => hold(lineOf(number), false),
    plugged: plugChipAside,
  }));

/** Presses each button once; what was told when there should be three presses. */
async function pressedEach(buttons: Buttons): Promise<number[]> {
  const told: number[] = [];
  buttons.onPress(({ number }) => told.push(number));
  for (const line of BUTTON_LINES) {
    hold(line, true);
    await pass(40);
    hold(line, false);
    await pass(40);
  }
  await until("three presses are told", () => told.length >= 3);
  return told;
}

/** A process that has opened the buttons and then waits to be killed. */
async function holder(options: ButtonsOptions): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "holder.mjs"), JSON.stringify(options)]);
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += String(text)));
  await until("the other process holds the buttons", () => said.includes("open"), 15_000).catch(
    (cause: unknown) => {
      throw new Error(said, { cause });
    },
  );
  return child;
}

describe("the kernel's lines", () => {
  it.each([
    ["by label and number", CDEV],
    ["by their names alone", { driver: "cdev", lines: NAMES }],
    ["as auto chooses", { driver: "auto", lines: NAMES }],
    ["by way of onoff, by label and number", ONOFF],
  ] satisfies [string, ButtonsOptions][])("are found %s", async (_, options) => {
    expect(await pressedEach(await open(options))).toEqual([1, 2, 3]);
  });

  it("are found by name on a chip that was made anew under another number", async () => {
    const buttons = await open({ driver: "cdev", lines: NAMES });
    let back = 0;
    buttons.onBack(() => {
      back += 1;
    });
    await plugChipAside(false);
    await plugChipAside(true);
    await until("the buttons are back", () => back === 1);
    expect(await pressedEach(buttons)).toEqual([1, 2, 3]);
  });

  it("go with their chip at once, although a stand that hangs still has its child read them", async () => {
    const other = await holder(CDEV);
    await until("the lines are read", () => isReading(other.pid ?? 0), 5000);
    other.kill("SIGSTOP");
    const going = plugChipAside(false);
    const isGone = await Promise.race([going.then(() => true), pass(5000).then(() => false)]);
    other.kill("SIGKILL");
    await going;
    await plugChipAside(true);
    expect(isGone).toBe(true);
  });

  it("that another process holds are busy, and free as soon as it is killed", async () => {
    const other = await holder(CDEV);
    await expect(openButtons(CDEV)).rejects.toMatchObject({ code: "HAL_BUTTON_BUSY" });
    other.kill("SIGKILL");
    let buttons: Buttons | undefined;
    await until("the other process is gone", () => other.signalCode !== null);
    for (let tries = 0; buttons === undefined && tries < 20; tries++) {
      await pass(100);
      buttons = await open(CDEV).catch(() => undefined);
    }
    if (buttons === undefined) throw new Error("the lines of a killed process were not free after 2 s");
    expect(await pressedEach(buttons)).toEqual([1, 2, 3]);
  });

  it("that a killed process left exported can be opened by onoff again", async () => {
    const other = await holder(ONOFF);
    other.kill("SIGKILL");
    await until("the other process is gone", () => other.signalCode !== null);
    await expect(openButtons(CDEV)).rejects.toMatchObject({ code: "HAL_BUTTON_BUSY" });
    expect(await pressedEach(await open(ONOFF))).toEqual([1, 2, 3]);
  });
});
