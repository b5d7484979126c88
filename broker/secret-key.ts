/**
 * A secret of the hub's own: 32 random bytes in its data folder, made when it is first needed.
 * Knows not what for. Whoever deletes the file makes void what was made with it.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HubFault } from "./errors.ts";
import { writeWhole } from "./whole-file.ts";

const BYTES = 32;

function make(file: string): void {
  try {
    writeWhole(file, randomBytes(BYTES), 0o600);
  } catch (cause) {
    throw new HubFault("HUB_FILE_UNWRITABLE", file, cause);
  }
}

/** `<name>.key` of a data folder. Faults: HUB_FILE_UNWRITABLE, HUB_FILE_UNREADABLE, HUB_FILE_INVALID. */
export function secretKey(dataDir: string, name: string): Uint8Array {
  const file = join(dataDir, `${name}.key`);
  if (!existsSync(file)) make(file);
  let key: Buffer;
  try {
    key = readFileSync(file);
  } catch (cause) {
    throw new HubFault("HUB_FILE_UNREADABLE", file, cause);
  }
  if (key.length === BYTES) return key;
  const problem = `must be ${BYTES} bytes; delete it, and the hub makes another (codes and posters at the door, and marks of browsers, are void then)`;
  throw new HubFault("HUB_FILE_INVALID", `${file}\n  (whole): ${problem}`);
}
