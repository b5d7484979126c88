/**
 * Opens drivers by their options: the only file that names them.
 * Every driver is imported when it is asked for, so a laptop with simulated hardware loads no native module.
 */
import type { ButtonFarSide, Buttons, ButtonsOptions } from "./button/contract.ts";
import { type HalClock, machineClock } from "./clock.ts";
import type { LampFarSide, Lamps, LampsOptions } from "./lamp/contract.ts";
import type {
  EscposPrinterOptions,
  Printer,
  PrinterFarSide,
  PrinterOptions,
  PrinterTransportOptions,
} from "./printer/contract.ts";
import type { PrinterTransport } from "./printer/transport.ts";
import type { Scanner, ScannerFarSide, ScannerOptions } from "./scanner/contract.ts";

export { gongWav } from "./voice/gong.ts";
export { openVoice } from "./voice/open.ts";

/** An open driver; `farSide` is there exactly when it is simulated. */
export type Opened<Driver, FarSide> = { driver: Driver; farSide?: FarSide };

/** Opens the buttons. Faults: HAL_MODULE_MISSING, HAL_GPIO_CHIP_MISSING, HAL_GPIO_LINE_OUTSIDE, HAL_BUTTON_BUSY, HAL_BUTTON_DENIED, HAL_BUTTON_FAILED. */
export async function openButtons(
  options: ButtonsOptions,
  clock: HalClock = machineClock(),
): Promise<Opened<Buttons, ButtonFarSide>> {
  if (options.driver === "simulated") {
    const { SimulatedButtons } = await import("./button/simulated.ts");
    const driver = new SimulatedButtons(options.count, clock);
    return { driver, farSide: driver.farSide };
  }
  const { machineGpio } = await import("./gpio/binding.ts");
  const { OnoffButtons } = await import("./button/onoff.ts");
  const driver = new OnoffButtons(options, await machineGpio(), clock);
  driver.open();
  return { driver };
}

/** Opens the lamps, dark. Faults: HAL_MODULE_MISSING, HAL_GPIO_CHIP_MISSING, HAL_GPIO_LINE_OUTSIDE, HAL_LAMP_BUSY, HAL_LAMP_DENIED, HAL_LAMP_FAILED. */
export async function openLamps(options: LampsOptions): Promise<Opened<Lamps, LampFarSide>> {
  if (options.driver === "none") return { driver: new (await import("./lamp/none.ts")).NoLamps() };
  if (options.driver === "simulated") {
    const { SimulatedLamps } = await import("./lamp/simulated.ts");
    const driver = new SimulatedLamps(options.count);
    return { driver, farSide: driver.farSide };
  }
  const { machineGpio } = await import("./gpio/binding.ts");
  const { OnoffLamps } = await import("./lamp/onoff.ts");
  const driver = new OnoffLamps(options, await machineGpio());
  driver.open();
  return { driver };
}

/** Opens the printer; one that is switched off is opened too and told by its status. Fault: HAL_PRINTER_PAPER_FILE of simulated paper. */
export async function openPrinter(
  options: PrinterOptions,
  clock: HalClock = machineClock(),
): Promise<Opened<Printer, PrinterFarSide>> {
  switch (options.driver) {
    case "none":
      return { driver: new (await import("./printer/none.ts")).NoPrinter(clock) };
    case "simulated": {
      const { PaperFile } = await import("./printer/paper-file.ts");
      const { SimulatedPrinter } = await import("./printer/simulated.ts");
      const file = new PaperFile(options.paperFile);
      const driver = new SimulatedPrinter(file, options.printMs ?? 700, clock);
      await driver.open();
      return { driver, farSide: driver.farSide };
    }
    case "escpos":
      return { driver: await openEscpos(options, clock) };
  }
}

/** Opens the scanner; one that is missing is opened too, told as gone, and tried again. */
export async function openScanner(
  options: ScannerOptions,
  clock: HalClock = machineClock(),
): Promise<Opened<Scanner, ScannerFarSide>> {
  if (options.driver === "none") return { driver: new (await import("./scanner/none.ts")).NoScanner() };
  const { WiredScanner } = await import("./scanner/wired.ts");
  if (options.driver === "simulated") {
    const { simulatedScannerWire } = await import("./scanner/simulated.ts");
    const { binding, farSide } = simulatedScannerWire();
    const driver = new WiredScanner(binding, { interByteTimeoutMs: 100, reopenMs: 100 }, clock);
    await driver.open();
    return { driver, farSide };
  }
  const { serialScannerBinding } = await import("./scanner/serial.ts");
  const { interByteTimeoutMs = 100, reopenMs = 1000 } = options;
  const driver = new WiredScanner(serialScannerBinding(options), { interByteTimeoutMs, reopenMs }, clock);
  await driver.open();
  return { driver };
}

async function openEscpos(options: EscposPrinterOptions, clock: HalClock): Promise<Printer> {
  const { EscposPrinter } = await import("./printer/escpos.ts");
  const { EPSON_CP865_TABLE } = await import("./printer/encode.ts");
  const { confirm = "status", codeTable = EPSON_CP865_TABLE } = options;
  const { settleMs = 300, answerMs = 500, pollMs = 5000 } = options;
  const transport = await openTransport(options, confirm !== "none");
  const settings = { confirm, codeTable, settleMs, answerMs, pollMs };
  const driver = new EscposPrinter(transport, settings, clock);
  driver.open();
  return driver;
}

async function openTransport(options: PrinterTransportOptions, isTwoWay: boolean): Promise<PrinterTransport> {
  switch (options.transport) {
    case "tcp":
      return (await import("./printer/tcp.ts")).tcpTransport(options.host, options.port ?? 9100);
    case "usb":
      return (await import("./printer/device-file.ts")).deviceFileTransport(options.path, isTwoWay);
    case "serial": {
      const { path, baudRate = 19_200, hasFlowControl = true } = options;
      return (await import("./printer/serial.ts")).serialTransport({ path, baudRate, hasFlowControl });
    }
  }
}
