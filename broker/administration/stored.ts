/**
 * The location as a hub's ledger holds it, for a start without the location's file.
 * Knows no rule: which document is taken when both are there is the hub's matter.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { LocationConfig } from "../../protocol/config.ts";
import { openSqliteLedger } from "../ledger/sqlite.ts";

/** Where a hub with this data folder keeps its ledger. */
export function ledgerFile(dataDir: string): string {
  return join(dataDir, "ledger.sqlite");
}

/**
 * The location of the newest document in the ledger of a data folder, whosever that is; `null` without a ledger or a document.
 * Faults: those of the ledger.
 */
export function storedLocation(dataDir: string): LocationConfig | null {
  const file = ledgerFile(dataDir);
  if (!existsSync(file)) return null;
  const ledger = openSqliteLedger({ file, location: null });
  try {
    let newest: LocationConfig | null = null;
    for (const event of ledger.load())
      if (event.kind === "configured") {
        // As the state counts versions: a document that came with an older one has the next.
        const version: number = Math.max(event.location.version, newest === null ? 0 : newest.version + 1);
        newest = { ...event.location, version };
      }
    return newest;
  } finally {
    ledger.close();
  }
}
