/**
 * The store of personal data in an SQLite file of its own, beside the ledger.
 * Knows no appointment; what it is asked to forget it overwrites, in its log and its free pages too.
 */
import { randomBytes } from "node:crypto";
import Database from "better-sqlite3";
import { type PersonKey, PURPOSES, type Purpose } from "../../protocol/terms.ts";
import { HubFault } from "../errors.ts";
import type { Erasure, PersonRecord, Persons } from "./contract.ts";
import type { FieldsOf } from "./purposes.ts";
import { digestOf, KEY_BYTES, seal, unseal } from "./seal.ts";

/** "TlnP" as SQLite's application id. */
const APPLICATION_ID = 0x546c6e50;
const SCHEMA_VERSION = 1;

const SCHEMA = `
  CREATE TABLE meta (proof BLOB NOT NULL) STRICT;
  CREATE TABLE records (
    person TEXT NOT NULL, purpose TEXT NOT NULL, until INTEGER NOT NULL,
    wrapped BLOB NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (person, purpose)
  ) STRICT;
  CREATE INDEX records_by_time ON records (until);
  CREATE TABLE erasures (
    at INTEGER NOT NULL, person TEXT, purpose TEXT NOT NULL, count INTEGER NOT NULL, why TEXT NOT NULL
  ) STRICT;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;
/** What the store's key seals, so that a wrong one is noticed at the start and not at the first citizen. */
const PROOF = "talon-persons";

type Stored = {
  readonly person: PersonKey;
  readonly purpose: Purpose;
  readonly until: number;
  readonly wrapped: Buffer;
  readonly sealed: Buffer;
};

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
  if (id !== APPLICATION_ID || version !== SCHEMA_VERSION)
    throw new HubFault("HUB_PERSONS_UNOPENABLE", `${file}, which is none of this version`);
  const proof = db.prepare("SELECT proof FROM meta").pluck().get() as Buffer;
  if (unseal(key, proof, PROOF) === null)
    throw new HubFault("HUB_PERSONS_KEY", `it is not the one of ${file}`);
}

/** One a person where somebody asked, one a purpose where the clocks did it: a list of all who came would be kept for ever. */
function erasuresOf(found: readonly Stored[], { at, why }: Pick<Erasure, "at" | "why">): Erasure[] {
  if (why !== "clock")
    return found.map(({ person, purpose }) => ({ at, person: digestOf(person), purpose, count: 1, why }));
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

  constructor(db: Database.Database, file: string, key: Uint8Array) {
    this.#db = db;
    this.#file = file;
    this.#key = key;
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
      const insert = this.#db.prepare(
        "INSERT OR REPLACE INTO records (person, purpose, until, wrapped, sealed) VALUES (?, ?, ?, ?, ?)",
      );
      const before = this.#count();
      this.#db.transaction(() => {
        for (const record of records) insert.run(...this.#sealed(record));
      })();
      // What was there before is gone as if it had been erased.
      if (this.#count() < before + records.length) this.#scrub();
    });
  }

  #count(): number {
    return this.#db.prepare("SELECT count(*) FROM records").pluck().get() as number;
  }

  #sealed({ person, purpose, fields, until }: PersonRecord): unknown[] {
    const key = randomBytes(KEY_BYTES);
    const wrapped = seal(this.#key, key, about(person, purpose));
    const sealed = seal(key, Buffer.from(JSON.stringify(fields)), about(person, purpose));
    return [person, purpose, Math.floor(until), wrapped, sealed];
  }

  get<P extends Purpose>(person: PersonKey, purpose: P, at: number): FieldsOf<P> | null {
    return this.#try(() => {
      const row = this.#db
        .prepare("SELECT * FROM records WHERE person = ? AND purpose = ? AND until > ?")
        .get(person, purpose, at) as Stored | undefined;
      return row === undefined ? null : this.#open(row).fields;
    });
  }

  about(person: PersonKey, at: number): readonly PersonRecord[] {
    return this.#try(() => {
      const rows = this.#db.prepare("SELECT * FROM records WHERE person = ? AND until > ? ORDER BY purpose");
      return (rows.all(person, at) as Stored[]).map((row) => this.#open(row));
    });
  }

  #open({ person, purpose, until, wrapped, sealed }: Stored): PersonRecord {
    const key = unseal(this.#key, wrapped, about(person, purpose));
    const plain = key === null ? null : unseal(key, sealed, about(person, purpose));
    if (plain === null) throw new HubFault("HUB_PERSONS_FAILED", `${this.#file}: a record was changed`);
    return { person, purpose, until, fields: JSON.parse(plain.toString()) as FieldsOf<Purpose> };
  }

  erase(person: PersonKey, at: number): number {
    return this.#remove("person = ?", person, { at, why: "request" });
  }

  expire(at: number): number {
    return this.#remove("until <= ?", at, { at, why: "clock" });
  }

  eraseAgain(erasures: readonly Erasure[], at: number): number {
    const gone = new Set(erasures.map(({ person, purpose }) => `${person ?? ""} ${purpose}`));
    const all = this.#try(() => this.#db.prepare("SELECT person, purpose FROM records").all()) as Stored[];
    const back = all.filter(({ person, purpose }) => gone.has(`${digestOf(person)} ${purpose}`));
    for (const { person, purpose } of back)
      this.#remove("person || ' ' || purpose = ?", about(person, purpose), { at, why: "restored" });
    return back.length;
  }

  #remove(where: string, value: string | number, { at, why }: Pick<Erasure, "at" | "why">): number {
    return this.#try(() => {
      const found = this.#db
        .prepare(`SELECT person, purpose FROM records WHERE ${where}`)
        .all(value) as Stored[];
      if (found.length === 0) return 0;
      this.#db.transaction(() => {
        this.#db.prepare(`DELETE FROM records WHERE ${where}`).run(value);
        const note = this.#db.prepare("INSERT INTO erasures VALUES (@at, @person, @purpose, @count, @why)");
        for (const one of erasuresOf(found, { at: Math.floor(at), why })) note.run(one);
      })();
      this.#scrub();
      return found.length;
    });
  }

  /** A page that was written anew may hold remains of what moved away from it, and the log holds pages as they were. */
  #scrub(): void {
    this.#db.exec("VACUUM");
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
