/**
 * Sorts the errors of opening a device file or a serial line.
 * Knows no device: scanner and printer give the kinds their own codes.
 */
import { systemCode } from "./errors.ts";

/** Why a device cannot be opened. */
export type OpenFaultKind = "gone" | "denied" | "busy";

/**
 * The kind of `error`. serialport gives no system codes, only words ("Error: Permission denied, cannot open ...",
 * "Error Resource temporarily unavailable Cannot lock port"), so these are read where there is no code.
 */
export function openFaultKind(error: unknown): OpenFaultKind {
  const code = systemCode(error);
  const words = error instanceof Error ? error.message : "";
  if (code === "EACCES" || code === "EPERM" || /permission denied|not permitted/i.test(words))
    return "denied";
  if (code === "EBUSY" || /busy|cannot lock/i.test(words)) return "busy";
  return "gone";
}
