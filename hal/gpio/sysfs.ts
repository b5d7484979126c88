/**
 * Finds a GPIO chip in sysfs and translates its line numbers into the kernel's global ones.
 * Opens no line; knows no button and no lamp.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HalFault } from "../errors.ts";

/** Where the kernel shows its GPIO chips. */
export const GPIO_SYSFS_ROOT = "/sys/class/gpio";

/** The 40-pin header of Raspberry Pi 5, of 4, and of older ones: found by label, because the chip's number changes with the kernel. */
export const HEADER_CHIP_LABELS: readonly string[] = ["pinctrl-rp1", "pinctrl-bcm2711", "pinctrl-bcm2835"];

/** A chip in sysfs: its label, its first line's global number, how many lines it has, and its folder. */
export type GpioChip = { label: string; base: number; lines: number; folder: string };

/**
 * The first chip, in the order of `labels`, that is present below `root`; undefined when none is.
 * Since Linux 6.6 the numbering starts at 512 instead of 0 (fivdi/onoff#199), so `base` is read, never assumed.
 */
export function findChip(root: string, labels: readonly string[]): GpioChip | undefined {
  const chips = chipsBelow(root);
  for (const label of labels) {
    const found = chips.find((chip) => chip.label === label);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The kernel's number of line `line` (counted from 0) of `chip`.
 * Fault: HAL_GPIO_LINE_OUTSIDE.
 */
export function globalLine(chip: GpioChip, line: number): number {
  if (!Number.isInteger(line) || line < 0 || line >= chip.lines) {
    throw new HalFault("HAL_GPIO_LINE_OUTSIDE", `${chip.label}:${line}`);
  }
  return chip.base + line;
}

function chipsBelow(root: string): GpioChip[] {
  const chips: GpioChip[] = [];
  for (const name of namesBelow(root)) {
    const chip = name.startsWith("gpiochip") ? readChip(join(root, name)) : undefined;
    if (chip !== undefined) chips.push(chip);
  }
  return chips;
}

function namesBelow(root: string): string[] {
  try {
    return readdirSync(root).sort();
  } catch {
    return []; // no sysfs GPIO in this kernel: the same as no chip
  }
}

/** A chip's files vanish one by one while it is unplugged, so what cannot be read is no chip. */
function readChip(folder: string): GpioChip | undefined {
  try {
    const read = (file: string): string => readFileSync(join(folder, file), "utf8").trim();
    const chip = { label: read("label"), base: Number(read("base")), lines: Number(read("ngpio")), folder };
    return Number.isInteger(chip.base) && Number.isInteger(chip.lines) ? chip : undefined;
  } catch {
    return undefined;
  }
}
