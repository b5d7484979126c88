/**
 * The USB printers of this machine: found in sysfs, spoken to through the npm module usb (libusb's way, prebuilt).
 * Knows no printer command. The only file that loads the module.
 */
import { readdir, readFile, readlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { HalFault } from "../errors.ts";
import { type UsbBinding, type UsbPipe, type UsbPrinterPort, UsbTimeout } from "./libusb.ts";

/** The class of printers in an interface (USB Device Class Definition for Printing Devices). */
const PRINTER_CLASS = "07";
/** What sysfs calls an interface: "1-1.2:1.0". */
const INTERFACE = /^(\d+-[\d.]+):\d+\.(\d+)$/;
const RECEIVE_BYTES = 512;

type UsbModule = typeof import("usb");
type UsbDevice = Awaited<ReturnType<UsbModule["usb"]["getDevices"]>>[number];

/** `sysfs` is /sys/bus/usb/devices; nothing is opened to find a printer, so that no permission is needed to name it. */
export async function usbPrinters(sysfs: string): Promise<UsbPrinterPort[]> {
  const names = await readdir(sysfs).catch(() => []); // a machine without USB has none
  const ports = await Promise.all(
    names.sort((one, other) => one.localeCompare(other)).map((name) => printerAt(sysfs, name)),
  );
  return ports.filter((port) => port !== undefined);
}

async function printerAt(sysfs: string, name: string): Promise<UsbPrinterPort | undefined> {
  const [, place, interfaceNumber] = INTERFACE.exec(name) ?? [];
  if (place === undefined || interfaceNumber === undefined) return undefined;
  const folder = join(sysfs, name);
  if ((await word(folder, "bInterfaceClass")) !== PRINTER_CLASS) return undefined;
  const device = join(sysfs, place);
  const endpoints = await bulkEndpoints(folder);
  const outEndpoint = endpoints.find((address) => address < 0x80);
  if (outEndpoint === undefined) return undefined;
  const inEndpoint = endpoints.find((address) => address >= 0x80);
  return {
    place,
    usb: `${await word(device, "idVendor")}:${await word(device, "idProduct")}`,
    serialNumber: await word(device, "serial"),
    interfaceNumber: Number(interfaceNumber),
    outEndpoint,
    inEndpoint: inEndpoint === undefined ? undefined : inEndpoint & 0x7f,
    kernelDriver: await driverOf(folder),
  };
}

async function bulkEndpoints(folder: string): Promise<number[]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith("ep_"));
  const found = await Promise.all(
    names.map(async (name) => ((await word(join(folder, name), "type")) === "Bulk" ? name : undefined)),
  );
  return found.flatMap((name) => (name === undefined ? [] : [Number.parseInt(name.slice(3), 16)]));
}

async function word(folder: string, file: string): Promise<string | undefined> {
  const text = await readFile(join(folder, file), "utf8").catch(() => undefined);
  return text?.trim() || undefined;
}

async function driverOf(folder: string): Promise<string | undefined> {
  const link = await readlink(join(folder, "driver")).catch(() => undefined);
  return link === undefined ? undefined : basename(link);
}

/** This machine's USB. Its `claim` rejects with HAL_MODULE_MISSING where npm did not install `usb`. */
export function machineUsb(): UsbBinding {
  return { printers: () => usbPrinters("/sys/bus/usb/devices"), claim: claimHere };
}

async function claimHere(port: UsbPrinterPort): Promise<UsbPipe> {
  const device = await deviceAt(port.place);
  try {
    await device.open();
    await device.claimInterface(port.interfaceNumber);
  } catch (error) {
    await device.close();
    throw withSystemCode(error);
  }
  return {
    send: (bytes, timeoutMs) => timed(device.nativeTransferOut(port.outEndpoint, timeoutMs, bytes)),
    receive: (timeoutMs) => receive(device, port.inEndpoint, timeoutMs),
    close: async () => {
      await device.releaseInterface(port.interfaceNumber);
      await device.close();
    },
  };
}

async function receive(
  device: UsbDevice,
  endpoint: number | undefined,
  timeoutMs: number,
): Promise<Uint8Array> {
  if (endpoint === undefined) return new Uint8Array();
  return (await timed(device.nativeTransferIn(endpoint, timeoutMs, RECEIVE_BYTES))) ?? new Uint8Array();
}

async function deviceAt(place: string): Promise<UsbDevice> {
  const { usb } = await usbModule();
  const devices = await usb.getDevices();
  const device = devices.find(({ bus, ports }) => `${Number(bus)}-${ports.join(".")}` === place);
  if (device === undefined) throw Object.assign(new Error(`no USB device at ${place}`), { code: "ENODEV" });
  return device;
}

async function usbModule(): Promise<UsbModule> {
  try {
    return await import("usb");
  } catch (error) {
    throw new HalFault("HAL_MODULE_MISSING", "usb", error);
  }
}

/** The module calls a transfer that its time limit ended "Cancelled". */
async function timed<Result>(transfer: Promise<Result>): Promise<Result> {
  try {
    return await transfer;
  } catch (error) {
    throw /cancelled/i.test(String(error)) ? new UsbTimeout(String(error)) : error;
  }
}

/** The module gives system errors as words with the number in them ("... (errno 13)"). */
function withSystemCode(error: unknown): unknown {
  const [, number] = /errno (\d+)/.exec(String(error)) ?? [];
  const code = number === undefined ? undefined : CODES.get(Number(number));
  return code === undefined ? error : Object.assign(new Error(String(error), { cause: error }), { code });
}

/** errno(3), those that mean something here. */
const CODES: ReadonlyMap<number, string> = new Map([
  [1, "EPERM"],
  [13, "EACCES"],
  [16, "EBUSY"],
  [19, "ENODEV"],
]);
