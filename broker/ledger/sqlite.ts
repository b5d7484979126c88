/**
 * The hub's ledger in SQLite: one append-only table with its chain, and one checkpoint; written ahead, synced at every commit.
 * Knows no rule; an event is text to it, a checkpoint bytes.
 */
import Database from "better-sqlite3";
import type { LocationId } from "../../protocol/terms.ts";
import { HubFault } from "../errors.ts";
import type { HubEvent } from "../queue/events.ts";
import { firstHash, type Head, nextHash } from "./chain.ts";
import type { Checkpoint, Ledger } from "./contract.ts";
import { prepare, type SqliteLedgerOptions } from "./schema.ts";
import type { Row } from "./verify.ts";

function sqliteCode(error: unknown): string {
  return error instanceof Database.SqliteError ? error.code : "";
}

/** What SQLite said of a ledger's file, in the reader's words. */
export function faultOf(error: unknown, file: string): HubFault {
  if (error instanceof HubFault) return error;
  const code = sqliteCode(error);
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED"))
    return new HubFault("HUB_LEDGER_IN_USE", file, error);
  if (code === "SQLITE_NOTADB") return new HubFault("HUB_LEDGER_FOREIGN", file, error);
  if (code.startsWith("SQLITE_CORRUPT")) return new HubFault("HUB_LEDGER_DAMAGED", file, error);
  return new HubFault("HUB_LEDGER_UNOPENABLE", file, error);
}

/** Every event says what it is and when; what else its kind needs is not known here. */
function isEvent(value: unknown): value is HubEvent {
  const { kind, at } = (value ?? {}) as { kind?: unknown; at?: unknown };
  return typeof kind === "string" && Number.isFinite(at);
}

function headOf(db: Database.Database): Head {
  const last = db.prepare("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1").get();
  if (last === undefined) {
    const location = db.prepare("SELECT location FROM meta").pluck().get() as LocationId;
    return { seq: 0, hash: firstHash(location) };
  }
  const { seq, hash } = last as { seq: number; hash: Buffer };
  return { seq, hash: hash.toString("hex") };
}

/** The ledger of the contract on a file. Made with `openSqliteLedger`. */
class SqliteLedger implements FileLedger {
  readonly #db: Database.Database;
  readonly #file: string;
  readonly #append: (events: readonly HubEvent[]) => Head;
  readonly #keep: (checkpoint: Checkpoint) => void;
  #head: Head;

  constructor(db: Database.Database, file: string) {
    this.#db = db;
    this.#file = file;
    this.#head = headOf(db);
    const insert = db.prepare("INSERT INTO events (seq, event, hash) VALUES (?, ?, ?)");
    this.#append = db.transaction((events: readonly HubEvent[]) => {
      let { seq, hash } = this.#head;
      for (const event of events) {
        const text = JSON.stringify(event);
        seq += 1;
        hash = nextHash(hash, seq, text);
        insert.run(seq, text, Buffer.from(hash, "hex"));
      }
      return { seq, hash };
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
    return this.#head.seq;
  }

  head(): Head {
    this.#check();
    return this.#head;
  }

  append(events: readonly HubEvent[]): number {
    this.#check();
    if (events.length === 0) return this.#head.seq;
    try {
      this.#head = this.#append(events);
    } catch (error) {
      throw new HubFault("HUB_LEDGER_APPEND_FAILED", this.#file, error);
    }
    return this.#head.seq;
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

  *rows(after: number): Generator<Row> {
    yield* this.#rows("seq > ? ORDER BY seq", after);
  }

  *rowsBefore(before: number): Generator<Row> {
    yield* this.#rows("seq < ? ORDER BY seq DESC", before);
  }

  *#rows(which: string, seq: number): Generator<Row> {
    this.#check();
    const rows = this.#db.prepare(`SELECT seq, event, hash FROM events WHERE ${which}`).raw();
    for (const [at, text, hash] of rows.iterate(seq) as Iterable<[number, string, Buffer]>)
      yield { seq: at, text, hash: hash.toString("hex") };
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

  async copy(file: string): Promise<void> {
    this.#check();
    try {
      await this.#db.backup(file);
    } catch (error) {
      throw new HubFault("HUB_FILE_UNWRITABLE", file, error);
    }
  }

  close(): void {
    this.#db.close();
  }
}

/** A ledger on a file. */
export type FileLedger = Ledger & {
  /** Writes a copy into a file that does not exist, bit by bit while events go on being added. Fault: HUB_FILE_UNWRITABLE. */
  readonly copy: (file: string) => Promise<void>;
};

/**
 * Opens the ledger of a location, or makes it; one of before there was a chain is chained. One process at a time.
 * @throws {HubFault} HUB_LEDGER_IN_USE, HUB_LEDGER_UNOPENABLE, HUB_LEDGER_FOREIGN, HUB_LEDGER_OTHER_LOCATION,
 * HUB_LEDGER_NEWER, HUB_LEDGER_DAMAGED
 */
export function openSqliteLedger(options: SqliteLedgerOptions): FileLedger {
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
