/**
 * A ledger's file as whoever examines it reads it: a hub's that is stopped, or a copy. Nothing is changed in it.
 * Knows no rule; an event is text to it.
 */
import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import type { LocationId } from "../../protocol/terms.ts";
import { HubFault } from "../errors.ts";
import { APPLICATION_ID, pragma, SCHEMA_VERSION } from "./schema.ts";
import { faultOf } from "./sqlite.ts";
import type { Chain, Row } from "./verify.ts";

/** An opened file: what a walk over its chain needs, and what is known about it. */
export type LedgerReader = Omit<Chain, "heads"> & {
  readonly location: LocationId;
  /** So many events were there before the chain was begun; what they were before that it does not prove. */
  readonly chainedAfter: number;
  readonly close: () => void;
};

type Stored = { readonly seq: number; readonly event: string; readonly hash: Buffer };

function examine(db: Database.Database, file: string): void {
  if (pragma(db, "application_id") !== APPLICATION_ID) throw new HubFault("HUB_LEDGER_FOREIGN", file);
  const version = pragma(db, "user_version");
  if (version > SCHEMA_VERSION) throw new HubFault("HUB_LEDGER_NEWER", `${file}, version ${version}`);
  if (version < SCHEMA_VERSION) throw new HubFault("HUB_LEDGER_UNCHAINED", file);
  const check = db.pragma("quick_check(1)", { simple: true }) as string;
  if (check !== "ok") throw new HubFault("HUB_LEDGER_DAMAGED", `${file}: ${check}`);
}

function reaching(db: Database.Database): number {
  const hasTable = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'checkpoints'").get() !== undefined;
  return hasTable ? (db.prepare("SELECT coalesce(max(seq), 0) FROM checkpoints").pluck().get() as number) : 0;
}

function reader(db: Database.Database): LedgerReader {
  const { location, chained_after: chainedAfter } = db.prepare("SELECT * FROM meta").get() as {
    location: LocationId;
    chained_after: number;
  };
  const some = db.prepare("SELECT seq, event, hash FROM events WHERE seq > ? ORDER BY seq LIMIT ?");
  return {
    ...{ location, chainedAfter, reached: reaching(db) },
    rows: (after, limit) =>
      (some.all(after, limit) as Stored[]).map(
        ({ seq, event, hash }): Row => ({ seq, text: event, hash: hash.toString("hex") }),
      ),
    close: () => db.close(),
  };
}

/**
 * Opens a ledger to read.
 * @throws {HubFault} HUB_FILE_MISSING, HUB_LEDGER_IN_USE, HUB_LEDGER_FOREIGN, HUB_LEDGER_NEWER, HUB_LEDGER_UNCHAINED,
 * HUB_LEDGER_DAMAGED, HUB_LEDGER_UNOPENABLE
 */
export function openLedgerToRead(file: string): LedgerReader {
  if (!existsSync(file)) throw new HubFault("HUB_FILE_MISSING", file);
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { timeout: 0, readonly: true, fileMustExist: true });
    examine(db, file);
    return reader(db);
  } catch (error) {
    db?.close();
    throw faultOf(error, file);
  }
}
