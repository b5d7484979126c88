/** The ESC/POS driver on a USB printer that usblp does not hold: the module usb on the kernel's own devices. */
import { writeFileSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import { openPrinter } from "../../../hal/open.ts";
import type { Printer } from "../../../hal/printer/contract.ts";
import type { UsbPrinterPort } from "../../../hal/printer/libusb.ts";
import { usbPrinters } from "../../../hal/printer/usb-machine.ts";
import { danishSlip } from "../../hal/printer/slips.ts";
import { machineUnderTest, printerSuite } from "../../hal/printer/suite.ts";
import { until } from "../../hal/until.ts";
import { gadgetPrinter } from "./gadget-printer.ts";

/** The printer's interface in sysfs. */
async function thePort(): Promise<UsbPrinterPort> {
  const ports = await usbPrinters("/sys/bus/usb/devices");
  expect(ports).toHaveLength(1);
  return ports[0] as UsbPrinterPort;
}

/** As a machine without usblp has it: nobody holds the interface. */
async function unbind(): Promise<void> {
  const { place, interfaceNumber } = await thePort();
  writeFileSync("/sys/bus/usb/drivers/usblp/unbind", `${place}:1.${interfaceNumber}`);
}

async function driver(): Promise<Printer> {
  const times = { settleMs: 100, answerMs: 1500, pollMs: 0 };
  const opened = await openPrinter({ driver: "escpos", transport: "libusb", confirm: "drained", ...times });
  onTestFinished(() => opened.driver.close());
  return opened.driver;
}

describe("a USB printer over libusb", () => {
  it("that usblp holds is left to it, and found with its numbers and endpoints", async () => {
    await gadgetPrinter();
    const port = await thePort();
    expect(port).toMatchObject({ kernelDriver: "usblp", interfaceNumber: 0 });
    expect(port.usb).toMatch(/^[0-9a-f]{4}:[0-9a-f]{4}$/);
    expect([port.outEndpoint > 0, (port.inEndpoint ?? 0) > 0]).toEqual([true, true]);
    const printer = await driver();
    expect(await printer.status()).toMatchObject({ online: false, error: "HAL_PRINTER_USBLP" });
  });

  it("that nobody holds prints, says that it has, and is told when it runs out of paper", async () => {
    const { machine } = await gadgetPrinter();
    await unbind();
    const printer = await driver();
    const outcome = await printer.print(danishSlip("A001"), { timeoutMs: 8000 });
    expect(outcome).toMatchObject({ result: "printed" });
    await until("the slip is out", () => machine.slips().length === 1);
    machine.paper = "out";
    expect(await printer.status()).toMatchObject({ paper: "out", error: "HAL_PRINTER_PAPER_OUT" });
    expect(await printer.print(danishSlip("A002"), { timeoutMs: 8000 })).toMatchObject({
      result: "failed",
      bytesAccepted: 0,
    });
  });

  it("that stops reading and is pulled in the middle ends the slip, is free, and prints once it is back", async () => {
    const { machine, online, reading } = await gadgetPrinter();
    await unbind();
    const printer = await driver();
    expect(await printer.status()).toMatchObject({ error: null });
    let hasBegun = false;
    machine.onSlipBytes = () => {
      hasBegun = true;
      reading(false);
    };
    const lines = Array.from({ length: 2000 }, () => ({ kind: "rule" }) as const);
    const printing = printer.print({ ...danishSlip(), lines }, { timeoutMs: 30_000 });
    await until("the slip has begun", () => hasBegun, 25_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const pulledMs = performance.now();
    await online(false);
    const outcome = await printing;
    expect(["torn", "unknown"]).toContain(outcome.result);
    expect(outcome.bytesAccepted).toBeGreaterThan(0);
    expect(performance.now() - pulledMs).toBeLessThan(8000);
    reading(true);
    await online(true);
    await unbind();
    expect(await printer.print(danishSlip("A003"), { timeoutMs: 8000 })).toMatchObject({ result: "printed" });
  });
});

/* After the tests above, which have the patience for a driver's first slip here. */
printerSuite("escpos over libusb on the kernel's USB", async () => {
  const { machine, online } = await gadgetPrinter();
  await unbind();
  const back = async (isOnline: boolean) => {
    await online(isOnline);
    if (isOnline) await unbind();
  };
  return machineUnderTest({ printer: await driver(), machine, online: back });
});
