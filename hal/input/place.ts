/**
 * Where an input device is: by a lasting path, or by what the kernel says of it.
 * Opens no device; reads /sys/class/input only.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Which input device is meant: `path` alone, or any of the others, which must all fit.
 * A path below /dev/input/by-id names the model, one below /dev/input/by-path the socket it is plugged into.
 */
export type InputPlace = {
  path?: string | undefined;
  /** As in /sys/class/input/event0/device/name. */
  name?: string | undefined;
  /** "vendor:product" in hexadecimal, as lsusb says it ("05e0:1200"). */
  usb?: string | undefined;
  /** The socket it is plugged into, as in /sys/class/input/event0/device/phys ("usb-0000:01:00.0-1.2/input0"). */
  phys?: string | undefined;
};

/** The folders of the kernel's input devices, and the bits of a word in `capabilities/key`. */
export type InputFolders = { classFolder: string; deviceFolder: string; wordBits: 32 | 64 };

/** The place as a technician would say it. */
export function placeName({ path, name, usb, phys }: InputPlace): string {
  return path ?? ([name, usb && `USB ${usb}`, phys].filter(Boolean).join(", ") || "(no place given)");
}

/**
 * The device file of `place`, `undefined` while there is none.
 * One piece of hardware often is several input devices (keys, media keys, a pointer): of those that fit, it is the one that has
 * most of the `wanted` keys; the lowest number among equals.
 */
export async function findInput(
  place: InputPlace,
  wanted: readonly number[],
  folders: InputFolders,
): Promise<string | undefined> {
  if (place.path !== undefined) return place.path;
  let best: { path: string; keys: number } | undefined;
  for (const event of await eventNames(folders.classFolder)) {
    const about = join(folders.classFolder, event, "device");
    if (!(await isMeant(place, about))) continue;
    const has = keysIn(await wordOf(join(about, "capabilities", "key")), folders.wordBits);
    const keys = wanted.filter(has).length;
    if (keys > (best?.keys ?? 0)) best = { path: join(folders.deviceFolder, event), keys };
  }
  return best?.path;
}

async function eventNames(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const events = names.filter((name) => /^event\d+$/.test(name));
  return events.sort((one, other) => Number(one.slice(5)) - Number(other.slice(5)));
}

async function isMeant({ name, usb, phys }: InputPlace, about: string): Promise<boolean> {
  if (name === undefined && usb === undefined && phys === undefined) return false;
  if (name !== undefined && (await wordOf(join(about, "name"))) !== name) return false;
  if (phys !== undefined && (await wordOf(join(about, "phys"))) !== phys) return false;
  if (usb === undefined) return true;
  const id = [await wordOf(join(about, "id", "vendor")), await wordOf(join(about, "id", "product"))];
  return id.join(":") === usb.toLowerCase();
}

/** What a file of one line says; nothing when the device has just gone. */
async function wordOf(path: string): Promise<string> {
  return (await readFile(path, "utf8").catch(() => "")).trim();
}

/** The kernel writes the bits as hexadecimal words of a long each, the highest first, without leading zeros. */
export function keysIn(bitmap: string, wordBits: 32 | 64): (code: number) => boolean {
  const words = bitmap.split(/\s+/).filter((word) => /^[0-9a-f]{1,16}$/.test(word));
  return (code) => {
    const word = words.at(-1 - Math.floor(code / wordBits));
    return word !== undefined && ((BigInt(`0x${word}`) >> BigInt(code % wordBits)) & 1n) === 1n;
  };
}
