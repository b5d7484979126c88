/**
 * The keyboards, pads and scanners that type, as the kernel tells of them.
 * Opens none, so that no key is taken from anybody.
 */
import { join } from "node:path";
import { KEY_CODES } from "../input/codes.ts";
import { keysIn } from "../input/place.ts";
import type { FoundInput } from "./found.ts";
import { looksLike } from "./makers.ts";
import { type DeviceTrees, lastingNames, namesIn, withoutShared, wordOf } from "./sysfs.ts";

const LETTERS = ["KEY_Q", "KEY_A", "KEY_Z", "KEY_ENTER"];
const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0];
const PAD = DIGITS.map((digit) => `KEY_KP${digit}`);
const ROW = DIGITS.map((digit) => `KEY_${digit}`);

/** BUS_USB of linux/input.h. */
const BUS_USB = "0003";

/** Everything that can type digits. `wordBits`: of the kernel's words in `capabilities/key`. */
export async function foundInputs(trees: DeviceTrees, wordBits: 32 | 64): Promise<FoundInput[]> {
  const folder = join(trees.sys, "class/input");
  const lasting = await lastingNames(trees);
  const inputs: FoundInput[] = [];
  for (const event of await namesIn(folder, /^event\d+$/)) {
    const about = join(folder, event, "device");
    const has = keysIn((await wordOf(join(about, "capabilities/key"))) ?? "", wordBits);
    const hasAll = (names: readonly string[]) => names.every((name) => has(KEY_CODES.get(name) ?? -1));
    if (!hasAll(PAD) && !hasAll(ROW)) continue;
    const name = (await wordOf(join(about, "name"))) ?? "";
    const phys = await wordOf(join(about, "phys"));
    const usb = await usbOf(about);
    const node = join(trees.dev, "input", event);
    const looks = kindOf(usb, name, hasAll(LETTERS));
    inputs.push({ node, stable: lasting.get(node) ?? [], name, usb, phys, looksLike: looks, proposal: null });
  }
  return withoutShared(inputs, (input) => input.looksLike).map((input) => ({
    ...input,
    proposal: proposalOf(input, input.stable[0]),
  }));
}

async function usbOf(about: string): Promise<string | null> {
  if ((await wordOf(join(about, "id/bustype"))) !== BUS_USB) return null;
  return `${(await wordOf(join(about, "id/vendor"))) ?? "0000"}:${(await wordOf(join(about, "id/product"))) ?? "0000"}`;
}

/** Many pads claim all keys of a keyboard, so their name counts as much as their keys. */
function kindOf(usb: string | null, name: string, hasLetters: boolean): FoundInput["looksLike"] {
  if (looksLike(usb, name) === "scanner") return "scanner";
  return !hasLetters || /key ?pad|num ?pad|numeric/i.test(name) ? "keypad" : "keyboard";
}

/** Without a lasting name it is found by what the kernel says of it. */
function proposalOf(
  { node, usb, looksLike: looks }: FoundInput,
  path: string | undefined,
): FoundInput["proposal"] {
  if (looks === "keyboard") return null;
  const where = path === undefined ? (usb === null ? { path: node } : { usb }) : { path };
  return looks === "scanner" ? { driver: "hid", layout: "us", ...where } : { driver: "evdev", ...where };
}
