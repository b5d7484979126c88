/**
 * The way to the USB printer of a stand that names no path: its device file where there is one, else libusb's way.
 * Knows no printer command.
 */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { deviceFileTransport } from "./device-file.ts";
import { libusbTransport, type UsbBinding } from "./libusb.ts";
import type { PrinterTransport } from "./transport.ts";

/** Where this machine's printers are, and its USB. */
export type UsbPlaces = { readonly folder: string; readonly binding: UsbBinding };

/**
 * Chooses anew at every opening, so that it does not matter under which number a printer comes back.
 * With several printers the lowest number is taken; a stand with two names a path.
 */
export function usbTransport({ folder, binding }: UsbPlaces, isTwoWay: boolean): PrinterTransport {
  return {
    name: "USB",
    open: async (user, timeoutMs) => {
      const path = await firstDeviceFile(folder);
      const transport =
        path === undefined ? libusbTransport({}, binding) : deviceFileTransport(path, isTwoWay);
      return await transport.open(user, timeoutMs);
    },
  };
}

async function firstDeviceFile(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []); // no printer has ever been plugged in
  const numbers = names.flatMap((name) => /^lp(\d+)$/.exec(name)?.[1] ?? []).map(Number);
  return numbers.length === 0 ? undefined : join(folder, `lp${Math.min(...numbers)}`);
}
