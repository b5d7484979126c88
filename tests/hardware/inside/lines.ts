/**
 * The far side of the machine's GPIO lines: fingers on buttons (to ground, so pressed is low) and eyes on lamps.
 * Knows no driver. The chips are made by machine/init, with the kernel's gpio-sim.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** "buttons" has lines of buttons and of lamps, as a Pi has all on one; "lamps" is a board of lamps alone. */
export type Chip = "buttons" | "lamps";

export const CHIP_LABEL = "stand-buttons";
/** The lines of buttons and lamps 1 to 3 on the chip "buttons". */
export const BUTTON_LINES = [17, 27, 22] as const;
export const LAMP_LINES = [5, 6, 13] as const;
/** Those of the chip "lamps". */
export const FRONT_LAMP_LINES = [0, 1, 2] as const;

const configOf = (chip: Chip, file: string): string => join("/sys/kernel/config/gpio-sim", chip, file);
const saidIn = (chip: Chip, file: string): string => readFileSync(configOf(chip, file), "utf8").trim();

/** A file of a line in sysfs; it moves when the chip is made anew. */
export function lineFile(line: number, file: "pull" | "value", chip: Chip = "buttons"): string {
  const device = join("/sys/devices/platform", saidIn(chip, "dev_name"));
  return join(device, saidIn(chip, "bank0/chip_name"), `sim_gpio${line}`, file);
}

/** Presses (true) or releases the button on a line. */
export function hold(line: number, isPressed: boolean): void {
  writeFileSync(lineFile(line, "pull"), isPressed ? "pull-down" : "pull-up");
}

/** The level on a line. */
export function level(line: number, chip: Chip = "buttons"): 0 | 1 {
  return readFileSync(lineFile(line, "value", chip), "utf8").trim() === "1" ? 1 : 0;
}

const isChipIn = (chip: Chip): boolean => saidIn(chip, "live") === "1";

function releaseAll(chip: Chip): void {
  if (chip === "buttons") for (const line of BUTTON_LINES) hold(line, false);
}

/** Takes the chip "buttons" away (false) or makes it anew, under another number. */
export function plugChip(isPlugged: boolean): void {
  if (isChipIn("buttons") === isPlugged) return;
  writeFileSync(configOf("buttons", "live"), isPlugged ? "1" : "0");
  if (isPlugged) releaseAll("buttons");
}

/**
 * The same by another process, which alone waits when the kernel does not let the chip go: it does so only when no read of a line
 * waits any more (measured on 6.12: linereq_read holds the chip's lock while it waits).
 */
export async function plugChipAside(isPlugged: boolean, chip: Chip = "buttons"): Promise<void> {
  if (isChipIn(chip) === isPlugged) return;
  const child = spawn("sh", ["-c", `echo ${isPlugged ? 1 : 0} > ${configOf(chip, "live")}`]);
  await once(child, "close");
  if (isPlugged) releaseAll(chip);
}
