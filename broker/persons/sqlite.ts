/**
 * The store of personal data in an SQLite file of its own, beside the ledger.
 * Knows no appointment; what it is asked to forget it overwrites where it lies (slots.ts), and empties the log of it.
 */
import Database from "better-sqlite3";
import { type PersonKey, PURPOSES, type Purpose } from "../../protocol/terms.ts";
import { HubFault } from "../errors.ts";
import type { Erasure, PersonRecord, Persons } from "./contract.ts";
import type { FieldsOf } from "./purposes.ts";
import { prepare } from "./schema.ts";
import { digestOf } from "./seal.ts";
import { type Owned, Slots, type Stored, sealedFields, unsealed } from "./slots.ts";

/** So many records go by their clocks at once: a few milliseconds. */
const EXPIRED_AT_ONCE = 100;

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
  /** Asked for each guest of a delivery: to prepare them costs more than to run them. */
  readonly #one: Database.Statement;
  readonly #all: Database.Statement;

  constructor(db: Database.Database, file: string, key: Uint8Array) {
    this.#db = db;
    this.#file = file;
    this.#key = key;
    this.#slots = new Slots(db);
    const found = (where: string) =>
      db.prepare(
        `SELECT purpose, until, wrapped, sealed FROM records JOIN slots USING (slot) WHERE person = ? AND ${where}`,
      );
    this.#one = found("purpose = ? AND until > ?");
    this.#all = found("until > ? ORDER BY purpose");
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
      const row = this.#one.get(digestOf(person), purpose, at) as Stored | undefined;
      return row === undefined ? null : this.#open(row, person).fields;
    });
  }

  about(person: PersonKey, at: number): readonly PersonRecord[] {
    return this.#try(() => {
      const rows = this.#all.all(digestOf(person), at) as Stored[];
      return rows.map((row) => this.#open(row, person));
    });
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
