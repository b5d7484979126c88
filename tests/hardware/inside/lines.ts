/**
 * The far side of the machine's GPIO lines: fingers on buttons (to ground, so pressed is low) and eyes on lamps.
 * Knows no driver. The chip is made by machine/init, with the kernel's gpio-sim.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const CONFIG = "/sys/kernel/config/gpio-sim/stand";

export const CHIP_LABEL = "stand-buttons";
/** The lines of buttons and lamps 1 to 3. */
export const BUTTON_LINES = [17, 27, 22] as const;
export const LAMP_LINES = [5, 6, 13] as const;

/** A file of a line in sysfs; it moves when the chip is made anew. */
export function lineFile(line: number, file: "pull" | "value"): string {
  const root = "/sys/devices/platform";
  const device = readdirSync(root).find((name) => name.startsWith("gpio-sim"));
  if (device === undefined) throw new Error("there is no simulated GPIO chip");
  const chip = readFileSync(join(CONFIG, "bank0/chip_name"), "utf8").trim();
  return join(root, device, chip, `sim_gpio${line}`, file);
}

/** Presses (true) or releases the button on a line. */
export function hold(line: number, isPressed: boolean): void {
  writeFileSync(lineFile(line, "pull"), isPressed ? "pull-down" : "pull-up");
}

/** The level on a line. */
export function level(line: number): 0 | 1 {
  return readFileSync(lineFile(line, "value"), "utf8").trim() === "1" ? 1 : 0;
}

const isChipIn = (): boolean => readFileSync(join(CONFIG, "live"), "utf8").trim() === "1";

/** Takes the chip away (false) or makes it anew, under another number. */
export function plugChip(isPlugged: boolean): void {
  if (isChipIn() === isPlugged) return;
  writeFileSync(join(CONFIG, "live"), isPlugged ? "1" : "0");
  if (isPlugged) for (const line of BUTTON_LINES) hold(line, false);
}

/**
 * The same by another process, which alone waits when the kernel does not let the chip go: it does so only when no read of a line
 * waits any more (measured on 6.12: linereq_read holds the chip's lock while it waits).
 */
export async function plugChipAside(isPlugged: boolean): Promise<void> {
  if (isChipIn() === isPlugged) return;
  const child = spawn("sh", ["-c", `echo ${isPlugged ? 1 : 0} > ${join(CONFIG, "live")}`]);
  await once(child, "close");
  if (isPlugged) for (const line of BUTTON_LINES) hold(line, false);
}
