/**
 * Where the content of records lies: in slots. A slot is added at the end of its table, written over in place by as many bytes, and
 * never deleted, so that SQLite never moves one: whatever is written over was nowhere else. What does move (records) bears digests and
 * no content.
 * Knows no file; what is kept why stands in purposes.ts.
 */
import { randomBytes } from "node:crypto";
import type Database from "better-sqlite3";
import type { PersonKey, Purpose } from "../../protocol/terms.ts";
import { KEY_BYTES, seal, unseal, WRAPPED_BYTES } from "./seal.ts";

/** A record's content is as long as a multiple of this, so that slots fit others, and lengths tell little. */
const CONTENT_STEP = 64;
/** Whose record it is, by a digest of their key. */
export type Owned = { readonly person: string; readonly purpose: Purpose; readonly slot: number };
export type Stored = {
  readonly purpose: Purpose;
  readonly until: number;
  readonly wrapped: Buffer;
  readonly sealed: Buffer;
};
const about = (person: PersonKey, purpose: Purpose) => `${person} ${purpose}`;

/** Spaces after the JSON, which its reader passes over. */
function padded(fields: object): Buffer {
  const plain = Buffer.from(JSON.stringify(fields));
  const length = Math.ceil(plain.length / CONTENT_STEP) * CONTENT_STEP;
  return Buffer.concat([plain, Buffer.alloc(length - plain.length, " ")]);
}

type Opening = { readonly person: PersonKey; readonly key: Uint8Array };
type Content = { readonly wrapped: Buffer; readonly sealed: Buffer };

/** Fields under a fresh key of their own, itself under the store's. */
export function sealedFields(
  fields: object,
  { person, purpose, key }: Opening & { readonly purpose: Purpose },
): Content {
  const own = randomBytes(KEY_BYTES);
  const wrapped = seal(key, own, about(person, purpose));
  return { wrapped, sealed: seal(own, padded(fields), about(person, purpose)) };
}

/** The fields again; `null` where a byte was changed, or they are another one's. */
export function unsealed({ purpose, wrapped, sealed }: Stored, { person, key }: Opening): object | null {
  const own = unseal(key, wrapped, about(person, purpose));
  const plain = own === null ? null : unseal(own, sealed, about(person, purpose));
  return plain === null ? null : (JSON.parse(plain.toString()) as object);
}

/** Where content lies. Within a transaction of the caller's. */
export class Slots {
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
