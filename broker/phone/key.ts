/**
 * The hub's own secret for codes at the door. Whoever deletes its file makes every code, poster and address of a screen at the
 * door void. Knows no code.
 */
import { secretKey } from "../secret-key.ts";

/** The key of a data folder. Faults: those of `secretKey`. */
export function doorKey(dataDir: string): Uint8Array {
  return secretKey(dataDir, "door");
}
