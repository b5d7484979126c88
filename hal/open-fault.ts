/**
 * Sorts the errors of opening a device file or a serial line.
 * Knows no device: scanner and printer give the kinds their own codes.
 */
import { systemCode } from "./errors.ts";

/** Why a device cannot be opened; `no-device`: what is there is no device of that kind. */
export type OpenFaultKind = "gone" | "denied" | "busy" | "no-device";

/**
 * The kind of `error`. serialport gives no system codes, only words ("Error: Permission denied, cannot open ...",
 * "Error Resource temporarily unavailable Cannot lock port"), so these are read where there is no code. A serial line is asked for
 * its settings, which whatever is no terminal refuses (ENOTTY: "Inappropriate ioctl for device").
 */
export function openFaultKind(error: unknown): OpenFaultKind {
  const code = systemCode(error);
  const words = error instanceof Error ? error.message : "";
  if (code === "EACCES" || code === "EPERM" || /permission denied|not permitted/i.test(words))
    return "denied";
  if (code === "EBUSY" || /busy|cannot lock/i.test(words)) return "busy";
  if (code === "ENOTTY" || /inappropriate ioctl/i.test(words)) return "no-device";
  return "gone";
}
