/**
 * The USB printers of this machine: those with a device file of usblp, and those that the kernel's driver does not hold.
 * Opens none and sends nothing.
 */
import { readlink } from "node:fs/promises";
import { basename, join } from "node:path";
import type { EscposPrinterOptions } from "../printer/contract.ts";
import type { FoundPrinter } from "./found.ts";
import { guessProfile } from "./makers.ts";
import {
  type DeviceTrees,
  lastingNames,
  namesIn,
  type UsbParent,
  usbAbove,
  withoutShared,
  wordOf,
} from "./sysfs.ts";

/** USB Device Class Definition for Printing Devices. */
const PRINTER_CLASS = "07";

/** The printers, those that are ready to be used first. */
export async function foundPrinters(trees: DeviceTrees): Promise<FoundPrinter[]> {
  const lasting = await lastingNames(trees);
  const names = await namesIn(join(trees.sys, "class/usbmisc"), /^lp\d+$/);
  const printers = await Promise.all(names.map((name) => deviceFile(trees, name, lasting)));
  return [...withoutShared(printers, () => "printer").map(proposed), ...(await unboundPrinters(trees))];
}

type Known = Omit<FoundPrinter, "proposal">;

async function deviceFile(
  { sys, dev }: DeviceTrees,
  name: string,
  lasting: Awaited<ReturnType<typeof lastingNames>>,
): Promise<Known> {
  const device = join(sys, "class/usbmisc", name, "device");
  const usb = await usbAbove(device);
  const said = ieee1284Name((await wordOf(join(device, "ieee1284_id"))) ?? "");
  const node = join(dev, "usb", name);
  return { node, stable: lasting.get(node) ?? [], by: "usblp", ...aboutUsb(usb, said) };
}

function aboutUsb(usb: UsbParent | null, said: string) {
  const name = said || usb?.name || "?";
  return {
    name,
    usb: usb?.usb ?? null,
    serialNumber: usb?.serialNumber ?? null,
    guess: guessProfile(usb?.usb ?? null, `${name} ${usb?.name ?? ""}`),
  };
}

/** "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20III;..." of IEEE 1284, in its short and its long spelling. */
function ieee1284Name(id: string): string {
  const word = (key: RegExp) =>
    id
      .split(";")
      .find((part) => key.test(part.trim()))
      ?.split(":")[1]
      ?.trim();
  const maker = word(/^(MFG|MANUFACTURER):/i);
  const model = word(/^(MDL|MODEL):/i);
  const isDouble = maker !== undefined && model?.toUpperCase().startsWith(maker.toUpperCase());
  return [isDouble ? undefined : maker, model].filter(Boolean).join(" ");
}

async function unboundPrinters(trees: DeviceTrees): Promise<FoundPrinter[]> {
  const folder = join(trees.sys, "bus/usb/devices");
  const interfaces = await namesIn(folder, /^\d+-[\d.]+:\d+\.\d+$/);
  const found = await Promise.all(
    interfaces.map(async (name): Promise<FoundPrinter[]> => {
      const at = join(folder, name);
      if ((await wordOf(join(at, "bInterfaceClass"))) !== PRINTER_CLASS) return [];
      const driver = basename(await readlink(join(at, "driver")).catch(() => ""));
      if (driver === "usblp") return [];
      const by = driver === "" || driver === "usbfs" ? "libusb" : "other";
      const node = `USB ${name.slice(0, name.indexOf(":"))}`;
      return [proposed({ node, stable: [], by, ...aboutUsb(await usbAbove(at), "") })];
    }),
  );
  return found.flat();
}

function proposed(printer: Known): FoundPrinter {
  const { node, stable, by, usb, serialNumber, guess } = printer;
  const base = { driver: "escpos", profile: guess.profile } as const;
  const serial = serialNumber === null ? {} : { serialNumber };
  const proposal: EscposPrinterOptions =
    by === "usblp"
      ? { ...base, transport: "usb", path: stable[0] ?? node }
      : { ...base, transport: "libusb", ...(usb === null ? {} : { usb }), ...serial };
  return { ...printer, proposal };
}
