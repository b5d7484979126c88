/**
 * Reads what the kernel tells of its devices in /sys, and the lasting names in /dev.
 * Opens no device; knows no kind of device. A file that has just gone says nothing.
 */
import { readdir, readFile, readlink, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

/** Where the two trees are; tests give others. */
export type DeviceTrees = { readonly sys: string; readonly dev: string };

/** The names in a folder that fit, in the order of their numbers; none where there is no such folder. */
export async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => pattern.test(name));
  return names.sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
}

/** What a file of one line says, or null. */
export async function wordOf(path: string): Promise<string | null> {
  const text = await readFile(path, "utf8").catch(() => "");
  return text.replaceAll("\0", "").trim() || null;
}

export const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** A USB device that stands above a folder of /sys. */
export type UsbParent = {
  /** "05e0:1701". */
  readonly usb: string;
  readonly name: string;
  readonly serialNumber: string | null;
};

/** The USB device that `folder` (a link, mostly) belongs to; null for what is built in. */
export async function usbAbove(folder: string): Promise<UsbParent | null> {
  let at = await realpath(folder).catch(() => "");
  for (; at.length > 1; at = dirname(at)) {
    const vendor = await wordOf(join(at, "idVendor"));
    if (vendor === null) continue;
    const product = await wordOf(join(at, "idProduct"));
    const name = [await wordOf(join(at, "manufacturer")), await wordOf(join(at, "product"))];
    return {
      usb: `${vendor}:${product ?? "0000"}`,
      name: name.filter(Boolean).join(" "),
      serialNumber: await wordOf(join(at, "serial")),
    };
  }
  return null;
}

/** The folders of lasting names, the best first: ours, the model's, the port's. */
const LASTING = [
  "talon",
  "talon/by-serial",
  "serial/by-id",
  "input/by-id",
  "talon/by-port",
  "serial/by-path",
  "input/by-path",
];

/** The lasting names below /dev, by the device file that they lead to. */
export async function lastingNames({ dev }: DeviceTrees): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = new Map<string, string[]>();
  for (const folder of LASTING) {
    for (const name of await namesIn(join(dev, folder), /./)) {
      const target = await readlink(join(dev, folder, name)).catch(() => null);
      if (target === null) continue;
      const node = resolve(join(dev, folder), target);
      names.set(node, [...(names.get(node) ?? []), join(dev, folder, name)]);
    }
  }
  return names;
}

/** Of two of a kind the short name is either of the two; a name below a folder is one's own. */
export function withoutShared<Place extends { readonly stable: readonly string[] }>(
  places: readonly Place[],
  kindOf: (place: Place) => string,
): Place[] {
  const isOwn = (path: string) => basename(dirname(path)) !== "talon";
  return places.map((place) => {
    const isAlone = places.filter((other) => kindOf(other) === kindOf(place)).length === 1;
    return isAlone ? place : { ...place, stable: place.stable.filter(isOwn) };
  });
}
