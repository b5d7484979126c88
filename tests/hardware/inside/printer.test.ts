/** The ESC/POS driver on /dev/usb/lp0, with a USB printer behind it that is this machine's own gadget. */

import { describe, expect, it, onTestFinished } from "vitest";
import { openPrinter } from "../../../hal/open.ts";
import type { Printer } from "../../../hal/printer/contract.ts";
import { danishSlip } from "../../hal/printer/slips.ts";
import { machineUnderTest, printerSuite } from "../../hal/printer/suite.ts";
import { until } from "../../hal/until.ts";
import { type GadgetPrinter, gadgetPrinter } from "./gadget-printer.ts";
import { PATHS } from "./gadgets.ts";

type Confirm = "drained" | "status" | "none";

/** The driver as a stand's configuration opens it. */
async function driverOf(confirm: Confirm): Promise<Printer> {
  const times = { settleMs: 100, answerMs: 1500, pollMs: 0 };
  const { driver } = await openPrinter({
    driver: "escpos",
    transport: "usb",
    path: PATHS.printer,
    confirm,
    ...times,
  });
  onTestFinished(() => driver.close());
  return driver;
}

async function begin(confirm: Confirm): Promise<GadgetPrinter & { printer: Printer; bytes: () => Buffer }> {
  const pieces: Buffer[] = [];
  const far = await gadgetPrinter((bytes) => pieces.push(bytes));
  return { ...far, printer: await driverOf(confirm), bytes: () => Buffer.concat(pieces) };
}

printerSuite("escpos over /dev/usb/lp0", async () => {
  const { machine, online, printer } = await begin("status");
  return machineUnderTest({ printer, machine, online });
});

/** The 70 kB that the kernel takes for a printer that does not read, and some more. */
const longSlip = slipOf(1600);
/** So much more that a printer that stops reading a moment late leaves the kernel full all the same. */
const longestSlip = slipOf(3600);

function slipOf(length: number) {
  const lines = Array.from({ length }, (_, at) => ({
    kind: "text" as const,
    text: `${at}`.padEnd(48, "rødgrød med fløde på "),
    size: 1,
    bold: false,
    align: "left" as const,
  }));
  return { ...danishSlip(), lines };
}

describe("a printer at /dev/usb/lp0", () => {
  it("gets the bytes that were accepted, every one, and the same for the same slip", async () => {
    const { printer, bytes } = await begin("none");
    const first = await printer.print(longSlip, { timeoutMs: 20_000 });
    await until("the first slip has arrived", () => bytes().length >= first.bytesAccepted);
    const second = await printer.print(longSlip, { timeoutMs: 20_000 });
    await until("the second has arrived", () => bytes().length >= 2 * first.bytesAccepted);
    expect([first.result, second.result]).toEqual(["printed", "printed"]);
    expect(first.bytesAccepted).toBeGreaterThan(76_000);
    expect(bytes().length).toBe(first.bytesAccepted + second.bytesAccepted);
    expect(bytes().subarray(0, first.bytesAccepted).equals(bytes().subarray(first.bytesAccepted))).toBe(true);
  });

  it("that answers from behind the slip is believed", async () => {
    const { printer, machine } = await begin("drained");
    expect(await printer.print(danishSlip(), { timeoutMs: 4000 })).toMatchObject({ result: "printed" });
    expect(machine.slips().length).toBe(1);
  });

  it("that stops reading in the middle of a slip is given up at the time limit, with the outcome not known", async () => {
    const { printer, reading, machine } = await begin("none");
    const layOutMs = await timed(() => printer.print(longestSlip, { timeoutMs: 40_000 }));
    // Taken is not read: what of it still lay in the kernel would leave no room for the next slip's first byte.
    await until("the first slip is out", () => machine.slips().length === 1, 40_000);
    const before = machine.slips().length;
    reading(false);
    // The slip is drawn within the limit too, and how long that takes here differs from hour to hour.
    const limitMs = 2000 + layOutMs;
    const endedMs = await timed(async () => {
      const outcome = await printer.print(longestSlip, { timeoutMs: limitMs });
      expect(outcome).toMatchObject({ result: "unknown", code: "HAL_PRINTER_SLOW" });
      expect(outcome.bytesAccepted).toBeGreaterThan(0);
    });
    expect(endedMs).toBeGreaterThan(limitMs);
    expect(endedMs).toBeLessThan(limitMs + layOutMs + 3000);
    expect(machine.slips().length).toBe(before);
  });

  it("that is unplugged in the middle of a slip tears that slip at once, and prints the next when it is plugged in", async () => {
    const { printer, online, reading, machine } = await begin("status");
    let hasBegun = false;
    machine.onSlipBytes = () => {
      reading(false);
      hasBegun = true;
    };
    const printing = printer.print(longestSlip, { timeoutMs: 60_000 });
    await until("the slip has begun", () => hasBegun, 40_000);
    await online(false);
    const endedMs = await timed(async () => {
      expect(await printing).toMatchObject({ result: "torn", code: "HAL_PRINTER_CUT_SHORT" });
    });
    expect(endedMs).toBeLessThan(2000);
    reading(true);
    await online(true);
    expect(await printer.print(danishSlip("A007"), { timeoutMs: 4000 })).toMatchObject({ result: "printed" });
    expect(machine.slips().map(({ lines }) => lines[1])).toEqual(["A007"]);
  });
});

async function timed(act: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await act();
  return performance.now() - startedMs;
}
