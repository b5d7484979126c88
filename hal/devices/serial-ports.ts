/**
 * The serial ports of this machine that something can be plugged into.
 * Opens none: a port says nothing of who is behind it, USB does.
 */
import { join } from "node:path";
import type { FoundSerialPort } from "./found.ts";
import { guessProfile, looksLike } from "./makers.ts";
import {
  type DeviceTrees,
  isThere,
  lastingNames,
  namesIn,
  usbAbove,
  withoutShared,
  wordOf,
} from "./sysfs.ts";

const PORT = /^tty(ACM|USB|AMA|S)\d+$/;

export async function foundSerialPorts(trees: DeviceTrees): Promise<FoundSerialPort[]> {
  const folder = join(trees.sys, "class/tty");
  const lasting = await lastingNames(trees);
  const ports: Known[] = [];
  for (const name of await namesIn(folder, PORT)) {
    if (!(await isReal(join(folder, name)))) continue;
    const usb = await usbAbove(join(folder, name, "device"));
    const node = join(trees.dev, name);
    const about = { name: usb?.name ?? "", usb: usb?.usb ?? null };
    const looks = usb === null ? "unknown" : looksLike(about.usb, about.name);
    ports.push({ node, stable: lasting.get(node) ?? [], ...about, looksLike: looks });
  }
  return withoutShared(ports, (port) => port.looksLike).map((port) => ({
    ...port,
    proposal: proposalOf(port),
  }));
}

type Known = Omit<FoundSerialPort, "proposal">;

/** The kernel has ttyS0 to ttyS3 on many machines without any; such a one has type 0, unknown. */
async function isReal(at: string): Promise<boolean> {
  return (await isThere(join(at, "device"))) && (await wordOf(join(at, "type"))) !== "0";
}

function proposalOf({ node, stable, usb, name, looksLike: looks }: Known): FoundSerialPort["proposal"] {
  const path = stable[0] ?? node;
  if (looks !== "printer") return { driver: "serial", path };
  return { driver: "escpos", profile: guessProfile(usb, name).profile, transport: "serial", path };
}
