/**
 * Chooses how this machine's GPIO lines are reached: the character device, or sysfs by way of `onoff`.
 * Opens no line; knows no button and no lamp.
 */
import { existsSync } from "node:fs";
import { HalFault } from "../errors.ts";
import { type Libc, machineLibc } from "../libc.ts";
import { machineGpio } from "./binding.ts";
import type { GpioBinding } from "./board.ts";
import { chipPaths, DEVICE_FOLDER, type GpioDevices, type LineName } from "./chips.ts";
import { GPIO_SYSFS_ROOT } from "./sysfs.ts";

/** What a machine may have; tests give a machine of their own. */
export type GpioMachine = {
  readonly deviceFolder: string;
  readonly sysfsRoot: string;
  readonly libc: () => Promise<Libc>;
  readonly onoff: () => Promise<GpioBinding>;
};

/** The way to the lines of this machine. */
export type GpioAccess =
  | { readonly driver: "cdev"; readonly devices: GpioDevices }
  | { readonly driver: "onoff"; readonly binding: GpioBinding };

/** What `auto` chose; `why` says which devices there are, or what is missing. */
export type GpioChoice = { readonly driver: "cdev" | "onoff"; readonly why: string };

/** The way, and for `auto` the choice. */
export type OpenedGpio = { readonly gpio: GpioAccess; readonly chosen?: GpioChoice };

/** This machine. */
const thisMachine = (): GpioMachine => ({
  deviceFolder: DEVICE_FOLDER,
  sysfsRoot: GPIO_SYSFS_ROOT,
  libc: machineLibc,
  onoff: machineGpio,
});

/** How often the presence of a chip is looked at: it is told as gone and as back well within two seconds. */
const CHECK_MS = 500;

/**
 * The way that `wanted` names; `auto` is the character device where there is one and koffi can be loaded, else onoff where
 * the kernel has sysfs GPIO.
 * Faults: HAL_MODULE_MISSING; of `auto` HAL_GPIO_NONE, whose value says what was tried.
 */
export async function openGpio(
  wanted: "cdev" | "onoff" | "auto",
  machine: GpioMachine = thisMachine(),
): Promise<OpenedGpio> {
  if (wanted === "cdev") return { gpio: await characterDevice(machine) };
  if (wanted === "onoff") return { gpio: { driver: "onoff", binding: await machine.onoff() } };
  return await chosen(machine);
}

async function chosen(machine: GpioMachine): Promise<OpenedGpio> {
  const { deviceFolder, sysfsRoot } = machine;
  const tried: string[] = [];
  const paths = chipPaths(deviceFolder);
  if (paths.length === 0) tried.push(`${deviceFolder}/gpiochip*: none`);
  else {
    const gpio = await orTried(tried, () => characterDevice(machine));
    if (gpio) return { gpio, chosen: { driver: "cdev", why: paths.join(", ") } };
  }
  if (!existsSync(sysfsRoot)) tried.push(`${sysfsRoot}: none`);
  else {
    const binding = await orTried(tried, machine.onoff);
    const why = tried.join("; ");
    if (binding) return { gpio: { driver: "onoff", binding }, chosen: { driver: "onoff", why } };
  }
  throw new HalFault("HAL_GPIO_NONE", tried.join("; "));
}

async function characterDevice({ deviceFolder, libc }: GpioMachine): Promise<GpioAccess> {
  return { driver: "cdev", devices: { folder: deviceFolder, libc: await libc(), checkMs: CHECK_MS } };
}

/** Lines for sysfs, which has numbers only. Fault: HAL_GPIO_LINE_MISSING. */
export function numbered<Line extends LineName | null>(lines: readonly Line[]): Exclude<Line, string>[] {
  return lines.map((line) => {
    if (typeof line === "string") throw new HalFault("HAL_GPIO_LINE_MISSING", line);
    return line as Exclude<Line, string>;
  });
}

async function orTried<Found>(tried: string[], load: () => Promise<Found>): Promise<Found | undefined> {
  try {
    return await load();
  } catch (error) {
    if (!(error instanceof HalFault)) throw error;
    tried.push(`${error.value}: not installed`);
    return undefined;
  }
}
