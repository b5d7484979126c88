/** The scanner that types and the keypad on the kernel's input devices, with USB keyboards behind them that are this machine's own gadgets. */
import { open } from "node:fs/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { machineClock } from "../../../hal/clock.ts";
import { openKeypad, openScanner } from "../../../hal/open.ts";
import { type Stroke, strokesOf } from "../../hal/input/typist.ts";
import { keypadSuite } from "../../hal/keypad/suite.ts";
import { scannerFrameSuite, scannerSuite } from "../../hal/scanner/suite.ts";
import { until } from "../../hal/until.ts";
import { type Gadget, PATHS, plug } from "./gadgets.ts";
import { type Keyboard, padStrokesOf, type as typeOn } from "./keyboards.ts";
import { isReading } from "./readers.ts";

/** How long a driver's child may take to start in a machine that shares its processor. */
const READ_LIMIT_MS = 20_000;

/** Types on a keyboard as soon as this process reads it; at once on one whose driver is closed. */
function typist(keyboard: Keyboard, driver: { close: () => Promise<void> }) {
  let isClosed = false;
  const close = driver.close.bind(driver);
  driver.close = () => {
    isClosed = true;
    return close();
  };
  return async (strokes: readonly Stroke[]): Promise<void> => {
    const isRead = () => isClosed || isReading(process.pid, PATHS[keyboard]);
    await until(`the ${keyboard} is read`, isRead, READ_LIMIT_MS);
    await typeOn(keyboard, strokes);
  };
}

async function plugIn(gadget: Gadget): Promise<void> {
  await plug(gadget, true);
  onTestFinished(() => plug(gadget, false));
}

/** The keys of one code may lie far apart where a processor is emulated, and shared. */
const TIMES = { reopenMs: 50, interKeyTimeoutMs: 1200 };

async function scannerRig(clock = machineClock(), frame = {}) {
  await plugIn("wedge");
  const { driver } = await openScanner({ driver: "hid", path: PATHS.wedge, ...TIMES, ...frame }, clock);
  const type = typist("wedge", driver);
  onTestFinished(() => driver.close());
  return {
    scanner: driver,
    send: (bytes: Uint8Array) => type(strokesOf(Buffer.from(bytes).toString("utf8"))),
    plugged: (isPlugged: boolean) => plug("wedge", isPlugged),
  };
}

scannerSuite("a USB keyboard", scannerRig);
scannerFrameSuite("a USB keyboard", scannerRig);

keypadSuite("a USB number pad", async (clock) => {
  await plugIn("keypad");
  const { driver } = await openKeypad({ driver: "evdev", path: PATHS.keypad, reopenMs: 50 }, clock);
  const type = typist("keypad", driver);
  onTestFinished(() => driver.close());
  const press = (...keys: string[]): Promise<void> => type(padStrokesOf(keys));
  return { keypad: driver, press, plugged: (isPlugged) => plug("keypad", isPlugged) };
});

describe("the kernel's input devices", () => {
  it("give their keys to the stand alone, whoever else reads them", async () => {
    await plugIn("wedge");
    const other = await open(PATHS.wedge, "r");
    onTestFinished(() => other.close());
    let leaked = 0;
    const leaking = other.read(Buffer.alloc(24), 0, 24, null).then(({ bytesRead }) => (leaked += bytesRead));
    const { scanner, send } = await scannerRig();
    const codes: string[] = [];
    scanner.onCode(({ code }) => codes.push(code));
    await send(Buffer.from("SECRET-1\r"));
    await until("the code is told", () => codes.length === 1);
    expect([codes, leaked]).toEqual([["SECRET-1"], 0]);
    await scanner.close();
    await send(Buffer.from("x"));
    await leaking; // without the grab the other reader has its keys again, which also shows that it was reading
    expect(leaked).toBe(24);
  });

  it("are found by USB id among several", async () => {
    await plugIn("keypad");
    await plugIn("wedge");
    const { driver } = await openScanner({ driver: "hid", usb: "1d6b:0106", ...TIMES }, machineClock());
    const type = typist("wedge", driver);
    onTestFinished(() => driver.close());
    const codes: string[] = [];
    driver.onCode(({ code }) => codes.push(code));
    await typeOn("keypad", strokesOf("NOT-THIS\r"));
    await type(strokesOf("THIS\r"));
    await until("the code is told", () => codes.length > 0);
    expect(codes).toEqual(["THIS"]);
  });
});
