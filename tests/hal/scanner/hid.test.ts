/** The scanner that types like a keyboard keeps the contract, over a fake kernel. */
import { describe, expect, it } from "vitest";
import type { HidScannerOptions } from "../../../hal/scanner/contract.ts";
import { hidScannerBinding } from "../../../hal/scanner/hid.ts";
import { WiredScanner } from "../../../hal/scanner/wired.ts";
import { handClock } from "../clocks.ts";
import {
  droppedBytes,
  type FakeKernel,
  fakeKernel,
  keyBytes,
  reportBytes,
  tapBytes,
} from "../input/fake-kernel.ts";
import { strokesOf } from "../input/typist.ts";
import { until } from "../until.ts";
import { type ScannerFrameOpener, scannerFrameSuite, scannerSuite } from "./suite.ts";

const TIMES = { interByteTimeoutMs: 60, reopenMs: 20 };

const typedBytes = (text: string): Buffer =>
  Buffer.concat(strokesOf(text).map(({ code, isDown }) => keyBytes(code, isDown ? 1 : 0)));

async function opened(kernel: FakeKernel, options: Partial<HidScannerOptions>, clock = handClock()) {
  const binding = hidScannerBinding({ driver: "hid", path: kernel.path, ...options }, () =>
    Promise.resolve(kernel.machine),
  );
  const scanner = new WiredScanner(
    binding,
    { ...TIMES, prefix: options.prefix, suffix: options.suffix },
    clock,
  );
  await scanner.open();
  const told: string[] = [];
  scanner.onCode(({ code }) => told.push(code));
  scanner.onProblem(({ problem }) => told.push(problem));
  scanner.onGone(({ code }) => told.push(code));
  scanner.onBack(() => told.push("back"));
  return { scanner, told, heard: (count: number) => until(`${count} are told`, () => told.length >= count) };
}

const rig: ScannerFrameOpener = async (clock, frame = {}) => {
  const kernel = await fakeKernel();
  const { scanner } = await opened(kernel, frame, clock);
  const send = (bytes: Uint8Array) => kernel.write(typedBytes(Buffer.from(bytes).toString("utf8")));
  return { scanner, send, plugged: kernel.plugged };
};

scannerSuite("a keyboard", rig);
scannerFrameSuite("a keyboard", rig);

describe("a scanner that is a keyboard", () => {
  it("is taken for the stand alone, so that no digit lands in a shell", async () => {
    const kernel = await fakeKernel();
    const { scanner } = await opened(kernel, {});
    expect(kernel.grabs()).toBe(1);
    await kernel.plugged(false);
    await until("it is gone", () => !scanner.isPresent);
    await kernel.plugged(true);
    await until("it is back", () => scanner.isPresent);
    expect(kernel.grabs()).toBe(2);
    await scanner.close();
  });

  it("is read by the layout that it is set to, whatever the machine's is", async () => {
    const kernel = await fakeKernel();
    const danish = await opened(kernel, { layout: "dk" });
    await kernel.write(tapBytes(25, 40, 38, 31, 18, 28));
    await danish.heard(1);
    expect(danish.told).toEqual(["pølse"]);
    await danish.scanner.close();
  });

  it("whose keys were lost tells a gap, and never the rest of that code", async () => {
    const kernel = await fakeKernel();
    const { scanner, told, heard } = await opened(kernel, {});
    await kernel.write(Buffer.concat([typedBytes("first\rhal"), keyBytes(42, 1)])); // Shift goes up unseen
    await kernel.write(Buffer.concat([droppedBytes(), reportBytes(), typedBytes("f\rwhole\r")]));
    await heard(3);
    expect(told).toEqual(["first", "gap", "whole"]);
    await scanner.close();
  });

  it("whose keys were lost before a code that has no end tells a gap after the silence", async () => {
    const kernel = await fakeKernel();
    const { scanner, told, heard } = await opened(kernel, {});
    await kernel.write(Buffer.concat([droppedBytes(), reportBytes()]));
    await heard(1);
    await kernel.write(typedBytes("T-1"));
    await heard(2);
    expect(told).toEqual(["gap", "T-1"]);
    await scanner.close();
  });

  it("that is found by its USB id is found again under another number", async () => {
    const kernel = await fakeKernel();
    const about = { name: "Scanner", vendor: "05e0", product: "1200", phys: "p", keys: [30, 28] };
    await kernel.lists("event5", about);
    const { scanner, told, heard } = await opened(kernel, { path: undefined, usb: "05e0:1200" });
    await kernel.plugged(false);
    await heard(1);
    await kernel.lists("event5", about);
    await kernel.plugged(true);
    await heard(2);
    await kernel.write(typedBytes("T-2\r"));
    await heard(3);
    expect(told).toEqual(["HAL_SCANNER_GONE", "back", "T-2"]);
    await scanner.close();
  });

  it.each([
    ["EBUSY" as const, "HAL_SCANNER_BUSY"],
    ["EACCES" as const, "HAL_SCANNER_DENIED"],
  ])("that answers %s is told as %s, and used as soon as it may be", async (code, fault) => {
    const kernel = await fakeKernel();
    kernel.refuses(code);
    const { scanner, told, heard } = await opened(kernel, {});
    kernel.refuses(null);
    await heard(2);
    expect(told).toEqual([fault, "back"]);
    await scanner.close();
  });

  it("whose path is no input device is told as such", async () => {
    const kernel = await fakeKernel();
    const { machineInput } = await import("../../../hal/input/evdev.ts");
    const machine = { ...kernel.machine, open: (await machineInput()).open };
    const { scanner, told } = await opened({ ...kernel, machine }, {});
    expect(told).toEqual(["HAL_INPUT_NO_DEVICE"]);
    await scanner.close();
  });
});
