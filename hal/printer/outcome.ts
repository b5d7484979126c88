/**
 * How a print job ended, as values.
 * Knows no transport and no printer command.
 */
import { faultMessage, type HalCode, type HalFault } from "../errors.ts";
import type { PrintOutcome } from "./contract.ts";

/** The outcome of a job that was not `printed`; `name` is the printer's, for the words of `detail`. */
export function unprinted(
  result: "torn" | "unknown" | "failed",
  bytesAccepted: number,
  why: { code: HalCode; name: string },
): PrintOutcome {
  return { result, bytesAccepted, code: why.code, detail: faultMessage(why.code, why.name) };
}

/** The outcome of a job that never began because of `fault`. */
export function failedBy(fault: HalFault): PrintOutcome {
  return { result: "failed", bytesAccepted: 0, code: fault.code, detail: fault.message };
}
