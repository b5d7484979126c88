/**
 * Loads the optional module `onoff` and gives it as a binding.
 * The only file that imports that module; knows no button and no lamp.
 */
import { HalFault } from "../errors.ts";
import type { GpioBinding } from "./board.ts";
import { GPIO_SYSFS_ROOT } from "./sysfs.ts";

/** The machine's own GPIO. Fault: HAL_MODULE_MISSING where onoff is not installed or was built for another Node. */
export async function machineGpio(): Promise<GpioBinding> {
  try {
    const { Gpio } = await import("onoff");
    return { sysfsRoot: GPIO_SYSFS_ROOT, Gpio, checkMs: 2000 };
  } catch (error) {
    throw new HalFault("HAL_MODULE_MISSING", "onoff", error);
  }
}
