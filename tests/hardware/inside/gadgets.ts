/**
 * The far side of the machine's USB devices: their cables. The devices themselves are made by machine/init.
 * Knows no driver.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { until } from "../../hal/until.ts";

/** A USB device of the machine, each with a controller of its own. */
export type Gadget = "printer" | "scanner" | "wedge" | "keypad";

/** The stable names that udev gives by maker, product and serial number; a printer has none from Debian's rules. */
export const PATHS: Readonly<Record<Gadget, string>> = {
  printer: "/dev/usb/lp0",
  scanner: "/dev/serial/by-id/usb-Talon_Stand_scanner_scanner-1-if00",
  wedge: "/dev/input/by-id/usb-Talon_Stand_wedge_wedge-1-event-kbd",
  keypad: "/dev/input/by-id/usb-Talon_Stand_keypad_keypad-1-event-kbd",
};

const CONTROLLERS: Readonly<Record<Gadget, string>> = {
  printer: "dummy_udc.0",
  scanner: "dummy_udc.1",
  wedge: "dummy_udc.2",
  keypad: "dummy_udc.3",
};
/** An emulated machine takes its time to find a device and to forget it. */
const PLUG_LIMIT_MS = 15_000;

const controllerFile = (gadget: Gadget): string => `/sys/kernel/config/usb_gadget/${gadget}/UDC`;

const isPlugged = (gadget: Gadget): boolean => readFileSync(controllerFile(gadget), "utf8").trim() !== "";

/** Plugs the cable in (true) or pulls it (false); resolves when the device's name is there, or no more. */
export async function plug(gadget: Gadget, isIn: boolean): Promise<void> {
  const path = PATHS[gadget];
  if (isPlugged(gadget) !== isIn) writeFileSync(controllerFile(gadget), isIn ? CONTROLLERS[gadget] : "\n");
  await until(`${path} ${isIn ? "appears" : "goes"}`, () => existsSync(path) === isIn, PLUG_LIMIT_MS);
}
