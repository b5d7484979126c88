/**
 * Opens drivers by their options: the only file that names them.
 * Every driver is imported when it is asked for, so a laptop with simulated hardware loads no native module.
 */
import type { ButtonFarSide, Buttons, ButtonsOptions } from "./button/contract.ts";
import { type HalClock, machineClock } from "./clock.ts";
import type { FoundMachine } from "./devices/found.ts";
import type { HalFault } from "./errors.ts";
import type { GpioChoice } from "./gpio/choose.ts";
import {
  type EvdevKeypadOptions,
  type Keypad,
  type KeypadFarSide,
  type KeypadOptions,
  PAD_KEYS,
} from "./keypad/contract.ts";
import type { KeypadBinding } from "./keypad/wired.ts";
import type { LampFarSide, Lamps, LampsOptions } from "./lamp/contract.ts";
import type {
  EscposPrinterOptions,
  Printer,
  PrinterFarSide,
  PrinterOptions,
  PrinterTransportOptions,
} from "./printer/contract.ts";
import type { PrinterTransport } from "./printer/transport.ts";
import type { Recorder } from "./record/recorder.ts";
import type {
  HidScannerOptions,
  Scanner,
  ScannerFarSide,
  ScannerOptions,
  SerialScannerOptions,
} from "./scanner/contract.ts";
import type { ScannerBinding } from "./scanner/wired.ts";
import type { Speaker, SpeakerFarSide, SpeakerOptions } from "./speaker/contract.ts";

export { maskText } from "./record/mask.ts";
export { Recorder } from "./record/recorder.ts";
export { playButtons } from "./record/replay-buttons.ts";
export { PrinterReplay } from "./record/replay-printer.ts";
export { replayedKeypad, replayedScanner } from "./record/replay-wire.ts";
export { type Sign, toneWav } from "./speaker/tones.ts";
export { gongWav } from "./voice/gong.ts";
export { openClips, openVoice } from "./voice/open.ts";

/**
 * An open driver; `farSide` is there exactly when it is simulated, `chosen` when the driver `auto` chose: which one, and
 * why in words (the devices that are there, or what is missing).
 */
export type Opened<Driver, FarSide> = {
  driver: Driver;
  farSide?: FarSide;
  chosen?: GpioChoice;
};

/** Where what passes through a driver is recorded, if anywhere, and a recording that takes the device's place. */
export type Tap = {
  recorder?: Recorder | undefined;
  printerWire?: PrinterTransport | undefined;
  scannerWire?: ScannerBinding | undefined;
  keypadWire?: KeypadBinding | undefined;
};

async function recordButtonsOf(buttons: Buttons, { recorder }: Tap): Promise<void> {
  if (recorder) (await import("./record/wrap.ts")).recordButtons(buttons, recorder);
}

/**
 * Opens the buttons.
 * Faults: HAL_MODULE_MISSING, HAL_GPIO_NONE, HAL_GPIO_CHIP_MISSING, HAL_GPIO_LINE_OUTSIDE, HAL_GPIO_LINE_MISSING,
 * HAL_BUTTON_BUSY, HAL_BUTTON_DENIED, HAL_BUTTON_FAILED.
 */
export async function openButtons(
  options: ButtonsOptions,
  clock: HalClock = machineClock(),
  tap: Tap = {},
): Promise<Opened<Buttons, ButtonFarSide>> {
  if (options.driver === "simulated") {
    const { SimulatedButtons } = await import("./button/simulated.ts");
    const driver = new SimulatedButtons(options.count, clock, { stuckMs: options.stuckMs });
    await recordButtonsOf(driver, tap);
    return { driver, farSide: driver.farSide };
  }
  const { numbered, openGpio } = await import("./gpio/choose.ts");
  const { gpio, ...chosen } = await openGpio(options.driver);
  const driver =
    gpio.driver === "cdev"
      ? new (await import("./button/cdev.ts")).CdevButtons(options, gpio.devices, clock)
      : new (await import("./button/onoff.ts")).OnoffButtons(
          { ...options, driver: "onoff", lines: numbered(options.lines) },
          gpio.binding,
          clock,
        );
  await recordButtonsOf(driver, tap);
  driver.open();
  return { driver, ...chosen };
}

/**
 * Opens the lamps, dark.
 * Faults: HAL_MODULE_MISSING, HAL_GPIO_NONE, HAL_GPIO_CHIP_MISSING, HAL_GPIO_LINE_OUTSIDE, HAL_GPIO_LINE_MISSING,
 * HAL_LAMP_BUSY, HAL_LAMP_DENIED, HAL_LAMP_FAILED.
 */
export async function openLamps(options: LampsOptions): Promise<Opened<Lamps, LampFarSide>> {
  if (options.driver === "none") return { driver: new (await import("./lamp/none.ts")).NoLamps() };
  if (options.driver === "simulated") {
    const { SimulatedLamps } = await import("./lamp/simulated.ts");
    const driver = new SimulatedLamps(options.count);
    return { driver, farSide: driver.farSide };
  }
  const { numbered, openGpio } = await import("./gpio/choose.ts");
  const { gpio, ...chosen } = await openGpio(options.driver);
  const driver =
    gpio.driver === "cdev"
      ? new (await import("./lamp/cdev.ts")).CdevLamps(options, gpio.devices)
      : new (await import("./lamp/onoff.ts")).OnoffLamps(
          { ...options, driver: "onoff", lines: numbered(options.lines) },
          gpio.binding,
        );
  driver.open();
  return { driver, ...chosen };
}

/** Opens the printer; one that is switched off is opened too and told by its status. Fault: HAL_PRINTER_PAPER_FILE of simulated paper. */
export async function openPrinter(
  options: PrinterOptions,
  clock: HalClock = machineClock(),
  tap: Tap = {},
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
      return { driver: await openEscpos(options, clock, tap) };
  }
}

/** What is missing to draw the letters that a printer lacks: HAL_PRINTER_NO_FONT, or undefined when all is there. */
export async function lettersProblem(): Promise<HalFault | undefined> {
  const { TextPictures } = await import("./printer/text-picture.ts");
  return await new TextPictures({ timeoutMs: 10_000 }).problem();
}

/** Opens the scanner; one that is missing is opened too, told as gone, and tried again. */
export async function openScanner(
  options: ScannerOptions,
  clock: HalClock = machineClock(),
  tap: Tap = {},
): Promise<Opened<Scanner, ScannerFarSide>> {
  if (options.driver === "none") return { driver: new (await import("./scanner/none.ts")).NoScanner() };
  const { WiredScanner } = await import("./scanner/wired.ts");
  if (options.driver === "simulated") {
    const { simulatedScannerWire } = await import("./scanner/simulated.ts");
    const { binding, farSide } = simulatedScannerWire();
    const wire = await recordedBinding(binding, tap);
    const driver = new WiredScanner(wire, { interByteTimeoutMs: 100, reopenMs: 100 }, clock);
    await driver.open();
    return { driver, farSide };
  }
  const { prefix, suffix, reopenMs = 1000 } = options;
  const interByteTimeoutMs =
    options.driver === "hid" ? (options.interKeyTimeoutMs ?? 300) : (options.interByteTimeoutMs ?? 100);
  const settings = { prefix, suffix, interByteTimeoutMs, reopenMs };
  const binding = tap.scannerWire ?? (await recordedBinding(await scannerBinding(options), tap));
  const driver = new WiredScanner(binding, settings, clock);
  await driver.open();
  return { driver };
}

/** Opens the keypad; one that is missing is opened too, told as gone, and tried again. */
export async function openKeypad(
  options: KeypadOptions,
  clock: HalClock = machineClock(),
  tap: Tap = {},
): Promise<Opened<Keypad, KeypadFarSide>> {
  if (options.driver === "none") return { driver: new (await import("./keypad/none.ts")).NoKeypad() };
  const { WiredKeypad } = await import("./keypad/wired.ts");
  if (options.driver === "simulated") {
    const { simulatedKeypadWire } = await import("./keypad/simulated.ts");
    const { binding, farSide } = simulatedKeypadWire(options.keys ?? PAD_KEYS);
    const wire = await recordedKeypadBinding(binding, tap);
    const driver = new WiredKeypad(wire, { reopenMs: 100 }, clock);
    await driver.open();
    return { driver, farSide };
  }
  const binding = tap.keypadWire ?? (await recordedKeypadBinding(await keypadBinding(options), tap));
  const driver = new WiredKeypad(binding, { reopenMs: options.reopenMs ?? 1000 }, clock);
  await driver.open();
  return { driver };
}

/** How often is looked for a sound card that was plugged in or pulled, and how often one that does not work is tried anyway. */
const SOUND_CHECKS = { checkMs: 1000, retryMs: 10_000 };

/**
 * Opens the speaker; a sound card that is missing, forbidden or taken is opened too, told as gone, and tried again. A card may
 * hang for seconds: with `isTried` false its first try is not waited for, and the card counts as there until that try has ended.
 */
export async function openSpeaker(
  options: SpeakerOptions,
  clock: HalClock = machineClock(),
  { isTried = true }: { isTried?: boolean } = {},
): Promise<Opened<Speaker, SpeakerFarSide>> {
  if (options.driver === "none") return { driver: new (await import("./speaker/none.ts")).NoSpeaker() };
  const { QueuedSpeaker } = await import("./speaker/queued.ts");
  const { volume = 80 } = options;
  if (options.driver === "simulated") {
    const { card, farSide } = (await import("./speaker/simulated.ts")).simulatedSoundCard(clock);
    const driver = new QueuedSpeaker(card, { volume, checkMs: 100, retryMs: 1000 });
    await driver.open();
    return { driver, farSide };
  }
  const { aplayCard, MACHINE_APLAY } = await import("./speaker/aplay.ts");
  const driver = new QueuedSpeaker(aplayCard(options, MACHINE_APLAY), { volume, ...SOUND_CHECKS });
  const tried = driver.open();
  if (isTried) await tried;
  return { driver };
}

async function keypadBinding(options: EvdevKeypadOptions): Promise<KeypadBinding> {
  const { machineInput } = await import("./input/evdev.ts");
  return (await import("./keypad/evdev.ts")).evdevKeypadBinding(options, machineInput);
}

async function recordedKeypadBinding(binding: KeypadBinding, { recorder }: Tap): Promise<KeypadBinding> {
  return recorder ? (await import("./record/wrap.ts")).recordedKeypad(binding, recorder) : binding;
}

async function recordedBinding(binding: ScannerBinding, { recorder }: Tap): Promise<ScannerBinding> {
  return recorder ? (await import("./record/wrap.ts")).recordedScanner(binding, recorder) : binding;
}

/** What is plugged into this machine, and the parts of a configuration proposed for it; nothing is opened but GPIO chips, to ask for their names. */
export async function findDevices(): Promise<FoundMachine> {
  const { deviceMachine, listDevices, proposedParts } = await import("./devices/list.ts");
  const found = await listDevices(await deviceMachine());
  return { found, proposal: proposedParts(found) };
}

async function scannerBinding(options: SerialScannerOptions | HidScannerOptions): Promise<ScannerBinding> {
  if (options.driver === "serial") return (await import("./scanner/serial.ts")).serialScannerBinding(options);
  const { machineInput } = await import("./input/evdev.ts");
  const { hidScannerBinding } = await import("./scanner/hid.ts");
  return hidScannerBinding(options, machineInput);
}

async function openEscpos(
  options: EscposPrinterOptions,
  clock: HalClock,
  { recorder, printerWire }: Tap,
): Promise<Printer> {
  const { EscposPrinter } = await import("./printer/escpos.ts");
  const { profileOf } = await import("./printer/profiles.ts");
  const { TextPictures } = await import("./printer/text-picture.ts");
  const { confirmOf } = await import("./printer/confirm.ts");
  const { settleMs = 300, answerMs = 500, pollMs = 1500 } = options;
  const profile = profileOf(options.profile, options);
  const confirm = confirmOf(options.confirm, profile.status);
  const wire = printerWire ?? (await openTransport(options, confirm !== "none"));
  const record = recorder ? await import("./record/wrap.ts") : null;
  const transport = recorder && record ? record.recordedTransport(wire, recorder) : wire;
  const settings = { confirm, profile, pictures: new TextPictures(), settleMs, answerMs, pollMs };
  const driver = new EscposPrinter(transport, settings, clock);
  driver.open();
  return recorder && record ? record.recordedPrinter(driver, recorder) : driver;
}

async function openTransport(options: PrinterTransportOptions, isTwoWay: boolean): Promise<PrinterTransport> {
  switch (options.transport) {
    case "tcp":
      return (await import("./printer/tcp.ts")).tcpTransport(options.host, options.port ?? 9100);
    case "usb": {
      if (options.path !== undefined)
        return (await import("./printer/device-file.ts")).deviceFileTransport(options.path, isTwoWay);
      const binding = (await import("./printer/usb-machine.ts")).machineUsb();
      return (await import("./printer/usb.ts")).usbTransport({ folder: "/dev/usb", binding }, isTwoWay);
    }
    case "libusb": {
      const binding = (await import("./printer/usb-machine.ts")).machineUsb();
      return (await import("./printer/libusb.ts")).libusbTransport(options, binding);
    }
    case "serial": {
      const { path, baudRate = 19_200, hasFlowControl = true } = options;
      return (await import("./printer/serial.ts")).serialTransport({ path, baudRate, hasFlowControl });
    }
  }
}
