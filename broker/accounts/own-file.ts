/**
 * Files of the data folder that say who may come in: whole, and for the hub's user alone.
 * Knows no content.
 */
import { HubFault } from "../errors.ts";
import { writeWhole } from "../whole-file.ts";

/** Faults: HUB_FILE_UNWRITABLE. */
export function writeOwnFile(file: string, text: string): void {
  try {
    writeWhole(file, text, 0o600);
  } catch (cause) {
    throw new HubFault("HUB_FILE_UNWRITABLE", file, cause);
  }
}
