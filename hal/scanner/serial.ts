/**
 * The wire of a scanner on a serial line.
 * Knows no code: bytes go to the wired scanner.
 */
import { isNoDevice } from "../device-at.ts";
import { HalFault } from "../errors.ts";
import { openFaultKind } from "../open-fault.ts";
import { SerialLine } from "../serial/port.ts";
import type { Wire } from "../wire/plug.ts";
import type { SerialScannerOptions } from "./contract.ts";
import type { ScannerBinding, WireUser } from "./wired.ts";

/**
 * A binding to the serial device of `options`.
 * Faults of `connect`: HAL_SCANNER_GONE, HAL_SCANNER_DENIED, HAL_SCANNER_BUSY, HAL_SCANNER_NO_DEVICE.
 */
export function serialScannerBinding(options: SerialScannerOptions): ScannerBinding {
  return { path: options.path, connect: (user) => connect(options, user) };
}

async function connect(options: SerialScannerOptions, user: WireUser): Promise<Wire> {
  const { path, baudRate = 9600 } = options;
  if (await isNoDevice(path)) throw new HalFault("HAL_SCANNER_NO_DEVICE", path);
  try {
    return await SerialLine.open({ path, baudRate, hasFlowControl: false }, user);
  } catch (error) {
    const codes = {
      gone: "HAL_SCANNER_GONE",
      denied: "HAL_SCANNER_DENIED",
      busy: "HAL_SCANNER_BUSY",
      "no-device": "HAL_SCANNER_NO_DEVICE",
    } as const;
    throw new HalFault(codes[openFaultKind(error)], path, error);
  }
}
