/**
 * The store of personal data in an SQLite file of its own, beside the ledger.
 * Knows no appointment; what it is asked to forget it overwrites where it lies, and empties the log of it.
 *
 * What is kept lies in slots. A slot is added at the end of its table, written over in place by as many bytes, and never deleted, so
 * that SQLite never moves one: whatever is written over was nowhere else. What does move (records) bears digests and no content.
 */
import { randomBytes } from "node:crypto";
import Database from "better-sqlite3";
import { type PersonKey, PURPOSES, type Purpose } from "../../protocol/terms.ts";
import { HubFault } from "../errors.ts";
import type { Erasure, PersonRecord, Persons } from "./contract.ts";
import type { FieldsOf } from "./purposes.ts";
import { digestOf, KEY_BYTES, seal, unseal, WRAPPED_BYTES } from "./seal.ts";

/** "TlnP" as SQLite's application id. */
const APPLICATION_ID = 0x546c6e50;
/** 1: content in the rows that bear whose it is, which are moved about. */
const SCHEMA_VERSION = 2;

const SLOTS = `
  CREATE TABLE records (
    person TEXT NOT NULL, purpose TEXT NOT NULL, until INTEGER NOT NULL, slot INTEGER NOT NULL, PRIMARY KEY (person, purpose)
  ) STRICT;
  CREATE INDEX records_by_time ON records (until);
  CREATE TABLE slots (
    slot INTEGER PRIMARY KEY, size INTEGER NOT NULL, free INTEGER NOT NULL, wrapped BLOB NOT NULL, sealed BLOB NOT NULL
  ) STRICT;
  CREATE INDEX slots_free ON slots (size) WHERE free = 1;
`;
const SCHEMA = `
  CREATE TABLE meta (proof BLOB NOT NULL) STRICT;
  ${SLOTS}
  CREATE TABLE erasures (
    at INTEGER NOT NULL, person TEXT, purpose TEXT NOT NULL, count INTEGER NOT NULL, why TEXT NOT NULL
  ) STRICT;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;
/** What the store's key seals, so that a wrong one is noticed at the start and not at the first citizen. */
const PROOF = "talon-persons";

/** A record's content is as long as a multiple of this, so that slots fit others, and lengths tell little. */
const CONTENT_STEP = 64;
/** So many records go by their clocks at once: a few milliseconds. */
const EXPIRED_AT_ONCE = 100;

/** Whose record it is, by a digest of their key. */
type Owned = { readonly person: string; readonly purpose: Purpose; readonly slot: number };
type Stored = {
  readonly purpose: Purpose;
  readonly until: number;
  readonly wrapped: Buffer;
  readonly sealed: Buffer;
};
/** A record of the first version, with the key of whose it is. */
type OldStored = Stored & { readonly person: PersonKey };

const about = (person: PersonKey, purpose: Purpose) => `${person} ${purpose}`;

function isEmpty(db: Database.Database): boolean {
  return db.prepare("SELECT count(*) FROM sqlite_master").pluck().get() === 0;
}

function create(db: Database.Database, key: Uint8Array): void {
  db.transaction(() => {
    db.exec(SCHEMA);
    db.prepare("INSERT INTO meta VALUES (?)").run(seal(key, Buffer.from(PROOF), PROOF));
  })();
}

/** Spaces after the JSON, which its reader passes over. */
function padded(fields: object): Buffer {
  const plain = Buffer.from(JSON.stringify(fields));
  const length = Math.ceil(plain.length / CONTENT_STEP) * CONTENT_STEP;
  return Buffer.concat([plain, Buffer.alloc(length - plain.length, " ")]);
}

/** What is left of an older file: its rows, and every page as it was. */
function scrub(db: Database.Database): void {
  db.exec("VACUUM");
  db.pragma("wal_checkpoint(TRUNCATE)");
}

/** Moves what a store of the first version keeps into slots. */
function migrate(db: Database.Database, key: Uint8Array): void {
  db.transaction(() => {
    db.exec("ALTER TABLE records RENAME TO old_records; DROP INDEX records_by_time;");
    db.exec(SLOTS);
    const slots = new Slots(db);
    for (const { person, purpose, until, wrapped, sealed } of db
      .prepare("SELECT * FROM old_records")
      .all() as OldStored[]) {
      const fields = unsealed({ purpose, until, wrapped, sealed }, { person, key });
      if (fields !== null)
        slots.put(
          { person: digestOf(person), purpose, until },
          sealedFields(fields, { person, purpose, key }),
        );
    }
    db.exec("DROP TABLE old_records");
    db.pragma("user_version = 2");
  })();
  scrub(db);
}

type Opening = { readonly person: PersonKey; readonly key: Uint8Array };
type Content = { readonly wrapped: Buffer; readonly sealed: Buffer };

/** Fields under a fresh key of their own, itself under the store's. */
function sealedFields(
  fields: object,
  { person, purpose, key }: Opening & { readonly purpose: Purpose },
): Content {
  const own = randomBytes(KEY_BYTES);
  const wrapped = seal(key, own, about(person, purpose));
  return { wrapped, sealed: seal(own, padded(fields), about(person, purpose)) };
}

/** The fields again; `null` where a byte was changed, or they are another one's. */
function unsealed({ purpose, wrapped, sealed }: Stored, { person, key }: Opening): object | null {
  const own = unseal(key, wrapped, about(person, purpose));
  const plain = own === null ? null : unseal(own, sealed, about(person, purpose));
  return plain === null ? null : (JSON.parse(plain.toString()) as object);
}

/** Where content lies. Within a transaction of the caller's. */
class Slots {
  readonly #known: Database.Statement;
  readonly #free: Database.Statement;
  readonly #add: Database.Statement;
  readonly #write: Database.Statement;
  readonly #own: Database.Statement;

  constructor(db: Database.Database) {
    this.#known = db.prepare(
      "SELECT slot, size FROM records JOIN slots USING (slot) WHERE person = ? AND purpose = ?",
    );
    this.#free = db.prepare("SELECT slot FROM slots WHERE size = ? AND free = 1 LIMIT 1").pluck();
    this.#add = db.prepare("INSERT INTO slots (size, free, wrapped, sealed) VALUES (?, 0, ?, ?)");
    this.#write = db.prepare("UPDATE slots SET free = ?, wrapped = ?, sealed = ? WHERE slot = ?");
    this.#own = db.prepare(
      "INSERT OR REPLACE INTO records (person, purpose, until, slot) VALUES (?, ?, ?, ?)",
    );
  }

  /** Keeps content in place of what was kept there; answers whether anything was. */
  put(owner: Omit<Owned, "slot"> & { readonly until: number }, content: Content): boolean {
    const { person, purpose, until } = owner;
    const size = content.sealed.length;
    const known = this.#known.get(person, purpose) as { slot: number; size: number } | undefined;
    const isSame = known?.size === size;
    if (known !== undefined && !isSame) this.empty(known);
    const slot = isSame ? known.slot : (this.#free.get(size) as number | undefined);
    if (slot !== undefined) this.#write.run(0, content.wrapped, content.sealed, slot);
    const at = slot ?? this.#add.run(size, content.wrapped, content.sealed).lastInsertRowid;
    this.#own.run(person, purpose, Math.floor(until), at);
    return known !== undefined;
  }

  /** Overwrites a slot with zeros, to be used again. */
  empty({ slot, size }: { readonly slot: number; readonly size: number }): void {
    this.#write.run(1, Buffer.alloc(WRAPPED_BYTES), Buffer.alloc(size), slot);
  }
}

function prepare(db: Database.Database, file: string, key: Uint8Array): void {
  db.pragma("locking_mode = EXCLUSIVE");
  db.exec("BEGIN EXCLUSIVE; COMMIT");
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  // What is deleted is overwritten with zeros; and no copy of anything goes to a temporary file.
  db.pragma("secure_delete = ON");
  db.pragma("temp_store = MEMORY");
  if (isEmpty(db)) create(db, key);
  const [id, version] = ["application_id", "user_version"].map((name) => db.pragma(name, { simple: true }));
  const isOurs = id === APPLICATION_ID && (version === SCHEMA_VERSION || version === 1);
  if (!isOurs) throw new HubFault("HUB_PERSONS_UNOPENABLE", `${file}, which is none of this version`);
  const proof = db.prepare("SELECT proof FROM meta").pluck().get() as Buffer;
  if (unseal(key, proof, PROOF) === null)
    throw new HubFault("HUB_PERSONS_KEY", `it is not the one of ${file}`);
  if (version === 1) migrate(db, key);
}

/** One a person where somebody asked, one a purpose where the clocks did it: a list of all who came would be kept for ever. */
function erasuresOf(found: readonly Owned[], { at, why }: Pick<Erasure, "at" | "why">): Erasure[] {
  if (why !== "clock") return found.map(({ person, purpose }) => ({ at, person, purpose, count: 1, why }));
  return PURPOSES.flatMap((purpose) => {
    const count = found.filter((one) => one.purpose === purpose).length;
    return count === 0 ? [] : [{ at, person: null, purpose, count, why }];
  });
}

/** The store of the contract on a file. Made with `openPersons`. */
class SqlitePersons implements Persons {
  readonly #db: Database.Database;
  readonly #file: string;
  readonly #key: Uint8Array;
  readonly #slots: Slots;

  constructor(db: Database.Database, file: string, key: Uint8Array) {
    this.#db = db;
    this.#file = file;
    this.#key = key;
    this.#slots = new Slots(db);
  }

  #try<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      throw cause instanceof HubFault ? cause : new HubFault("HUB_PERSONS_FAILED", this.#file, cause);
    }
  }

  put<P extends Purpose>(record: PersonRecord<P>): void {
    this.putAll([record]);
  }

  putAll(records: readonly PersonRecord[]): void {
    if (records.length === 0) return;
    this.#try(() => {
      const replaced = this.#db.transaction(() => {
        let isAny = false;
        for (const { person, purpose, fields, until } of records) {
          const content = sealedFields(fields, { person, purpose, key: this.#key });
          isAny = this.#slots.put({ person: digestOf(person), purpose, until }, content) || isAny;
        }
        return isAny;
      })();
      // What was there before is gone as if it had been erased.
      if (replaced) this.#emptyLog();
    });
  }

  get<P extends Purpose>(person: PersonKey, purpose: P, at: number): FieldsOf<P> | null {
    return this.#try(() => {
      const [row] = this.#found("person = ? AND purpose = ? AND until > ?", digestOf(person), purpose, at);
      return row === undefined ? null : this.#open(row, person).fields;
    });
  }

  about(person: PersonKey, at: number): readonly PersonRecord[] {
    return this.#try(() => {
      const rows = this.#found("person = ? AND until > ? ORDER BY purpose", digestOf(person), at);
      return rows.map((row) => this.#open(row, person));
    });
  }

  #found(where: string, ...values: readonly unknown[]): Stored[] {
    const rows = this.#db.prepare(
      `SELECT purpose, until, wrapped, sealed FROM records JOIN slots USING (slot) WHERE ${where}`,
    );
    return rows.all(...values) as Stored[];
  }

  #open(row: Stored, person: PersonKey): PersonRecord {
    const fields = unsealed(row, { person, key: this.#key });
    if (fields === null) throw new HubFault("HUB_PERSONS_FAILED", `${this.#file}: a record was changed`);
    return { person, purpose: row.purpose, until: row.until, fields: fields };
  }

  erase(person: PersonKey, at: number): number {
    return this.#remove(() => this.#owned("person = ?", digestOf(person)), { at, why: "request" });
  }

  expire(at: number): number {
    const over = () => this.#owned(`until <= ? ORDER BY until LIMIT ${EXPIRED_AT_ONCE}`, at);
    return this.#remove(over, { at, why: "clock" });
  }

  eraseAgain(erasures: readonly Erasure[], at: number): number {
    const gone = new Set(erasures.map(({ person, purpose }) => `${person ?? ""} ${purpose}`));
    const back = () => this.#owned("TRUE").filter(({ person, purpose }) => gone.has(`${person} ${purpose}`));
    return this.#remove(back, { at, why: "restored" });
  }

  #owned(where: string, ...values: readonly unknown[]): Owned[] {
    return this.#db
      .prepare(`SELECT person, purpose, slot FROM records WHERE ${where}`)
      .all(...values) as Owned[];
  }

  #remove(find: () => readonly Owned[], { at, why }: Pick<Erasure, "at" | "why">): number {
    return this.#try(() => {
      const found = find();
      if (found.length === 0) return 0;
      this.#db.transaction(() => {
        const sizeOf = this.#db.prepare("SELECT size FROM slots WHERE slot = ?").pluck();
        const forget = this.#db.prepare("DELETE FROM records WHERE person = ? AND purpose = ?");
        for (const { person, purpose, slot } of found) {
          this.#slots.empty({ slot, size: sizeOf.get(slot) as number });
          forget.run(person, purpose);
        }
        const note = this.#db.prepare("INSERT INTO erasures VALUES (@at, @person, @purpose, @count, @why)");
        for (const one of erasuresOf(found, { at: Math.floor(at), why })) note.run(one);
      })();
      this.#emptyLog();
      return found.length;
    });
  }

  /** The log holds pages as they were. */
  #emptyLog(): void {
    this.#db.pragma("wal_checkpoint(TRUNCATE)");
  }

  erasures(): readonly Erasure[] {
    return this.#try(() => this.#db.prepare("SELECT * FROM erasures ORDER BY rowid").all() as Erasure[]);
  }

  counts(): Readonly<Record<Purpose, number>> {
    return this.#try(() => {
      const rows = this.#db.prepare("SELECT purpose, count(*) AS count FROM records GROUP BY purpose").all();
      const found = new Map(
        (rows as { purpose: Purpose; count: number }[]).map((one) => [one.purpose, one.count]),
      );
      return Object.fromEntries(PURPOSES.map((purpose) => [purpose, found.get(purpose) ?? 0])) as Record<
        Purpose,
        number
      >;
    });
  }

  async copy(file: string): Promise<void> {
    try {
      await this.#db.backup(file);
    } catch (cause) {
      throw new HubFault("HUB_PERSONS_FAILED", file, cause);
    }
  }

  close(): void {
    this.#db.close();
  }
}

/**
 * Opens the store, or makes it. One process at a time. `key` is the store's key (key.ts).
 * @throws {HubFault} HUB_PERSONS_UNOPENABLE, HUB_PERSONS_KEY
 */
export function openPersons(file: string, key: Uint8Array): Persons {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { timeout: 0 });
    prepare(db, file, key);
    return new SqlitePersons(db, file, key);
  } catch (cause) {
    db?.close();
    throw cause instanceof HubFault ? cause : new HubFault("HUB_PERSONS_UNOPENABLE", file, cause);
  }
}
