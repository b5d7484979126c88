/** The serial scanner on /dev/ttyACM0, with a USB scanner behind it that is this machine's own gadget. */
import { execFileSync } from "node:child_process";
import { type FileHandle, open } from "node:fs/promises";
import { SerialPort } from "serialport";
import { describe, expect, it, onTestFinished } from "vitest";
import type { HalClock } from "../../../hal/clock.ts";
import { openScanner } from "../../../hal/open.ts";
import type { Scanner } from "../../../hal/scanner/contract.ts";
import { byteScannerSuite, scannerFrameSuite, scannerSuite } from "../../hal/scanner/suite.ts";
import { until } from "../../hal/until.ts";
import { PATHS, plug } from "./gadgets.ts";

const FAR = "/dev/ttyGS0";

/** Opens, writes what a scanner sends, and closes again: the gadget's own end outlives its cable. */
async function send(bytes: Uint8Array): Promise<void> {
  let far: FileHandle | undefined;
  try {
    far = await open(FAR, "r+");
    await far.write(bytes);
  } finally {
    await far?.close();
  }
}

/** Without it the far end's terminal would turn CR into LF and echo. */
function makeRaw(): void {
  execFileSync("stty", ["-F", FAR, "raw", "-echo"]);
}

const plugged = (isPlugged: boolean): Promise<void> => plug("scanner", isPlugged);

async function begin(clock: HalClock, frame = {}): Promise<Scanner> {
  await plugged(true);
  onTestFinished(() => plugged(false));
  makeRaw();
  const options = {
    driver: "serial",
    path: PATHS.scanner,
    interByteTimeoutMs: 200,
    reopenMs: 50,
    ...frame,
  } as const;
  const { driver } = await openScanner(options, clock);
  onTestFinished(() => driver.close());
  return driver;
}

const rig = async (clock: HalClock, frame = {}) => ({ scanner: await begin(clock, frame), send, plugged });
scannerSuite("serial over USB-CDC", rig);
byteScannerSuite("serial over USB-CDC", rig);
scannerFrameSuite("serial over USB-CDC", rig);

describe("a scanner at its name in /dev/serial/by-id", () => {
  it("is listed with its maker and serial number", async () => {
    await plugged(true);
    const ports = await SerialPort.list();
    expect(ports.filter(({ path }) => path.startsWith("/dev/ttyACM"))).toMatchObject([
      { manufacturer: "Talon", serialNumber: "scanner-1", vendorId: "1d6b", productId: "0105" },
    ]);
    await plugged(false);
  });

  it("loses no code over twenty plugs", async () => {
    const scanner = await begin({ monotonicMs: () => performance.now(), wallMs: () => Date.now() });
    const codes: string[] = [];
    scanner.onCode(({ code }) => codes.push(code));
    const sent = Array.from({ length: 20 }, (_, at) => `T-${at}`);
    for (const code of sent) {
      await send(Buffer.from(`${code}\r`));
      await until(`${code} is told`, () => codes.includes(code));
      await plugged(false);
      await until("the scanner is gone", () => !scanner.isPresent);
      await plugged(true);
      await until("the scanner is back", () => scanner.isPresent);
    }
    expect(codes).toEqual(sent);
  });
});
