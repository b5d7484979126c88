/**
 * The hub's ledger in SQLite: one append-only table and one checkpoint, written ahead, synced at every commit.
 * Knows no rule; an event is text to it, a checkpoint bytes.
 */
import Database from "better-sqlite3";
import type { LocationId } from "../../protocol/terms.ts";
import { HubFault } from "../errors.ts";
import type { HubEvent } from "../queue/events.ts";
import type { Checkpoint, Ledger } from "./contract.ts";

/** Which file, and whose. */
export type SqliteLedgerOptions = {
  /** The path of the file; its folder exists. Two more files with `-wal` and `-journal` may lie beside it. */
  readonly file: string;
  /** A ledger belongs to one location for ever. `null`: whosever it is; none is made then. */
  readonly location: LocationId | null;
};

/** "Tln1" as SQLite's application id (sqlite.org/pragma.html#pragma_application_id). */
const APPLICATION_ID = 0x546c6e31;
const SCHEMA_VERSION = 1;

const SCHEMA = `
  CREATE TABLE meta (location TEXT NOT NULL) STRICT;
  CREATE TABLE events (seq INTEGER PRIMARY KEY, event TEXT NOT NULL) STRICT;
  CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'an event of the ledger is never changed'); END;
  CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'an event of the ledger is never removed'); END;
`;

/** Made when it is missing, and no part of the schema's version: an older program does without it. */
const CHECKPOINTS =
  "CREATE TABLE IF NOT EXISTS checkpoints (seq INTEGER NOT NULL, program TEXT NOT NULL, state BLOB NOT NULL) STRICT";

function sqliteCode(error: unknown): string {
  return error instanceof Database.SqliteError ? error.code : "";
}

/** What SQLite said, in the reader's words. */
function faultOf(error: unknown, file: string): HubFault {
  if (error instanceof HubFault) return error;
  const code = sqliteCode(error);
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED"))
    return new HubFault("HUB_LEDGER_IN_USE", file, error);
  if (code === "SQLITE_NOTADB") return new HubFault("HUB_LEDGER_FOREIGN", file, error);
  if (code.startsWith("SQLITE_CORRUPT")) return new HubFault("HUB_LEDGER_DAMAGED", file, error);
  return new HubFault("HUB_LEDGER_UNOPENABLE", file, error);
}

function pragma(db: Database.Database, name: string): number {
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

/** Refuses a file that is somebody else's, from the future, of another location, or damaged. */
function examine(db: Database.Database, { file, location }: SqliteLedgerOptions): void {
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
}

/** Takes the lock for as long as the connection lives, so that a second hub is refused (design rule 12). */
function lock(db: Database.Database): void {
  // Exclusive before the first access of the log: no other process may then even read (sqlite.org/pragma.html#pragma_locking_mode).
  db.pragma("locking_mode = EXCLUSIVE");
  db.exec("BEGIN EXCLUSIVE; COMMIT");
}

function prepare(db: Database.Database, options: SqliteLedgerOptions): void {
  lock(db);
  const isEmpty = pragma(db, "page_count") === 0 || pragma(db, "schema_version") === 0;
  if (isEmpty && options.location !== null) {
    db.pragma("journal_mode = WAL");
    create(db, options.location);
  }
  examine(db, options);
  db.pragma("journal_mode = WAL");
  // FULL: NORMAL may roll back what was answered after a power cut.
  db.pragma("synchronous = FULL");
  db.exec(CHECKPOINTS);
}

/** Every event says what it is and when; what else its kind needs is not known here. */
function isEvent(value: unknown): value is HubEvent {
  const { kind, at } = (value ?? {}) as { kind?: unknown; at?: unknown };
  return typeof kind === "string" && Number.isFinite(at);
}

/** The ledger of the contract on a file. Made with `openSqliteLedger`. */
class SqliteLedger implements Ledger {
  readonly #db: Database.Database;
  readonly #file: string;
  readonly #append: (events: readonly HubEvent[]) => void;
  readonly #keep: (checkpoint: Checkpoint) => void;
  #seq: number;

  constructor(db: Database.Database, file: string) {
    this.#db = db;
    this.#file = file;
    this.#seq = db.prepare("SELECT coalesce(max(seq), 0) FROM events").pluck().get() as number;
    const insert = db.prepare("INSERT INTO events (seq, event) VALUES (?, ?)");
    this.#append = db.transaction((events: readonly HubEvent[]) => {
      for (const [index, event] of events.entries()) insert.run(this.#seq + 1 + index, JSON.stringify(event));
    });
    const replace = db.prepare<Checkpoint>("INSERT INTO checkpoints VALUES (@seq, @program, @state)");
    this.#keep = db.transaction((checkpoint: Checkpoint) => {
      db.exec("DELETE FROM checkpoints");
      replace.run(checkpoint);
    });
  }

  #check(): void {
    if (!this.#db.open) throw new HubFault("HUB_LEDGER_CLOSED", this.#file);
  }

  seq(): number {
    this.#check();
    return this.#seq;
  }

  append(events: readonly HubEvent[]): number {
    this.#check();
    if (events.length === 0) return this.#seq;
    try {
      this.#append(events);
    } catch (error) {
      throw new HubFault("HUB_LEDGER_APPEND_FAILED", this.#file, error);
    }
    this.#seq += events.length;
    return this.#seq;
  }

  *load(after = 0): Generator<HubEvent> {
    this.#check();
    const rows = this.#db.prepare("SELECT seq, event FROM events WHERE seq > ? ORDER BY seq").raw();
    for (const [seq, text] of rows.iterate(after) as Iterable<[number, string]>) {
      yield this.#read(seq, text);
    }
  }

  #read(seq: number, text: string): HubEvent {
    let event: unknown;
    try {
      event = JSON.parse(text);
    } catch (error) {
      throw new HubFault("HUB_LEDGER_DAMAGED", `${this.#file}: event ${seq} cannot be read`, error);
    }
    if (isEvent(event)) return event;
    throw new HubFault("HUB_LEDGER_DAMAGED", `${this.#file}: event ${seq} is none`);
  }

  checkpoint(): Checkpoint | null {
    this.#check();
    const kept = this.#db.prepare("SELECT seq, program, state FROM checkpoints ORDER BY seq DESC").get();
    return (kept as Checkpoint | undefined) ?? null;
  }

  keep(checkpoint: Checkpoint): void {
    this.#check();
    try {
      this.#keep(checkpoint);
    } catch (error) {
      throw new HubFault("HUB_LEDGER_APPEND_FAILED", this.#file, error);
    }
  }

  close(): void {
    this.#db.close();
  }
}

/**
 * Opens the ledger of a location, or makes it. One process at a time.
 * @throws {HubFault} HUB_LEDGER_IN_USE, HUB_LEDGER_UNOPENABLE, HUB_LEDGER_FOREIGN, HUB_LEDGER_OTHER_LOCATION,
 * HUB_LEDGER_NEWER, HUB_LEDGER_DAMAGED
 */
export function openSqliteLedger(options: SqliteLedgerOptions): Ledger {
  let db: Database.Database | undefined;
  try {
    db = new Database(options.file, { timeout: 0 });
    prepare(db, options);
    return new SqliteLedger(db, options.file);
  } catch (error) {
    db?.close();
    throw faultOf(error, options.file);
  }
}
