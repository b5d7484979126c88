/**
 * The hub's own secret for codes at the door: 32 random bytes in its data folder, made at the first start.
 * Knows no code. Whoever deletes the file makes every code, poster and address of a screen at the door void.
 */
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { HubFault } from "../errors.ts";

const BYTES = 32;

/** Whole or not at all: a torn key would void every code at the next start. */
function make(file: string): void {
  try {
    const fresh = `${file}.new`;
    const descriptor = openSync(fresh, "w", 0o600);
    writeSync(descriptor, randomBytes(BYTES));
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(fresh, file);
  } catch (cause) {
    throw new HubFault("HUB_FILE_UNWRITABLE", file, cause);
  }
}

/** The key of a data folder. Faults: HUB_FILE_UNWRITABLE, HUB_FILE_UNREADABLE, HUB_FILE_INVALID. */
export function doorKey(dataDir: string): Uint8Array {
  const file = join(dataDir, "door.key");
  if (!existsSync(file)) make(file);
  let key: Buffer;
  try {
    key = readFileSync(file);
  } catch (cause) {
    throw new HubFault("HUB_FILE_UNREADABLE", file, cause);
  }
  if (key.length === BYTES) return key;
  const problem = `must be ${BYTES} bytes; delete it, and the hub makes another (posters at the door are void then)`;
  throw new HubFault("HUB_FILE_INVALID", `${file}\n  (whole): ${problem}`);
}
