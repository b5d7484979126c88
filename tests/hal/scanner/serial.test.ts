/** The serial scanner keeps the contract, over a real pty pair (socat). */
import { type FileHandle, open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openScanner } from "../../../hal/open.ts";
import type { SerialScannerOptions } from "../../../hal/scanner/contract.ts";
import { serialScannerBinding } from "../../../hal/scanner/serial.ts";
import { WiredScanner } from "../../../hal/scanner/wired.ts";
import { handClock } from "../clocks.ts";
import { ptyPair } from "../pty.ts";
import { tempFolder, until } from "../until.ts";
import { byteScannerSuite, type ScannerFrameOpener, scannerFrameSuite, scannerSuite } from "./suite.ts";

const TIMES = { interByteTimeoutMs: 60, reopenMs: 20 };

const optionsOf = (path: string): SerialScannerOptions => ({ driver: "serial", path });

async function send(path: string, bytes: Uint8Array): Promise<void> {
  let far: FileHandle | undefined;
  try {
    far = await open(path, "r+");
    await far.write(bytes);
  } finally {
    await far?.close();
  }
}

const rig: ScannerFrameOpener = async (clock, frame = {}) => {
  const pty = await ptyPair();
  const scanner = new WiredScanner(serialScannerBinding(optionsOf(pty.near)), { ...TIMES, ...frame }, clock);
  await scanner.open();
  return {
    scanner,
    send: (bytes) => send(pty.far, bytes),
    plugged: (isPlugged) => (isPlugged ? pty.plug() : pty.unplug()),
  };
};

scannerSuite("serial over a pty", rig);
byteScannerSuite("serial over a pty", rig);
scannerFrameSuite("serial over a pty", rig);

describe("the serial scanner", () => {
  it("that is missing at the start is told as gone, and used as soon as it is plugged in", async () => {
    const pty = await ptyPair();
    await pty.unplug();
    const options = { ...optionsOf(pty.near), reopenMs: 20, interByteTimeoutMs: 20 };
    const { driver, farSide } = await openScanner(options, handClock());
    const told: string[] = [];
    driver.onGone((fault) => told.push(`${fault.code} ${fault.value}`));
    driver.onCode((scan) => told.push(scan.code));
    driver.onBack(() => told.push("back"));
    await pty.plug();
    await until("the scanner is back", () => told.includes("back"));
    await send(pty.far, Buffer.from("T-1\r\n"));
    await until("the code is told", () => told.includes("T-1"));
    expect(told).toEqual([`HAL_SCANNER_GONE ${pty.near}`, "back", "T-1"]);
    expect(farSide).toBeUndefined();
    await driver.close();
  });

  it("that another program holds is told as busy", async () => {
    const pty = await ptyPair();
    const first = new WiredScanner(serialScannerBinding(optionsOf(pty.near)), TIMES, handClock());
    await first.open();
    const second = new WiredScanner(serialScannerBinding(optionsOf(pty.near)), TIMES, handClock());
    await second.open();
    const told: string[] = [];
    second.onGone((fault) => told.push(fault.code));
    expect(told).toEqual(["HAL_SCANNER_BUSY"]);
    await Promise.all([first.close(), second.close()]);
  });

  it("whose path is no serial line is told as gone, with the error underneath", async () => {
    const scanner = new WiredScanner(serialScannerBinding(optionsOf("/dev/null")), TIMES, handClock());
    await scanner.open();
    const causes: unknown[] = [];
    scanner.onGone((fault) => causes.push(fault.cause));
    expect(causes).toEqual([expect.any(Error)]);
    await scanner.close();
  });

  it("whose path is an ordinary file or folder, or a device that is no line, is told so, and not to check a cable", async () => {
    const folder = await tempFolder();
    const file = join(folder, "file");
    await writeFile(file, "");
    for (const path of [file, folder, "/dev/null"]) {
      const scanner = new WiredScanner(serialScannerBinding(optionsOf(path)), TIMES, handClock());
      await scanner.open();
      const told: string[] = [];
      scanner.onGone((fault) => told.push(`${fault.code} ${fault.value}`));
      expect(told).toEqual([`HAL_SCANNER_NO_DEVICE ${path}`]);
      await scanner.close();
    }
    expect(await readFile(file, "utf8")).toBe("");
  });

  it("can be closed while it is gone, and while it is being opened", async () => {
    const scanner = new WiredScanner(serialScannerBinding(optionsOf("/nowhere/at-all")), TIMES, handClock());
    await scanner.open();
    await scanner.close();
    const pty = await ptyPair();
    const other = new WiredScanner(serialScannerBinding(optionsOf(pty.near)), TIMES, handClock());
    const opening = other.open();
    await other.close();
    await opening;
    expect(other.isPresent).toBe(false);
  });
});
