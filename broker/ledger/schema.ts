/**
 * The ledger's file: how it is made, brought up to this version, examined and locked.
 * Knows no rule; an event is text to it.
 */
import type Database from "better-sqlite3";
import type { LocationId } from "../../protocol/terms.ts";
import { HubFault } from "../errors.ts";
import { firstHash, nextHash } from "./chain.ts";

/** Which file, and whose. */
export type SqliteLedgerOptions = {
  /** The path of the file; its folder exists. Two more files with `-wal` and `-journal` may lie beside it. */
  readonly file: string;
  /** A ledger belongs to one location for ever. `null`: whosever it is; none is made then. */
  readonly location: LocationId | null;
  /** Told when a ledger of before there was a chain was chained just now, with the number of its events. */
  readonly chained?: (events: number) => void;
};

/** "Tln1" as SQLite's application id (sqlite.org/pragma.html#pragma_application_id). */
export const APPLICATION_ID = 0x546c6e31;
/** 1: without hashes. */
export const SCHEMA_VERSION = 2;

const TRIGGERS = `
  CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'an event of the ledger is never changed'); END;
  CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'an event of the ledger is never removed'); END;
`;

/** `chained_after`: so many events were there before the chain was computed; what they were before that it does not prove. */
const SCHEMA = `
  CREATE TABLE meta (location TEXT NOT NULL, chained_after INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE TABLE events (seq INTEGER PRIMARY KEY, event TEXT NOT NULL, hash BLOB NOT NULL DEFAULT x'') STRICT;
  ${TRIGGERS}
`;

/** Made when it is missing, and no part of the schema's version: an older program does without it. */
const CHECKPOINTS =
  "CREATE TABLE IF NOT EXISTS checkpoints (seq INTEGER NOT NULL, program TEXT NOT NULL, state BLOB NOT NULL) STRICT";

/** So many events are chained at once. */
const CHAINED_AT_ONCE = 5_000;

/** A pragma's number. */
export function pragma(db: Database.Database, name: string): number {
  return db.pragma(name, { simple: true }) as number;
}

function create(db: Database.Database, location: LocationId): void {
  db.transaction(() => {
    db.exec(SCHEMA);
    db.prepare("INSERT INTO meta (location) VALUES (?)").run(location);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
  })();
}

/** Gives every event of an old ledger its hash; all of it or nothing. Answers how many there are. */
function chain(db: Database.Database): number {
  const location = db.prepare("SELECT location FROM meta").pluck().get() as LocationId;
  return db.transaction(() => {
    db.exec(`
      DROP TRIGGER events_are_never_changed;
      DROP TRIGGER events_are_never_removed;
      ALTER TABLE events ADD COLUMN hash BLOB NOT NULL DEFAULT x'';
      ALTER TABLE meta ADD COLUMN chained_after INTEGER NOT NULL DEFAULT 0;
    `);
    const some = db.prepare("SELECT seq, event FROM events WHERE seq > ? ORDER BY seq LIMIT ?").raw();
    const give = db.prepare("UPDATE events SET hash = ? WHERE seq = ?");
    let [last, before] = [0, firstHash(location)];
    for (;;) {
      const rows = some.all(last, CHAINED_AT_ONCE) as [number, string][];
      for (const [seq, text] of rows) {
        before = nextHash(before, seq, text);
        give.run(Buffer.from(before, "hex"), seq);
        last = seq;
      }
      if (rows.length === 0) break;
    }
    db.prepare("UPDATE meta SET chained_after = ?").run(last);
    db.exec(TRIGGERS);
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
    return last;
  })();
}

/** Refuses a file that is somebody else's, from the future, of another location, or damaged. Answers its version. */
function examine(db: Database.Database, { file, location }: SqliteLedgerOptions): number {
  if (pragma(db, "application_id") !== APPLICATION_ID) throw new HubFault("HUB_LEDGER_FOREIGN", file);
  const version = pragma(db, "user_version");
  if (version > SCHEMA_VERSION) throw new HubFault("HUB_LEDGER_NEWER", `${file}, version ${version}`);
  const check = db.pragma("quick_check(1)", { simple: true }) as string;
  if (check !== "ok") throw new HubFault("HUB_LEDGER_DAMAGED", `${file}: ${check}`);
  const owner = db.prepare("SELECT location FROM meta").pluck().get() as string | undefined;
  if (location !== null && owner !== location)
    throw new HubFault("HUB_LEDGER_OTHER_LOCATION", `${file} is of "${owner ?? ""}", not of "${location}"`);
  const count = db.prepare("SELECT count(*) FROM events").pluck().get() as number;
  const last = db.prepare("SELECT coalesce(max(seq), 0) FROM events").pluck().get() as number;
  if (count !== last)
    throw new HubFault("HUB_LEDGER_DAMAGED", `${file}: ${count} events but the last is number ${last}`);
  return version;
}

/** Takes the lock for as long as the connection lives, so that a second hub is refused (design rule 12). */
function lock(db: Database.Database): void {
  // Exclusive before the first access of the log: no other process may then even read (sqlite.org/pragma.html#pragma_locking_mode).
  db.pragma("locking_mode = EXCLUSIVE");
  db.exec("BEGIN EXCLUSIVE; COMMIT");
}

/** Makes a connection the ledger's own: locked, of this version, written ahead and synced in full. */
export function prepare(db: Database.Database, options: SqliteLedgerOptions): void {
  lock(db);
  const isEmpty = pragma(db, "page_count") === 0 || pragma(db, "schema_version") === 0;
  if (isEmpty && options.location !== null) {
    db.pragma("journal_mode = WAL");
    create(db, options.location);
  }
  const version = examine(db, options);
  db.pragma("journal_mode = WAL");
  // FULL: NORMAL may roll back what was answered after a power cut.
  db.pragma("synchronous = FULL");
  db.exec(CHECKPOINTS);
  if (version < SCHEMA_VERSION) options.chained?.(chain(db));
}
