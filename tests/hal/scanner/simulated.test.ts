/** The simulated scanner keeps the contract: it is the wired scanner on a wire in memory. */
import { expect, it } from "vitest";
import { simulatedScannerWire } from "../../../hal/scanner/simulated.ts";
import { WiredScanner } from "../../../hal/scanner/wired.ts";
import { handClock } from "../clocks.ts";
import { until } from "../until.ts";
import { byteScannerSuite, type ScannerFrameOpener, scannerFrameSuite, scannerSuite } from "./suite.ts";

const TIMES = { interByteTimeoutMs: 30, reopenMs: 10 };

const rig: ScannerFrameOpener = async (clock, frame = {}) => {
  const { binding, farSide } = simulatedScannerWire();
  const scanner = new WiredScanner(binding, { ...TIMES, ...frame }, clock);
  await scanner.open();
  return {
    scanner,
    send: (bytes) => Promise.resolve(farSide.babble(bytes)),
    plugged: (isPlugged) => Promise.resolve(farSide.plugged(isPlugged)),
  };
};

scannerSuite("simulated", rig);
byteScannerSuite("simulated", rig);
scannerFrameSuite("simulated", rig);

it("a presented code goes the way of a real one", async () => {
  const { binding, farSide } = simulatedScannerWire();
  const scanner = new WiredScanner(binding, TIMES, handClock());
  await scanner.open();
  const codes: string[] = [];
  scanner.onCode((scan) => codes.push(scan.code));
  farSide.present("]Q3ÆBLE");
  await until("the code is told", () => codes.length > 0);
  expect(codes).toEqual(["ÆBLE"]);
  await scanner.close();
});
