/**
 * Finds a GPIO chip among the character devices of the machine, by its label or by the names of its lines.
 * Never by its number: that changes with the kernel and with every plug. Claims no line; knows no button and no lamp.
 */
import { closeSync, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { HalFault, systemCode } from "../errors.ts";
import type { Libc } from "../libc.ts";
import { HEADER_CHIP_LABELS } from "./sysfs.ts";
import { decodeChipInfo, decodeLineInfo, emptyChipInfo, GPIO_IOCTL, lineInfoOf } from "./uapi.ts";

/** Where the character devices are, and the system call that talks to them; tests give a folder and a kernel of their own. */
export type GpioDevices = {
  readonly folder: string;
  readonly libc: Libc;
  /** How often the chip's presence is looked at, in milliseconds. */
  readonly checkMs: number;
};

/** Where the kernel's devices are. */
export const DEVICE_FOLDER = "/dev";

/** A line by its number on the chip (BCM number on a Raspberry Pi), counted from 0, or by the name that the chip gives it. */
export type LineName = number | string;

/** A chip that is open. Whoever took it closes `fd`. */
export type OpenChip = {
  readonly fd: number;
  readonly path: string;
  readonly label: string;
  readonly lines: number;
};

/** Which chip: labels in the order of preference. Undefined: the header of a Raspberry Pi, or, where every line is named, any chip that has them. */
export type WantedChip = {
  readonly labels: readonly string[] | undefined;
  readonly lines: readonly LineName[];
};

/** A chip and its line numbers in the order that was asked for. */
export type FoundChip = { readonly chip: OpenChip; readonly offsets: readonly number[] };

/** The paths of all GPIO character devices below `folder`, in the order of their numbers; none where the folder cannot be read. */
export function chipPaths(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => /^gpiochip\d+$/.test(name));
    return names.sort((a, b) => numberOf(a) - numberOf(b)).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/**
 * Finds the chip, and its lines there.
 * Faults: HAL_GPIO_CHIP_MISSING (its cause says which chips there are), HAL_GPIO_LINE_OUTSIDE, HAL_GPIO_LINE_MISSING; an
 * error with the code EACCES or EPERM where no chip fits and some may not be opened.
 */
export function findChipDevice(devices: GpioDevices, wanted: WantedChip): FoundChip {
  const { chips, denial } = openChips(devices);
  try {
    const found = choose(devices, chips, wanted);
    for (const chip of chips) if (chip !== found.chip) closeSync(chip.fd);
    return found;
  } catch (error) {
    for (const chip of chips) closeSync(chip.fd);
    throw error instanceof HalFault ? (denial ?? error) : error;
  }
}

/** Who holds the first used line of `offsets`, as "17 (gpio-keys)"; the numbers alone where nobody tells. */
export function holderOf(devices: GpioDevices, { chip, offsets }: FoundChip): string {
  for (const offset of offsets) {
    const { isUsed, consumer } = lineInfo(devices, chip, offset);
    if (isUsed) return consumer === "" ? `${offset}` : `${offset} (${consumer})`;
  }
  return offsets.join(", ");
}

function choose(devices: GpioDevices, chips: readonly OpenChip[], wanted: WantedChip): FoundChip {
  const isAnyChip = wanted.labels === undefined && wanted.lines.every((line) => typeof line === "string");
  const labels = wanted.labels ?? HEADER_CHIP_LABELS;
  const fitting = isAnyChip ? chips : chips.filter(({ label }) => label === firstPresent(labels, chips));
  let problem = isAnyChip
    ? new HalFault("HAL_GPIO_LINE_MISSING", wanted.lines.join(", "), presentChips(chips))
    : new HalFault("HAL_GPIO_CHIP_MISSING", labels.join(", "), presentChips(chips));
  for (const chip of fitting) {
    const offsets = wanted.lines.map((line) => offsetOf(devices, chip, line));
    const missing = offsets.indexOf(undefined);
    if (missing < 0) return { chip, offsets: offsets.filter((offset) => offset !== undefined) };
    if (!isAnyChip) problem = lineFault(chip, wanted.lines[missing] ?? "");
  }
  throw problem;
}

const firstPresent = (labels: readonly string[], chips: readonly OpenChip[]): string | undefined =>
  labels.find((label) => chips.some((chip) => chip.label === label));

function lineFault(chip: OpenChip, line: LineName): HalFault {
  const code = typeof line === "number" ? "HAL_GPIO_LINE_OUTSIDE" : "HAL_GPIO_LINE_MISSING";
  return new HalFault(code, `${chip.label}:${line}`);
}

/** The line's number on this chip; undefined where it has no such line. */
function offsetOf(devices: GpioDevices, chip: OpenChip, line: LineName): number | undefined {
  if (typeof line === "number")
    return Number.isInteger(line) && line >= 0 && line < chip.lines ? line : undefined;
  for (let offset = 0; offset < chip.lines; offset += 1) {
    if (lineInfo(devices, chip, offset).name === line) return offset;
  }
  return undefined;
}

function lineInfo({ libc }: GpioDevices, chip: OpenChip, offset: number) {
  const bytes = lineInfoOf(offset);
  libc.ioctl(chip.fd, GPIO_IOCTL.lineInfo, bytes);
  return decodeLineInfo(bytes);
}

/** Chips may vanish while they are looked at: what cannot be opened or asked is no chip. */
function openChips(devices: GpioDevices): { chips: OpenChip[]; denial: unknown } {
  const chips: OpenChip[] = [];
  let denial: unknown;
  for (const path of chipPaths(devices.folder)) {
    try {
      chips.push(openChip(devices, path));
    } catch (error) {
      const code = systemCode(error);
      if (code === "") throw error;
      if (code === "EACCES" || code === "EPERM") denial = error;
    }
  }
  return { chips, denial };
}

function openChip({ libc }: GpioDevices, path: string): OpenChip {
  const fd = openSync(path, "r+");
  try {
    const bytes = emptyChipInfo();
    libc.ioctl(fd, GPIO_IOCTL.chipInfo, bytes);
    const { label, lines } = decodeChipInfo(bytes);
    return { fd, path, label, lines };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

const presentChips = (chips: readonly OpenChip[]): Error =>
  new Error(chips.length === 0 ? "no GPIO chip here" : `here: ${chips.map(({ label }) => label).join(", ")}`);

const numberOf = (name: string): number => Number(name.slice("gpiochip".length));
