/**
 * A file that is written whole or not at all, for its owner alone where its mode says so.
 * Knows no content.
 */
import { chmodSync, closeSync, fsyncSync, openSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Errors: those of the file system. A power cut leaves the old content or the new one. */
export function writeWhole(file: string, content: string | Uint8Array, mode: number): void {
  const fresh = `${file}.new`;
  const handle = openSync(fresh, "w", mode);
  try {
    // A file left by an interrupted start keeps its old mode when it is opened again.
    chmodSync(fresh, mode);
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(fresh, file);
  const folder = openSync(dirname(file), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
