/**
 * Copies of ledger and store in a folder of their own, for a backup or a look at them while the hub goes on.
 * Knows no key and no command line.
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { HubFault } from "../errors.ts";
import type { FileLedger } from "../ledger/sqlite.ts";
import type { Persons } from "../persons/contract.ts";

const PREFIX = "snapshot-";
export const LEDGER_COPY = "ledger.sqlite";
export const PERSONS_COPY = "persons.sqlite";

/** Whether a name in the data folder is such a folder. */
export function isSnapshot(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** What a killed hub or command left. */
export function sweepSnapshots(dataDir: string): void {
  for (const name of readdirSync(dataDir).filter(isSnapshot))
    rmSync(join(dataDir, name), { recursive: true, force: true });
}

/** A folder below the data folder that nobody else reads. */
export function snapshotFolder(dataDir: string): string {
  try {
    return mkdtempSync(join(dataDir, PREFIX));
  } catch (cause) {
    throw new HubFault("HUB_FOLDER_UNWRITABLE", dataDir, cause);
  }
}

/** Copies both into a new folder. Faults: HUB_FOLDER_UNWRITABLE, HUB_FILE_UNWRITABLE, HUB_PERSONS_FAILED. */
export async function takeSnapshot(
  dataDir: string,
  from: { ledger: FileLedger; persons: Persons },
): Promise<string> {
  const folder = snapshotFolder(dataDir);
  try {
    await from.ledger.copy(join(folder, LEDGER_COPY));
    await from.persons.copy(join(folder, PERSONS_COPY));
    return folder;
  } catch (fault) {
    rmSync(folder, { recursive: true, force: true });
    throw fault;
  }
}
